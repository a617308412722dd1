package ui

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// maxCompared is how many runs are shown beside the present one: style.css has a colour for each, and more dashes nobody tells apart.
const maxCompared = 4

// colours are those of style.css that charts and canvases draw with.
type colours struct {
	ink                                [3]byte
	card, strong, text, grid           string
	training, validation, test, before string
	runs                               [maxCompared]string
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
	// A canvas writes every colour as numbers, those with a name of the system too, which only the browser knows.
	brush := app.Window().Get("document").Call("createElement", "canvas").Call("getContext", "2d")
	colour := func(name string) string {
		brush.Set("fillStyle", value(name))
		return brush.Get("fillStyle").String()
	}
	c.card, c.strong, c.text, c.grid = colour("--card"), colour("--text"), colour("--text-soft"), colour("--line")
	c.training, c.validation, c.test, c.before = colour("--training"), colour("--validation"), colour("--test"), colour("--before")
	for i := range c.runs {
		c.runs[i] = colour("--run-" + strconv.Itoa(i+1))
	}
	return c
}
