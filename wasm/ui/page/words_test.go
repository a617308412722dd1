package page

import (
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/chart"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/i18n/i18ntest"
	"digitlab/wasm/ui/settings"
)

func TestWordsOfThePage(t *testing.T) {
	i18ntest.Check(t, texts.English, texts.Korean, pageSayings)
}

func pageSayings(t words, said i18ntest.Said) {
	for _, c := range []dom.Theme{dom.SystemTheme, dom.LightTheme, dom.DarkTheme} {
		said.Add("ThemeButton", t.ThemeButton(c))
	}
	for r := range protocol.Reasons {
		said.Add("Failure", t.Failure(r))
	}
	for _, v := range views {
		said.Add("View", t.View(v))
	}
	for p := range protocol.StorageProblems {
		said.Add("NotSaved", t.NotSaved(p))
	}
	said.Add("OfflineNow", t.OfflineNow(true))
	for _, p := range []dom.Problem{dom.FileLost, dom.FileAltered, dom.Stalled, dom.Ended} {
		said.Add("Unloaded", t.Unloaded(p))
	}
	said.Add("Unkept", t.Unkept(true, true), t.Unkept(true, false))
}

// everySaying returns all sentences of the page in a language.
func everySaying(in i18n.Language) []i18ntest.Said {
	all := []i18ntest.Said{
		i18ntest.Say(settings.Texts.In(in), nil),
		i18ntest.Say(texts.In(in), nil),
		i18ntest.Say(chart.Texts.In(in), nil),
	}
	for _, feature := range newPage().features {
		all = append(all, i18ntest.Say(feature.Words(in), nil))
	}
	return all
}

// The texts that users and the tests in browsers rely on.
func TestContractOfPage(t *testing.T) {
	k, e := &korean{}, &english{}
	i18ntest.Same(t, [][4]string{
		{k.Headline(), "브라우저 안에서 CNN이 숫자를 배우는 모습을 보세요", e.Headline(), "Watch a CNN learn digits, right in your browser"},
		{k.SubHeadline("1,797", 8, "5,160"), "8×8 숫자 1,797개 · 파라미터 5,160개 · 서버로 아무것도 보내지 않습니다", e.SubHeadline("1,797", 8, "5,160"), "1,797 8×8 digits · 5,160 parameters · nothing leaves your device"},
		{k.OfflineReady(), "이제 인터넷 없이도 쓸 수 있어요", e.OfflineReady(), "Ready to use offline"},
		{k.NewVersion(), "새 버전이 있어요 · 새로고침", e.NewVersion(), "New version · Reload"},
		{k.Unsupported(), "이 브라우저에서는 실행할 수 없습니다. 아래 글과 그림은 볼 수 있어요", e.Unsupported(), "This browser can't run it. You can still read below"},
		{k.Failure(protocol.WorkerStopped), "학습이 멈췄습니다. 다시 시작하면 설정은 그대로입니다", e.Failure(protocol.WorkerStopped), "Training stopped. Restart keeps your settings"},
	})
}
