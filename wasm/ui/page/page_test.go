package page

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/opened"
	"digitlab/wasm/ui/stage/controls"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

var register = sync.OnceFunc(Register)

// rendered returns the page as a server renders it.
func rendered(t *testing.T, address string) string {
	t.Helper()
	register()
	r := httptest.NewRecorder()
	(&app.Handler{Name: "Digit Lab"}).ServeHTTP(r, httptest.NewRequest(http.MethodGet, address, nil))
	if r.Code != http.StatusOK {
		t.Fatalf("%s: status %d", address, r.Code)
	}
	return r.Body.String()
}

func TestRenderedOnTheServer(t *testing.T) {
	for address, language := range map[string]i18n.Language{"/": i18n.InEnglish, "/?lang=ko": i18n.InKorean, "/?lang=en": i18n.InEnglish, "/?lang=xx": i18n.InEnglish} {
		page, words := rendered(t, address), texts.In(language)
		for _, want := range []string{
			`<html lang="` + language.Code() + `"`,
			"<title>" + words.Title() + "</title>",
			"<h1>" + words.Headline() + "</h1>",
			words.SubHeadline("1,797", 8, "5,160"),
			i18n.InBoth("Start training", "학습 시작").In(language),
			`aria-label="` + i18n.InBoth("Draw a digit 0–9", "0~9 중 하나를 그려 보세요").In(language) + `"`,
			i18n.InBoth("Loss and accuracy will appear here", "학습을 시작하면 여기에 손실과 정확도가 그려집니다").In(language),
			i18n.InBoth("Loading the training engine… 0%", "학습 엔진을 불러오는 중… 0%").In(language),
			`role="tablist"`,
			"한국어</button>", "English</button>",
			`role="status"`, `role="progressbar"`,
			"<noscript>",
		} {
			if !strings.Contains(page, want) {
				t.Errorf("%s: no %q", address, want)
			}
		}
		// It was rendered in English first and changed its language afterwards, in every part.
		for other := range i18n.LanguageCount {
			for _, said := range everySaying(other) {
				for name, all := range said {
					if text := all[0]; other != language && len(text) > 8 && strings.Contains(page, text) {
						t.Errorf("%s: %s is in %s: %q", address, name, other.Code(), text)
					}
				}
			}
		}
	}
}

// Controls do not work before the trainer is there, and their attributes are rendered correctly: HTML reads disabled="false" as
// disabled.
func TestRenderedControlsAreDisabled(t *testing.T) {
	page := rendered(t, "/")
	for _, tag := range regexp.MustCompile(`<(input|button)[^>]*>`).FindAllString(page, -1) {
		choice := strings.Contains(tag, "try-again") || strings.Contains(tag, "lang=") || strings.Contains(tag, `class="theme"`) ||
			strings.Contains(tag, `class="tool"`)
		if choice == strings.Contains(tag, " disabled") {
			t.Errorf("%s", tag)
		}
	}
	if bad := regexp.MustCompile(`[a-z-]+="(false|true)"`).FindAllString(page, -1); len(bad) > 0 {
		for _, b := range bad {
			if !strings.HasPrefix(b, "aria-") {
				t.Errorf("rendered %s", b)
			}
		}
	}
}

// The page's policy forbids inline scripts and styles.
func TestRenderedWithoutInlineScriptOrStyle(t *testing.T) {
	page := rendered(t, "/")
	if found := regexp.MustCompile(`\sstyle=|<style|<script>|\son[a-z]+=`).FindString(page); found != "" {
		t.Errorf("rendered %q", found)
	}
}

// No part of the address is rendered.
func TestRenderedAddressIsNotEchoed(t *testing.T) {
	if page := rendered(t, `/?lang=%22%3E%3Cscript%3Ealert(1)%3C/script%3E`); strings.Contains(page, "alert(1)") {
		t.Error("the address is in the page")
	}
}

// Each feature has something to show, and words. No two panels or asides have the same ID.
func TestFeatures(t *testing.T) {
	ids := map[string]bool{}
	for i, feature := range newPage().features {
		if len(feature.Stage)+len(feature.Panels) == 0 || feature.Words == nil {
			t.Errorf("feature %d shows nothing, or has no words: %+v", i, feature)
		}
		for _, p := range slices.Concat(feature.Panels, feature.Asides) {
			if ids[p.ID] || p.ID == "" || p.Name() == "" {
				t.Errorf("the panel %q has no name, or its ID is another's", p.ID)
			}
			ids[p.ID] = true
		}
	}
}

// The tabs of the panels have the names that users and the tests in browsers rely on.
func TestContractOfTabs(t *testing.T) {
	for language, want := range map[i18n.Language][]string{
		i18n.InEnglish: {"Settings", "Layers", "Results", "All digits", "Runs", "Seven methods", "My handwriting", "Data", "Models"},
		i18n.InKorean:  {"설정", "층", "결과", "모든 숫자", "실행 기록", "일곱 가지 방법", "내 손글씨", "데이터", "모델"},
	} {
		p := newPage()
		p.lab.Speak(language)
		var got []string
		for _, panel := range p.panels() {
			got = append(got, panel.Name())
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", language.Code(), got, want)
		}
	}
}

// A panel is rendered when it is open, and only then; each can be.
func TestPanels(t *testing.T) {
	p := newPage()
	heading := func(id string) string { return `aria-labelledby="tab-` + id + `"` }
	for _, panel := range p.panels() {
		p.lab.OpenPanel(panel.ID)
		html := app.HTMLString(&panels{Page: p, Text: texts.In(i18n.InEnglish)})
		for _, other := range p.panels() {
			if strings.Contains(html, heading(other.ID)) != (other.ID == panel.ID) {
				t.Errorf("with %q open, %q is rendered or missing", panel.ID, other.ID)
			}
		}
	}
	p.lab.OpenPanel("of-another-version")
	if html := app.HTMLString(&panels{Page: p, Text: texts.In(i18n.InEnglish)}); strings.Contains(html, "tabpanel") {
		t.Error("a panel that does not exist is open")
	}
}

// The panel Data names the button that undoes a preset as it is named in the panel Settings.
func TestDataNamesTheUndoOfPresets(t *testing.T) {
	for language := range i18n.LanguageCount {
		p := newPage()
		p.lab.Speak(language)
		button := controls.Texts.In(language).UndoPreset()
		for _, id := range []string{opened.SettingsPanel, opened.DataPanel} {
			p.lab.OpenPanel(id)
			if html := app.HTMLString(&panels{Page: p, Text: texts.In(language)}); !strings.Contains(html, button) {
				t.Errorf("%s: the panel %q does not name %q", language.Code(), id, button)
			}
		}
	}
}

// The page does without any one feature: others fill its slots and lend to it through the lab.
func TestWithoutAFeature(t *testing.T) {
	all := features
	defer func() { features = all }()
	for i := range all {
		features = slices.Delete(slices.Clone(all), i, i+1)
		p := newPage()
		html := app.HTMLString(p)
		for _, panel := range p.panels() {
			p.lab.OpenPanel(panel.ID)
			if !strings.Contains(html, tabID(panel.ID)) || !strings.Contains(app.HTMLString(&panels{Page: p, Text: texts.In(i18n.InEnglish)}), "tabpanel") {
				t.Errorf("without feature %d there is no panel %s", i, panel.ID)
			}
		}
	}
}
