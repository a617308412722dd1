package i18n

import "strings"

// Language is one that the page speaks.
type Language int

const (
	InEnglish Language = iota // where no other is asked for
	InKorean

	LanguageCount
)

// Code is the language's in BCP 47.
func (l Language) Code() string { return [LanguageCount]string{"en", "ko"}[l] }

// ChooseLanguage returns the language that the address asks for, else the one that was chosen before, else the first of
// the browser's that the page speaks, else English.
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

// Words are what a feature says, in each language. T is an interface with a method for each sentence, so that a missing one does
// not compile.
type Words[T any] struct{ English, Korean T }

func InBoth[T any](english, korean T) Words[T] { return Words[T]{english, korean} }

func (w Words[T]) In(l Language) T {
	if l == InKorean {
		return w.Korean
	}
	return w.English
}
