package ui

import (
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n/i18ntest"
)

func TestWordsOfRuns(t *testing.T) {
	i18ntest.Check(t, runsTexts.English, runsTexts.Korean, runsSayings)
}

// runsSayings adds what the words say of each choice that they distinguish.
func runsSayings(t runsWords, said i18ntest.Said) {
	for c := range runColumns {
		said.Add("RunColumn", t.RunColumn(c))
	}
	for d := range protocol.DataSets {
		said.Add("RunNeeds", t.RunNeeds(d))
	}
	said.Add("RunsLost", t.RunsLost(1), t.RunsLost(2))
	said.Add("TaughtBadge", t.TaughtBadge(1), t.TaughtBadge(2))
}
