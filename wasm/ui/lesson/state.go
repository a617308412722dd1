package lesson

import (
	"math"
	"slices"

	"digitlab/wasm/protocol"
)

// state is what the controls of all figures are set to. The questions that are answered by doing look at it.
type state struct {
	Shift int // columns to the right
	Image int // of those in images
	Label int

	TestPercent, ValidationPercent int

	Kernel, Size, Stride, Padding, Filters int // of the convolution; Kernel is a pattern, Size an index of sizes
	Window                                 int // the place of the kernel, from 0

	X                      int // of ReLU
	PoolKind, PoolSize     int
	PoolWindow             int
	Element                int // of the flattened maps
	Logit1, Logit2, Logit3 int // in halves
	Units                  int
	Sure                   int // percent
	Batch, Epochs          int
	Epoch                  int
	Right                  int // of the test digits
	Learn                  int // percent of the digits outside the test; the others are for validation
	Scale                  int // of those in scales
	Method                 int

	Example int // of those on the pad, or ownDrawing
	drawn   drawn
	byCell  bool // the pad's picture is edited cell by cell
	run     run  // whose curves are drawn
	looked  looked
	tries   tries
}

func newState() *state {
	s := tutorial
	return &state{Shift: 1, Image: 3, Label: 3, TestPercent: s.TestPercent, ValidationPercent: s.ValidationPercent, Size: 1, Stride: 1, Filters: s.Layers[0].Units, Window: 7, X: -3,
		PoolSize: s.Layers[1].Size, Element: 25, Logit1: 4, Logit2: 1, Logit3: -2, Units: s.Layers[3].Units, Sure: 60, Batch: s.BatchSize, Epochs: s.Epochs, Epoch: 5, Learn: 100 - s.ValidationPercent, Right: 525,
		Method: int(dataMethod), drawn: exampleDrawn(0), run: recordedRun(), looked: recordedLook}
}

// sizes are the kernels' sides to choose from.
var sizes = []int{1, 3, 5}

// picture is a rectangle of numbers.
type picture struct {
	w, h   int
	values []float64
}

func (p picture) at(x, y int) float64 {
	if x < 0 || y < 0 || x >= p.w || y >= p.h {
		return 0
	}
	return p.values[y*p.w+x]
}

// digit returns one of images.
func digit(image int) picture { return parsed(images[image]) }

// parsed returns the picture of a letter for each value.
func parsed(letters string) picture {
	p := picture{w: side(), h: side()}
	for _, c := range []byte(letters) {
		p.values = append(p.values, float64(c-'a'))
	}
	return p
}

// shifted returns a picture moved to the right.
func (p picture) shifted(columns int) picture {
	out := picture{w: p.w, h: p.h}
	for y := range p.h {
		for x := range p.w {
			out.values = append(out.values, p.at(x-columns, y))
		}
	}
	return out
}

// differing counts the places at which two pictures differ.
func differing(a, b picture) (n int) {
	for i, v := range a.values {
		if v != b.values[i] {
			n++
		}
	}
	return n
}

// patterns are the kernels to choose from.
const (
	verticalPattern = iota
	horizontalPattern
	blurPattern

	patternCount
)

// kernelOf returns a kernel: an edge is looked for as the difference of both halves, a blur is the mean.
func kernelOf(pattern, size int) picture {
	k := picture{w: size, h: size}
	for y := range size {
		for x := range size {
			v := 1 / float64(size*size)
			switch {
			case pattern == blurPattern:
			case pattern == verticalPattern && size > 1:
				v = float64(sign(x - size/2))
			case pattern == horizontalPattern && size > 1:
				v = float64(sign(y - size/2))
			}
			k.values = append(k.values, v)
		}
	}
	return k
}

func sign(n int) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

// outputSide returns the side of a map as Keras has it: with padding the input's divided by the stride, else as often as the window fits.
func outputSide(input, window, stride int, same bool) int {
	if same {
		return (input + stride - 1) / stride
	}
	return (input-window)/stride + 1
}

// before returns the columns of zeros that padding puts before a picture, which has one less there than behind where they are odd.
func before(input, window, stride int, same bool) int {
	if !same {
		return 0
	}
	return max((outputSide(input, window, stride, true)-1)*stride+window-input, 0) / 2
}

// convolve returns the map that a kernel gives.
func convolve(p, k picture, stride int, same bool) picture {
	n, pad := outputSide(p.w, k.w, stride, same), before(p.w, k.w, stride, same)
	out := picture{w: n, h: n}
	for y := range n {
		for x := range n {
			sum := 0.
			for j := range k.h {
				for i := range k.w {
					sum += k.at(i, j) * p.at(x*stride+i-pad, y*stride+j-pad)
				}
			}
			out.values = append(out.values, sum)
		}
	}
	return out
}

