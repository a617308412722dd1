package curves

import (
	"strings"
	"testing"

	"digitlab/wasm/protocol"
)

func TestNumbersTable(t *testing.T) {
	got := numbersTable([]protocol.Epoch{{Number: 1, Loss: 2, Accuracy: .25, ValidationLoss: 1.5, ValidationAccuracy: .5, Elapsed: .5}}, &English{})
	row := `<tr><th scope="row">1</th><td>2.0000</td><td>25.0%</td><td>1.5000</td><td>50.0%</td><td>0.50</td></tr>`
	if !strings.Contains(got, row) || strings.Count(got, "<tr>") != 2 || strings.Count(got, "</th>") != 7 {
		t.Error(got)
	}
}
