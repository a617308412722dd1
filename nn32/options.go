package nn32

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"digitlab/nn32/internal/errfmt"
)

// names has the texts of an enumeration, in the order of its values. Files contain the texts.
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

// orDefault returns v, or value if v is zero.
func orDefault(v, value float32) float32 {
	if v == 0 {
		return value
	}
	return v
}

// finite returns an error for an option that is NaN or infinite.
func finite(name string, v float32) error {
	if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
		return errfmt.Errorf("%s %v must be a finite number", name, v)
	}
	return nil
}

// within returns an error for an option that is not from least up to, not including, most.
func within(name string, v, least, most float32) error {
	if !(v >= least && v < most) {
		return errfmt.Errorf("%s %v must be from %v to below %v", name, v, least, most)
	}
	return nil
}

// Limits of a network's memory, so that a wrong shape gives an error instead of using all of the machine's memory.
const (
	maxSide       = 1 << 16 // side of a window, and its strides
	maxPlaces     = 1 << 22 // entries of the plans of a layer, and of all layers together
	maxLayers     = 1 << 10
	maxParams     = 1 << 24 // parameters of all layers together
	maxSampleSize = 1 << 22 // elements of a sample in all layers together
	maxBatchSize  = 1 << 28 // elements of a batch in all layers together
	maxFactor     = 1 << 16 // weight of a class
)

// fits reports whether the product of the factors, none negative, is at most limit. It does not overflow.
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
