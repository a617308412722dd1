package runs

import (
	"strconv"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// countKey is the key of the number of stored runs. It is in another storage of the browser than the runs: an IndexedDB that was
// damaged, or cleared for lack of space, is empty afterwards without an error.
const countKey = "digitlab.runs"

// noticeLost takes a list of runs and the number that it should have. A loss is shown until the page is reloaded.
func (r *runs) noticeLost(e *protocol.Runs, kept int) {
	if e.Failure == "" && len(e.Runs) == 0 && kept > 0 {
		r.lost = kept
	}
}

// count detects lost runs, and stores the number of runs.
func (r *runs) count(e *protocol.Runs) {
	kept, _ := strconv.Atoi(dom.Recall(countKey)) // what is not a number was not written by this page
	r.noticeLost(e, kept)
	if e.Failure == "" {
		r.storeCount()
	}
}

// storeCount is called for each requested change of the list: the page may be closed before the trainer answers.
func (r *runs) storeCount() { dom.Remember(countKey, strconv.Itoa(len(r.lab.Session().StoredRuns()))) }

func (c *runsCard) lost() app.UI {
	return app.Div().Attr("role", "alert").Body(
		app.If(c.Runs.lost > 0, func() app.UI { return app.P().Class("failure").Text(c.Text.Lost(c.Runs.lost)) }))
}
