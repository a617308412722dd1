package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

const languageKey = "digitlab.language"

// browserLanguage is chooseLanguage in the browser; natively, where there is none, it returns English.
func browserLanguage() language {
	var asked string
	if u := app.Window().URL(); u != nil {
		asked = u.Query().Get("lang")
	}
	var preferred []string
	list := app.Window().Get("navigator").Get("languages")
	for i := range list.Length() {
		preferred = append(preferred, list.Index(i).String())
	}
	return chooseLanguage(asked, recall(languageKey), preferred)
}
