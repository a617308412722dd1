package ui

import (
	"strconv"
	"strings"

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
	switch t := theme(recall(themeKey)); t {
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
	remember(themeKey, string(t))
	app.Window().Get("document").Get("documentElement").Get("dataset").Set("theme", string(t))
}

// colours are those of style.css that charts and canvases draw with.
type colours struct {
	ink                                            [3]byte
	text, grid, training, validation, test, before string
}

// currentColours asks the browser, which is not to be done in every frame.
func currentColours() (c colours) {
	style := app.Window().Call("getComputedStyle", app.Window().Get("document").Get("documentElement"))
	value := func(name string) string { return strings.TrimSpace(style.Call("getPropertyValue", name).String()) }
	for i, v := range strings.Fields(value("--ink")) { // three numbers
		if n, err := strconv.Atoi(v); err == nil && i < len(c.ink) {
			c.ink[i] = byte(n)
		}
	}
	c.text, c.grid = value("--text-soft"), value("--line")
	c.training, c.validation, c.test, c.before = value("--training"), value("--validation"), value("--test"), value("--before")
	return c
}
