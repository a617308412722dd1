package page

import (
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/chart"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/i18n/i18ntest"
	"digitlab/wasm/ui/panels/data"
	"digitlab/wasm/ui/panels/handwriting"
	"digitlab/wasm/ui/panels/layers"
	"digitlab/wasm/ui/panels/methods"
	"digitlab/wasm/ui/panels/results"
	"digitlab/wasm/ui/panels/runs"
	"digitlab/wasm/ui/settings"
	"digitlab/wasm/ui/stage/controls"
	"digitlab/wasm/ui/stage/curves"
	"digitlab/wasm/ui/stage/draw"
)

func TestWordsOfThePage(t *testing.T) {
	i18ntest.Check(t, texts.English, texts.Korean, pageSayings)
}

func pageSayings(t words, said i18ntest.Said) {
	for _, c := range []theme{systemTheme, lightTheme, darkTheme} {
		said.Add("ThemeButton", t.ThemeButton(c))
	}
	for r := range protocol.Reasons {
		said.Add("Failure", t.Failure(r))
	}
	said.Add("OfflineNow", t.OfflineNow(true))
	said.Add("Unloaded", t.Unloaded(true))
}

// everySaying returns all sentences of the page in a language.
func everySaying(in i18n.Language) (all []i18ntest.Said) {
	return []i18ntest.Said{
		i18ntest.Say(settings.Texts.In(in), nil),
		i18ntest.Say(texts.In(in), nil),
		i18ntest.Say(controls.Texts.In(in), nil),
		i18ntest.Say(chart.Texts.In(in), nil),
		i18ntest.Say(curves.Texts.In(in), nil),
		i18ntest.Say(layers.Texts.In(in), nil),
		i18ntest.Say(draw.Texts.In(in), nil),
		i18ntest.Say(runs.Texts.In(in), nil),
		i18ntest.Say(handwriting.Texts.In(in), nil),
		i18ntest.Say(methods.Texts.In(in), nil),
		i18ntest.Say(data.Texts.In(in), nil),
		i18ntest.Say(results.Texts.In(in), nil),
	}
}

// Names and texts that users and other tests rely on.
func TestContractOfTexts(t *testing.T) {
	type page struct {
		words
		draw     draw.Words
		controls controls.Words
		curves   curves.Words
	}
	k := page{&korean{}, &draw.Korean{}, &controls.Korean{}, &curves.Korean{}}
	e := page{&english{}, &draw.English{}, &controls.English{}, &curves.English{}}
	for _, c := range [][4]string{
		{k.Headline(), "브라우저 안에서 CNN이 숫자를 배우는 모습을 보세요", e.Headline(), "Watch a CNN learn digits, right in your browser"},
		{k.SubHeadline("1,797", 8, "5,160"), "8×8 숫자 1,797개 · 파라미터 5,160개 · 서버로 아무것도 보내지 않습니다", e.SubHeadline("1,797", 8, "5,160"), "1,797 8×8 digits · 5,160 parameters · nothing leaves your device"},
		{k.Loading(42), "학습 엔진을 불러오는 중… 42%", e.Loading(42), "Loading the training engine… 42%"},
		{k.controls.Start(), "학습 시작", e.controls.Start(), "Start training"},
		{k.controls.Pause(), "일시정지", e.controls.Pause(), "Pause"},
		{k.controls.Resume(), "계속", e.controls.Resume(), "Resume"},
		{k.controls.Step(), "한 에포크", e.controls.Step(), "Step"},
		{k.controls.Reset(), "초기화", e.controls.Reset(), "Reset"},
		{k.controls.Pace(protocol.Fastest), "최고 속도", e.controls.Pace(protocol.Fastest), "Fastest"},
		{k.curves.CurvesEmpty(), "학습을 시작하면 여기에 손실과 정확도가 그려집니다", e.curves.CurvesEmpty(), "Loss and accuracy will appear here"},
		{k.draw.DrawLabel(), "0~9 중 하나를 그려 보세요", e.draw.DrawLabel(), "Draw a digit 0–9"},
		{k.draw.Clear(), "지우기", e.draw.Clear(), "Clear"},
		{k.draw.Undo(), "되돌리기", e.draw.Undo(), "Undo"},
		{k.draw.Guess(), "아직 배우지 않았어요. 지금은 찍는 중입니다", e.draw.Guess(), "Not trained yet: this is a guess"},
		{k.controls.Running(37, 100, "0.9"), "에포크 37/100 · 약 0.9초 남음", e.controls.Running(37, 100, "0.9"), "Epoch 37 of 100 · about 0.9 s left"},
		{k.controls.Workers(4), "워커 4개", e.controls.Workers(4), "4 workers"},
		{k.controls.Done("97.2"), "학습 끝: 테스트 정확도 97.2%. 이제 직접 그려 보세요", e.controls.Done("97.2"), "Done: 97.2% on test digits. Now draw your own"},
		{k.draw.Prediction(3, 98), "예측: 3 (98%)", e.draw.Prediction(3, 98), "Prediction: 3 (98%)"},
		{k.draw.Unsure(), "확신이 없어요. 더 굵고 크게 그려 보세요", e.draw.Unsure(), "Not sure. Try thicker and larger"},
		{k.OfflineReady(), "이제 인터넷 없이도 쓸 수 있어요", e.OfflineReady(), "Ready to use offline"},
		{k.NewVersion(), "새 버전이 있어요 · 새로고침", e.NewVersion(), "New version · Reload"},
		{k.Unsupported(), "이 브라우저에서는 실행할 수 없습니다. 아래 글과 그림은 볼 수 있어요", e.Unsupported(), "This browser can't run it. You can still read below"},
		{k.Failure(protocol.WorkerStopped), "학습이 멈췄습니다. 다시 시작하면 설정은 그대로입니다", e.Failure(protocol.WorkerStopped), "Training stopped. Restart keeps your settings"},
	} {
		if c[0] != c[1] {
			t.Errorf("Korean %q, want %q", c[0], c[1])
		}
		if c[2] != c[3] {
			t.Errorf("English %q, want %q", c[2], c[3])
		}
	}
}
