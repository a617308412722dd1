package draw

import (
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n/i18ntest"
	"digitlab/wasm/ui/sketch"
)

func TestWordsOfDrawing(t *testing.T) {
	i18ntest.Check(t, Texts.English, Texts.Korean, drawSayings)
}

func drawSayings(t Words, said i18ntest.Said) {
	for s := range protocol.Count + 1 {
		said.Add("StepName", t.StepName(s, protocol.Digits))
		said.Add("StepHelp", t.StepHelp(s, protocol.Digits))
	}
	for _, s := range []protocol.Stage{protocol.Stretch, protocol.Count} {
		said.Add("StepName", t.StepName(s, protocol.MNIST))
		said.Add("StepHelp", t.StepHelp(s, protocol.MNIST))
	}
	for p := sketch.NotAPicture; p < sketch.PictureProblems; p++ {
		said.Add("PictureProblem", t.PictureProblem(p))
	}
}
