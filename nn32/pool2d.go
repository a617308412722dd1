package nn32

import (
	"math/rand/v2"

	"digitlab/nn32/internal/errfmt"
	"digitlab/nn32/internal/kernel"
)

// MaxPooling2D returns the maximum of each window and channel.
//
//	x (N, H, W, C)   y (N, H', W', C)
type MaxPooling2D struct {
	PoolSize [2]int
	Strides  [2]int // zero: PoolSize
	Padding  Padding

	pool
	owner
}

// AveragePooling2D returns the mean of each window and channel. Positions outside of the image do not count.
//
//	x (N, H, W, C)   y (N, H', W', C)
type AveragePooling2D struct {
	PoolSize [2]int
	Strides  [2]int // zero: PoolSize
	Padding  Padding

	averagePool
	owner
}

// GlobalAveragePooling2D returns the mean of each channel; Lin et al. 2013, arXiv:1312.4400.
//
//	x (N, H, W, C)   y (N, C)
type GlobalAveragePooling2D struct {
	averagePool
	owner
}

// averagePool has Forward and Backward of both averages.
type averagePool struct{ pool }

// pool is the part that all three share.
type pool struct {
	plan     *kernel.Plan // for each position of the output, the first rows of its positions in the input
	c        int
	x, y, dx *Tensor
}

func (p *pool) build(in Shape, size, strides [2]int, padding Padding) (Shape, error) {
	w, err := newWindow("pool", in, size, strides, size, padding)
	if err != nil {
		return nil, err
	}
	out := Shape{w.OutH, w.OutW, in[2]}
	*p = pool{plan: w.Pool(in[2]), c: in[2], y: newBatchLast(out), dx: newBatchLast(in)}
	return out, nil
}

func (p *pool) places() int { return len(p.plan.A) }

func (*pool) Params() []*Param { return nil }

func (*MaxPooling2D) Kind() string { return "max_pooling2d" }

func (l *MaxPooling2D) Build(in Shape, _ *rand.Rand) (Shape, error) {
	return l.build(in, l.PoolSize, l.Strides, l.Padding)
}

func (l *MaxPooling2D) Forward(x *Tensor, _ Mode) *Tensor {
	l.x = x
	l.y.setLanes(x.lanes())
	kernel.MaxPool(l.y.Data, x.Data, l.plan, l.c, x.lanes())
	return l.y
}

func (l *MaxPooling2D) Backward(dy *Tensor, wantInput bool) *Tensor {
	if !wantInput {
		return nil
	}
	l.dx.setLanes(dy.lanes())
	kernel.MaxPoolGradient(l.dx.Data, dy.Data, l.y.Data, l.x.Data, l.plan, l.c, dy.lanes())
	return l.dx
}

func (*AveragePooling2D) Kind() string { return "average_pooling2d" }

func (l *AveragePooling2D) Build(in Shape, _ *rand.Rand) (Shape, error) {
	return l.build(in, l.PoolSize, l.Strides, l.Padding)
}

func (*GlobalAveragePooling2D) Kind() string { return "global_average_pooling2d" }

func (l *GlobalAveragePooling2D) Build(in Shape, _ *rand.Rand) (Shape, error) {
	if len(in) != 3 {
		return nil, errfmt.Errorf("input %v is not height×width×channels", in)
	}
	_, err := l.build(in, [2]int{in[0], in[1]}, [2]int{}, Valid)
	if err != nil {
		return nil, err
	}
	l.y = newBatchLast(in[2:])
	return in[2:], nil
}

func (l *averagePool) Forward(x *Tensor, _ Mode) *Tensor {
	l.x = x
	l.y.setLanes(x.lanes())
	kernel.AveragePool(l.y.Data, x.Data, l.plan, l.c, x.lanes())
	return l.y
}

func (l *averagePool) Backward(dy *Tensor, wantInput bool) *Tensor {
	if !wantInput {
		return nil
	}
	l.dx.setLanes(dy.lanes())
	kernel.AveragePoolGradient(l.dx.Data, dy.Data, l.plan, l.c, dy.lanes())
	return l.dx
}
