package lesson

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"digitlab/wasm/ui/i18n/i18ntest"
)

// said calls f with each text of a value, and the path to it.
func said(v reflect.Value, path string, f func(path, text string)) {
	switch v.Kind() {
	case reflect.String:
		f(path, v.String())
	case reflect.Struct:
		for i := range v.NumField() {
			said(v.Field(i), path+"."+v.Type().Field(i).Name, f)
		}
	case reflect.Array, reflect.Slice:
		for i := range v.Len() {
			said(v.Index(i), fmt.Sprintf("%s[%d]", path, i), f)
		}
	}
}

// texts returns the texts of a language by their paths.
func texts(article article, l labels) map[string]string {
	all := map[string]string{}
	said(reflect.ValueOf(article), "article", func(path, text string) { all[path] = text })
	said(reflect.ValueOf(l), "labels", func(path, text string) { all[path] = text })
	delete(all, fmt.Sprintf("labels.Says[%d]", nextSection)) // it has no figure
	return all
}

var braces = regexp.MustCompile(`\{[A-Za-z0-9]+\}`)

// Each text is there in both languages, is in its language, and has the same slots in both.
func TestTexts(t *testing.T) {
	en, ko := texts(english, englishLabels), texts(korean, koreanLabels)
	known := facts()
	for path, text := range ko {
		other, ok := en[path]
		if !ok {
			t.Errorf("%s is in Korean alone", path)
			continue
		}
		for language, s := range map[string]string{"en": other, "ko": text} {
			if strings.TrimSpace(s) == "" {
				t.Errorf("%s: %s is empty", language, path)
			}
			if strings.HasPrefix(path, "labels") && strings.ContainsAny(s, `"\<>&`) {
				t.Errorf("%s: %s says %q, which go-app would write into an attribute as it is", language, path, s)
			}
			if strings.HasPrefix(path, "article.Sections") {
				for _, name := range braces.FindAllString(s, -1) {
					if known[strings.Trim(name, "{}")] == "" {
						t.Errorf("%s: %s names %s, which is no fact", language, path, name)
					}
				}
			}
		}
		if strings.ContainsFunc(other, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }) {
			t.Errorf("en: %s says %q", path, other)
		}
		slots := func(s string) []string { return slices.Sorted(slices.Values(braces.FindAllString(s, -1))) }
		if strings.HasPrefix(path, "labels") && !slices.Equal(slots(text), slots(other)) {
			t.Errorf("%s has the slots %v in Korean and %v in English", path, slots(text), slots(other))
		}
	}
	for path := range en {
		if _, ok := ko[path]; !ok {
			t.Errorf("%s is in English alone", path)
		}
	}
}

// Each fact is named by a text or a cell of code.
func TestFactsAreNamed(t *testing.T) {
	var all strings.Builder
	for _, text := range texts(english, englishLabels) {
		all.WriteString(text)
	}
	for _, c := range cells {
		all.WriteString(c.keras + c.goCode)
	}
	for name := range facts() {
		if !strings.Contains(all.String(), "{"+name+"}") {
			t.Errorf("nothing names {%s}", name)
		}
	}
}

// A number that is computed is nowhere typed: neither in a text nor in a cell of code.
func TestNoFactIsTyped(t *testing.T) {
	for language, all := range map[string]map[string]string{"en": texts(english, englishLabels), "ko": texts(korean, koreanLabels)} {
		for s, c := range cells {
			all[fmt.Sprintf("cells[%d].keras", s)], all[fmt.Sprintf("cells[%d].go", s)] = c.keras, c.goCode
		}
		for path, text := range all {
			for name, value := range facts() {
				if len(value) > 2 && value != "100" && regexp.MustCompile(`(^|[^0-9.,])`+regexp.QuoteMeta(value)+`($|[^0-9])`).MatchString(text) {
					t.Errorf("%s: %s types %s, which is {%s}", language, path, value, name)
				}
			}
		}
	}
}

// Each question has its words in both languages, and a choice that is right.
func TestQuestionsHaveWords(t *testing.T) {
	for language, a := range map[string]*article{"en": &english, "ko": &korean} {
		for s := range sectionCount {
			questions, words := questionsOf(s), a.Sections[s].Questions
			if len(questions) != len(words) || s != nextSection && (len(words) < 3 || len(words) > 5) {
				t.Errorf("%s: %s has %d questions and the words of %d", language, s.id(), len(questions), len(words))
				continue
			}
			for i, q := range questions {
				if (q.choice > 0) != (len(words[i].Choices) > 1) || q.choice > len(words[i].Choices) {
					t.Errorf("%s: %s has choice %d of %d", language, questionID(s, i), q.choice, len(words[i].Choices))
				}
			}
		}
	}
}

// A browser breaks no line between a number and its percent sign, nor before a Korean particle.
func TestUnbroken(t *testing.T) {
	for text, want := range map[string]string{
		"20 % of all":      "20\u00a0% of all",
		"나머지의 20%를 씁니다":    "나머지의 20%\u2060를 씁니다",
		"패딩(padding)이":     "패딩(padding)\u2060이",
		"95.5% 사이, f(x) %": "95.5% 사이, f(x)\u00a0%",
	} {
		if got := unbroken(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

// The particle after a number is right for it, also where the number is filled in.
func TestParticlesAfterNumbers(t *testing.T) {
	var pairs []string
	for name, value := range facts() {
		pairs = append(pairs, name, value)
	}
	for path, text := range texts(korean, koreanLabels) {
		if wrong := i18ntest.WrongParticles(fill(text, pairs...)); len(wrong) > 0 {
			t.Errorf("%s: %q is wrong in %s", path, wrong, fill(text, pairs...))
		}
	}
}
