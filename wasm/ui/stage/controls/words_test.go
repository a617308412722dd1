package controls

import (
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n/i18ntest"
	"digitlab/wasm/ui/lab"
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
	for r := range lab.NotReproduced + 1 {
		said.Add("Reproduction", t.Reproduction(r))
	}
	for d := range protocol.DataSets {
		said.Add("DataHindrance", t.DataHindrance(d))
	}
}

// The texts that users and the tests in browsers rely on.
func TestContractOfControls(t *testing.T) {
	k, e := &Korean{}, &English{}
	i18ntest.Same(t, [][4]string{
		{k.Loading(42), "학습 엔진을 불러오는 중… 42%", e.Loading(42), "Loading the training engine… 42%"},
		{k.Start(), "학습 시작", e.Start(), "Start training"},
		{k.Pause(), "일시정지", e.Pause(), "Pause"},
		{k.Resume(), "계속", e.Resume(), "Resume"},
		{k.Step(), "한 에포크", e.Step(), "Step"},
		{k.Reset(), "초기화", e.Reset(), "Reset"},
		{k.Pace(protocol.Fastest), "최고 속도", e.Pace(protocol.Fastest), "Fastest"},
		{k.Running(37, 100, "0.9"), "에포크 37/100 · 약 0.9초 남음", e.Running(37, 100, "0.9"), "Epoch 37 of 100 · about 0.9 s left"},
		{k.Workers(4), "워커 4개", e.Workers(4), "4 workers"},
		{k.Done("97.2"), "학습 끝: 테스트 정확도 97.2%. 이제 직접 그려 보세요", e.Done("97.2"), "Done: 97.2% on test digits. Now draw your own"},
	})
}
