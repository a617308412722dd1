// Package controls is the part of the stage that runs the training: start, pause, step, pace, presets, the fields of the settings,
// and the link to them. It renders them and passes actions to the lab, which decides what they do.
package controls

import (
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/session"
	"digitlab/wasm/ui/settings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Card is the controls of a run. The parts that change all the time are components of their own.
type Card struct {
	app.Compo

	Lab  *lab.Lab
	Text Words

	stop func()
}

func (c *Card) OnMount(ctx app.Context) { c.stop = c.Lab.Rerender(ctx, lab.RunTopic, 0) }

func (c *Card) OnDismount() { c.stop() }

func (c *Card) Render() app.UI {
	t, l := c.Text, c.Lab
	return app.Section().Class("card train").Aria("labelledby", "train-heading").Body(
		app.H2().ID("train-heading").Text(t.TrainHeading()),
		c.remedy(),
		app.Div().Class("buttons controls").Body(
			dom.Disabled(app.Button().ID("play").Class("primary").Type("button"), !l.MayTrain()).Aria("describedby", "hindrance").
				OnClick(c.play).Text(c.playName()),
			dom.Disabled(app.Button().Type("button"), !l.MayTrain()).OnClick(c.step).Text(t.Step()),
			dom.Disabled(app.Button().Type("button"), !l.MayReset()).Aria("describedby", "hindrance").OnClick(c.reset).Text(t.Reset()),
		),
		app.P().Class("help keys").Text(t.KeyHelp()),
		&progress{Lab: l, Text: t},
		&announcer{Lab: l, Text: t},
		app.FieldSet().Class("paces").Body(
			app.Legend().Text(t.PaceGroup()),
			app.Range(paces).Slice(func(i int) app.UI {
				return &paceChoice{Lab: l, Text: t, Pace: paces[i], Chosen: paceShown(l) == paces[i], Off: !l.Session().Usable()}
			}),
		),
		c.settingsForm(),
		&shareBox{Lab: l, Text: t},
	)
}

// remedy says why no run can begin, above the buttons that are disabled for that reason. It replaces the help text and takes its
// space, so that nothing moves.
func (c *Card) remedy() app.UI {
	t := c.Text
	said, _ := hindrance(c.Lab, t)
	return app.Div().Class("hindrance").Body(
		app.P().Class("help "+dom.Shown(said == "")).Text(t.TrainHelp()),
		app.Div().Class("remedy "+dom.Shown(said != "")).Body(
			app.P().ID("hindrance").Class("problem").Attr("role", "status").Text(said),
			dom.Disabled(app.Button().Type("button"), app.IsServer).OnClick(c.show).Text(t.ShowProblem()),
		),
	)
}

// show leads to the field or the card with the problem.
func (c *Card) show(ctx app.Context, _ app.Event) {
	_, id := hindrance(c.Lab, c.Text)
	c.Lab.Focus(id)
}

// hindrance returns why no run can begin, as a sentence, and the id of the element to change; both are "" if a run can begin.
func hindrance(l *lab.Lab, t Words) (said, id string) {
	for s := range protocol.SettingCount {
		if problem := l.Fields().Problem(s, t); problem != "" {
			return t.Hindrance(settings.Forms[s].Name(t), problem), fieldID(s)
		}
	}
	if _, problem := protocol.Describe(l.Fields().Data().Side(), l.Fields().Layers.Layers()); problem != nil {
		return t.LayerHindrance(l.Fields().Layers.ProblemName(problem, t)), lab.LayerID(problem.Layer)
	}
	if d := l.Fields().Data(); l.Session().Ready != nil && !l.Session().Has(d) {
		return t.DataHindrance(d), lab.DataID(d)
	}
	return "", ""
}

func (c *Card) playName() string {
	switch c.Lab.Session().Phase() {
	case protocol.Running:
		return c.Text.Pause()
	case protocol.Paused:
		return c.Text.Resume()
	}
	return c.Text.Start()
}

func (c *Card) play(app.Context, app.Event) { c.Lab.Play() }

func (c *Card) step(app.Context, app.Event) { c.Lab.Step() }

func (c *Card) reset(app.Context, app.Event) { c.Lab.Reset() }

// paces are the choices in their order on the page.
var paces = []protocol.Pace{protocol.Slow, protocol.Watch, protocol.Fastest}

// paceShown returns the pace in force, or the requested pace while there is no trainer.
func paceShown(l *lab.Lab) protocol.Pace {
	if l.Session().Usable() {
		return l.Session().Status.Pace
	}
	return l.Pace()
}

type paceChoice struct {
	app.Compo

	Lab    *lab.Lab
	Text   Words
	Pace   protocol.Pace
	Chosen bool
	Off    bool
}

func (c *paceChoice) Render() app.UI {
	return app.Label().Class("pace").Body(
		dom.Disabled(dom.Checked(app.Input().Type("radio").Name("pace"), c.Chosen), c.Off).OnChange(c.choose),
		app.Span().Text(c.Text.Pace(c.Pace)),
	)
}

func (c *paceChoice) choose(app.Context, app.Event) { c.Lab.SetPace(c.Pace) }

// progress shows how much of the run is trained.
type progress struct {
	app.Compo

	Lab  *lab.Lab
	Text Words

	stop func()
}

func (p *progress) OnMount(ctx app.Context) {
	p.stop = p.Lab.Rerender(ctx, lab.ProgressTopic, 100*time.Millisecond)
}

func (p *progress) OnDismount() { p.stop() }

func (p *progress) Render() app.UI {
	share := p.Lab.Session().Fraction()
	said := progressText(p.Lab.Session(), p.Text)
	return app.Div().Class("progress").Body(
		app.Div().ID("progress").Attr("role", "progressbar").Aria("label", p.Text.ProgressLabel()).
			Aria("valuemin", 0).Aria("valuemax", 100).Aria("valuenow", int(100*share)).Aria("valuetext", said).
			Body(dom.Bar(share)),
		app.P().ID("progress-text").Text(said),
	)
}

// progressText returns the progress of the run as a sentence.
func progressText(s session.Session, t Words) string {
	if !s.Usable() {
		if s.Stopped() {
			return "–"
		}
		return t.ControlsLoading()
	}
	epoch, epochs := s.Progress.Epoch, s.Planned()
	switch s.Phase() {
	case protocol.Running:
		said := t.RunningUntimed(max(epoch, 1), epochs)
		if s.Progress.Steps > 0 && s.Progress.Remaining >= 0 {
			said = t.Running(epoch, epochs, i18n.Seconds(s.Progress.Remaining))
		}
		if s.Status.Workers > 1 {
			said += " · " + t.Workers(s.Status.Workers)
		}
		return said
	case protocol.Paused:
		return t.PausedAt(epoch, epochs)
	case protocol.Done:
		if s.Tested != nil {
			return t.Done(i18n.Percent(s.Tested.Accuracy))
		}
		return t.RunningUntimed(epochs, epochs)
	}
	return t.Ready(i18n.Grouped(s.Built.Fit))
}

// announcer tells screen readers about the run.
type announcer struct {
	app.Compo

	Lab  *lab.Lab
	Text Words

	stop func()
}

func (a *announcer) OnMount(ctx app.Context) { a.stop = a.Lab.Rerender(ctx, lab.AnnouncementTopic, 0) }

func (a *announcer) OnDismount() { a.stop() }

func (a *announcer) Render() app.UI {
	return app.P().Class("spoken").Aria("live", "polite").Text(a.Lab.Announcement())
}
