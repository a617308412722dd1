package nn32

import (
	"slices"
	"strconv"
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
		parts[i] = strconv.Itoa(n)
	}
	return strings.Join(parts, "×")
}

// Tensor is an array of float32 in row-major order. The library's callers see the batch as the first axis, then height,
// width and channels (NHWC). Inside a network the batch is the last axis; see Layer.
type Tensor struct {
	Shape Shape
	Data  []float32

	// Pixels replaces Data for samples that are pictures of bytes, such as MNIST's 60,000; a byte v means v/255. It takes a
	// quarter of the memory. Only functions that take samples accept it.
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

// newBatchLast returns a tensor for the inside of a network: the axes of a sample and then the batch, whose length is 0 until
// setLanes is called.
func newBatchLast(sample Shape) *Tensor { return &Tensor{Shape: append(slices.Clone(sample), 0)} }

// take returns a copy of rows along the first axis.
func (t *Tensor) take(rows []int) *Tensor {
	out := t.elements().rows(rows, t.Shape[1:].Size())
	out.Shape = append(Shape{len(rows)}, t.Shape[1:]...)
	return out
}

// slice returns the rows from from up to, not including, to. It shares their memory.
func (t *Tensor) slice(from, to int) *Tensor {
	size := t.Shape[1:].Size()
	out := t.elements().part(from*size, to*size)
	out.Shape = append(Shape{to - from}, t.Shape[1:]...)
	return out
}

// Data is a set of samples X (N, …) with what the network should predict for each: its class in Labels (N), counted from 0, or
// any values in Targets (N, outputs). With Labels alone the targets are 1 for the class and 0 for the others. With both, the
// loss uses Targets and the accuracy uses Labels.
type Data struct {
	X       *Tensor
	Labels  []int
	Targets *Tensor
}

// Len returns the number of samples.
func (d Data) Len() int {
	if d.empty() {
		return 0
	}
	return d.X.Shape[0]
}

// empty reports whether there is not even a tensor of no samples. Parts of such Data are empty too.
func (d Data) empty() bool { return d.X == nil || len(d.X.Shape) == 0 }

// Take returns a copy of the samples with the given indices, in their order.
func (d Data) Take(indices []int) Data {
	if d.empty() {
		return Data{}
	}
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

// First returns the first n samples, or all where there are fewer. It shares their memory.
func (d Data) First(n int) Data { return d.Slice(0, min(n, d.Len())) }

// Slice returns the samples from from up to, not including, to. It shares their memory.
func (d Data) Slice(from, to int) Data {
	if d.empty() {
		return Data{}
	}
	out := Data{X: d.X.slice(from, to)}
	if d.Targets != nil {
		out.Targets = d.Targets.slice(from, to)
	}
	if d.Labels != nil {
		out.Labels = d.Labels[from:to:to]
	}
	return out
}
