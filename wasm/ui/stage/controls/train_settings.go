package controls

import (
	"strconv"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/settings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// form is the panel of all settings.
type form struct {
	app.Compo

	Lab  *lab.Lab
	Text Words

	stop func()
}

func (f *form) OnMount(ctx app.Context) { f.stop = f.Lab.Rerender(ctx, lab.RunTopic, 0) }

func (f *form) OnDismount() { f.stop() }

func (f *form) Render() app.UI {
	t, l := f.Text, f.Lab
	return app.Section().Class("card setup").Aria("labelledby", "setup-heading").Body(
		app.H2().ID("setup-heading").Text(t.SettingsTab()),
		app.P().Class("help").Text(t.TrainHelp()),
		app.Div().Class("chosen").Body(
			app.P().ID("preset-help").Class("help").Text(t.PresetHelp(settings.PresetOf(l.Fields()))),
			app.If(l.Waits(), func() app.UI { return app.P().Class("note").Text(t.SettingsWait()) }),
			app.If(l.Waits(), func() app.UI { return &applyButton{Lab: l, Text: t} }),
			dom.Idle(app.Button().Type("button"), !l.Session().Usable(), !l.MayUndoPreset()).OnClick(f.undo).Text(t.UndoPreset()),
		),
		app.Range(make([]struct{}, settings.SettingsGroups)).Slice(func(i int) app.UI {
			return f.group(settings.EverydayGroup + settings.Group(i))
		}),
		&shareBox{Lab: l, Text: t},
		app.P().Class("help keys").Text(t.KeyHelp()),
	)
}

func (f *form) undo(app.Context, app.Event) { f.Lab.UndoPreset() }

func (f *form) group(g settings.Group) app.UI {
	of := g.Settings()
	return app.FieldSet().Class("settings").Body(
		app.Legend().Text(g.Name(f.Text)),
		app.Range(of).Slice(func(i int) app.UI { return f.field(of[i]) }),
	)
}

// field is a setting's field with a text below it: its problem, when a change applies, or the help.
func (f *form) field(s protocol.Setting) app.UI {
	return &settingField{Lab: f.Lab, Text: f.Text, Setting: s, Typed: f.Lab.Fields().Typed[s],
		Problem: f.Lab.Fields().Problem(s, f.Text), Note: note(f.Lab, s, f.Text), Off: !f.Lab.Session().Usable()}
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
