package dom

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// MaxCompared is how many runs are shown beside the present one: style.css has a colour for each, and more dashes nobody tells apart.
const MaxCompared = 4

// Colours are those of style.css that charts and canvases draw with.
type Colours struct {
	Ink                                [3]byte
	Card, Strong, Text, Grid           string
	Training, Validation, Test, Before string
	Runs                               [MaxCompared]string
}

// CurrentColours asks the browser, which is not to be done in every frame.
func CurrentColours() (c Colours) {
	style := app.Window().Call("getComputedStyle", app.Window().Get("document").Get("documentElement"))
	value := func(name string) string { return strings.TrimSpace(style.Call("getPropertyValue", name).String()) }
	for i, v := range strings.Fields(value("--ink")) { // three numbers
		if n, err := strconv.Atoi(v); err == nil && i < len(c.Ink) {
			c.Ink[i] = byte(n)
		}
	}
	// A canvas writes every colour as numbers, those with a name of the system too, which only the browser knows.
	brush := app.Window().Get("document").Call("createElement", "canvas").Call("getContext", "2d")
	colour := func(name string) string {
		brush.Set("fillStyle", value(name))
		return brush.Get("fillStyle").String()
	}
	c.Card, c.Strong, c.Text, c.Grid = colour("--card"), colour("--text"), colour("--text-soft"), colour("--line")
	c.Training, c.Validation, c.Test, c.Before = colour("--training"), colour("--validation"), colour("--test"), colour("--before")
	for i := range c.Runs {
		c.Runs[i] = colour("--run-" + strconv.Itoa(i+1))
	}
	return c
}
