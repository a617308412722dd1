// Package controls is the row of the stage that runs the training: start, pause, step, pace, presets, and the progress; and the panel
// with the fields of the settings and the link to them. It renders them and passes actions to the lab, which decides what they do.
package controls

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/opened"
	"digitlab/wasm/ui/settings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// row is the controls of a run. The parts that change all the time are components of their own. On a phone the main button and the
// progress stay above the bar at the foot, and the rest is part of a view.
type row struct {
	app.Compo

	Lab  *lab.Lab
	Text Words

	stop func()
}

func (r *row) OnMount(ctx app.Context) {
	r.stop = r.Lab.RerenderPromptly(ctx, lab.RunTopic|lab.PanelTopic)
}

func (r *row) OnDismount() { r.stop() }

func (r *row) Render() app.UI {
	t, l := r.Text, r.Lab
	return app.Section().Class("controls").Aria("labelledby", "train-heading").Body(
		app.H2().ID("train-heading").Class("spoken").Text(t.TrainHeading()),
		app.Div().Class("now").Body(
			dom.Disabled(app.Button().ID("play").Class("primary").Type("button"), !l.MayTrain()).Aria("describedby", "hindrance").
				OnClick(r.play).Body(r.playNames()...),
			&progress{Lab: l, Text: t},
		),
		app.Div().Class("steps").Body(
			dom.Disabled(app.Button().Type("button"), !l.MayTrain()).OnClick(r.step).Text(t.Step()),
			dom.Disabled(app.Button().Type("button"), !l.MayReset()).Aria("describedby", "hindrance").OnClick(r.reset).Text(t.Reset()),
		),
		app.FieldSet().Class("paces").Body(
			app.Legend().Class("spoken").Text(t.PaceGroup()),
			app.Range(paces).Slice(func(i int) app.UI {
				return &paceChoice{Lab: l, Text: t, Pace: paces[i], Chosen: l.Pace() == paces[i], Off: !l.Session().Usable()}
			}),
		),
		&presetChoice{Lab: l, Text: t, Chosen: settings.PresetOf(l.Fields()), Off: !l.Session().Usable()},
		r.beside(),
		dom.Disabled(app.Button().ID("open-settings").Type("button"), app.IsServer).Aria("expanded", l.Panel() == opened.SettingsPanel).
			OnClick(r.settings).Text(t.SettingsTab()),
		&announcer{Lab: l, Text: t},
	)
}

// beside is what stands beside the preset: how to apply settings that the run has not, or the result. A run that goes on has no result
// yet, so that nothing moves.
func (r *row) beside() app.UI {
	if r.Lab.Waits() {
		return &applyButton{Lab: r.Lab, Text: r.Text}
	}
	return r.result()
}

// result is the accuracy on the test digits and the time of computing, once the run is done. Beside another preset it says whose it is.
func (r *row) result() app.UI {
	name, accuracy, took := r.Text.TestAccuracy(), "–", ""
	if tested := r.Lab.Session().Tested; tested != nil {
		accuracy = i18n.Percent(tested.Accuracy) + "%"
		if r.Lab.Differs() {
			name = r.Text.LastRun()
		}
		if tested.Elapsed > 0 { // else it was trained elsewhere
			took = r.Text.Computing(i18n.Seconds(tested.Elapsed))
		}
	}
	return app.P().Class("result").Body(
		app.Span().Class("amount").Body(app.Span().Class("soft").Text(name+" "), app.B().Text(accuracy)),
		app.Span().ID("computing").Class("soft").Text(took),
	)
}

// hindrance returns why no run can begin, as a sentence, and the panel and the element in it that must be changed; all are "" if a run
// can begin.
func hindrance(l *lab.Lab, t Words) (said, panel, id string) {
	for s := range protocol.SettingCount {
		if problem := l.Fields().Problem(s, t); problem != "" {
			return t.Hindrance(settings.Forms[s].Name(t), problem), opened.SettingsPanel, fieldID(s)
		}
	}
	if _, problem := protocol.Describe(l.Fields().Data().Side(), l.Fields().Layers.Layers()); problem != nil {
		return t.LayerHindrance(l.Fields().Layers.ProblemName(problem, t)), opened.LayersPanel, opened.LayerID(problem.Layer)
	}
	if d := l.Fields().Data(); l.Session().Ready != nil && !l.Session().Has(d) {
		return t.DataHindrance(d), opened.DataPanel, opened.DataID(d)
	}
	return "", "", ""
}

// playNames are all names of the main button in one place, of which one is visible: it never changes its size.
func (r *row) playNames() (names []app.UI) {
	phase := r.Lab.Session().Phase()
	for _, n := range []struct {
		name  string
		shown bool
	}{
		{r.Text.Start(), phase != protocol.Running && phase != protocol.Paused},
		{r.Text.Pause(), phase == protocol.Running},
		{r.Text.Resume(), phase == protocol.Paused},
	} {
		names = append(names, app.Span().Class(dom.Shown(n.shown)).Text(n.name))
	}
	return names
}

// play does not take the second click of a double click, which would pause at once what the first has started.
func (r *row) play(_ app.Context, e app.Event) {
	if e.Get("detail").Int() < 2 {
		r.Lab.Play()
	}
}

func (r *row) step(app.Context, app.Event) { r.Lab.Step() }

func (r *row) reset(app.Context, app.Event) { r.Lab.Reset() }

func (r *row) settings(app.Context, app.Event) { r.Lab.TogglePanel(opened.SettingsPanel) }

// paces are the choices in their order on the page.
var paces = []protocol.Pace{protocol.Slow, protocol.Watch, protocol.Fastest}

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
