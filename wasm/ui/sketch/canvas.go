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
	PaintPixels(canvas, w, h, pixels)
}

// PaintPixels sets the w × h pixels of a canvas, four bytes each. The canvas gets that size.
func PaintPixels(canvas app.Value, w, h int, pixels []byte) {
	if canvas.Get("width").Int() != w || canvas.Get("height").Int() != h { // setting the size is slow, even if it stays the same
		canvas.Set("width", w)
		canvas.Set("height", h)
	}
	context := canvas.Call("getContext", "2d")
	image := context.Call("createImageData", w, h)
	app.CopyBytesToJS(image.Get("data"), pixels)
	context.Call("putImageData", image, 0, 0)
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
