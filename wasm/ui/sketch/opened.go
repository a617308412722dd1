package sketch

import (
	"bytes"
	"encoding/binary"
	"slices"

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
	NotAPicture                  // of no format that any browser decodes
	TooHeavy                     // too many bytes
	TooManyPixels                // too many for the memory of a phone
	HEICPicture                  // as iPhones store photos; most browsers cannot decode it
	HiddenPixels                 // the browser gives noise for a picture's pixels
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
	case !ok && isHEIC(head): // its size is further behind
		return HEICPicture
	case !ok:
		return NotAPicture
	case width == 0 || height == 0:
		return brokenPicture
	case width > mostPixels/height:
		return TooManyPixels
	}
	return NoProblem
}

// pictureSize returns the size in pixels of a picture of a format that browsers decode, from its beginning.
func pictureSize(head []byte) (width, height int, ok bool) {
	little, big := binary.LittleEndian, binary.BigEndian
	switch {
	case len(head) >= 24 && bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")):
		return int(big.Uint32(head[16:])), int(big.Uint32(head[20:])), true
	case bytes.HasPrefix(head, []byte{0xff, 0xd8, 0xff}):
		return jpegSize(head)
	case len(head) >= 10 && (bytes.HasPrefix(head, []byte("GIF87a")) || bytes.HasPrefix(head, []byte("GIF89a"))):
		return int(little.Uint16(head[6:])), int(little.Uint16(head[8:])), true
	case len(head) >= 26 && bytes.HasPrefix(head, []byte("BM")) && little.Uint32(head[14:]) >= 40:
		height := int(int32(little.Uint32(head[22:])))
		return int(little.Uint32(head[18:])), max(height, -height), true // below 0 if the rows begin at the top
	case len(head) >= 30 && bytes.HasPrefix(head, []byte("RIFF")) && string(head[8:12]) == "WEBP":
		return webpSize(head)
	case isHEIF(head):
		return heifSize(head)
	}
	return 0, 0, false
}

func jpegSize(head []byte) (width, height int, ok bool) {
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

// webpSize returns the size of a WebP with at least 30 bytes, by the format of its first part.
func webpSize(head []byte) (width, height int, ok bool) {
	little := binary.LittleEndian
	switch string(head[12:16]) {
	case "VP8 ": // lossy: 14 bits each, behind the start code
		return int(little.Uint16(head[26:]) & 0x3fff), int(little.Uint16(head[28:]) & 0x3fff), true
	case "VP8L": // lossless: 14 bits each, less 1
		size := little.Uint32(head[21:])
		return int(size&0x3fff) + 1, int(size>>14&0x3fff) + 1, true
	case "VP8X": // with transparency or more: 24 bits each, less 1
		return int(little.Uint32(head[23:])>>8) + 1, int(little.Uint32(head[26:])>>8) + 1, true
	}
	return 0, 0, false
}

// isHEIF reports whether a file is of the family of AVIF and HEIC: a box ftyp with one of their brands.
func isHEIF(head []byte) bool { return hasBrand(head, "avif", "avis") || isHEIC(head) }

func isHEIC(head []byte) bool {
	return !hasBrand(head, "avif", "avis") && hasBrand(head, "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1")
}

// hasBrand reports whether a file begins with a box ftyp that has one of these brands.
func hasBrand(head []byte, brands ...string) bool {
	if len(head) < 16 || string(head[4:8]) != "ftyp" {
		return false
	}
	end := min(int(binary.BigEndian.Uint32(head)), len(head))
	for at := 8; at+4 <= end; at += 4 {
		if slices.Contains(brands, string(head[at:at+4])) {
			return true
		}
	}
	return false
}

// heifSize returns the largest size in the boxes ispe: those of thumbnails and tiles are smaller.
func heifSize(head []byte) (width, height int, ok bool) {
	for {
		_, rest, found := bytes.Cut(head, []byte("ispe"))
		if !found || len(rest) < 12 {
			return width, height, ok
		}
		w, h := int(binary.BigEndian.Uint32(rest[4:])), int(binary.BigEndian.Uint32(rest[8:]))
		if !ok || w > width || h > height {
			width, height, ok = w, h, true
		}
		head = rest
	}
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
		head := dom.Bytes(buffer)
		if problem := checkPicture(size, head); problem != NoProblem {
			failed(problem)
			return
		}
		dom.Await(do, app.Window().Call("createImageBitmap", file), func(bitmap app.Value) {
			if o := newOpened(bitmap); o != nil {
				done(o)
			} else {
				failed(HiddenPixels)
			}
			bitmap.Call("close")
		}, func(app.Value) {
			if isHEIC(head) {
				failed(HEICPicture)
			} else {
				failed(brokenPicture)
			}
		})
	}, broken)
}

