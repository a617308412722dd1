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
		said.Add("StageName", t.StageName(s, protocol.Digits))
		said.Add("StageHelp", t.StageHelp(s, protocol.Digits))
	}
	for _, s := range []protocol.Stage{protocol.Stretch, protocol.Count} {
		said.Add("StageName", t.StageName(s, protocol.MNIST))
		said.Add("StageHelp", t.StageHelp(s, protocol.MNIST))
	}
	for p := sketch.NotAPicture; p < sketch.PictureProblems; p++ {
		said.Add("PictureProblem", t.PictureProblem(p))
	}
}
