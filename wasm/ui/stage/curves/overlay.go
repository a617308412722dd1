package curves

import (
	"slices"

	"digitlab/wasm/ui/chart"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/lab"
)

// comparedRuns returns the runs shown beside the present one: the chosen ones, and the previous run if there is room for it.
func comparedRuns(l *lab.Lab) []chart.Overlay {
	runs, previous := l.Overlays()[:min(len(l.Overlays()), dom.MaxCompared)], l.Session().Previous
	chosen := func(o chart.Overlay) bool { return slices.Equal(o.Epochs, previous) }
	if len(previous) == 0 || len(runs) == dom.MaxCompared || slices.ContainsFunc(runs, chosen) {
		return runs
	}
	return append(slices.Clip(runs), chart.Overlay{Name: Texts.In(l.Language()).PreviousRun(), Epochs: previous, Ghost: true})
}

// exportedRuns returns the runs that the curves show, the present one first.
func exportedRuns(l *lab.Lab) []chart.Overlay {
	present := chart.Overlay{Name: Texts.In(l.Language()).ThisRun(), Epochs: l.Session().Epochs, Tested: l.Session().Tested}
	if l.Session().Built != nil {
		present.Settings = l.Session().Built.Settings
	}
	if len(present.Epochs) == 0 {
		return comparedRuns(l)
	}
	return append([]chart.Overlay{present}, comparedRuns(l)...)
}

// sameRuns reports whether two lists have the same runs, without comparing every epoch.
func sameRuns(a, b []chart.Overlay) bool {
	return slices.EqualFunc(a, b, func(a, b chart.Overlay) bool {
		return a.Name == b.Name && a.Brief == b.Brief && len(a.Epochs) == len(b.Epochs) && (len(a.Epochs) == 0 || &a.Epochs[0] == &b.Epochs[0])
	})
}
