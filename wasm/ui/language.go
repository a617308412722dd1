package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

const languageKey = "digitlab.language"

// chooseLanguage returns the language that the address asks for, else the one that was chosen before, else the first of
// the browser's that the page speaks, else English.
func chooseLanguage(asked, saved string, preferred []string) texts {
	for _, tag := range append([]string{asked, saved}, preferred...) {
		code, _, _ := strings.Cut(strings.ToLower(tag), "-")
		if t := inLanguage(code); t != nil {
			return t
		}
	}
	return languages[0]
}

// browserLanguage is chooseLanguage in the browser; natively, where there is none, it returns English.
func browserLanguage() texts {
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
