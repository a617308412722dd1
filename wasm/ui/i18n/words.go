// Package i18n chooses between the page's two languages and formats numbers. The sentences themselves are in each feature, as an
// interface with one method per sentence and a type per language, so that a missing translation does not compile.
package i18n

import "strings"

// Language is a language of the page.
type Language int

const (
	InEnglish Language = iota // the default
	InKorean

	LanguageCount
)

// Code returns the language tag of BCP 47.
func (l Language) Code() string { return [LanguageCount]string{"en", "ko"}[l] }

// ChooseLanguage returns the first of these that the page has: the language asked for in the address, the one chosen on an earlier
// visit, the browser's preferred ones in their order; else English.
func ChooseLanguage(asked, saved string, preferred []string) Language {
	for _, tag := range append([]string{asked, saved}, preferred...) {
		code, _, _ := strings.Cut(strings.ToLower(tag), "-")
		for l := range LanguageCount {
			if l.Code() == code {
				return l
			}
		}
	}
	return InEnglish
}

// Words holds a feature's words in each language. T is an interface with one method per sentence, so that a missing one does not
// compile.
type Words[T any] struct{ English, Korean T }

func InBoth[T any](english, korean T) Words[T] { return Words[T]{english, korean} }

func (w Words[T]) In(l Language) T {
	if l == InKorean {
		return w.Korean
	}
	return w.English
}

// Say returns a sentence in each language, for what happens now and is shown until something else happens.
func (w Words[T]) Say(sentence func(T) string) Words[string] {
	return Words[string]{sentence(w.English), sentence(w.Korean)}
}
