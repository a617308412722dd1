package controls

import (
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab/labtest"
	"digitlab/wasm/ui/opened"
)

// A missing data set hinders a run, with a sentence, until it is here.
func TestHindranceOfData(t *testing.T) {
	l, _ := labtest.Trained(t)
	s, e := protocol.MNISTPreset.Settings(), &English{}
	l.ChooseSettings(s)
	if said, panel, id := hindrance(l, e); said != e.DataHindrance(protocol.MNIST) || panel != opened.DataPanel || id != "data-mnist" {
		t.Errorf("%q at %q in %q", said, id, panel)
	}
	l.Apply(&protocol.DataState{Data: protocol.MNIST, Cached: true, Count: 70000})
	l.Commit()
	l.Apply(&protocol.Built{Run: 2, Settings: s})
	if said, _, _ := hindrance(l, e); said != "" {
		t.Errorf("hindered by %q", said)
	}
	if got := note(l, protocol.TestSetting, e); got != e.OwnTestDigits() {
		t.Errorf("the field of the test share says %q", got)
	}
	if fit := trainingDigits(l); fit != 57000 {
		t.Errorf("%d digits to learn from", fit)
	}
	l.Apply(&protocol.DataState{Data: protocol.MNIST})
	if said, _, _ := hindrance(l, e); said == "" {
		t.Error("data that was removed does not hinder")
	}
}
