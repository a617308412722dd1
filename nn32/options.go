package nn32

import (
	"math"

	"digitlab/nn32/internal/errfmt"
)

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
