// Package stats holds the statistical tests that the page shows: the interval of an accuracy, and the paired comparison of two
// methods. It has pure functions of numbers only, each checked against SciPy or R.
package stats

import "math"

// normal975 is the quantile of the standard normal distribution at 97.5 %.
const normal975 = 1.959963984540054

// Wilson returns the 95 % confidence interval (0..1) of a share of which hits of n were observed (Wilson 1927). Unlike the normal
// approximation it stays within 0..1 and does not shrink to a point at 0 or n.
func Wilson(hits, n int) (low, high float64) {
	if n == 0 {
		return 0, 1
	}
	const z2 = normal975 * normal975
	count, share := float64(n), float64(hits)/float64(n)
	middle := (share + z2/(2*count)) / (1 + z2/count)
	half := normal975 / (1 + z2/count) * math.Sqrt(share*(1-share)/count+z2/(4*count*count))
	return max(middle-half, 0), min(middle+half, 1)
}

// MeanAndSpread returns the mean of v and its standard deviation with n-1. v has at least one value.
func MeanAndSpread(v []float64) (mean, spread float64) {
	for _, x := range v {
		mean += x / float64(len(v))
	}
	if len(v) < 2 {
		return mean, 0
	}
	for _, x := range v {
		spread += (x - mean) * (x - mean)
	}
	return mean, math.Sqrt(spread / float64(len(v)-1))
}

// PairedTest is Student's paired t-test, two-sided, of b against a.
type PairedTest struct {
	Mean      float64 // of b - a
	Low, High float64 // the 95 % interval of the mean
	P         float64
}

// Clear reports whether the difference is significant at 5 %: chance alone makes such a difference less than once in 20 times.
func (t PairedTest) Clear() bool { return t.P < .05 }

// ComparePairs compares b with a, pair by pair; there are at least two pairs. Both values of a pair come from the same seed, so
// that the seed's influence cancels. (A permutation test of five pairs cannot go below p = 1/16.)
func ComparePairs(a, b []float64) PairedTest {
	differences := make([]float64, len(a))
	for i := range a {
		differences[i] = b[i] - a[i]
	}
	mean, spread := MeanAndSpread(differences)
	df := len(a) - 1
	se := spread / math.Sqrt(float64(len(a)))
	half := studentQuantile(df) * se
	t := PairedTest{Mean: mean, Low: mean - half, High: mean + half, P: 1}
	switch {
	case se > 1e-12: // below that, the differences are equal but for rounding
		t.P = studentP(mean/se, df)
	case math.Abs(mean) > 1e-12:
		t.P = 0
	}
	return t
}

// studentP returns the two-sided p-value of Student's t with df degrees of freedom: the probability of a value at least as far from
// 0 as t. It uses the closed forms of Abramowitz & Stegun 26.7.3 and 26.7.4.
func studentP(t float64, df int) float64 {
	angle := math.Atan(math.Abs(t) / math.Sqrt(float64(df)))
	sine, cosine := math.Sincos(angle)
	term, sum, first := 1., 0., 2
	if df%2 == 1 {
		term, first = cosine, 3
	}
	for k := first; k <= df; k += 2 {
		sum += term
		term *= cosine * cosine * float64(k-1) / float64(k)
	}
	inside := sine * sum
	if df%2 == 1 {
		inside = 2 / math.Pi * (angle + sine*sum)
	}
	return max(1-inside, 0)
}

// studentQuantile returns the t with 5 % outside of ±t.
func studentQuantile(df int) float64 {
	low, high := 0., 20.
	for range 60 {
		if middle := (low + high) / 2; studentP(middle, df) > .05 {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}
