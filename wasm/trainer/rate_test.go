package trainer

import (
	"testing"

	"digitlab/wasm/protocol"
)

// A changed rate counts if a step was done with it: not one that was chosen on the way to another, nor after the last step.
func TestRateChanged(t *testing.T) {
	at := func(epoch, step int, rate float32) protocol.RateChange {
		return protocol.RateChange{Moment: protocol.Moment{Epoch: epoch, Step: step}, Rate: rate}
	}
	for name, c := range map[string]struct {
		rates []protocol.RateChange
		want  bool
	}{
		"never":                    {nil, false},
		"for good":                 {[]protocol.RateChange{at(1, 0, .01)}, true},
		"within an epoch and back": {[]protocol.RateChange{at(1, 3, .01), at(1, 9, .001)}, true},
		"back before a step":       {[]protocol.RateChange{at(1, 3, .01), at(1, 3, .001)}, false},
		"after the last step":      {[]protocol.RateChange{at(2, 0, .01)}, false},
	} {
		r := &run{settings: settings(2), trained: protocol.Moment{Epoch: 2}}
		r.checkpoint.Rates = c.rates
		if got := r.rateChanged(); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
