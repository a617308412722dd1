package kernel

import "math"

func activateGeneric(y, x []float32, f Function, p float32) {
	for i, v := range x {
		switch f {
		case LeakyRelu:
			y[i] = v
			if !(v > 0) {
				y[i] = float32(p * v)
			}
		case Elu:
			y[i] = v
			if !(v > 0) {
				y[i] = float32(p * expm1(v))
			}
		case Gelu:
			y[i] = float32(v * normal(v, exp(float32(float32(v*v)*-.5))))
		case Silu:
			y[i] = float32(v * sigmoid(v))
		case Tanh:
			y[i] = tanh(v)
		case Sigmoid:
			y[i] = sigmoid(v)
		}
	}
}

func activateGradientGeneric(dx, dy, x, y []float32, f Function, p float32) {
	for i, v := range x {
		slope := float32(1)
		switch f {
		case LeakyRelu:
			if !(v > 0) {
				slope = p
			}
		case Elu:
			if !(v > 0) {
				slope = y[i] + p
			}
		case Gelu:
			e := exp(float32(float32(v*v) * -.5))
			slope = normal(v, e) + float32(v*float32(e*normalDensity0))
		case Silu:
			s := sigmoid(v)
			slope = s + float32(y[i]*(1-s))
		case Tanh:
			slope = 1 - float32(y[i]*y[i])
		case Sigmoid:
			slope = float32(y[i] * (1 - y[i]))
		}
		dx[i] = float32(dy[i] * slope)
	}
}

func abs(x float32) float32 { return math.Float32frombits(math.Float32bits(x) &^ (1 << 31)) }

// sigmoid is 1/(1+e^-x), through e^-|x| so that nothing overflows.
func sigmoid(x float32) float32 {
	e := exp(-abs(x))
	if x < 0 {
		return e / (1 + e)
	}
	return 1 / (1 + e)
}

// tanh, after Cephes's tanhf (Moshier): near zero a polynomial, where the quotient would lose its digits.
func tanh(x float32) float32 {
	a := abs(x)
	if a < tanhSmall {
		z := float32(x * x)
		p := float32(tanhC[0])
		for _, c := range tanhC[1:] {
			p = float32(p*z) + c
		}
		return float32(float32(p*z)*x) + x
	}
	e := exp(float32(a * -2))
	y := (1 - e) / (1 + e)
	if x < 0 {
		return -y
	}
	return y
}

const tanhSmall = .625

var tanhC = [...]float32{-5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1}

// normal is the normal distribution Φ(x), where e = e^(-x²/2); Abramowitz & Stegun 1964, 7.1.26, wrong by at most 1e-7.
func normal(x, e float32) float32 {
	t := 1 / (1 + float32(abs(x)*normalP))
	p := float32(normalC[0])
	for _, c := range normalC[1:] {
		p = float32(p*t) + c
	}
	tail := float32(float32(p*t) * e)
	if x > 0 {
		return 1 - tail
	}
	return tail
}

const (
	normalP        = .3275911 * math.Sqrt2 / 2
	normalDensity0 = .3989422804014327 // 1/√(2π)
)

// Half of the published coefficients.
var normalC = [...]float32{1.061405429 / 2, -1.453152027 / 2, 1.421413741 / 2, -.284496736 / 2, .254829592 / 2}

// keep reports whether Dropout keeps element number i: its number mixed with the key by a hash of 32 bits (Wellons 2018, lowbias32),
// whose upper 24 bits are uniform.
func keep(i, key uint32, limit int32) bool {
	h := i*0x9e3779b9 + key
	h ^= h >> 16
	h *= 0x7feb352d
	h ^= h >> 15
	h *= 0x846ca68b
	h ^= h >> 16
	return int32(h>>8) >= limit
}

func dropoutGeneric(y, x []float32, n int, key uint32, limit int32, scale float32) {
	for i, v := range x {
		if keep(uint32(i/n*RoundUp(n)+i%n), key, limit) {
			y[i] = float32(v * scale)
		} else {
			y[i] = 0
		}
	}
}

func momentsGeneric(mean, variance, x []float32, n, samples int) {
	c := len(mean)
	share := 1 / (float32(samples) * float32(len(x)/(c*n)))
	for i := range c {
		var total [4]float32
		for p := i * n; p < len(x); p += c * n {
			var sum [4]float32 // of one row first, so that many positions lose fewer digits
			for s, v := range x[p:][:samples] {
				sum[s%4] += v
			}
			for k := range total {
				total[k] += sum[k]
			}
		}
		mean[i] = float32(addLanes(total) * share)
		total = [4]float32{}
		for p := i * n; p < len(x); p += c * n {
			var sum [4]float32
			for s, v := range x[p:][:samples] {
				d := v - mean[i]
				sum[s%4] += float32(d * d)
			}
			for k := range total {
				total[k] += sum[k]
			}
		}
		variance[i] = float32(addLanes(total) * share)
	}
}

