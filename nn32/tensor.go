package nn32

import (
	"fmt"
	"slices"
	"strings"
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
		parts[i] = fmt.Sprint(n)
	}
	return strings.Join(parts, "×")
}

// Tensor is an array of float32 in row-major order. The library's callers see the batch as the first axis, then height,
// width and channels (NHWC). Inside a network the batch is the last axis; see Layer.
type Tensor struct {
	Shape Shape
	Data  []float32
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

// Data is a set of samples, X (N, …), and the class of each, from 0.
type Data struct {
	X      *Tensor
	Labels []int
}

// Len returns the number of samples.
func (d Data) Len() int { return len(d.Labels) }

// Take returns a copy of the samples with the given indices, in their order.
func (d Data) Take(indices []int) Data {
	size := d.sampleSize()
	out := Data{X: NewTensor(append([]int{len(indices)}, d.X.Shape[1:]...)...), Labels: make([]int, len(indices))}
	for to, from := range indices {
		copy(out.X.Data[to*size:], d.X.Data[from*size:][:size])
		out.Labels[to] = d.Labels[from]
	}
	return out
}

// Slice returns the samples from up to, not including, to; it shares their memory.
func (d Data) Slice(from, to int) Data {
	size := d.sampleSize()
	x := &Tensor{Shape: append(Shape{to - from}, d.X.Shape[1:]...), Data: d.X.Data[from*size : to*size : to*size]}
	return Data{X: x, Labels: d.Labels[from:to:to]}
}

func (d Data) sampleSize() int { return d.X.Shape[1:].Size() }
