package runs

import (
	"strconv"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// countKey is where the browser stores the number of runs when they were last listed. It is another of the browser's storages
// than theirs: an IndexedDB that was damaged, or cleared for want of room, comes back empty without an error.
const countKey = "digitlab.runs"

// noticeLost takes a list and the number of runs that it should have. A loss is shown until the page is loaded anew.
func (r *Runs) noticeLost(e *protocol.Runs, kept int) {
	if e.Failure == "" && len(e.Runs) == 0 && kept > 0 {
		r.lost = kept
	}
}

// count finds out whether runs were lost, and stores their number.
func (r *Runs) count(e *protocol.Runs) {
	kept, _ := strconv.Atoi(dom.Recall(countKey)) // what is no number was not written here
	r.noticeLost(e, kept)
	if e.Failure == "" {
		r.storeCount()
	}
}

// storeCount is called with each change of the list that is asked for, too: the page may be closed before it is answered.
func (r *Runs) storeCount() { dom.Remember(countKey, strconv.Itoa(len(r.lab.Session().StoredRuns()))) }

func (c *runsCard) lost() app.UI {
	return app.Div().Attr("role", "alert").Body(
		app.If(c.Runs.lost > 0, func() app.UI { return app.P().Class("failure").Text(c.Text.Lost(c.Runs.lost)) }))
}
