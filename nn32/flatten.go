package nn32

import "math/rand/v2"

// Flatten turns each sample into a vector, in the order height, width, channel. The batch is the last axis inside a network, so no
// element moves.
//
//	x (N, H, W, C)   y (N, H·W·C)
type Flatten struct {
	owner
	y, dx Tensor
}

func (*Flatten) Kind() string { return "flatten" }

func (l *Flatten) Build(in Shape, _ *rand.Rand) (Shape, error) {
	l.y.Shape = Shape{in.Size(), 0}
	l.dx.Shape = newBatchLast(in).Shape
	return Shape{in.Size()}, nil
}

func (l *Flatten) Forward(x *Tensor, _ Mode) *Tensor {
	l.y.Data, l.y.Shape[1] = x.Data, x.lanes()
	return &l.y
}

func (l *Flatten) Backward(dy *Tensor, _ bool) *Tensor {
	l.dx.Data, l.dx.Shape[len(l.dx.Shape)-1] = dy.Data, dy.lanes()
	return &l.dx
}

func (*Flatten) Params() []*Param { return nil }
