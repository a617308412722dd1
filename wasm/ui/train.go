package ui

import (
	"time"

	"digitlab/wasm/protocol"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// trainCard is the controls of a run. Its parts that change all the time are components of their own.
type trainCard struct {
	app.Compo

	Lab  *lab
	Text texts

	stop func()
}

func (c *trainCard) OnMount(ctx app.Context) { c.stop = c.Lab.rerender(ctx, runPart, 0) }

func (c *trainCard) OnDismount() { c.stop() }

func (c *trainCard) Render() app.UI {
	t, l := c.Text, c.Lab
	return app.Section().Class("card train").Aria("labelledby", "train-heading").Body(
		app.H2().ID("train-heading").Text(t.TrainHeading()),
		app.P().Class("help").Text(t.TrainHelp()),
		app.Div().Class("buttons controls").Body(
			disabled(app.Button().ID("play").Class("primary").Type("button"), !l.mayTrain()).OnClick(c.play).Text(c.playName()),
			disabled(app.Button().Type("button"), !l.mayTrain()).OnClick(c.step).Text(t.Step()),
			disabled(app.Button().Type("button"), !l.mayReset()).OnClick(c.reset).Text(t.Reset()),
		),
		&progress{Lab: l, Text: t},
		&announcer{Lab: l, Text: t},
		app.FieldSet().Class("paces").Body(
			app.Legend().Text(t.PaceGroup()),
			app.Range(paces).Slice(func(i int) app.UI {
				return &paceChoice{Lab: l, Text: t, Pace: paces[i], Chosen: l.paceShown() == paces[i], Off: !l.session.built()}
			}),
		),
		app.FieldSet().Class("settings").Body(
			app.Legend().Text(t.SettingsGroup()),
			app.Range(make([]struct{}, settings)).Slice(func(i int) app.UI { return c.field(setting(i)) }),
		),
		app.P().Class("help keys").Text(t.KeyHelp()),
	)
}

func (c *trainCard) playName() string {
	switch c.Lab.session.phase() {
	case protocol.Running:
		return c.Text.Pause()
	case protocol.Paused:
		return c.Text.Resume()
	}
	return c.Text.Start()
}

func (c *trainCard) play(app.Context, app.Event) { c.Lab.play() }

func (c *trainCard) step(app.Context, app.Event) { c.Lab.step() }

func (c *trainCard) reset(app.Context, app.Event) { c.Lab.reset() }

// field is a setting's field with what is to be known about it below: what is wrong, when a change applies, or what it is.
func (c *trainCard) field(s setting) app.UI {
	return &settingField{Lab: c.Lab, Text: c.Text, Setting: s, Typed: c.Lab.fields[s], Problem: c.Lab.fields.problem(s, c.Text),
		Note: c.Lab.note(s), Off: !c.Lab.session.built()}
}

// paces are the choices in their order on the page.
var paces = []protocol.Pace{protocol.Slow, protocol.Watch, protocol.Fastest}

// paceShown is the pace in force, or the one asked for while there is no trainer to report one.
func (l *lab) paceShown() protocol.Pace {
	if l.session.built() {
		return l.session.Status.Pace
	}
	return l.pace
}

type paceChoice struct {
	app.Compo

	Lab    *lab
	Text   texts
	Pace   protocol.Pace
	Chosen bool
	Off    bool
}

func (c *paceChoice) Render() app.UI {
	return app.Label().Class("pace").Body(
		disabled(checked(app.Input().Type("radio").Name("pace"), c.Chosen), c.Off).OnChange(c.choose),
		app.Span().Text(c.Text.Pace(c.Pace)),
	)
}

func (c *paceChoice) choose(app.Context, app.Event) { c.Lab.setPace(c.Pace) }

// note tells when a change of a setting applies, or nothing.
func (l *lab) note(s setting) string {
	running := l.session.phase() == protocol.Running || l.session.phase() == protocol.Paused
	typed, ok := l.fields.learningRate()
	switch {
	case l.waitsForReset(s):
		return l.text.AppliesOnReset()
	case s == rateSetting && l.session.built() && running && ok:
		if typed != l.session.Status.LearningRate {
			return l.text.AppliesNow() + " · " + l.text.RateInForce(rate(l.session.Status.LearningRate))
		}
		return l.text.RateInForce(rate(typed))
	}
	return ""
}

// settingField is one field. Its value, its problem and its note come from outside, so that it is rendered when they
// change.
type settingField struct {
	app.Compo

	Lab     *lab
	Text    texts
	Setting setting
	Typed   string
	Problem string
	Note    string
	Off     bool
}

func (f *settingField) Render() app.UI {
	id := "setting-" + f.Setting.id()
	mode := "numeric"
	if f.Setting == rateSetting {
		mode = "decimal"
	}
	input := disabled(app.Input().ID(id).Type("text"), f.Off).Attr("inputmode", mode).Attr("autocomplete", "off").
		Value(f.Typed).Aria("describedby", id+"-note").OnInput(f.input).OnChange(f.change)
	below, class := f.Text.SettingHelp(f.Setting), "help"
	switch {
	case f.Problem != "":
		below, class = f.Problem, "problem"
		input = input.Aria("invalid", true)
	case f.Note != "":
		below, class = f.Note, "note"
	}
	return app.Div().Class("setting").Body(
		app.Label().For(id).Text(f.Text.Setting(f.Setting)),
		input,
		app.P().ID(id+"-note").Class(class).Text(below),
	)
}

func (f *settingField) input(ctx app.Context, _ app.Event) {
	f.Lab.typed(f.Setting, ctx.JSSrc().Get("value").String())
}

func (f *settingField) change(app.Context, app.Event) { f.Lab.commit() }

// progress is how far the run is.
type progress struct {
	app.Compo

	Lab  *lab
	Text texts

	stop func()
}

func (p *progress) OnMount(ctx app.Context) {
	p.stop = p.Lab.rerender(ctx, progressPart, 100*time.Millisecond)
}

func (p *progress) OnDismount() { p.stop() }

func (p *progress) Render() app.UI {
	share := p.Lab.session.fraction()
	said := progressText(p.Lab.session, p.Text)
	return app.Div().Class("progress").Body(
		app.Div().ID("progress").Attr("role", "progressbar").Aria("label", p.Text.ProgressLabel()).
			Aria("valuemin", 0).Aria("valuemax", 100).Aria("valuenow", int(100*share)).Aria("valuetext", said).
			Body(bar(share)),
		app.P().ID("progress-text").Text(said),
	)
}

// progressText says where the run is.
func progressText(s session, t texts) string {
	if !s.built() {
		if s.stopped() {
			return "–"
		}
		return t.ControlsLoading()
	}
	epoch, epochs := s.Progress.Epoch, s.epochs()
	switch s.phase() {
	case protocol.Running:
		if s.Progress.Steps == 0 || s.Progress.Remaining < 0 {
			return t.RunningUntimed(max(epoch, 1), epochs)
		}
		return t.Running(epoch, epochs, seconds(s.Progress.Remaining))
	case protocol.Paused:
		return t.PausedAt(epoch, epochs)
	case protocol.Done:
		if s.Tested != nil {
			return t.Done(percent(s.Tested.Accuracy))
		}
		return t.RunningUntimed(epochs, epochs)
	}
	return t.Ready(grouped(s.Built.Fit))
}

// announcer tells screen readers of the run's start and end.
type announcer struct {
	app.Compo

	Lab  *lab
	Text texts

	stop func()
}

func (a *announcer) OnMount(ctx app.Context) { a.stop = a.Lab.rerender(ctx, announcementPart, 0) }

func (a *announcer) OnDismount() { a.stop() }

func (a *announcer) Render() app.UI {
	return app.P().Class("spoken").Aria("live", "polite").Text(a.Lab.announcement)
}
