package runs

import (
	"slices"
	"strconv"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// The tabs of a browser share the stored runs. A tab that finds another list than before tells the others, which then ask their trainers.
// They tell it back once, and that is the same list.

// listedKey is the key of the time of the last change of the list. Storing it raises an event in the other tabs.
const listedKey = "digitlab.listed"

func tellTabs() { dom.Remember(listedKey, strconv.FormatInt(time.Now().UnixNano(), 10)) }

// tellTabs tells the other tabs of a list that is not the last one.
func (r *runs) tellTabs(e *protocol.Runs) {
	same := func(a, b protocol.RunInfo) bool {
		return a.ID == b.ID && a.Name == b.Name && a.Pinned == b.Pinned && a.Deleted == b.Deleted && a.Trained == b.Trained && a.Tested == b.Tested
	}
	if e.Failure == "" && !slices.EqualFunc(e.Runs, r.told, same) {
		r.told = e.Runs
		r.tell()
	}
}

// stored asks for the list when another tab has changed it.
func (r *runs) stored(e app.Value) {
	if dom.Text(e.Get("key")) == listedKey {
		r.list()
	}
}
