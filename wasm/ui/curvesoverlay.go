package ui

import (
	"slices"

	"digitlab/wasm/protocol"
)

// overlay is a run that the curves show beside the present one.
type overlay struct {
	Name     string
	Settings protocol.Settings // the zero value where they are not known
	Epochs   []protocol.Epoch
	Tested   *protocol.Tested // nil for a run that was not finished

	ghost bool // of the run before, which nobody chose
}

// comparedRuns are the runs shown beside the present one: those chosen, and the run before where there is room for it.
func comparedRuns(l *lab) []overlay {
	runs, previous := l.Overlays()[:min(len(l.Overlays()), maxCompared)], l.Session().Previous
	chosen := func(o overlay) bool { return slices.Equal(o.Epochs, previous) }
	if len(previous) == 0 || len(runs) == maxCompared || slices.ContainsFunc(runs, chosen) {
		return runs
	}
	return append(slices.Clip(runs), overlay{Name: curvesTexts.in(l.Language()).PreviousRun(), Epochs: previous, ghost: true})
}

// exportedRuns are the runs that the curves show, the present one first.
func exportedRuns(l *lab) []overlay {
	present := overlay{Name: curvesTexts.in(l.Language()).ThisRun(), Epochs: l.Session().Epochs, Tested: l.Session().Tested}
	if l.Session().Built != nil {
		present.Settings = l.Session().Built.Settings
	}
	if len(present.Epochs) == 0 {
		return comparedRuns(l)
	}
	return append([]overlay{present}, comparedRuns(l)...)
}

// sameRuns reports whether two lists have the same runs, without looking at every epoch.
func sameRuns(a, b []overlay) bool {
	return slices.EqualFunc(a, b, func(a, b overlay) bool {
		return a.Name == b.Name && len(a.Epochs) == len(b.Epochs) && (len(a.Epochs) == 0 || &a.Epochs[0] == &b.Epochs[0])
	})
}
