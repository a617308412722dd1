package ui

import (
	"digitlab/wasm/protocol"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// paintStrokes draws strokes on a square canvas of the given side in pixels, over what was there.
func paintStrokes(context app.Value, side float64, strokes []stroke, colour string) {
	context.Call("clearRect", 0, 0, side, side)
	context.Set("lineWidth", nib*side)
	context.Set("lineCap", "round")
	context.Set("lineJoin", "round")
	context.Set("strokeStyle", colour)
	for _, s := range strokes {
		context.Call("stroke", app.Window().Get("Path2D").New(s.path(side)))
	}
}

// paintPicture draws a picture of a data set, one pixel each, in a colour of three channels 0..255. The canvas becomes as large.
func paintPicture(context app.Value, picture []byte, of protocol.DataSet, ink [3]byte) {
	side, most := of.Side(), of.Most()
	if canvas := context.Get("canvas"); canvas.Get("width").Int() != side {
		canvas.Set("width", side)
		canvas.Set("height", side)
	}
	pixels := make([]byte, 0, side*side*4)
	for _, v := range picture {
		pixels = append(pixels, ink[0], ink[1], ink[2], byte(int(v)*255/most))
	}
	image := context.Call("createImageData", side, side)
	app.CopyBytesToJS(image.Get("data"), pixels)
	context.Call("putImageData", image, 0, 0)
}

// inkSide is the side of the bitmap that is read, in pixels: fine enough for the 32×32 that it is shrunk to, even when the
// drawing fills a third of the canvas, and small enough to be copied many times a second.
const inkSide = 200

// inkCanvas turns strokes into the bitmap that is read. It is never shown.
type inkCanvas struct {
	context app.Value
	rgba    []byte
	covered []byte
}

func newInkCanvas() *inkCanvas {
	canvas := app.Window().Get("document").Call("createElement", "canvas")
	canvas.Set("width", inkSide)
	canvas.Set("height", inkSide)
	return &inkCanvas{canvas.Call("getContext", "2d", map[string]any{"willReadFrequently": true}),
		make([]byte, inkSide*inkSide*4), make([]byte, inkSide*inkSide)}
}

// ink returns how much of each pixel is covered, 0..255, row by row, until it is called again: a drawing is read for every point, and
// garbage would be collected in the middle of a stroke.
func (c *inkCanvas) ink(strokes []stroke) []byte {
	paintStrokes(c.context, inkSide, strokes, "black")
	data := c.context.Call("getImageData", 0, 0, inkSide, inkSide).Get("data")
	app.CopyBytesToGo(c.rgba, data)
	for i := range c.covered {
		c.covered[i] = c.rgba[i*4+3]
	}
	return c.covered
}
