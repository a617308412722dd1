package controls

import (
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n/i18ntest"
)

func TestWordsOfControls(t *testing.T) {
	i18ntest.Check(t, Texts.English, Texts.Korean, controlsSayings)
}

func controlsSayings(t Words, said i18ntest.Said) {
	for _, p := range paces {
		said.Add("Pace", t.Pace(p))
	}
	for s := range linkHindered + 1 {
		said.Add("Shared", t.Shared(s))
	}
	for d := range protocol.DataSets {
		said.Add("DataHindrance", t.DataHindrance(d))
	}
}
