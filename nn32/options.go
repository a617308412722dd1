package nn32

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"digitlab/nn32/internal/errfmt"
)

// names are the texts of an enumeration, in the order of its values; in a file they stand for them.
type names []string

func (n names) of(v uint8) string {
	if int(v) < len(n) {
		return n[v]
	}
	return errfmt.Sprintf("unknown(%d)", v)
}

func (n names) marshal(v uint8) ([]byte, error) {
	if int(v) >= len(n) {
		return nil, errfmt.Errorf("value %d is none of %s", v, strings.Join(n, ", "))
	}
	return []byte(n[v]), nil
}

func (n names) unmarshal(text []byte, v *uint8) error {
	i := slices.Index(n, string(text))
	if i < 0 {
		return errfmt.Errorf("%s is none of %s", strconv.Quote(string(text)), strings.Join(n, ", "))
	}
	*v = uint8(i)
	return nil
}

// orElse returns v, or standard if v is zero.
func orElse(v, standard float32) float32 {
	if v == 0 {
		return standard
	}
	return v
}

// finite says what is wrong with an option that is NaN or infinite.
func finite(name string, v float32) error {
	if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
		return errfmt.Errorf("%s %v must be a finite number", name, v)
	}
	return nil
}

// within says what is wrong with an option that is not from least up to, not including, most.
func within(name string, v, least, most float32) error {
	if !(v >= least && v < most) {
		return errfmt.Errorf("%s %v must be from %v to below %v", name, v, least, most)
	}
	return nil
}

// Bounds on what a network may take, so that a mistake in a shape is an error and not the machine's memory.
const (
	maxSide       = 1 << 16 // of a window, and its strides
	maxPlaces     = 1 << 22 // pairs of rows that meet in a layer, and again in all
	maxParams     = 1 << 24 // of all layers
	maxSampleSize = 1 << 22 // elements of a sample in all layers together
	maxBatchSize  = 1 << 28 // the same for a batch
)

// fits says whether the product of the factors, none negative, is at most limit.
func fits(limit int, factors ...int) bool {
	product := 1
	for _, f := range factors {
		if f != 0 && product > limit/f {
			return false
		}
		product *= f
	}
	return true
}
