package nn32

import (
	"math/rand/v2"

	"digitlab/nn32/internal/kernel"
)

// Dropout sets each element to zero with the probability Rate in training and divides the others by 1 - Rate, so that inference
// changes nothing; Srivastava et al. 2014. Which elements become zero depends only on the network's seed, the epoch, the step and
// the layer.
//
//	x (N, …)   y (N, …)
type Dropout struct {
	Rate float32

	owner
	salt uint64 // differs between layers
	key  uint32 // of the last batch, for Backward
	y    *Tensor
}

func (*Dropout) Kind() string { return "dropout" }

func (l *Dropout) Build(in Shape, rng *rand.Rand) (Shape, error) {
	if err := within("Rate", l.Rate, 0, 1); err != nil {
		return nil, err
	}
	l.salt, l.y = rng.Uint64(), newBatchLast(in)
	return in, nil
}

func (l *Dropout) Forward(x *Tensor, mode Mode) *Tensor {
	if !mode.Training || l.Rate == 0 {
		return x
	}
	l.key = uint32((mode.Random ^ l.salt) * 0x9e3779b97f4a7c15 >> 32)
	l.y.setLanes(x.lanes())
	l.drop(l.y.Data, x.Data, x.lanes())
	return l.y
}

func (l *Dropout) Backward(dy *Tensor, _ bool) *Tensor {
	if l.Rate > 0 {
		l.drop(dy.Data, dy.Data, dy.lanes())
	}
	return dy
}

// drop writes x with some elements zero into y. The same key drops the same elements.
func (l *Dropout) drop(y, x []float32, n int) { kernel.Dropout(y, x, n, l.key, l.Rate, 1/(1-l.Rate)) }

func (*Dropout) Params() []*Param { return nil }
