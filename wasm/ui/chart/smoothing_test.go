package chart

import (
	"math"
	"slices"
	"testing"
)

// Computed by hand: the second value of 1, 2, 3 with weight 0.6 is (0.6·0.4·1 + 0.4·2) / (1 − 0.6²) = 1.625.
func TestSmooth(t *testing.T) {
	for _, c := range []struct {
		values []float64
		weight float64
		want   []float64
	}{
		{nil, .6, []float64{}},
		{[]float64{3, 1, 2}, 0, []float64{3, 1, 2}},
		{[]float64{5, 5, 5}, .99, []float64{5, 5, 5}},
		{[]float64{1, 2, 3}, .6, []float64{1, 1.625, 2.3265306}},
		{[]float64{1, math.NaN(), 2, 3}, .6, []float64{1, math.NaN(), 1.625, 2.3265306}},
		{[]float64{1, math.Inf(1), 2}, .6, []float64{1, math.Inf(1), 1.625}},
	} {
		got := smooth(c.values, c.weight)
		same := slices.EqualFunc(got, c.want, func(a, b float64) bool {
			return a == b || math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) < 1e-6
		})
		if !same {
			t.Errorf("%v smoothed by %v: %v, want %v", c.values, c.weight, got, c.want)
		}
	}
}
