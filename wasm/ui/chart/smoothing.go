package chart

import "math"

// smoother is TensorBoard's exponential moving average: each value counts weight times as much as the next. The average
// starts at nothing and is divided by the weight it has seen, or else the first values would be drawn towards zero.
type smoother struct {
	weight float64 // 0 is off; below 1

	sum  float64
	seen float64 // the weight of all values in sum
}

// next takes a value and returns the average with it. What is not a number passes and leaves no trace.
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
