package page

import "digitlab/wasm/ui/dom"

// theme is the choice of colours; style.css reads it from the data-theme of the html element.
type theme string

const (
	systemTheme theme = ""
	lightTheme  theme = "light"
	darkTheme   theme = "dark"
)

const themeKey = "digitlab.theme" // page.js reads it too, before the page is painted first

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

// sign returns the sign on the theme's button.
func (t theme) sign() string {
	switch t {
	case lightTheme:
		return "☀"
	case darkTheme:
		return "☾"
	}
	return "◐"
}

// apply sets the theme of the page and stores it.
func (t theme) apply() {
	dom.Remember(themeKey, string(t))
	dom.SetRootData("theme", string(t))
}
