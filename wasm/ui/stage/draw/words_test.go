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
	for _, p := range []protocol.DataProblem{protocol.Unreachable, protocol.NotServed, protocol.Altered} {
		said.Add("NoPretrained", t.NoPretrained(p))
	}
	for p := sketch.NotAPicture; p < sketch.PictureProblems; p++ {
		said.Add("PictureProblem", t.PictureProblem(p))
	}
}

// The texts that users and the tests in browsers rely on.
func TestContractOfDrawing(t *testing.T) {
	k, e := &Korean{}, &English{}
	i18ntest.Same(t, [][4]string{
		{k.DrawLabel(), "0~9 중 하나를 그려 보세요", e.DrawLabel(), "Draw a digit 0–9"},
		{k.Clear(), "지우기", e.Clear(), "Clear"},
		{k.Undo(), "되돌리기", e.Undo(), "Undo"},
		{k.Guess(), "아직 배우지 않았어요. 지금은 찍는 중입니다", e.Guess(), "Not trained yet: this is a guess"},
		{k.Prediction(3, 98), "예측: 3 (98%)", e.Prediction(3, 98), "Prediction: 3 (98%)"},
		{k.Unsure(), "확신이 없어요. 더 굵고 크게 그려 보세요", e.Unsure(), "Not sure. Try thicker and larger"},
	})
}
