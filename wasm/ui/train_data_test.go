package ui

import (
	"testing"

	"digitlab/wasm/protocol"
)

// Data that is not here hinders a run, in words, until it is.
func TestHindranceOfData(t *testing.T) {
	l, _ := trained(t)
	s, e := protocol.MNISTPreset.Settings(), englishControls{}
	l.chooseSettings(s)
	if said, id := hindrance(l, e); said != e.DataHindrance(protocol.MNIST) || id != "data-mnist" {
		t.Errorf("%q at %q", said, id)
	}
	l.apply(&protocol.DataState{Data: protocol.MNIST, Cached: true, Count: 70000})
	l.commit()
	l.apply(&protocol.Built{Run: 2, Settings: s})
	if said, _ := hindrance(l, e); said != "" {
		t.Errorf("hindered by %q", said)
	}
	if got := note(l, testSetting, e); got != e.OwnTestDigits() {
		t.Errorf("the field of the test share says %q", got)
	}
	if fit := fitted(l); fit != 57000 {
		t.Errorf("%d digits to learn from", fit)
	}
	l.apply(&protocol.DataState{Data: protocol.MNIST})
	if said, _ := hindrance(l, e); said == "" {
		t.Error("data that was removed does not hinder")
	}
}