func normalizeGeneric(y, x, mean, scale, shift []float32, n int) {
	for from := 0; from < len(x); from += n {
		i := from / n % len(mean)
		for s, v := range x[from:][:n] {
			y[from+s] = float32((v-mean[i])*scale[i]) + shift[i]
		}
	}
}

func correlationGeneric(sum, dy, x, mean []float32, n int) {
	for i := range mean {
		var total [4]float32
		for from := i * n; from < len(x); from += len(mean) * n {
			for s, v := range x[from:][:n] {
				total[s%4] += float32(dy[from+s] * (v - mean[i]))
			}
		}
		sum[i] = addLanes(total)
	}
}

func normalizeGradientGeneric(dx, dy, x, mean, a, b, scale []float32, n, samples int) {
	for from := 0; from < len(x); from += n {
		i := from / n % len(mean)
		for s, v := range x[from:][:n] {
			dx[from+s] = 0
			if s < samples {
				dx[from+s] = float32((dy[from+s] - a[i] - float32((v-mean[i])*b[i])) * scale[i])
			}
		}
	}
}

func scaleGeneric(x []float32, a float32) {
	for i := range x {
		x[i] = float32(x[i] * a)
	}
}

func addScaledGeneric(y, x []float32, a float32) {
	for i, v := range x {
		y[i] += float32(a * v)
	}
}

func finiteGeneric(x []float32) bool {
	for _, v := range x {
		if v-v != 0 { // NaN for NaN and for infinities
			return false
		}
	}
	return true
}

func sumOfSquaresGeneric(x []float32) float32 {
	var sum [4]float32
	for i, v := range x {
		sum[i%4] += float32(v * v)
	}
	return addLanes(sum)
}

// sqrt rounds right: math.Sqrt of a float32 is rounded once more, to float32; math32.Sqrt is software on wasm.
func sqrt(x float32) float32 { return float32(math.Sqrt(float64(x))) }

func adamGeneric(updates []Update, r AdamRates) {
	for _, u := range updates {
		adamFrom(0, u, r)
	}
}

// adamFrom leaves out the weights before the first.
func adamFrom(first int, u Update, r AdamRates) {
	rest1, rest2 := 1-r.Beta1, 1-r.Beta2
	w, g, m, v := u.W[first:], u.G[first:], u.M[first:], u.V[first:]
	for i := range w {
		m[i] += float32((g[i] - m[i]) * rest1)
		v[i] += float32((float32(g[i]*g[i]) - v[i]) * rest2)
		w[i] -= float32(m[i]*r.Alpha) / (sqrt(v[i]) + r.Epsilon)
	}
}

func nadamGeneric(w, g, m, v []float32, r NadamRates) {
	rest1, rest2 := 1-r.Beta1, 1-r.Beta2
	for i := range w {
		m[i] += float32((g[i] - m[i]) * rest1)
		v[i] += float32((float32(g[i]*g[i]) - v[i]) * rest2)
		w[i] -= (float32(m[i]*r.Moment) + float32(g[i]*r.Gradient)) / (sqrt(float32(v[i]*r.Second)) + r.Epsilon)
	}
}

func sgdGeneric(w, g, m []float32, rate, momentum float32, nesterov bool) {
	for i := range w {
		step := float32(g[i] * rate)
		m[i] = float32(m[i]*momentum) - step
		if nesterov {
			w[i] += float32(m[i]*momentum) - step
		} else {
			w[i] += m[i]
		}
	}
}

func rmspropGeneric(w, g, m, v []float32, rate, rho, momentum, epsilon float32) {
	rest := 1 - rho
	for i := range w {
		v[i] += float32((float32(g[i]*g[i]) - v[i]) * rest)
		m[i] = float32(m[i]*momentum) + float32(g[i]*rate)/sqrt(v[i]+epsilon)
		w[i] -= m[i]
	}
}

func adagradGeneric(w, g, a []float32, rate, epsilon float32) {
	for i := range w {
		a[i] += float32(g[i] * g[i])
		w[i] -= float32(g[i]*rate) / sqrt(a[i]+epsilon)
	}
}
