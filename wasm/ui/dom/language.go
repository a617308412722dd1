package dom

import (
	"digitlab/wasm/ui/i18n"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

const LanguageKey = "digitlab.language"

// BrowserLanguage calls i18n.ChooseLanguage with the browser's values. On the server it returns English.
func BrowserLanguage() i18n.Language {
	var asked string
	if u := app.Window().URL(); u != nil {
		asked = u.Query().Get("lang")
	}
	var preferred []string
	list := app.Window().Get("navigator").Get("languages")
	for i := range list.Length() {
		preferred = append(preferred, list.Index(i).String())
	}
	return i18n.ChooseLanguage(asked, Recall(LanguageKey), preferred)
}
