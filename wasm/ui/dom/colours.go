package dom

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// MaxCompared is the maximum number of runs shown beside the present one: style.css has a colour for each, and people cannot
// distinguish more patterns of dashes.
const MaxCompared = 4

// Colours are the colours of style.css for charts and canvases.
type Colours struct {
	Ink                                [3]byte
	Positive, Negative                 [3]byte // hues of the two signs
	Card, Strong, Text, Grid           string
	Training, Validation, Test, Before string
	Runs                               [MaxCompared]string
	Digits                             [10][3]byte // the same everywhere
}

// CurrentColours asks the browser for the colours. It is too slow to be called in every frame.
func CurrentColours() (c Colours) {
	style := app.Window().Call("getComputedStyle", app.Window().Get("document").Get("documentElement"))
	value := func(name string) string { return strings.TrimSpace(style.Call("getPropertyValue", name).String()) }
	for i, v := range strings.Fields(value("--ink")) { // three numbers
		if n, err := strconv.Atoi(v); err == nil && i < len(c.Ink) {
			c.Ink[i] = byte(n)
		}
	}
	// A canvas converts every colour to numbers, also the system's named ones, which only the browser knows.
	brush := app.Window().Get("document").Call("createElement", "canvas").Call("getContext", "2d")
	colour := func(name string) string {
		brush.Set("fillStyle", value(name))
		return brush.Get("fillStyle").String()
	}
	c.Positive, c.Negative = Channels(colour("--positive")), Channels(colour("--negative"))
	c.Card, c.Strong, c.Text, c.Grid = colour("--card"), colour("--text"), colour("--text-soft"), colour("--line")
	c.Training, c.Validation, c.Test, c.Before = colour("--training"), colour("--validation"), colour("--test"), colour("--before")
	for d := range c.Digits {
		c.Digits[d] = Channels(colour("--digit-" + strconv.Itoa(d)))
	}
	for i := range c.Runs {
		c.Runs[i] = colour("--run-" + strconv.Itoa(i+1))
	}
	return c
}

// Channels returns the three channels of a colour that a canvas has written, such as #0b5cad; black for one with transparency.
func Channels(colour string) (c [3]byte) {
	if n, err := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 24); err == nil {
		c = [3]byte{byte(n >> 16), byte(n >> 8), byte(n)}
	}
	return c
}

// Hex writes a colour for the canvas.
func Hex(c [3]byte) string {
	const digits = "0123456789abcdef"
	s := []byte{'#'}
	for _, v := range c {
		s = append(s, digits[v>>4], digits[v&15])
	}
	return string(s)
}
