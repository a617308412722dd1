package sketch

import (
	"bytes"
	"encoding/binary"

	"digitlab/wasm/ui/dom"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Opened is a picture from a file.
type Opened struct {
	Width, Height int
	Lightness     []byte    // Width × Height values, row by row, 0 black to 255 white
	canvas        app.Value // holds the picture's pixels
}

// PictureProblem is the reason why a file is not opened as a picture.
type PictureProblem int

const (
	NoProblem     PictureProblem = iota
	NotAPicture                  // neither PNG nor JPEG
	TooHeavy                     // too many bytes
	TooManyPixels                // too many for the memory of a phone
	brokenPicture                // the browser cannot decode it

	PictureProblems // number of problems
)

const (
	mostBytes  = 20 << 20
	mostPixels = 64_000_000
	headBytes  = 1 << 20 // bytes at the beginning of a file in which its size is found
	openedSide = 600     // maximum of pixels in the longer direction after reduction
)

// checkPicture returns the problem of a file of size bytes that begins with head, or none if it can be decoded. The file's name
// does not matter.
func checkPicture(size int, head []byte) PictureProblem {
	if size > mostBytes {
		return TooHeavy
	}
	width, height, ok := pictureSize(head)
	switch {
	case !ok:
		return NotAPicture
	case width == 0 || height == 0:
		return brokenPicture
	case width > mostPixels/height:
		return TooManyPixels
	}
	return NoProblem
}

// pictureSize returns the size in pixels of a PNG or JPEG, from its beginning.
func pictureSize(head []byte) (width, height int, ok bool) {
	if len(head) >= 24 && bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")) {
		return int(binary.BigEndian.Uint32(head[16:])), int(binary.BigEndian.Uint32(head[20:])), true
	}
	if !bytes.HasPrefix(head, []byte{0xff, 0xd8, 0xff}) {
		return 0, 0, false
	}
	for at := 2; at+9 <= len(head) && head[at] == 0xff; {
		marker, length := head[at+1], int(binary.BigEndian.Uint16(head[at+2:]))
		frame := marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc
		switch {
		case frame:
			return int(binary.BigEndian.Uint16(head[at+7:])), int(binary.BigEndian.Uint16(head[at+5:])), true
		case marker == 0xff: // a fill byte
			at++
		case length < 2:
			return 0, 0, false
		default:
			at += 2 + length
		}
	}
	return 0, 0, false
}

// within returns the size of w×h reduced to fit side×side in the same proportions. A smaller picture keeps its size.
func within(w, h, side int) (int, int) {
	longer := max(w, h)
	if longer <= side {
		return w, h
	}
	return max(1, w*side/longer), max(1, h*side/longer)
}

// OpenPicture decodes a file, then calls done with the picture or failed with the problem, on go-app's goroutine. The browser
// decodes the file to pixels; no other part of a file becomes part of the page.
func OpenPicture(do func(func()), file app.Value, done func(*Opened), failed func(PictureProblem)) {
	size := file.Get("size").Int()
	broken := func(app.Value) { failed(brokenPicture) }
	dom.Await(do, file.Call("slice", 0, headBytes).Call("arrayBuffer"), func(buffer app.Value) {
		if problem := checkPicture(size, dom.Bytes(buffer)); problem != NoProblem {
			failed(problem)
			return
		}
		dom.Await(do, app.Window().Call("createImageBitmap", file), func(bitmap app.Value) {
			done(newOpened(bitmap))
			bitmap.Call("close")
		}, broken)
	}, broken)
}

// newOpened takes the pixels of an ImageBitmap, rotated as its EXIF data demands. Transparent pixels become paper.
func newOpened(bitmap app.Value) *Opened {
	o := &Opened{canvas: app.Window().Get("document").Call("createElement", "canvas")}
	o.Width, o.Height = within(bitmap.Get("width").Int(), bitmap.Get("height").Int(), openedSide)
	o.canvas.Set("width", o.Width)
	o.canvas.Set("height", o.Height)
	context := o.canvas.Call("getContext", "2d", map[string]any{"willReadFrequently": true})
	context.Set("imageSmoothingQuality", "high")
	context.Set("fillStyle", "white")
	context.Call("fillRect", 0, 0, o.Width, o.Height)
	context.Call("drawImage", bitmap, 0, 0, o.Width, o.Height)
	rgba := make([]byte, o.Width*o.Height*4)
	app.CopyBytesToGo(rgba, context.Call("getImageData", 0, 0, o.Width, o.Height).Get("data"))
	o.Lightness = lightness(rgba)
	return o
}

// lightness returns the luma (ITU-R BT.601) of opaque RGBA pixels.
func lightness(rgba []byte) []byte {
	out := make([]byte, len(rgba)/4)
	for i := range out {
		out[i] = byte((299*int(rgba[4*i]) + 587*int(rgba[4*i+1]) + 114*int(rgba[4*i+2])) / 1000)
	}
	return out
}
