package chart

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
)

// readoutRow is a row of the table: loss, accuracy and time, formatted.
type readoutRow struct {
	Kind   LineKind
	Name   string
	Values [3]string
}

// Readout returns the rows of the table for an epoch, without smoothing. The test result belongs to the whole run.
func (f Figure) Readout(epoch int) []readoutRow {
	t := f.Text
	row := func(kind LineKind, name string, known bool, lossOf, accuracyOf float32, elapsed float64) readoutRow {
		if !known {
			return readoutRow{kind, name, [3]string{"–", "–", "–"}}
		}
		return readoutRow{kind, name, [3]string{i18n.Loss(lossOf), i18n.Percent(accuracyOf) + "%", i18n.Seconds(elapsed)}}
	}
	at := func(epochs []protocol.Epoch) (protocol.Epoch, bool) {
		if epoch < 1 || epoch > len(epochs) {
			return protocol.Epoch{}, false
		}
		return epochs[epoch-1], true
	}
	e, known := at(f.Epochs)
	tested := protocol.Tested{}
	if f.Tested != nil {
		tested = *f.Tested
	}
	rows := []readoutRow{
		row(trainingLine, t.Training(), known, e.Loss, e.Accuracy, e.Elapsed),
		row(validationLine, t.Validation(), known, e.ValidationLoss, e.ValidationAccuracy, e.Elapsed),
		row(testPoint, t.Test(), f.Tested != nil, tested.Loss, tested.Accuracy, tested.Elapsed),
	}
	for i, o := range f.Compared {
		e, known := at(o.Epochs)
		rows = append(rows, row(o.Kind(i), t.ValidationOf(o.brief()), known, e.ValidationLoss, e.ValidationAccuracy, e.Elapsed))
	}
	return rows
}
