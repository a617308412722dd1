package page

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"

	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/stage/controls"
	"digitlab/wasm/ui/stage/curves"
	"digitlab/wasm/ui/stage/draw"

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
			controls.Texts.In(language).Start(),
			`aria-label="` + draw.Texts.In(language).DrawLabel() + `"`,
			curves.Texts.In(language).CurvesEmpty(),
			words.Loading(0),
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
		choice := strings.Contains(tag, "aria-pressed") || strings.Contains(tag, "try-again") || strings.Contains(tag, "lang=") || strings.Contains(tag, `class="theme"`) ||
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
