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
	Text controlsWords

	stop func()
}

func (c *trainCard) OnMount(ctx app.Context) { c.stop = c.Lab.rerender(ctx, runTopic, 0) }

func (c *trainCard) OnDismount() { c.stop() }

func (c *trainCard) Render() app.UI {
	t, l := c.Text, c.Lab
	return app.Section().Class("card train").Aria("labelledby", "train-heading").Body(
		app.H2().ID("train-heading").Text(t.TrainHeading()),
		c.remedy(),
		app.Div().Class("buttons controls").Body(
			disabled(app.Button().ID("play").Class("primary").Type("button"), !l.mayTrain()).Aria("describedby", "hindrance").
				OnClick(c.play).Text(c.playName()),
			disabled(app.Button().Type("button"), !l.mayTrain()).OnClick(c.step).Text(t.Step()),
			disabled(app.Button().Type("button"), !l.mayReset()).Aria("describedby", "hindrance").OnClick(c.reset).Text(t.Reset()),
		),
		app.P().Class("help keys").Text(t.KeyHelp()),
		&progress{Lab: l, Text: t},
		&announcer{Lab: l, Text: t},
		app.FieldSet().Class("paces").Body(
			app.Legend().Text(t.PaceGroup()),
			app.Range(paces).Slice(func(i int) app.UI {
				return &paceChoice{Lab: l, Text: t, Pace: paces[i], Chosen: paceShown(l) == paces[i], Off: !l.Session().usable()}
			}),
		),
		c.settingsForm(),
		&shareBox{Lab: l, Text: t},
	)
}

// remedy says why no run can begin, above the buttons that are disabled by it. It stands over what training is, which keeps
// its place, so that nothing moves.
func (c *trainCard) remedy() app.UI {
	t := c.Text
	said, _ := hindrance(c.Lab, t)
	return app.Div().Class("hindrance").Body(
		app.P().Class("help "+shown(said == "")).Text(t.TrainHelp()),
		app.Div().Class("remedy "+shown(said != "")).Body(
			app.P().ID("hindrance").Class("problem").Attr("role", "status").Text(said),
			disabled(app.Button().Type("button"), app.IsServer).OnClick(c.show).Text(t.ShowProblem()),
		),
	)
}

// show leads to the field or the card that is wrong.
func (c *trainCard) show(ctx app.Context, _ app.Event) {
	_, id := hindrance(c.Lab, c.Text)
	c.Lab.focus(id)
}

// hindrance is why no run can begin, in words, and the id of what is to be changed; or nothing.
func hindrance(l *lab, t controlsWords) (said, id string) {
	for s := range settings {
		if problem := l.Fields().problem(s, t); problem != "" {
			return t.Hindrance(s.name(t), problem), fieldID(s)
		}
	}
	if _, problem := protocol.Describe(l.Fields().data().Side(), l.Fields().layers.layers()); problem != nil {
		return t.LayerHindrance(l.Fields().layers.problemName(problem, t)), layerID(problem.Layer)
	}
	if d := l.Fields().data(); l.Session().Ready != nil && !l.Session().has(d) {
		return t.DataHindrance(d), dataID(d)
	}
	return "", ""
}

func (c *trainCard) playName() string {
	switch c.Lab.Session().phase() {
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

// paces are the choices in their order on the page.
var paces = []protocol.Pace{protocol.Slow, protocol.Watch, protocol.Fastest}

// paceShown is the pace in force, or the one asked for while there is no trainer to report one.
func paceShown(l *lab) protocol.Pace {
	if l.Session().usable() {
		return l.Session().Status.Pace
	}
	return l.Pace()
}

type paceChoice struct {
	app.Compo

	Lab    *lab
	Text   controlsWords
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

// progress is how far the run is.
type progress struct {
	app.Compo

	Lab  *lab
	Text controlsWords

	stop func()
}

func (p *progress) OnMount(ctx app.Context) {
	p.stop = p.Lab.rerender(ctx, progressTopic, 100*time.Millisecond)
}

func (p *progress) OnDismount() { p.stop() }

func (p *progress) Render() app.UI {
	share := p.Lab.Session().fraction()
	said := progressText(p.Lab.Session(), p.Text)
	return app.Div().Class("progress").Body(
		app.Div().ID("progress").Attr("role", "progressbar").Aria("label", p.Text.ProgressLabel()).
			Aria("valuemin", 0).Aria("valuemax", 100).Aria("valuenow", int(100*share)).Aria("valuetext", said).
			Body(bar(share)),
		app.P().ID("progress-text").Text(said),
	)
}

// progressText says where the run is.
func progressText(s session, t controlsWords) string {
	if !s.usable() {
		if s.stopped() {
			return "–"
		}
		return t.ControlsLoading()
	}
	epoch, epochs := s.Progress.Epoch, s.planned()
	switch s.phase() {
	case protocol.Running:
		said := t.RunningUntimed(max(epoch, 1), epochs)
		if s.Progress.Steps > 0 && s.Progress.Remaining >= 0 {
			said = t.Running(epoch, epochs, seconds(s.Progress.Remaining))
		}
		if s.Status.Workers > 1 {
			said += " · " + t.Workers(s.Status.Workers)
		}
		return said
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
	Text controlsWords

	stop func()
}

func (a *announcer) OnMount(ctx app.Context) { a.stop = a.Lab.rerender(ctx, announcementTopic, 0) }

func (a *announcer) OnDismount() { a.stop() }

func (a *announcer) Render() app.UI {
	return app.P().Class("spoken").Aria("live", "polite").Text(a.Lab.Announcement())
}
