package ui

import (
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n/i18ntest"
)

func TestWordsOfDrawing(t *testing.T) {
	i18ntest.Check(t, drawTexts.English, drawTexts.Korean, drawSayings)
}

func drawSayings(t drawWords, said i18ntest.Said) {
	for s := range protocol.Count + 1 {
		said.Add("StepName", t.StepName(s, protocol.Digits))
		said.Add("StepHelp", t.StepHelp(s, protocol.Digits))
	}
	for _, s := range []protocol.Stage{protocol.Stretch, protocol.Count} {
		said.Add("StepName", t.StepName(s, protocol.MNIST))
		said.Add("StepHelp", t.StepHelp(s, protocol.MNIST))
	}
	for p := notAPicture; p < pictureProblems; p++ {
		said.Add("PictureProblem", t.PictureProblem(p))
	}
}
