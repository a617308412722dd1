package page

import (
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// notices are the page's messages about itself: failures with a remedy, and quieter ones.
type notices struct {
	app.Compo

	Lab  *lab.Lab
	Page *page
	Text words

	stop func()
}

func (n *notices) OnMount(ctx app.Context) {
	n.stop = n.Lab.Rerender(ctx, lab.NoticeTopic|lab.LoadingTopic|lab.RunTopic|lab.PanelTopic, 100*time.Millisecond)
}

func (n *notices) OnDismount() { n.stop() }

func (n *notices) Render() app.UI {
	t, l := n.Text, n.Lab
	failed, losses := l.Session().Failed, n.losses()
	return app.Div().Class("notices").Body(
		// page.js shows these when WebAssembly does not run: the browser cannot run it, or something is wrong. It also handles the
		// button of the latter, all the time. Without scripts the browser shows the last.
		app.P().ID("unsupported").Class("failure").Hidden(true).DataSet("lockdown", t.LockdownMode()).Text(t.Unsupported()),
		n.unloaded(),
		app.NoScript().Body(app.P().Class("failure").Text(t.Unsupported())),
		app.Div().Attr("role", "alert").Body(
			app.If(failed != nil, func() app.UI { return n.failure(failed) }),
			app.If(l.Session().Unopened != nil, func() app.UI {
				return app.P().ID("unopened").Class("failure").Text(t.RunProblem(l.Session().Unopened.Problem))
			}),
			app.If(l.LinkRefused(), func() app.UI { return app.P().Class("failure").Text(t.LinkRefused()) }),
			app.Range(losses).Slice(func(i int) app.UI { return app.P().Class("failure").Text(losses[i]) }),
		),
		n.inApp(),
		n.unkept(),
		app.If(l.Session().NotSaved != protocol.NoStorageProblem && !n.Page.hints.unkeptRuns, func() app.UI {
			return app.P().Class("quiet").Text(t.NotSaved(l.Session().NotSaved))
		}),
	)
}

// unloaded has the words for each problem that page.js may find.
func (n *notices) unloaded() app.UI {
	problem := dom.HostProblem()
	e := app.Div().ID("unloaded").Class("failure").Attr("role", "alert").Hidden(problem == dom.NoProblem)
	for _, p := range []dom.Problem{dom.FileLost, dom.FileAltered, dom.Stalled, dom.Ended} {
		e = e.DataSet(string(p), n.Text.Unloaded(p))
	}
	return e.Body(
		app.P().Text(n.Text.Unloaded(problem)),
		app.Button().ID("try-again").Type("button").Text(n.Text.TryAgain()),
	)
}

// losses are those of the closed panels. An open one tells its own.
func (n *notices) losses() (said []string) {
	for _, panel := range n.Page.panels() {
		if panel.Loss == nil || panel.ID == n.Lab.Panel() {
			continue
		}
		if loss := panel.Loss(); loss != "" {
			said = append(said, loss)
		}
	}
	return said
}

// failure shows what went wrong and what to do. Of a run that diverged the sentence says everything.
func (n *notices) failure(f *protocol.Failed) app.UI {
	return app.Div().Class("failure").Body(
		app.P().Text(n.Text.Failure(f.Reason)),
		app.If(f.Detail != "" && f.Reason != protocol.Diverged, func() app.UI { return dom.Detail("detail", f.Detail, n.Text) }),
		app.If(f.Reason != protocol.Diverged && f.Reason != protocol.Unsupported, func() app.UI {
			return app.Button().Type("button").OnClick(n.restart).Text(n.Text.Restart())
		}),
	)
}

func (n *notices) restart(app.Context, app.Event) { n.Lab.Reconnect() }
