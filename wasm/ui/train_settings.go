package ui

import (
	"strconv"

	"digitlab/wasm/protocol"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// settingsForm is the fields of all settings: the everyday ones, and the others folded away.
func (c *trainCard) settingsForm() app.UI {
	t, l := c.Text, c.Lab
	return app.Div().Class("form").Body(
		&presetChoice{Lab: l, Text: t, Chosen: presetOf(l.Fields()), Undone: !l.mayUndoPreset(), Off: !l.Session().usable()},
		c.group(everydayGroup),
		app.Details().Class("more").Body(
			app.Summary().Text(t.MoreSettings()),
			l.lazy(nothing, c.moreSettings),
		),
	)
}

func (c *trainCard) moreSettings() app.UI {
	return app.Div().Body(app.Range(make([]struct{}, settingsGroups-1)).Slice(func(i int) app.UI {
		return c.group(everydayGroup + 1 + settingsGroup(i))
	}))
}

func (c *trainCard) group(g settingsGroup) app.UI {
	of := g.settings()
	return app.FieldSet().Class("settings").Body(
		app.Legend().Text(g.name(c.Text)),
		app.Range(of).Slice(func(i int) app.UI { return c.field(of[i]) }),
	)
}

// field is a setting's field with what is to be known about it below: what is wrong, when a change applies, or what it is.
func (c *trainCard) field(s setting) app.UI {
	return &settingField{Lab: c.Lab, Text: c.Text, Setting: s, Typed: c.Lab.Fields().typed[s],
		Problem: c.Lab.Fields().problem(s, c.Text), Note: note(c.Lab, s, c.Text), Off: !c.Lab.Session().usable()}
}

// note tells when a change of a setting applies, or what comes of it, or nothing.
func note(l *lab, s setting, t controlsWords) string {
	running := l.Session().phase() == protocol.Running || l.Session().phase() == protocol.Paused
	typed, ok := l.Fields().learningRate()
	switch {
	case l.waitsForReset(s):
		return t.AppliesOnReset()
	case s == rateSetting && l.Session().usable() && running && ok:
		inForce := t.RateInForce
		if l.Session().Built.Settings.Schedule != protocol.ConstantRate {
			inForce = t.RateFalls
		}
		if typed != l.Session().Status.LearningRate {
			return t.AppliesNow() + " · " + inForce(rate(l.Session().Status.LearningRate))
		}
		return inForce(rate(typed))
	case s == testSetting && l.Fields().data() == protocol.MNIST:
		return t.OwnTestDigits()
	case s == batchSetting && l.Session().Ready != nil:
		// Full-batch gradient descent is worth a try; only the limit of memory refuses it.
		fit := fitted(l)
		if batch, ok := forms[s].parse(l.Fields().typed[s]); ok && fit > 0 && int(batch) > fit {
			return t.WholeBatch(grouped(fit))
		}
	}
	return ""
}

// fitted is how many digits are left to learn from; 0 while the shares are not in order, or the data is not there.
func fitted(l *lab) int {
	test, ok1 := forms[testSetting].parse(l.Fields().typed[testSetting])
	validation, ok2 := forms[validationSetting].parse(l.Fields().typed[validationSetting])
	if !ok1 || !ok2 {
		return 0
	}
	s := protocol.Settings{Data: l.Fields().data(), TestPercent: int(test), ValidationPercent: int(validation)}
	fit, _, _ := s.Parts(l.Session().count(s.Data))
	return fit
}

// settingField is one field. Its value, its problem and its note come from outside, so that it is rendered when they
// change.
type settingField struct {
	app.Compo

	Lab     *lab
	Text    controlsWords
	Setting setting
	Typed   string
	Problem string
	Note    string
	Off     bool
}

func (f *settingField) Render() app.UI {
	id := fieldID(f.Setting)
	below, class := f.Setting.help(f.Text), "help"
	switch {
	case f.Problem != "":
		below, class = f.Problem, "problem"
	case f.Note != "":
		below, class = f.Note, "note"
	}
	control := f.number
	if forms[f.Setting].choices != nil {
		control = f.choice
	}
	return app.Div().Class("setting").Body(
		app.Label().For(id).Text(f.Setting.name(f.Text)),
		control(id),
		app.P().ID(id+"-note").Class(class).Text(below),
	)
}

func (f *settingField) number(id string) app.UI {
	mode := "numeric"
	if forms[f.Setting].decimal {
		mode = "decimal"
	}
	return invalid(disabled(app.Input().ID(id).Type("text"), f.Off), f.Problem != "").Attr("inputmode", mode).
		Attr("autocomplete", "off").Value(f.Typed).Aria("describedby", id+"-note").OnInput(f.input).OnChange(f.change)
}

func (f *settingField) choice(id string) app.UI {
	names, chosen := f.Setting.options(f.Text), forms[f.Setting].index(f.Typed)
	if chosen < 0 {
		names, chosen = append(names, f.Text.Mixed()), len(names)
	}
	return disabled(choice(id, names, chosen), f.Off).Aria("describedby", id+"-note").OnChange(f.choose)
}

func (f *settingField) input(ctx app.Context, _ app.Event) {
	f.Lab.typed(f.Setting, ctx.JSSrc().Get("value").String())
}

func (f *settingField) change(app.Context, app.Event) { f.Lab.commit() }

func (f *settingField) choose(ctx app.Context, _ app.Event) {
	choices := forms[f.Setting].choices
	if i, err := strconv.Atoi(ctx.JSSrc().Get("value").String()); err == nil && i < len(choices) {
		f.Lab.typed(f.Setting, choices[i].word)
		f.Lab.commit()
	}
}
