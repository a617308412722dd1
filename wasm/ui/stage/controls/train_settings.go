package controls

import (
	"strconv"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/scheduler"
	"digitlab/wasm/ui/settings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// settingsForm is the fields of all settings: the everyday ones, and the others in a part that can be unfolded.
func (c *Card) settingsForm() app.UI {
	t, l := c.Text, c.Lab
	return app.Div().Class("form").Body(
		&presetChoice{Lab: l, Text: t, Chosen: settings.PresetOf(l.Fields()), Undone: !l.MayUndoPreset(), Off: !l.Session().Usable()},
		c.group(settings.EverydayGroup),
		app.Details().Class("more").Body(
			app.Summary().Text(t.MoreSettings()),
			l.Lazy(scheduler.Nothing, c.moreSettings),
		),
	)
}

func (c *Card) moreSettings() app.UI {
	return app.Div().Body(app.Range(make([]struct{}, settings.SettingsGroups-1)).Slice(func(i int) app.UI {
		return c.group(settings.EverydayGroup + 1 + settings.Group(i))
	}))
}

func (c *Card) group(g settings.Group) app.UI {
	of := g.Settings()
	return app.FieldSet().Class("settings").Body(
		app.Legend().Text(g.Name(c.Text)),
		app.Range(of).Slice(func(i int) app.UI { return c.field(of[i]) }),
	)
}

// field is a setting's field with a text below it: its problem, when a change applies, or the help.
func (c *Card) field(s protocol.Setting) app.UI {
	return &settingField{Lab: c.Lab, Text: c.Text, Setting: s, Typed: c.Lab.Fields().Typed[s],
		Problem: c.Lab.Fields().Problem(s, c.Text), Note: note(c.Lab, s, c.Text), Off: !c.Lab.Session().Usable()}
}

// note returns when a change of a setting applies, or its effect, or "".
func note(l *lab.Lab, s protocol.Setting, t Words) string {
	running := l.Session().Phase() == protocol.Running || l.Session().Phase() == protocol.Paused
	typed, ok := l.Fields().LearningRate()
	switch {
	case l.WaitsForReset(s):
		return t.AppliesOnReset()
	case s == protocol.RateSetting && l.Session().Usable() && running && ok:
		inForce := t.RateInForce
		if l.Session().Built.Settings.Schedule != protocol.ConstantRate {
			inForce = t.RateFalls
		}
		if typed != l.Session().Status.LearningRate {
			return t.AppliesNow() + " · " + inForce(i18n.Rate(l.Session().Status.LearningRate))
		}
		return inForce(i18n.Rate(typed))
	case s == protocol.TestSetting && l.Fields().Data() == protocol.MNIST:
		return t.OwnTestDigits()
	case s == protocol.BatchSetting && l.Session().Ready != nil:
		// A batch of all digits is full-batch gradient descent, which is allowed; only the memory limits it.
		fit := trainingDigits(l)
		if batch, ok := l.Fields().Value(s); ok && fit > 0 && int(batch) > fit {
			return t.WholeBatch(i18n.Grouped(fit))
		}
	}
	return ""
}

// trainingDigits returns the number of digits to train on; 0 while the shares are not valid or the data set is not here.
func trainingDigits(l *lab.Lab) int {
	test, ok1 := l.Fields().Value(protocol.TestSetting)
	validation, ok2 := l.Fields().Value(protocol.ValidationSetting)
	if !ok1 || !ok2 {
		return 0
	}
	s := protocol.Settings{Data: l.Fields().Data(), TestPercent: int(test), ValidationPercent: int(validation)}
	fit, _, _ := s.Parts(l.Session().Count(s.Data))
	return fit
}

// fieldID is the id of a setting's field.
func fieldID(s protocol.Setting) string { return "setting-" + settings.Forms[s].ID }

// settingField is one field. Its value, problem and note are fields of the component, so that go-app renders it when they change.
type settingField struct {
	app.Compo

	Lab     *lab.Lab
	Text    Words
	Setting protocol.Setting
	Typed   string
	Problem string
	Note    string
	Off     bool
}

func (f *settingField) Render() app.UI {
	form, id := &settings.Forms[f.Setting], fieldID(f.Setting)
	below, class := form.Help(f.Text), "help"
	switch {
	case f.Problem != "":
		below, class = f.Problem, "problem"
	case f.Note != "":
		below, class = f.Note, "note"
	}
	control := f.number
	if form.Choices != nil {
		control = f.choice
	}
	return app.Div().Class("setting").Body(
		app.Label().For(id).Text(form.Name(f.Text)),
		control(id),
		app.P().ID(id+"-note").Class(class).Text(below),
	)
}

func (f *settingField) number(id string) app.UI {
	mode := "numeric"
	if settings.Forms[f.Setting].Decimal() {
		mode = "decimal"
	}
	return dom.Invalid(dom.Disabled(app.Input().ID(id).Type("text"), f.Off), f.Problem != "").Attr("inputmode", mode).
		Attr("autocomplete", "off").Value(f.Typed).Aria("describedby", id+"-note").OnInput(f.input).OnChange(f.change)
}

func (f *settingField) choice(id string) app.UI {
	form := &settings.Forms[f.Setting]
	names, chosen := form.Options(f.Text), form.Index(f.Typed)
	if chosen < 0 {
		names, chosen = append(names, f.Text.Mixed()), len(names)
	}
	return dom.Disabled(dom.Choice(id, names, chosen), f.Off).Aria("describedby", id+"-note").OnChange(f.choose)
}

func (f *settingField) input(ctx app.Context, _ app.Event) {
	f.Lab.Typed(f.Setting, ctx.JSSrc().Get("value").String())
}

func (f *settingField) change(app.Context, app.Event) { f.Lab.Commit() }

func (f *settingField) choose(ctx app.Context, _ app.Event) {
	choices := settings.Forms[f.Setting].Choices
	if i, err := strconv.Atoi(ctx.JSSrc().Get("value").String()); err == nil && i < len(choices) {
		f.Lab.Typed(f.Setting, choices[i].Word)
		f.Lab.Commit()
	}
}
