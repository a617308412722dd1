package ui

// texts are the sentences of the features that have none of their own yet.
type texts interface {
	settingsWords

	resultsTexts
	runsTexts
	dataTexts
	methodsTexts
	mineTexts
}

type (
	englishRest struct{ englishSettings }
	koreanRest  struct{ koreanSettings }
)

var restTexts = words[texts]{englishRest{}, koreanRest{}}
