package methods

import (
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n/i18ntest"
)

func TestWordsOfMethods(t *testing.T) {
	i18ntest.Check(t, texts.English, texts.Korean, methodsSayings)
}

// methodsSayings adds the sentences for each argument that a method distinguishes.
func methodsSayings(t words, said i18ntest.Said) {
	for m := range methodCount {
		said.Add("Method", t.Method(m))
		said.Add("MethodHelp", t.MethodHelp(m))
	}
	for _, c := range dataChoices {
		said.Add("DataChoice", t.DataChoice(c, "1"))
	}
	said.Add("Base", t.Base(true))
	for p := range protocol.TrialProblems {
		said.Add("TrialFailed", t.TrialFailed("A", "1", p))
	}
	said.Add("MeanOf", t.MeanOf(5))
}
