package ui

import "digitlab/wasm/protocol"

// readoutRow is a line of the table: loss, accuracy and time, as they are written.
type readoutRow struct {
	kind   lineKind
	name   string
	values [3]string
}

// readout is what the table says of an epoch, unsmoothed. The test digits are there for a whole run only.
func (f figure) readout(epoch int) []readoutRow {
	t := f.text
	row := func(kind lineKind, name string, known bool, lossOf, accuracyOf float32, elapsed float64) readoutRow {
		if !known {
			return readoutRow{kind, name, [3]string{"–", "–", "–"}}
		}
		return readoutRow{kind, name, [3]string{loss(lossOf), percent(accuracyOf) + "%", seconds(elapsed)}}
	}
	at := func(epochs []protocol.Epoch) (protocol.Epoch, bool) {
		if epoch < 1 || epoch > len(epochs) {
			return protocol.Epoch{}, false
		}
		return epochs[epoch-1], true
	}
	e, known := at(f.epochs)
	tested := protocol.Tested{}
	if f.tested != nil {
		tested = *f.tested
	}
	rows := []readoutRow{
		row(trainingLine, t.Training(), known, e.Loss, e.Accuracy, e.Elapsed),
		row(validationLine, t.Validation(), known, e.ValidationLoss, e.ValidationAccuracy, e.Elapsed),
		row(testPoint, t.Test(), f.tested != nil, tested.Loss, tested.Accuracy, tested.Elapsed),
	}
	for i, o := range f.compared {
		e, known := at(o.Epochs)
		rows = append(rows, row(o.kind(i), t.ValidationOf(shorten(o.Name)), known, e.ValidationLoss, e.ValidationAccuracy, e.Elapsed))
	}
	return rows
}
