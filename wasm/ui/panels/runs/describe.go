package runs

import (
	"strconv"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/settings"
)

// difference is a row of the table of differences: a setting or result, and its value for each run.
type difference struct {
	Name   string
	Values []string
}

// differences returns the settings that are not the same for all runs, then the runs' results.
func differences(runs []protocol.RunInfo, t words) (rows []difference) {
	all := make([]settings.Description, len(runs))
	for i, r := range runs {
		all[i] = settings.Describe(r.Settings, t)
	}
	for i, usual := range settings.Describe(protocol.DefaultSettings(), t) {
		row := difference{Name: usual.Name}
		differ := false
		for _, d := range all {
			v := d[i].Value
			differ = differ || v != all[0][i].Value
			if v == "" {
				v = t.InLayers()
			}
			row.Values = append(row.Values, v)
		}
		if differ {
			rows = append(rows, row)
		}
	}
	results := func(name string, value func(protocol.RunInfo) string) {
		row := difference{Name: name}
		for _, r := range runs {
			row.Values = append(row.Values, value(r))
		}
		rows = append(rows, row)
	}
	tested := func(value func(protocol.RunInfo) string) func(protocol.RunInfo) string {
		return func(r protocol.RunInfo) string {
			if !r.Tested {
				return "–"
			}
			return value(r)
		}
	}
	results(t.TrainedColumn(), func(r protocol.RunInfo) string { return trainedOf(r) })
	results(t.AccuracyOnTest(), tested(func(r protocol.RunInfo) string { return dom.Percentage(float64(r.Accuracy), t) }))
	results(t.LossOnTest(), tested(func(r protocol.RunInfo) string { return i18n.Loss(r.Loss) }))
	results(t.TimeColumn(), func(r protocol.RunInfo) string { return dom.Duration(r.Elapsed, t) })
	return rows
}

// trainedOf returns the number of trained and of planned epochs, as a text.
func trainedOf(r protocol.RunInfo) string {
	return strconv.Itoa(r.Trained) + "/" + strconv.Itoa(r.Settings.Epochs)
}
