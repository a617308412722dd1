package nn32

import (
	"slices"
	"strconv"
	"strings"

	"digitlab/nn32/internal/kernel"
)

// Shape is the lengths of a tensor's axes.
type Shape []int

// Size returns the number of elements.
func (s Shape) Size() int {
	size := 1
	for _, n := range s {
		size *= n
	}
	return size
}

// String returns the shape as 8×8×1.
func (s Shape) String() string {
	parts := make([]string, len(s))
	for i, n := range s {
		parts[i] = strconv.Itoa(n)
	}
	return strings.Join(parts, "×")
}

// Tensor is an array of float32 in row-major order. The library's callers see the batch as the first axis, then height,
// width and channels (NHWC). Inside a network the batch is the last axis; see Layer.
type Tensor struct {
	Shape Shape
	Data  []float32

	// Pixels are in the place of Data where samples are pictures of bytes, as 60,000 of MNIST are: v stands for v/255. They take
	// a quarter of the memory. What takes samples takes them; nothing else does.
	Pixels []byte
}

// NewTensor returns a tensor of zeros.
func NewTensor(shape ...int) *Tensor {
	s := Shape(shape)
	return &Tensor{Shape: slices.Clone(s), Data: make([]float32, s.Size())}
}

// setLanes makes the last axis n long, the batch of a tensor inside a network. It allocates only for a batch larger
// than any before; the contents are then undefined.
func (t *Tensor) setLanes(n int) {
	last := len(t.Shape) - 1
	t.Shape[last] = n
	if size := t.Shape.Size(); size <= cap(t.Data) {
		t.Data = t.Data[:size]
	} else {
		t.Data = make([]float32, size)
	}
}

// lanes returns the length of the last axis.
func (t *Tensor) lanes() int { return t.Shape[len(t.Shape)-1] }

// inner returns a tensor for the inside of a network: the shape of a sample and then the batch, yet without one.
func inner(sample Shape) *Tensor { return &Tensor{Shape: append(slices.Clone(sample), 0)} }

// Data is a set of samples, X (N, …), and what a network shall say to each: its class in Labels, from 0, or any values in
// Targets (N, outputs). With Labels and no Targets the targets are 1 for the class and 0 for the others; with both, the
// loss takes the Targets and the accuracy the Labels.
type Data struct {
	X       *Tensor
	Labels  []int
	Targets *Tensor
}

// Len returns the number of samples.
func (d Data) Len() int {
	if d.X == nil || len(d.X.Shape) == 0 {
		return 0
	}
	return d.X.Shape[0]
}

// Take returns a copy of the samples with the given indices, in their order.
func (d Data) Take(indices []int) Data {
	out := Data{X: d.X.take(indices)}
	if d.Targets != nil {
		out.Targets = d.Targets.take(indices)
	}
	if d.Labels != nil {
		out.Labels = make([]int, len(indices))
		for to, from := range indices {
			out.Labels[to] = d.Labels[from]
		}
	}
	return out
}

// Slice returns the samples from up to, not including, to; it shares their memory.
func (d Data) Slice(from, to int) Data {
	out := Data{X: d.X.slice(from, to)}
	if d.Targets != nil {
		out.Targets = d.Targets.slice(from, to)
	}
	if d.Labels != nil {
		out.Labels = d.Labels[from:to:to]
	}
	return out
}

// take returns a copy of rows along the first axis.
func (t *Tensor) take(rows []int) *Tensor {
	out := &Tensor{Shape: append(Shape{len(rows)}, t.Shape[1:]...)}
	size := t.Shape[1:].Size()
	if t.Pixels != nil {
		out.Pixels = takeRows(t.Pixels, rows, size)
	} else {
		out.Data = takeRows(t.Data, rows, size)
	}
	return out
}

func takeRows[T any](from []T, rows []int, size int) []T {
	to := make([]T, 0, len(rows)*size)
	for _, row := range rows {
		to = append(to, from[row*size:][:size]...)
	}
	return to
}

// Values returns Data, or the numbers that Pixels stand for.
func (t *Tensor) Values() []float32 {
	if t.Pixels == nil {
		return t.Data
	}
	values := make([]float32, len(t.Pixels))
	for i, v := range t.Pixels {
		values[i] = kernel.Shade(v)
	}
	return values
}

// slice returns the rows from up to, not including, to, in the same memory.
func (t *Tensor) slice(from, to int) *Tensor {
	size := t.Shape[1:].Size()
	out := &Tensor{Shape: append(Shape{to - from}, t.Shape[1:]...)}
	if t.Pixels != nil {
		out.Pixels = t.Pixels[from*size : to*size : to*size]
	} else {
		out.Data = t.Data[from*size : to*size : to*size]
	}
	return out
}
