package nn32

import (
	"slices"

	"digitlab/nn32/internal/kernel"
)

// elements is a tensor's storage: Data or Pixels. Code that accepts both asks Tensor.elements, so that only that method looks
// which of the two there is.
type elements interface {
	count() int
	// nonFinite returns the index of the first NaN or infinity, or -1.
	nonFinite() int
	// rows returns a tensor, without its shape, with a copy of the given rows of size elements.
	rows(rows []int, size int) *Tensor
	// part returns a tensor, without its shape, that shares the elements from from up to, not including, to.
	part(from, to int) *Tensor
	// gather copies rows into the inside of a network; see kernel.Gather.
	gather(y []float32, rows []int, size, n int)
	// values returns float32 values, and bytes the pixels; each may share the tensor's memory.
	values() []float32
	bytes() []byte
}

func (t *Tensor) elements() elements {
	if t.Pixels != nil {
		return (*pixels)(&t.Pixels) // pointers, because putting a slice into an interface would allocate in the training loop
	}
	return (*floats)(&t.Data)
}

// Values returns the tensor's elements as float32 values: Data itself, or a new slice with Pixels divided by 255.
func (t *Tensor) Values() []float32 { return t.elements().values() }

// Bytes returns the tensor's elements as bytes: Pixels itself, or a new slice with Data, whose values must be whole numbers from
// 0 to 255.
func (t *Tensor) Bytes() []byte { return t.elements().bytes() }

type floats []float32

func (f *floats) count() int                        { return len(*f) }
func (f *floats) rows(rows []int, size int) *Tensor { return &Tensor{Data: takeRows(*f, rows, size)} }
func (f *floats) part(from, to int) *Tensor         { return &Tensor{Data: slices.Clip((*f)[from:to])} }
func (f *floats) values() []float32                 { return *f }

func (f *floats) gather(y []float32, rows []int, size, n int) { kernel.Gather(y, *f, rows, size, n) }

func (f *floats) nonFinite() int {
	if kernel.Finite(*f) {
		return -1
	}
	for i, v := range *f {
		if v-v != 0 { // NaN for NaN and for infinities
			return i
		}
	}
	return -1
}

func (f *floats) bytes() []byte {
	b := make([]byte, len(*f))
	for i, v := range *f {
		b[i] = byte(v)
	}
	return b
}

type pixels []byte

func (p *pixels) count() int                        { return len(*p) }
func (p *pixels) nonFinite() int                    { return -1 }
func (p *pixels) rows(rows []int, size int) *Tensor { return &Tensor{Pixels: takeRows(*p, rows, size)} }
func (p *pixels) part(from, to int) *Tensor         { return &Tensor{Pixels: slices.Clip((*p)[from:to])} }
func (p *pixels) bytes() []byte                     { return *p }

func (p *pixels) gather(y []float32, rows []int, size, n int) {
	kernel.GatherPixels(y, *p, rows, size, n)
}

func (p *pixels) values() []float32 {
	values := make([]float32, len(*p))
	for i, v := range *p {
		values[i] = kernel.Shade(v)
	}
	return values
}

func takeRows[T any](from []T, rows []int, size int) []T {
	to := make([]T, 0, len(rows)*size)
	for _, row := range rows {
		to = append(to, from[row*size:][:size]...)
	}
	return to
}
