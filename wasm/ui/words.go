package ui

import "strings"

// language is one that the page speaks.
type language int

const (
	inEnglish language = iota // where no other is asked for
	inKorean

	languageCount
)

// code is the language's in BCP 47.
func (l language) code() string { return [languageCount]string{"en", "ko"}[l] }

// chooseLanguage returns the language that the address asks for, else the one that was chosen before, else the first of
// the browser's that the page speaks, else English.
func chooseLanguage(asked, saved string, preferred []string) language {
	for _, tag := range append([]string{asked, saved}, preferred...) {
		code, _, _ := strings.Cut(strings.ToLower(tag), "-")
		for l := range languageCount {
			if l.code() == code {
				return l
			}
		}
	}
	return inEnglish
}

// words are what a feature says, in each language. T is an interface with a method for each sentence, so that a missing one does
// not compile.
type words[T any] struct{ English, Korean T }

func inBoth[T any](english, korean T) words[T] { return words[T]{english, korean} }

func (w words[T]) in(l language) T {
	if l == inKorean {
		return w.Korean
	}
	return w.English
}
