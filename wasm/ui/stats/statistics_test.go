package stats

import (
	"math"
	"testing"
)

func near(got, want float64) bool { return math.Abs(got-want) < 1e-9 }

// Expected values from SciPy 1.10.1: binomtest(hits, n).proportion_ci(method="wilson").
func TestWilson(t *testing.T) {
	for _, c := range []struct {
		hits, n   int
		low, high float64
	}{
		{526, 540, 0.9569560678253436, 0.9844947754227206},
		{8, 10, 0.4901624715366418, 0.9433178485456248},
		{0, 10, 0, 0.27753279986288926},
		{540, 540, 0.9929364362381928, 1},
		{0, 0, 0, 1},
	} {
		if low, high := Wilson(c.hits, c.n); !near(low, c.low) || !near(high, c.high) {
			t.Errorf("%d of %d: %v to %v, want %v to %v", c.hits, c.n, low, high, c.low, c.high)
		}
	}
}

// Expected values from SciPy 1.10.1: 2*stats.t.sf(abs(t), df).
func TestStudentP(t *testing.T) {
	for _, c := range []struct {
		t    float64
		df   int
		want float64
	}{
		{2.7764451051977987, 4, .05},
		{1, 4, 0.373900966300059},
		{-3.5, 4, 0.02489616346022275},
		{10, 4, 0.0005620036227159911},
		{4.0621, 9, 0.002833007840390158},
		{1, 1, .5},
		{2, 3, 0.1393259685588431},
		{.5, 2, 2. / 3},
		{0, 4, 1},
		{math.Inf(1), 4, 0},
	} {
		if got := studentP(c.t, c.df); !near(got, c.want) {
			t.Errorf("t = %v with %d degrees of freedom: %v, want %v", c.t, c.df, got, c.want)
		}
	}
}

func TestPairs(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b []float64
		want PairedTest
	}{
		// SciPy 1.10.1: ttest_rel(b, a) and its confidence_interval().
		{"five seeds", []float64{.9722, .9685, .9741, .9704, .9759}, []float64{.9796, .9778, .9833, .9741, .9796},
			PairedTest{.00666, 0.0031760315399017077, 0.01014396846009829, 0.006056457153063427}},
		// Student's sleep data; R 4: t.test(Pair(extra.2, extra.1) ~ 1) prints 0.7001142 to 2.4598858, p = 0.002833; SciPy the digits of p.
		{"sleep", []float64{.7, -1.6, -.2, -1.2, -.1, 3.4, 3.7, .8, 0, 2}, []float64{1.9, .8, 1.1, .1, -.1, 4.4, 5.5, 1.6, 4.6, 3.4},
			PairedTest{1.58, .7001142, 2.4598858, 0.00283289019738427}},
		{"no difference at all", []float64{.9, .8}, []float64{.9, .8}, PairedTest{0, 0, 0, 1}},
		{"the same difference always", []float64{.9, .8, .7}, []float64{.95, .85, .75}, PairedTest{.05, .05, .05, 0}},
	} {
		got := ComparePairs(c.a, c.b)
		if math.Abs(got.Mean-c.want.Mean) > 1e-7 || math.Abs(got.Low-c.want.Low) > 1e-7 || math.Abs(got.High-c.want.High) > 1e-7 ||
			!near(got.P, c.want.P) {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestMeanAndSpread(t *testing.T) {
	for _, c := range []struct {
		v            []float64
		mean, spread float64
	}{{[]float64{1, 2, 3, 4}, 2.5, math.Sqrt(5. / 3)}, {[]float64{7}, 7, 0}} {
		if mean, spread := MeanAndSpread(c.v); !near(mean, c.mean) || !near(spread, c.spread) {
			t.Errorf("%v: %v ± %v", c.v, mean, spread)
		}
	}
}
