package chart

import "math"

// smoother is TensorBoard's exponential moving average: the weight of a value falls by the factor weight with each later value. The
// average starts at 0 and is divided by the sum of the weights (bias correction); without that the first values would be too close
// to 0.
type smoother struct {
	weight float64 // 0..1, without 1; 0 means no smoothing

	sum  float64
	seen float64 // sum of the weights of all values in sum
}

// next takes a value and returns the average with it. NaN and infinities are returned as they are and do not change the average.
func (s *smoother) next(v float64) float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return v
	}
	s.sum = s.weight*s.sum + (1-s.weight)*v
	s.seen = s.weight*s.seen + (1 - s.weight)
	return s.sum / s.seen
}

// smooth returns the moving average of values.
func smooth(values []float64, weight float64) []float64 {
	s := smoother{weight: weight}
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = s.next(v)
	}
	return out
}
