package kernel

// Function is an activation function for Activate. Some have a parameter p.
type Function uint8

const (
	LeakyRelu Function = iota // x > 0: x, else p·x
	Elu                       // x > 0: x, else p·(e^x - 1)
	Gelu                      // x·Φ(x), Φ the normal distribution
	Silu                      // x·σ(x)
	Tanh
	Sigmoid // σ(x) = 1 / (1 + e^-x)
)

// Activate computes y = f(x). y and x may be the same.
func Activate(y, x []float32, f Function, p float32) {
	if !(len(y) == len(x) && len(x)%4 == 0) {
		fail("y has %d, x %d", len(y), len(x))
	}
	activate(y, x, f, p)
}

// ActivateGradient computes dx = dy·f′(x), where y = f(x). dx and dy may be the same.
func ActivateGradient(dx, dy, x, y []float32, f Function, p float32) {
	if !(len(dx) == len(y) && len(dy) == len(y) && len(x) == len(y) && len(y)%4 == 0) {
		fail("dx has %d, dy %d, x %d, y %d", len(dx), len(dy), len(x), len(y))
	}
	activateGradient(dx, dy, x, y, f, p)
}

// Dropout sets y to 0 for the share rate of the elements and to scale·x for the others. Which become 0 depends only on key and on their
// numbers, which count rows of RoundUp(n), so that the gradient is the same call with dy for x. y and x may be the same.
func Dropout(y, x []float32, n int, key uint32, rate, scale float32) {
	if !(n%4 == 0 && n > 0 && len(x)%n == 0 && len(y) == len(x)) {
		fail("y has %d, x %d, rows of %d", len(y), len(x), n)
	}
	dropout(y, x, n, key, int32(rate*(1<<24)), scale)
}

// Moments computes the mean and the variance (biased, divided by the number of values) of each channel, the rows p·c+i of
// x for all positions p, over the first samples of each row.
func Moments(mean, variance, x []float32, n, samples int) {
	checkChannels(x, len(mean), n)
	if !(len(variance) == len(mean) && samples > 0 && samples <= n) {
		fail("mean has %d, variance %d; %d samples of %d", len(mean), len(variance), samples, n)
	}
	moments(mean, variance, x, n, samples)
}

// Normalize computes y = (x - mean)·scale + shift, each channel with its own. y and x may be the same.
func Normalize(y, x, mean, scale, shift []float32, n int) {
	checkChannels(x, len(mean), n)
	if !(len(y) == len(x) && len(scale) == len(mean) && len(shift) == len(mean)) {
		fail("y has %d, x %d; mean has %d, scale %d, shift %d", len(y), len(x), len(mean), len(scale), len(shift))
	}
	normalize(y, x, mean, scale, shift, n)
}

// Correlation computes sum[i] = Σ dy·(x - mean) of each channel, over positions and samples, as four sums.
func Correlation(sum, dy, x, mean []float32, n int) {
	checkChannels(x, len(mean), n)
	if !(len(dy) == len(x) && len(sum) == len(mean)) {
		fail("dy has %d, x %d; sum has %d, mean %d", len(dy), len(x), len(sum), len(mean))
	}
	correlation(sum, dy, x, mean, n)
}

// NormalizeGradient computes dx = (dy - a - (x - mean)·b)·scale, each channel with its own, and 0 for the padding. dx and
// dy may be the same.
func NormalizeGradient(dx, dy, x, mean, a, b, scale []float32, n, samples int) {
	checkChannels(x, len(mean), n)
	if !(len(dx) == len(x) && len(dy) == len(x) && len(a) == len(mean) && len(b) == len(mean) && len(scale) == len(mean)) {
		fail("dx has %d, dy %d, x %d; mean has %d, a %d, b %d, scale %d", len(dx), len(dy), len(x), len(mean), len(a), len(b), len(scale))
	}
	if !(samples > 0 && samples <= n) {
		fail("%d samples of %d", samples, n)
	}
	normalizeGradient(dx, dy, x, mean, a, b, scale, n, samples)
}

func checkChannels(x []float32, c, n int) {
	if !(n%unit == 0 && n > 0) {
		fail("a row of %d", n)
	}
	if !(c > 0 && len(x)%(c*n) == 0) {
		fail("x has %d, rows of %d, %d channels", len(x), n, c)
	}
}

// Scale computes x *= a.
func Scale(x []float32, a float32) { scale(x, a) }

// AddScaled computes y += a·x.
func AddScaled(y, x []float32, a float32) {
	if !(len(y) == len(x)) {
		fail("y has %d, x %d", len(y), len(x))
	}
	addScaled(y, x, a)
}

// Finite reports whether x has neither a NaN nor an infinity.
func Finite(x []float32) bool { return finite(x) }

// SumOfSquares returns Σ x², as four sums.
func SumOfSquares(x []float32) float32 { return sumOfSquares(x) }

// AdamRates are the numbers of one step of Adam: Alpha is the learning rate with both bias corrections.
type AdamRates struct {
	Alpha, Beta1, Beta2, Epsilon float32
}

// Update is the weights w of one parameter, their gradient g, and the moments m and v that Adam keeps.
type Update struct{ W, G, M, V []float32 }

// Adam moves the weights of each update, and updates both moments, in one pass:
//
//	m += (g-m)·(1-β₁)   v += (g²-v)·(1-β₂)   w -= α·m / (√v + ε)
func Adam(updates []Update, r AdamRates) {
	for _, u := range updates {
		checkWeights(u.W, u.G, u.M, u.V)
	}
	adam(updates, r)
}

// NadamRates are the numbers of one step of Nadam: the learning rate with the corrections of the moment, of the gradient,
// and of the second moment.
type NadamRates struct {
	Moment, Gradient, Second, Beta1, Beta2, Epsilon float32
}

// Nadam is Adam with Nesterov's look ahead:
//
//	m += (g-m)·(1-β₁)   v += (g²-v)·(1-β₂)   w -= (Moment·m + Gradient·g) / (√(Second·v) + ε)
func Nadam(w, g, m, v []float32, r NadamRates) {
	checkWeights(w, g, m, v)
	nadam(w, g, m, v, r)
}

// SGD computes m = momentum·m - rate·g, and w += m, or with nesterov w += momentum·m - rate·g.
func SGD(w, g, m []float32, rate, momentum float32, nesterov bool) {
	checkWeights(w, g, m, m)
	sgd(w, g, m, rate, momentum, nesterov)
}

// RMSprop computes v += (g²-v)·(1-ρ)   m = momentum·m + rate·g/√(v + ε)   w -= m.
func RMSprop(w, g, m, v []float32, rate, rho, momentum, epsilon float32) {
	checkWeights(w, g, m, v)
	rmsprop(w, g, m, v, rate, rho, momentum, epsilon)
}

// Adagrad computes a += g²   w -= rate·g/√(a + ε).
func Adagrad(w, g, a []float32, rate, epsilon float32) {
	checkWeights(w, g, a, a)
	adagrad(w, g, a, rate, epsilon)
}

func checkWeights(w, g, m, v []float32) {
	if !(len(g) == len(w) && len(m) == len(w) && len(v) == len(w)) {
		fail("w has %d, g %d, m %d, v %d", len(w), len(g), len(m), len(v))
	}
}
