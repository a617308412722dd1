package page

import (
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// hints are what a person should know of their browser from the start. They can close them.
type hints struct {
	inApp                 dom.App
	unkept, unkeptRuns    bool // the browser keeps no handwriting and no settings; no runs
	inAppRead, unkeptRead bool
}

// lookAtBrowser returns the hints about this browser.
func lookAtBrowser() (h hints) {
	h.inApp = dom.InApp()
	h.unkept, h.unkeptRuns = dom.Unkept()
	return h
}

func (n *notices) inApp() app.UI {
	h := n.Page.hints
	return app.If(h.inApp != dom.NoApp && !h.inAppRead, func() app.UI {
		return app.Div().ID("in-app").Class("hint").Body(
			app.P().Text(n.Text.InApp()),
			app.If(h.inApp.CanLeave(), func() app.UI { return app.Button().Type("button").OnClick(n.leave).Text(n.Text.LeaveApp()) }),
			n.closeHint(n.closeInApp),
		)
	})
}

func (n *notices) unkept() app.UI {
	h := n.Page.hints
	return app.If((h.unkept || h.unkeptRuns) && !h.unkeptRead, func() app.UI {
		return app.Div().ID("unkept").Class("hint").Body(app.P().Text(n.Text.Unkept(h.unkept, h.unkeptRuns)), n.closeHint(n.closeUnkept))
	})
}

func (n *notices) closeHint(f app.EventHandler) app.UI {
	return app.Button().Class("close").Type("button").Aria("label", n.Text.Close()).Title(n.Text.Close()).OnClick(f).Text("×")
}

func (n *notices) leave(app.Context, app.Event) { n.Page.hints.inApp.Leave() }

func (n *notices) closeInApp(app.Context, app.Event) { n.close(&n.Page.hints.inAppRead) }

func (n *notices) closeUnkept(app.Context, app.Event) { n.close(&n.Page.hints.unkeptRead) }

func (n *notices) close(read *bool) {
	*read = true
	n.Lab.Invalidate(lab.NoticeTopic)
}
