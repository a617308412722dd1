package page

import (
	"digitlab/wasm/ui/dom"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// theme is the choice of colours; style.css reads it from the html element's data-theme.
type theme string

const (
	systemTheme theme = ""
	lightTheme  theme = "light"
	darkTheme   theme = "dark"
)

const themeKey = "digitlab.theme" // page.js reads it too, before the first paint

func savedTheme() theme {
	switch t := theme(dom.Recall(themeKey)); t {
	case lightTheme, darkTheme:
		return t
	}
	return systemTheme
}

func (t theme) next() theme {
	switch t {
	case systemTheme:
		return lightTheme
	case lightTheme:
		return darkTheme
	}
	return systemTheme
}

// apply makes the page wear the theme and remembers it.
func (t theme) apply() {
	dom.Remember(themeKey, string(t))
	app.Window().Get("document").Get("documentElement").Get("dataset").Set("theme", string(t))
}
