// Package window is the geometry of windows that slide over images: which positions of the input, of the window and of the output belong
// together, in Keras's way. It lists them for package kernel.
package window

import (
	"strconv"
	"strings"

	"digitlab/nn32/internal/errfmt"
	"digitlab/nn32/internal/kernel"
	"digitlab/nn32/internal/limits"
)

// Window is a rectangle of h×w that slides over an image.
type Window struct {
	kind       string
	h, w       int
	strideH    int
	strideW    int
	same       bool
	inH, inW   int
	OutH, OutW int
	before     [2]int // number of padding rows above and padding columns left of the input
}

// New returns a window of a size that moves by strides over images in (height, width, channels). With same it goes over the border, so
// that each stride has an output; otherwise it stays inside of the image. kind is its word in errors, kernel or pool.
func New(kind string, in []int, size, strides [2]int, same bool) (*Window, error) {
	if len(in) != 3 {
		return nil, errfmt.Errorf("input %s is not height×width×channels", text(in))
	}
	w := &Window{kind: kind, h: size[0], w: size[1], strideH: strides[0], strideW: strides[1], same: same, inH: in[0], inW: in[1]}
	switch {
	case w.h < 1 || w.w < 1:
		return nil, errfmt.Errorf("%s %d×%d must be at least 1×1", kind, w.h, w.w)
	case w.strideH < 1 || w.strideW < 1:
		return nil, errfmt.Errorf("strides %d×%d must be at least 1×1", w.strideH, w.strideW)
	case w.h > limits.Side || w.w > limits.Side || w.strideH > limits.Side || w.strideW > limits.Side:
		return nil, errfmt.Errorf("%s %d×%d with strides %d×%d is beyond %d", kind, w.h, w.w, w.strideH, w.strideW, limits.Side)
	case !same && (w.h > w.inH || w.w > w.inW):
		return nil, errfmt.Errorf("%s %d×%d is larger than its input %d×%d; make it smaller or use padding Same", kind, w.h, w.w, w.inH, w.inW)
	}
	w.OutH, w.before[0] = w.extent(w.inH, w.h, w.strideH)
	w.OutW, w.before[1] = w.extent(w.inW, w.w, w.strideW)
	return w, w.Check(1)
}

// Check returns an error if the window, with this number of channels, makes a plan with too many entries.
func (w *Window) Check(channels int) error {
	if !limits.Fits(limits.Places, w.OutH, w.OutW, w.h, w.w, channels) {
		return errfmt.Errorf("a %s %d×%d at %d×%d places with %d channels is more than this library takes; make the image or the %s smaller",
			w.kind, w.h, w.w, w.OutH, w.OutW, channels, w.kind)
	}
	return nil
}

// extent returns the length of the output along one axis and the padding before the input.
func (w *Window) extent(in, size, stride int) (out, before int) {
	if !w.same {
		return (in-size)/stride + 1, 0
	}
	out = (in + stride - 1) / stride
	return out, max((out-1)*stride+size-in, 0) / 2
}

// visit calls pair for each position of the output and each position of the window there that is inside of the input. out, tap and in
// are the positions in output, window and input, counted row by row. The calls come in the order of out, and then of tap; endOutput
// is called after the last one of each out.
func (w *Window) visit(pair func(out, tap, in int), endOutput func()) {
	for y := range w.OutH {
		for x := range w.OutW {
			for i := range w.h {
				for j := range w.w {
					row, column := y*w.strideH+i-w.before[0], x*w.strideW+j-w.before[1]
					if row >= 0 && row < w.inH && column >= 0 && column < w.inW {
						pair(y*w.OutW+x, i*w.w+j, row*w.inW+column)
					}
				}
			}
			endOutput()
		}
	}
}

// Pool returns, for each position of the output, the first of the c rows of each of its positions in the input.
func (w *Window) Pool(c int) *kernel.Plan {
	var t kernel.Table
	w.visit(func(_, _, in int) { t.Append(in*c, 0) }, t.Close)
	return kernel.NewPlan(t)
}

// Convolution returns which weights, rows of the input and rows of the output belong together for f kernels over c channels.
func (w *Window) Convolution(c, f int) (forward, backInput, backWeights *kernel.Plan) {
	var table kernel.Table
	inputs, weights := make([][][2]int, w.inH*w.inW), make([][][2]int, w.h*w.w)
	w.visit(func(out, tap, in int) {
		for i := range c {
			table.Append((tap*c+i)*f, in*c+i)
		}
		for j := range f {
			inputs[in] = append(inputs[in], [2]int{tap*c*f + j, out*f + j})
		}
		weights[tap] = append(weights[tap], [2]int{in * c, out * f})
	}, table.Close)
	return kernel.NewPlan(table), planOf(inputs), planOf(weights)
}

// planOf returns the plan for one list of pairs per position.
func planOf(lists [][][2]int) *kernel.Plan {
	var t kernel.Table
	for _, pairs := range lists {
		for _, p := range pairs {
			t.Append(p[0], p[1])
		}
		t.Close()
	}
	return kernel.NewPlan(t)
}

// text returns a shape as 8×8×1.
func text(shape []int) string {
	var parts []string
	for _, n := range shape {
		parts = append(parts, strconv.Itoa(n))
	}
	return strings.Join(parts, "×")
}
