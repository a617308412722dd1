// Package embedding lays points of many dimensions out in two, to be looked at: PCA, which is exact, and t-SNE, which keeps neighbours
// together. It knows numbers only, neither networks nor digits.
//
// The same input gives the same bits on every machine: each product is rounded before it is added, and the exponential and the logarithm
// are the package's own, because those of package math differ between machines.
//
// Long work takes a function pause, which is called about every half millisecond. If it returns an error, the work ends with that error.
// A nil pause is never called.
package embedding

import (
	"errors"
	"math"

	"digitlab/nn32/internal/errfmt"
)

// points checks x, which has dims numbers for each point, and returns the number of points.
func points(x []float32, dims int) (n int, err error) {
	if dims < 1 || len(x) == 0 || len(x)%dims != 0 {
		return 0, errfmt.Errorf("embedding: %d numbers are not points of %d dimensions", len(x), dims)
	}
	for i, v := range x {
		if v-v != 0 {
			return 0, errfmt.Errorf("embedding: dimension %d of point %d is %v; points need finite numbers", i%dims, i/dims, v)
		}
	}
	return len(x) / dims, nil
}

// slice is the number of elementary operations between two pauses.
const slice = 1 << 17

// budget counts operations and pauses when there were enough of them.
type budget struct {
	pause func() error
	spent int
}

// spend is called before that many operations.
func (b *budget) spend(operations int) error {
	b.spent += operations
	if b.pause == nil || b.spent < slice {
		return nil
	}
	b.spent = 0
	return b.pause()
}

var errRows = errors.New("embedding: a row has another number of dimensions than the points")

// exp returns e^x, within 1e-9 of it: x is k·ln 2 + r, and e^r the first terms of its series.
func exp(x float64) float64 {
	if x < -700 {
		return 0
	}
	k := math.Floor(float64(x*(1/math.Ln2)) + .5)
	r := x - float64(k*math.Ln2)
	y := 1./5040 + float64(r*(1./40320))
	y = 1./720 + float64(y*r)
	y = 1./120 + float64(y*r)
	y = 1./24 + float64(y*r)
	y = 1./6 + float64(y*r)
	y = .5 + float64(y*r)
	y = 1 + float64(y*r)
	y = 1 + float64(y*r)
	return float64(y * math.Float64frombits(uint64(int64(k)+1023)<<52))
}

// log returns the natural logarithm of x > 0, by Halley's method.
func log(x float64) float64 {
	fraction, exponent := math.Frexp(x)
	y := float64(float64(exponent)*math.Ln2) + (fraction - 1)
	for range 4 {
		e := exp(y)
		y += 2 * (x - e) / (x + e)
	}
	return y
}
