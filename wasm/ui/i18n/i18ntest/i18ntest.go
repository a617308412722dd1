// Package i18ntest checks the words of a feature: each exists, is in its language, and may be used in an attribute.
package i18ntest

import (
	"reflect"
	"strings"
	"testing"
	"unicode"
)

// Said holds every sentence of a feature's words, by the name of the method.
type Said map[string][]string

// Add adds a method's sentences for other arguments.
func (s Said) Add(method string, sentences ...string) { s[method] = append(s[method], sentences...) }

// Say returns the words' sentences: each method's result for zero arguments, and those that more adds, if it is not nil.
func Say[T any](words T, more func(words T, said Said)) Said {
	said := Said{}
	v := reflect.ValueOf(words)
	for i := range v.NumMethod() {
		method := v.Type().Method(i)
		if method.Type.Out(0).Kind() != reflect.String {
			continue // it returns no sentence
		}
		in := make([]reflect.Value, method.Type.NumIn()-1)
		for j := range in {
			in[j] = reflect.Zero(method.Type.In(j + 1))
		}
		said.Add(method.Name, v.Method(i).Call(in)[0].String())
	}
	if more != nil {
		more(words, said)
	}
	return said
}

// Check checks words in English and in Korean, and the Korean particles after numbers. more adds the sentences for each other argument that
// a method distinguishes.
func Check[T any](t *testing.T, english, korean T, more func(words T, said Said)) {
	t.Helper()
	for language, words := range map[string]T{"en": english, "ko": korean} {
		for name, all := range Say(words, more) {
			for _, s := range all {
				if strings.TrimSpace(s) == "" || strings.Contains(s, "%!") {
					t.Errorf("%s: %s says %q", language, name, s)
				}
				if strings.ContainsAny(s, `"\<>&`) {
					t.Errorf("%s: %s says %q, which an attribute cannot hold unescaped", language, name, s)
				}
				hangul := strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Hangul, r) })
				if wrong := WrongParticles(s); len(wrong) > 0 {
					t.Errorf("%s: %s says %q, where %q is wrong", language, name, s, wrong)
				}
				if want := language == "ko"; name != "Code" && hangul != want {
					t.Errorf("%s: %s says %q", language, name, s)
				}
			}
		}
	}
}

// Same compares texts: what is said in Korean and what is to be, then the same in English.
func Same(t *testing.T, texts [][4]string) {
	t.Helper()
	for _, c := range texts {
		if c[0] != c[1] {
			t.Errorf("Korean %q, want %q", c[0], c[1])
		}
		if c[2] != c[3] {
			t.Errorf("English %q, want %q", c[2], c[3])
		}
	}
}
