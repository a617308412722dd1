package controls

import (
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/session"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// progress shows one of three in one place, so that nothing moves: how much of the programs is loaded, why no run can begin, or how
// much of the run is trained.
type progress struct {
	app.Compo

	Lab  *lab.Lab
	Text Words

	stop func()
}

func (p *progress) OnMount(ctx app.Context) {
	p.stop = p.Lab.Rerender(ctx, lab.ProgressTopic|lab.LoadingTopic|lab.RunTopic, 100*time.Millisecond)
}

func (p *progress) OnDismount() { p.stop() }

func (p *progress) Render() app.UI {
	s, t := p.Lab.Session(), p.Text
	loads := s.Ready == nil && s.Failed == nil
	share := s.Fraction()
	said, why := progressText(s, t), ""
	if !loads {
		said, why = progressOrHindrance(p.Lab, t)
	}
	hindered := why != ""
	return app.Div().Class("progress").Body(
		// page.js fills it while the page's own program is loading.
		app.Div().ID("loading").Class("loading "+dom.Shown(loads)).DataSet("text", t.Loading(loadingSlot)).Body(
			app.Progress().ID("loading-bar").Max(100).Value(p.Lab.Loaded()).Aria("label", t.Loading(p.Lab.Loaded())),
			app.P().ID("loading-text").Text(t.Loading(p.Lab.Loaded())),
		),
		app.Div().Class("trained "+dom.Shown(!loads && !hindered)).Body(
			app.Div().ID("progress").Attr("role", "progressbar").Aria("label", t.ProgressLabel()).
				Aria("valuemin", 0).Aria("valuemax", 100).Aria("valuenow", int(100*share)).Aria("valuetext", said).
				Body(dom.Bar(share)),
			app.P().ID("progress-text").Text(said),
		),
		app.Div().Class("remedy "+dom.Shown(hindered)).Body(
			app.P().ID("hindrance").Class("problem").Aria("live", "polite").Text(why),
			dom.Disabled(app.Button().Type("button"), app.IsServer).OnClick(p.show).Text(t.ShowProblem()),
		),
	)
}

// loadingSlot marks the place of the percentage in the text that page.js fills: a number that is no percentage.
const loadingSlot = 999

// show leads to the field or the card with the problem.
func (p *progress) show(app.Context, app.Event) {
	_, panel, id := hindrance(p.Lab, p.Text)
	p.Lab.Reveal(panel, id)
}

// progressOrHindrance returns one of the two: the progress of the run, or why none can begin. While a run goes on nothing hinders it, and
// nothing is asked.
func progressOrHindrance(l *lab.Lab, t Words) (said, why string) {
	s := l.Session()
	if !s.GoesOn() {
		if why, _, _ = hindrance(l, t); why != "" {
			return "", why
		}
	}
	return progressText(s, t), ""
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
		trained := len(s.Epochs)
		if trained > 0 && !s.WithinEpoch() {
			return t.PausedAfter(trained, epochs)
		}
		return t.PausedIn(trained+1, epochs)
	case protocol.Done:
		if s.Tested != nil {
			return t.Done(i18n.Percent(s.Tested.Accuracy))
		}
		return t.RunningUntimed(epochs, epochs)
	}
	return t.Ready(i18n.Grouped(s.Built.Fit))
}
