package methods

import (
	"testing"

	"digitlab/wasm/ui/i18n/i18ntest"
)

func TestWordsOfMethods(t *testing.T) {
	i18ntest.Check(t, Texts.English, Texts.Korean, methodsSayings)
}

// methodsSayings adds what the words say of each choice that they distinguish.
func methodsSayings(t words, said i18ntest.Said) {
	for m := range methodCount {
		said.Add("Method", t.Method(m))
		said.Add("MethodHelp", t.MethodHelp(m))
	}
	for _, c := range dataChoices {
		said.Add("DataChoice", t.DataChoice(c, "1"))
	}
	said.Add("Base", t.Base(true))
	said.Add("MeanOf", t.MeanOf(5))
}
