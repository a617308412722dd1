package digits

import (
	"testing"

	"digitlab/wasm/ui/i18n/i18ntest"
)

func TestWordsOfAllDigits(t *testing.T) {
	i18ntest.Check(t, texts.English, texts.Korean, digitsSayings)
}

// digitsSayings adds the sentences for each argument that a method distinguishes.
func digitsSayings(t words, said i18ntest.Said) {
	for p := range parts {
		said.Add("Part", t.Part(p))
	}
}