// relu returns a picture without its negative values.
func (p picture) relu() picture {
	out := picture{w: p.w, h: p.h}
	for _, v := range p.values {
		out.values = append(out.values, max(v, 0))
	}
	return out
}

// pooled returns the largest value, or the mean, of each window.
func (p picture) pooled(size int, mean bool) picture {
	n := p.w / size
	out := picture{w: n, h: n}
	for y := range n {
		for x := range n {
			largest, sum := math.Inf(-1), 0.
			for j := range size {
				for i := range size {
					v := p.at(x*size+i, y*size+j)
					largest, sum = max(largest, v), sum+v
				}
			}
			if mean {
				largest = sum / float64(size*size)
			}
			out.values = append(out.values, largest)
		}
	}
	return out
}

// conv returns the convolution as it is set: its input, its kernel and its output.
func (s *state) conv() (in, kernel, out picture) {
	in, kernel = digit(s.Image), kernelOf(s.Kernel, sizes[s.Size])
	return in, kernel, convolve(in, kernel, s.Stride, s.Padding == 1)
}

// featureMap is the map whose negative values ReLU removes, and that is pooled then: the tutorial's size, with the chosen pattern.
func (s *state) featureMap() picture {
	return convolve(digit(s.Image), kernelOf(s.Kernel, tutorial.Layers[0].Size), 1, false)
}

// softmax returns the probabilities of logits.
func softmax(z ...float64) []float64 {
	largest, sum := slices.Max(z), 0.
	p := make([]float64, len(z))
	for i, v := range z {
		p[i] = math.Exp(v - largest)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

func (s *state) probabilities() []float64 {
	return softmax(float64(s.Logit1)/2, float64(s.Logit2)/2, float64(s.Logit3)/2)
}

// lossOf is the cross-entropy of a digit whose label gets a probability.
func lossOf(p float64) float64 { return -math.Log(p) }

// layers returns the tutorial's network as it is set with the controls. Its pool always fits.
func (s *state) layers() []protocol.Layer {
	layers := slices.Clone(tutorial.Layers)
	conv, pool, dense := &layers[0], &layers[1], &layers[3]
	conv.Units, conv.Size, conv.Same, dense.Units = s.Filters, sizes[s.Size], s.Padding == 1, s.Units
	if s.Stride > 1 {
		conv.Stride = s.Stride
	}
	pool.Size = s.PoolSize
	if s.PoolKind == 1 {
		pool.Kind = protocol.AveragePooling2D
	}
	return layers
}

// scales are how much the loss is magnified.
var scales = [...]float32{1, 10}

// fitSettings returns what a figure that trains trains: the tutorial's network on the tutorial's digits, or on fewer of them.
func (s *state) fitSettings(of section) protocol.Settings {
	set := tutorial
	if of == drawSection {
		return set
	}
	set.Epochs, set.BatchSize = s.Epochs, s.Batch
	if of == curvesSection {
		set.ValidationPercent = 100 - s.Learn
	}
	return set
}

// learntFrom returns how many digits are learnt from at a percentage of those outside the test.
func learntFrom(percent int) int {
	return split(tutorial.Data.Count(), tutorial.TestPercent, 100-percent).fit
}

// settings returns the run that the lab is to open with from a figure.
func (s *state) settings(of section) protocol.Settings {
	switch of {
	case methodsSection:
		return method(s.Method).settings()
	case fitSection, curvesSection:
		return s.fitSettings(of)
	}
	return s.cellSettings()
}

// cellSettings returns the run that all cells together make: with whatever of theirs is set with a control.
func (s *state) cellSettings() protocol.Settings {
	set := tutorial
	set.Layers = s.layers()
	set.Epochs, set.BatchSize = s.Epochs, s.Batch
	set.TestPercent, set.ValidationPercent = s.TestPercent, s.ValidationPercent
	return set
}

// lastWindow returns the last place of the kernel.
func (s *state) lastWindow() int {
	_, _, out := s.conv()
	return out.w*out.h - 1
}

// largestPool returns the side of the largest window that fits on the convolution's maps.
func (s *state) largestPool() int {
	return min(3, outputSide(side(), sizes[s.Size], s.Stride, s.Padding == 1))
}

// lastPoolWindow returns the last place of the pool's window.
func (s *state) lastPoolWindow() int {
	n := s.featureMap().w / s.PoolSize
	return n*n - 1
}

// clamp makes the pool fit, moves the windows back onto maps that have become smaller, and the epoch onto those of the run.
func (s *state) clamp() {
	s.Window = min(s.Window, s.lastWindow())
	s.PoolSize = min(s.PoolSize, s.largestPool())
	s.PoolWindow = min(s.PoolWindow, s.lastPoolWindow())
	s.Epoch = max(min(s.Epoch, s.run.epochs()), 1)
}
