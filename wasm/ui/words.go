package ui

// language is one that the page speaks.
type language int

const (
	inEnglish language = iota // where no other is asked for
	inKorean

	languageCount
)

// code is the language's in BCP 47.
func (l language) code() string { return [languageCount]string{"en", "ko"}[l] }

// words are what a feature says, in each language. T is an interface with a method for each sentence, so that a missing one does
// not compile.
type words[T any] struct{ English, Korean T }

func (w words[T]) in(l language) T {
	if l == inKorean {
		return w.Korean
	}
	return w.English
}
