package kernel

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestActivateEqualsTheSpecification(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for f := LeakyRelu; f <= Sigmoid; f++ {
		for _, n := range []int{4, 8, 20, 64} {
			x, dy := random(t, r, n, "x"), random(t, r, n, "dy")
			for i := range x.slice() {
				x.slice()[i] *= []float32{.01, 1, 20, 1e6}[i%4]
			}
			x.slice()[0] = float32(math.NaN())
			x.slice()[1] = float32(math.Inf(1 - 2*(n%3)))
			y, dx := random(t, r, n, "y"), random(t, r, n, "dx")
			want, wantGradient := clone(y.slice()), clone(dx.slice())
			activateGeneric(want, x.slice(), f, .3)
			Activate(y.slice(), x.slice(), f, .3)
			same(t, "Activate", y.slice(), want)
			activateGradientGeneric(wantGradient, dy.slice(), x.slice(), want, f, .3)
			ActivateGradient(dx.slice(), dy.slice(), x.slice(), y.slice(), f, .3)
			same(t, "ActivateGradient", dx.slice(), wantGradient)
			y.check()
			dx.check()
		}
	}
}

// The functions equal those of the standard library in float64.
func TestActivateIsRight(t *testing.T) {
	sigma := func(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
	for f, want := range map[Function]func(float64) float64{
		LeakyRelu: func(x float64) float64 { return max(x, float64(float32(.3))*x) },
		Elu: func(x float64) float64 {
			if x > 0 {
				return x
			}
			return float64(float32(.3)) * math.Expm1(x)
		},
		Gelu:    func(x float64) float64 { return x * .5 * math.Erfc(-x/math.Sqrt2) },
		Silu:    func(x float64) float64 { return x * sigma(x) },
		Tanh:    math.Tanh,
		Sigmoid: sigma,
	} {
		for _, scale := range []float64{1e-6, 1e-3, 1, 30} {
			for i := -1000; i <= 1000; i++ {
				x, y := [4]float32{float32(float64(i) / 1000 * scale)}, [4]float32{}
				Activate(y[:], x[:], f, .3)
				exact := want(float64(x[0]))
				// Gelu's tail is a polynomial with an absolute error; the others keep their digits near zero.
				allowed := 4e-7 * math.Abs(exact)
				if f == Gelu {
					allowed += 1.5e-7 * math.Abs(float64(x[0]))
				}
				if math.Abs(float64(y[0])-exact) > allowed+1e-37 {
					t.Fatalf("function %d of %v = %v, want %v", f, x[0], y[0], exact)
				}
			}
		}
	}
}

func TestDropoutEqualsTheSpecification(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for _, n := range []int{4, 8, 52, 100, 1 << 14} {
		x, y := random(t, r, 5*n, "x"), random(t, r, 5*n, "y")
		want, key := clone(y.slice()), r.Uint32()
		dropoutGeneric(want, x.slice(), n, key, 1<<22, 4./3)
		Dropout(y.slice(), x.slice(), n, key, .25, 4./3)
		same(t, "Dropout", y.slice(), want)
		y.check()
	}
	// Dropout keeps the right share of the elements, and others for another key.
	ones, first, second := make([]float32, 1<<16), make([]float32, 1<<16), make([]float32, 1<<16)
	for i := range ones {
		ones[i] = 1
	}
	Dropout(first, ones, len(ones), 1, .25, 1)
	Dropout(second, ones, len(ones), 2, .25, 1)
	var kept, both float64
	for i := range first {
		kept += float64(first[i])
		both += float64(first[i] * second[i])
	}
	if math.Abs(kept/(1<<16)-.75) > .01 || math.Abs(both/(1<<16)-.75*.75) > .01 {
		t.Errorf("%v of 65536 are kept, %v by two keys; want 49152 and 36864", kept, both)
	}
	Dropout(first, ones, len(ones), 3, 0, 1)
	same(t, "Dropout of nothing", first, ones)

	// The same elements of the same samples, however long the rows are.
	const rows, samples = 5, 10
	short, long := make([]float32, rows*12), make([]float32, rows*16)
	Dropout(short, ones[:len(short)], 12, 4, .5, 1)
	Dropout(long, ones[:len(long)], 16, 4, .5, 1)
	for row := range rows {
		same(t, "Dropout of shorter rows", short[row*12:][:samples], long[row*16:][:samples])
	}
}

func TestNormalizeEqualsTheSpecification(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for _, n := range paddedLengths(8, 16, 52, 56) {
		for samples := n - 7; samples <= n; samples++ {
			c, positions := 1+r.IntN(5), 1+r.IntN(6)
			size := c * positions * n
			x, dy, y, dx := random(t, r, size, "x"), random(t, r, size, "dy"), random(t, r, size, "y"), random(t, r, size, "dx")
			mean, variance := random(t, r, c, "mean"), random(t, r, c, "variance")
			wantMean, wantVariance := clone(mean.slice()), clone(variance.slice())
			momentsGeneric(wantMean, wantVariance, x.slice(), n, samples)
			Moments(mean.slice(), variance.slice(), x.slice(), n, samples)
			same(t, "Moments' mean", mean.slice(), wantMean)
			same(t, "Moments' variance", variance.slice(), wantVariance)

			a, b, scale := random(t, r, c, "a").slice(), random(t, r, c, "b").slice(), random(t, r, c, "scale").slice()
			want := clone(y.slice())
			normalizeGeneric(want, x.slice(), wantMean, scale, a, n)
			Normalize(y.slice(), x.slice(), wantMean, scale, a, n)
			same(t, "Normalize", y.slice(), want)

			sum := random(t, r, c, "sum")
			want = clone(sum.slice())
			correlationGeneric(want, dy.slice(), x.slice(), wantMean, n)
			Correlation(sum.slice(), dy.slice(), x.slice(), wantMean, n)
			same(t, "Correlation", sum.slice(), want)

			want = clone(dx.slice())
			normalizeGradientGeneric(want, dy.slice(), x.slice(), wantMean, a, b, scale, n, samples)
			NormalizeGradient(dx.slice(), dy.slice(), x.slice(), wantMean, a, b, scale, n, samples)
			same(t, "NormalizeGradient", dx.slice(), want)
			for _, g := range []guarded{y, dx, mean, variance, sum} {
				g.check()
			}
		}
	}
}

func TestFinite(t *testing.T) {
	for n := range 35 {
		x := make([]float32, n)
		for i := range x {
			x[i] = math.MaxFloat32
		}
		if !Finite(x) {
			t.Errorf("%d large numbers are not finite", n)
		}
		for i := range x {
			for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
				x[i] = float32(v)
				if Finite(x) {
					t.Errorf("%v at %d of %d is finite", v, i, n)
				}
			}
			x[i] = 0
		}
	}
}

