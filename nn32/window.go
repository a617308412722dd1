package nn32

import (
	"errors"

	"digitlab/nn32/internal/errfmt"
)

// Padding determines how a window treats the borders of its input.
type Padding uint8

const (
	// Valid keeps the window inside of the input, so that the output is smaller.
	Valid Padding = iota
	// Same makes the output as large as the input divided by the stride, rounded up. Positions outside of the input are skipped. If the
	// padding is odd, the larger part comes after the input, as in Keras. PyTorch's padding="same" agrees for stride 1 and refuses others.
	Same
)

var paddingNames = names{"valid", "same"}

func (p Padding) String() string                   { return paddingNames.of(uint8(p)) }
func (p Padding) MarshalText() ([]byte, error)     { return paddingNames.marshal(uint8(p)) }
func (p *Padding) UnmarshalText(text []byte) error { return paddingNames.unmarshal(text, (*uint8)(p)) }

// window is a rectangle of h×w that slides over an image.
type window struct {
	kind       string // kernel or pool, for errors
	h, w       int
	strideH    int
	strideW    int
	padding    Padding
	inH, inW   int
	outH, outW int
	before     [2]int // number of padding rows above and padding columns left of the input
}

// newWindow returns a window of a size that moves by strides over samples of shape in. Strides of zero mean ifZero.
func newWindow(kind string, in Shape, size, strides, ifZero [2]int, padding Padding) (*window, error) {
	if len(in) != 3 {
		return nil, errfmt.Errorf("input %v is not height×width×channels", in)
	}
	if strides == [2]int{} {
		strides = ifZero
	}
	w := &window{kind: kind, h: size[0], w: size[1], strideH: strides[0], strideW: strides[1], padding: padding, inH: in[0], inW: in[1]}
	switch {
	case w.h < 1 || w.w < 1:
		return nil, errfmt.Errorf("%s %d×%d must be at least 1×1", kind, w.h, w.w)
	case w.strideH < 1 || w.strideW < 1:
		return nil, errfmt.Errorf("strides %d×%d must be at least 1×1", w.strideH, w.strideW)
	case w.h > maxSide || w.w > maxSide || w.strideH > maxSide || w.strideW > maxSide:
		return nil, errfmt.Errorf("%s %d×%d with strides %d×%d is beyond %d", kind, w.h, w.w, w.strideH, w.strideW, maxSide)
	case padding > Same:
		return nil, errors.New("padding must be Valid or Same")
	case padding == Valid && (w.h > w.inH || w.w > w.inW):
		return nil, errfmt.Errorf("%s %d×%d is larger than its input %d×%d; make it smaller or use padding Same", kind, w.h, w.w, w.inH, w.inW)
	}
	w.outH, w.before[0] = w.extent(w.inH, w.h, w.strideH)
	w.outW, w.before[1] = w.extent(w.inW, w.w, w.strideW)
	return w, w.check(1)
}

// check returns an error if the window, with this number of channels, makes a plan with too many entries.
func (w *window) check(channels int) error {
	if !fits(maxPlaces, w.outH, w.outW, w.h, w.w, channels) {
		return errfmt.Errorf("a %s %d×%d at %d×%d places with %d channels is more than this library takes; make the image or the %s smaller",
			w.kind, w.h, w.w, w.outH, w.outW, channels, w.kind)
	}
	return nil
}

// extent returns the length of the output along one axis and the padding before the input.
func (w *window) extent(in, size, stride int) (out, before int) {
	if w.padding == Valid {
		return (in-size)/stride + 1, 0
	}
	out = (in + stride - 1) / stride
	return out, max((out-1)*stride+size-in, 0) / 2
}

// visit calls pair for each position of the output and each position of the window there that is inside of the input. out, tap and in
// are the positions in output, window and input, counted row by row. The calls come in the order of out, and then of tap; endOutput
// is called after the last one of each out.
func (w *window) visit(pair func(out, tap, in int), endOutput func()) {
	for y := range w.outH {
		for x := range w.outW {
			for i := range w.h {
				for j := range w.w {
					row, column := y*w.strideH+i-w.before[0], x*w.strideW+j-w.before[1]
					if row >= 0 && row < w.inH && column >= 0 && column < w.inW {
						pair(y*w.outW+x, i*w.w+j, row*w.inW+column)
					}
				}
			}
			endOutput()
		}
	}
}
