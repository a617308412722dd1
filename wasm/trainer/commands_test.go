package trainer

import (
	"testing"

	"digitlab/wasm/protocol"
)

// A command without a line in rule is reported. Help is for a helper, which has no Loop.
func TestEveryCommandHasARule(t *testing.T) {
	trainer := New(&fakeHost{})
	for _, c := range protocol.Commands() {
		if _, ok := c.(*protocol.Help); ok {
			continue
		}
		answers, do := trainer.rule(c)
		if do == nil {
			t.Errorf("%T has no rule", c)
		}
		for s, a := range answers {
			if a != ignored && a != now && state(s) == idle {
				t.Errorf("%T waits while the trainer is idle, which would be for ever", c)
			}
		}
	}
}