func TestMomentsAreRight(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	const c, n, samples, positions = 2, 16, 13, 5
	x := make([]float32, positions*c*n)
	for i := range x {
		x[i] = float32(1000 + r.NormFloat64()) // far from zero, where a one-pass variance loses everything
		if i%n >= samples {
			x[i] = float32(math.NaN()) // padding does not count
		}
	}
	mean, variance := make([]float32, c), make([]float32, c)
	Moments(mean, variance, x, n, samples)
	for i := range c {
		var sum, squares float64
		for p := range positions {
			for _, v := range x[(p*c+i)*n:][:samples] {
				sum += float64(v)
				squares += float64(v) * float64(v)
			}
		}
		m := sum / (positions * samples)
		v := squares/(positions*samples) - m*m
		if math.Abs(float64(mean[i])-m) > 1e-4 || math.Abs(float64(variance[i])-v) > 1e-4*v {
			t.Errorf("channel %d has the mean %v and the variance %v, want %v and %v", i, mean[i], variance[i], m, v)
		}
	}
}

func TestUpdatesEqualTheSpecification(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	type update func(w, g, m, v []float32)
	for name, both := range map[string][2]update{
		"Adam": {
			func(w, g, m, v []float32) {
				cut := len(w) / 3
				updates := []Update{{w[:cut], g[:cut], m[:cut], v[:cut]}, {w[cut:], g[cut:], m[cut:], v[cut:]}}
				Adam(updates, AdamRates{.01, .9, .999, 1e-7})
			},
			func(w, g, m, v []float32) { adamGeneric([]Update{{w, g, m, v}}, AdamRates{.01, .9, .999, 1e-7}) }},
		"Nadam": {
			func(w, g, m, v []float32) { Nadam(w, g, m, v, NadamRates{.01, .002, 1.5, .9, .999, 1e-7}) },
			func(w, g, m, v []float32) { nadamGeneric(w, g, m, v, NadamRates{.01, .002, 1.5, .9, .999, 1e-7}) }},
		"SGD": {
			func(w, g, m, v []float32) { SGD(w, g, m, .01, .9, false) },
			func(w, g, m, v []float32) { sgdGeneric(w, g, m, .01, .9, false) }},
		"SGD with Nesterov": {
			func(w, g, m, v []float32) { SGD(w, g, m, .01, .9, true) },
			func(w, g, m, v []float32) { sgdGeneric(w, g, m, .01, .9, true) }},
		"RMSprop": {
			func(w, g, m, v []float32) { RMSprop(w, g, m, v, .01, .9, .5, 1e-7) },
			func(w, g, m, v []float32) { rmspropGeneric(w, g, m, v, .01, .9, .5, 1e-7) }},
		"Adagrad": {
			func(w, g, m, v []float32) { Adagrad(w, g, v, .01, 1e-7) },
			func(w, g, m, v []float32) { adagradGeneric(w, g, v, .01, 1e-7) }},
		"Scale": {
			func(w, g, m, v []float32) { Scale(w, .3) },
			func(w, g, m, v []float32) { scaleGeneric(w, .3) }},
		"AddScaled": {
			func(w, g, m, v []float32) { AddScaled(w, g, .3) },
			func(w, g, m, v []float32) { addScaledGeneric(w, g, .3) }},
		"SumOfSquares": {
			func(w, g, m, v []float32) { w[0] = SumOfSquares(g) },
			func(w, g, m, v []float32) { w[0] = sumOfSquaresGeneric(g) }},
	} {
		for n := 1; n < 70; n++ {
			w, g, m, v := random(t, r, n, "w"), random(t, r, n, "g"), random(t, r, n, "m"), random(t, r, n, "v")
			for i, x := range v.slice() {
				v.slice()[i] = float32(x * x)
			}
			wantW, wantM, wantV := clone(w.slice()), clone(m.slice()), clone(v.slice())
			both[0](w.slice(), g.slice(), m.slice(), v.slice())
			both[1](wantW, g.slice(), wantM, wantV)
			same(t, name+": w", w.slice(), wantW)
			same(t, name+": m", m.slice(), wantM)
			same(t, name+": v", v.slice(), wantV)
			for _, g := range []guarded{w, g, m, v} {
				g.check()
			}
		}
	}
}
