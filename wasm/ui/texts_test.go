package ui

import (
	"reflect"
	"strings"
	"testing"
	"unicode"

	"digitlab/wasm/protocol"
)

// sayings returns every text of a language, by the name of its method: with zeros in its slots, and for each choice that it
// distinguishes.
func sayings(t texts) map[string][]string {
	said := map[string][]string{}
	v := reflect.ValueOf(t)
	for i := range v.NumMethod() {
		method := v.Type().Method(i)
		in := make([]reflect.Value, method.Type.NumIn()-1)
		for j := range in {
			in[j] = reflect.Zero(method.Type.In(j + 1))
		}
		said[method.Name] = []string{v.Method(i).Call(in)[0].String()}
	}
	for _, c := range []theme{systemTheme, lightTheme, darkTheme} {
		said["ThemeButton"] = append(said["ThemeButton"], t.ThemeButton(c))
	}
	for _, p := range paces {
		said["Pace"] = append(said["Pace"], t.Pace(p))
	}
	for s := range settings {
		said["Setting"] = append(said["Setting"], t.Setting(s))
		said["SettingHelp"] = append(said["SettingHelp"], t.SettingHelp(s))
	}
	runsSayings(t, said)
	mineSayings(t, said)
	readingSayings(t, said)
	for r := range protocol.Reasons {
		said["Failure"] = append(said["Failure"], t.Failure(r))
	}
	for k := range protocol.LayerKinds + 1 {
		said["LayerHelp"] = append(said["LayerHelp"], t.LayerHelp(k))
	}
	for r := range protocol.TooManyParameters + 1 {
		said["LayerProblem"] = append(said["LayerProblem"], t.LayerProblem(protocol.Problem{Reason: r}))
	}
	for p := range protocol.Presets + 1 {
		said["Preset"] = append(said["Preset"], t.Preset(p))
		said["PresetHelp"] = append(said["PresetHelp"], t.PresetHelp(p))
	}
	for g := range settingsGroups {
		said["MoreGroup"] = append(said["MoreGroup"], t.MoreGroup(g))
	}
	for a := range protocol.Augmentations {
		said["Augmentation"] = append(said["Augmentation"], t.Augmentation(a))
	}
	for d := range protocol.DataSets {
		said["DataFacts"] = append(said["DataFacts"], t.DataFacts(d, "1"))
		said["DataUse"] = append(said["DataUse"], t.DataUse(d))
		said["DataAbsent"] = append(said["DataAbsent"], t.DataAbsent(d))
		said["DataHindrance"] = append(said["DataHindrance"], t.DataHindrance(d))
		said["RunNeeds"] = append(said["RunNeeds"], t.RunNeeds(d))
	}
	for p := range protocol.DataProblems {
		said["DataProblem"] = append(said["DataProblem"], t.DataProblem(p))
	}
	for v := range protocol.Schedules {
		said["Schedule"] = append(said["Schedule"], t.Schedule(v))
	}
	for d := range protocol.DataSets {
		said["DataSet"] = append(said["DataSet"], t.DataSet(d))
	}
	for s := range linkHindered + 1 {
		said["Shared"] = append(said["Shared"], t.Shared(s))
	}
	said["Normalization"] = append(said["Normalization"], t.Normalization(true))
	return said
}

func TestTextsAreThereAndInTheirLanguage(t *testing.T) {
	for _, language := range languages {
		for name, all := range sayings(language) {
			for _, s := range all {
				if strings.TrimSpace(s) == "" || strings.Contains(s, "%!") {
					t.Errorf("%s: %s says %q", language.Code(), name, s)
				}
				if strings.ContainsAny(s, `"\<>&`) {
					t.Errorf("%s: %s says %q, which an attribute cannot hold unescaped", language.Code(), name, s)
				}
				hangul := strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Hangul, r) })
				if want := language.Code() == "ko"; name != "Code" && hangul != want {
					t.Errorf("%s: %s says %q", language.Code(), name, s)
				}
			}
		}
	}
}

// The names and texts that users and other tests rely on.
func TestContractOfTexts(t *testing.T) {
	k, e := korean{}, english{}
	for _, c := range [][4]string{
		{k.Headline(), "브라우저 안에서 CNN이 숫자를 배우는 모습을 보세요", e.Headline(), "Watch a CNN learn digits, right in your browser"},
		{k.SubHeadline("1,797", 8, "5,160"), "8×8 숫자 1,797개 · 파라미터 5,160개 · 서버로 아무것도 보내지 않습니다", e.SubHeadline("1,797", 8, "5,160"), "1,797 8×8 digits · 5,160 parameters · nothing leaves your device"},
		{k.Loading(42), "학습 엔진을 불러오는 중… 42%", e.Loading(42), "Loading the training engine… 42%"},
		{k.Start(), "학습 시작", e.Start(), "Start training"},
		{k.Pause(), "일시정지", e.Pause(), "Pause"},
		{k.Resume(), "계속", e.Resume(), "Resume"},
		{k.Step(), "한 에포크", e.Step(), "Step"},
		{k.Reset(), "초기화", e.Reset(), "Reset"},
		{k.Pace(protocol.Fastest), "최고 속도", e.Pace(protocol.Fastest), "Fastest"},
		{k.CurvesEmpty(), "학습을 시작하면 여기에 손실과 정확도가 그려집니다", e.CurvesEmpty(), "Loss and accuracy will appear here"},
		{k.DrawLabel(), "0~9 중 하나를 그려 보세요", e.DrawLabel(), "Draw a digit 0–9"},
		{k.Clear(), "지우기", e.Clear(), "Clear"},
		{k.Undo(), "되돌리기", e.Undo(), "Undo"},
		{k.Guess(), "아직 배우지 않았어요. 지금은 찍는 중입니다", e.Guess(), "Not trained yet: this is a guess"},
		{k.Running(37, 100, "0.9"), "에포크 37/100 · 약 0.9초 남음", e.Running(37, 100, "0.9"), "Epoch 37 of 100 · about 0.9 s left"},
		{k.Workers(4), "워커 4개", e.Workers(4), "4 workers"},
		{k.Done("97.2"), "학습 끝: 테스트 정확도 97.2%. 이제 직접 그려 보세요", e.Done("97.2"), "Done: 97.2% on test digits. Now draw your own"},
		{k.Prediction(3, 98), "예측: 3 (98%)", e.Prediction(3, 98), "Prediction: 3 (98%)"},
		{k.Unsure(), "확신이 없어요. 더 굵고 크게 그려 보세요", e.Unsure(), "Not sure. Try thicker and larger"},
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

func TestChooseLanguage(t *testing.T) {
	for _, c := range []struct {
		asked, saved string
		preferred    []string
		want         string
	}{
		{"", "", nil, "en"},
		{"", "", []string{"fr-FR", "de"}, "en"},
		{"", "", []string{"fr", "ko-KR", "en-US"}, "ko"},
		{"", "", []string{"en-GB", "ko"}, "en"},
		{"", "ko", []string{"en"}, "ko"},
		{"en", "ko", []string{"ko"}, "en"},
		{"KO", "", []string{"en"}, "ko"},
		{`"><script>`, "", []string{"ko"}, "ko"},
	} {
		if got := chooseLanguage(c.asked, c.saved, c.preferred).Code(); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}
