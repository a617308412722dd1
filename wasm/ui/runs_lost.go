package ui

import (
	"strconv"

	"digitlab/wasm/protocol"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// keptKey is where the browser keeps how many runs there were when they were last listed. It is another of the browser's storages
// than theirs: an IndexedDB that was damaged, or cleared for want of room, comes back empty and says nothing.
const keptKey = "digitlab.runs"

// noticeLost takes a list, and how many runs there should be. It is told once, until the page is loaded anew.
func (s shelf) noticeLost(e *protocol.Runs, kept int) shelf {
	if e.Failure == "" && len(e.Runs) == 0 && kept > 0 {
		s.lost = kept
	}
	return s
}

// countRuns looks whether runs were lost, and keeps how many there are.
func (l *lab) countRuns(e *protocol.Runs) {
	kept, _ := strconv.Atoi(recall(keptKey)) // what is no number was not written here
	l.shelf = l.shelf.noticeLost(e, kept)
	if e.Failure == "" {
		l.keepCount()
	}
}

// keepCount is called with each change of the list that is asked for, too: the page may be closed before it is answered.
func (l *lab) keepCount() { remember(keptKey, strconv.Itoa(len(l.storedRuns()))) }

func (c *runsCard) lost() app.UI {
	return app.Div().Attr("role", "alert").Body(
		app.If(c.Lab.shelf.lost > 0, func() app.UI { return app.P().Class("failure").Text(c.Text.RunsLost(c.Lab.shelf.lost)) }))
}