// newOpened takes the pixels of an ImageBitmap, rotated as its EXIF data demands, or returns nil where the browser hides them.
func newOpened(bitmap app.Value) *Opened {
	o := &Opened{canvas: app.Window().Get("document").Call("createElement", "canvas")}
	o.Width, o.Height = within(bitmap.Get("width").Int(), bitmap.Get("height").Int(), openedSide)
	o.canvas.Set("width", o.Width)
	o.canvas.Set("height", o.Height)
	context := o.canvas.Call("getContext", "2d", map[string]any{"willReadFrequently": true})
	if !readable(context) {
		return nil
	}
	context.Set("imageSmoothingQuality", "high")
	context.Call("drawImage", bitmap, 0, 0, o.Width, o.Height)
	var dark bool
	o.Lightness, dark = lightness(pixels(context, o.Width, o.Height))
	context.Set("globalCompositeOperation", "destination-over")
	context.Set("fillStyle", map[bool]string{false: "white", true: "black"}[dark])
	context.Call("fillRect", 0, 0, o.Width, o.Height)
	return o
}

// pixels returns the RGBA values of a canvas's upper left corner.
func pixels(context app.Value, w, h int) []byte {
	rgba := make([]byte, w*h*4)
	app.CopyBytesToGo(rgba, context.Call("getImageData", 0, 0, w, h).Get("data"))
	return rgba
}

// readable reports whether what is read from an empty canvas is what was painted on it. Browsers that resist fingerprinting give noise
// instead, or white. It leaves the canvas empty.
func readable(context app.Value) bool {
	context.Set("fillStyle", "black")
	context.Call("fillRect", 0, 0, 16, 16)
	rgba := pixels(context, 16, 16)
	context.Call("clearRect", 0, 0, 16, 16)
	return isBlack(rgba, context.Get("canvas").Get("width").Int(), context.Get("canvas").Get("height").Int())
}

// isBlack reports whether 16×16 pixels are black where they lie on a canvas of w×h. Some browsers change each value by a little, which
// does no harm.
func isBlack(rgba []byte, w, h int) bool {
	const little = 24
	for i, v := range rgba {
		x, y := i/4%16, i/4/16
		if inside := x < w && y < h; inside && (i%4 < 3 && v > little || i%4 == 3 && v < 255-little) {
			return false
		}
	}
	return true
}

// lightness returns the luma (ITU-R BT.601) of RGBA pixels on paper. Paper is white, but black for what would not be seen on white, such
// as white ink on a transparent ground.
func lightness(rgba []byte) (out []byte, dark bool) {
	onWhite, onBlack := make([]byte, len(rgba)/4), make([]byte, len(rgba)/4)
	for i := range onWhite {
		luma := (299*int(rgba[4*i]) + 587*int(rgba[4*i+1]) + 114*int(rgba[4*i+2])) / 1000
		alpha := int(rgba[4*i+3])
		onBlack[i] = byte(luma * alpha / 255)
		onWhite[i] = byte((luma*alpha + 255*(255-alpha)) / 255)
	}
	if len(onWhite) > 0 && spread(onBlack) > 2*spread(onWhite) {
		return onBlack, true
	}
	return onWhite, false
}

// spread returns the difference of the largest and the smallest value.
func spread(values []byte) int { return int(slices.Max(values)) - int(slices.Min(values)) }
