package sketch

import (
	"digitlab/wasm/protocol"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// paintStrokes draws strokes on a square canvas of the given side in pixels, over what is there.
func paintStrokes(context app.Value, side float64, strokes []Stroke, colour string) {
	context.Call("clearRect", 0, 0, side, side)
	context.Set("lineWidth", Nib*side)
	context.Set("lineCap", "round")
	context.Set("lineJoin", "round")
	context.Set("strokeStyle", colour)
	for _, s := range strokes {
		context.Call("stroke", app.Window().Get("Path2D").New(s.Path(side)))
	}
}

// PaintPicture draws a picture of a data set on a canvas, which gets the picture's size.
func PaintPicture(canvas app.Value, picture []byte, of protocol.DataSet, ink [3]byte) {
	PaintInk(canvas, of.Side(), of.Side(), picture, of.Most(), ink)
}

// PaintInk draws w × h values 0..most on a canvas, one pixel each, in a colour of three channels 0..255. The canvas gets the size w
// × h.
func PaintInk(canvas app.Value, w, h int, values []byte, most int, ink [3]byte) {
	pixels := make([]byte, 0, w*h*4)
	for _, v := range values {
		pixels = append(pixels, ink[0], ink[1], ink[2], byte(int(v)*255/most))
	}
	if canvas.Get("width").Int() != w || canvas.Get("height").Int() != h { // setting the size is slow, even if it stays the same
		canvas.Set("width", w)
		canvas.Set("height", h)
	}
	context := canvas.Call("getContext", "2d")
	image := context.Call("createImageData", w, h)
	app.CopyBytesToJS(image.Get("data"), pixels)
	context.Call("putImageData", image, 0, 0)
}

// InkSide is the side in pixels of the bitmap that is predicted. It is large enough for the 32×32 that the bitmap is reduced to,
// even when the drawing fills a third of the canvas, and small enough to be copied many times a second.
const InkSide = 200

// inkCanvas turns strokes into the bitmap that is predicted. It is never shown.
type inkCanvas struct {
	context app.Value
	rgba    []byte
	covered []byte
}

func NewInkCanvas() *inkCanvas {
	canvas := app.Window().Get("document").Call("createElement", "canvas")
	canvas.Set("width", InkSide)
	canvas.Set("height", InkSide)
	return &inkCanvas{canvas.Call("getContext", "2d", map[string]any{"willReadFrequently": true}),
		make([]byte, InkSide*InkSide*4), make([]byte, InkSide*InkSide)}
}

// Ink returns the ink of each pixel, 0..255, row by row: InkSide × InkSide values, valid until the next call. The slice is reused,
// because a drawing is predicted after every point, and garbage would be collected in the middle of a stroke.
func (c *inkCanvas) Ink(strokes []Stroke) []byte {
	paintStrokes(c.context, InkSide, strokes, "black")
	data := c.context.Call("getImageData", 0, 0, InkSide, InkSide).Get("data")
	app.CopyBytesToGo(c.rgba, data)
	for i := range c.covered {
		c.covered[i] = c.rgba[i*4+3]
	}
	return c.covered
}

// paintCells draws a picture of a data set over the whole of a square canvas, in a colour.
func paintCells(context app.Value, side float64, cells []byte, of protocol.DataSet, colour string) {
	if cells == nil {
		return
	}
	across := of.Side()
	cell := side / float64(across)
	context.Set("fillStyle", colour)
	for i, v := range cells {
		context.Set("globalAlpha", float64(v)/float64(of.Most()))
		context.Call("fillRect", float64(i%across)*cell, float64(i/across)*cell, cell, cell)
	}
	context.Set("globalAlpha", 1)
}

// paintOpened draws an opened picture as large as a square canvas allows.
func paintOpened(context app.Value, side float64, o *Opened) {
	if o == nil {
		return
	}
	scale := side / float64(max(o.Width, o.Height))
	w, h := float64(o.Width)*scale, float64(o.Height)*scale
	context.Call("drawImage", o.canvas, (side-w)/2, (side-h)/2, w, h)
}
