package models

import (
	"testing"

	"digitlab/nn32/formats"
	"digitlab/nn32/formats/code"
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n/i18ntest"
)

func TestWordsOfModels(t *testing.T) {
	i18ntest.Check(t, texts.English, texts.Korean, func(t words, said i18ntest.Said) {
		said.Add("Present", t.Present(""), t.Present(t.At(protocol.Moment{Epoch: 4}, 9, false)))
		said.Add("At", t.At(protocol.Moment{}, 9, true), t.At(protocol.Moment{Step: 3}, 9, false), t.At(protocol.Moment{}, 9, false))
		for _, f := range formats.Formats {
			said.Add("For", t.For(f.Name))
		}
		for _, stated := range []bool{false, true} {
			said.Add("Opened", t.Opened("5,160", "97.2", 16, stated, false), t.Opened("5,160", "97.2", 16, stated, true))
		}
		for reason := range MisfitReasons {
			said.Add("Unfit", t.Unfit(Misfit{Reason: reason, Have: "9"}), t.Unfit(Misfit{Reason: reason, Layer: 2, Class: formats.Dense, Have: "9"}))
		}
		said.Add("RunHelp", t.RunHelp(false), t.RunHelp(true))
		for n := range code.NoteCount {
			said.Add("CodeNote", t.CodeNote(n))
		}
		said.Add("Source", t.Source("Keras", true, false), t.Source("Keras", false, false), t.Source("Go", false, true))
	})
}
