package results

import (
	"testing"

	"digitlab/wasm/ui/i18n/i18ntest"
)

func TestWordsOfResults(t *testing.T) {
	i18ntest.Check(t, texts.English, texts.Korean, resultsSayings)
}

// resultsSayings adds the sentences for each argument that a method distinguishes.
func resultsSayings(t words, said i18ntest.Said) {
	said.Add("CellHeading", t.CellHeading(3, 8, 1))
}
