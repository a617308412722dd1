//go:build !goexperiment.simd || !(amd64 || arm64 || wasm)

package kernel

// Vectors reports whether this build computes with vectors.
const Vectors = false

// unit is the number of samples that the products of scalar.go compute at a time.
const unit = 4

func product(y, w, x, bias []float32, plan *Plan, m, step, n int, relu bool) {
	productScalar(y, w, x, bias, plan, m, step, n, relu)
}

func weightGradient(dw, x, dy []float32, plan *Plan, c, f, n int) {
	weightGradientScalar(dw, x, dy, plan, c, f, n)
}

func biasGradient(db, dy []float32, positions, n int) { biasGradientGeneric(db, dy, positions, n) }

func reluBiasGradient(db, dy, y []float32, positions, n int) {
	reluBiasGradientGeneric(db, dy, y, positions, n)
}

func relu(y, x []float32) { reluGeneric(y, x) }

func reluGradient(dx, dy, y []float32) { reluGradientGeneric(dx, dy, y) }

func maxPool(y, x []float32, plan *Plan, c, n int) { maxPoolGeneric(y, x, plan, c, n) }

func maxPoolGradient(dx, dy, y, x []float32, plan *Plan, c, n int) {
	maxPoolGradientGeneric(dx, dy, y, x, plan, c, n)
}

func averagePool(y, x []float32, plan *Plan, c, n int) { averagePoolGeneric(y, x, plan, c, n) }

func averagePoolGradient(dx, dy []float32, plan *Plan, c, n int) {
	averagePoolGradientGeneric(dx, dy, plan, c, n)
}

func softmax(y, x []float32, n int) { softmaxGeneric(y, x, n) }

func softmaxGradient(dx, dy, y []float32, n int) { softmaxGradientGeneric(dx, dy, y, n) }

func crossentropy(dx, loss, x, t, share []float32, n int) {
	crossentropyGeneric(dx, loss, x, t, share, n)
}

func countRight(x []float32, classes []int, n int) int { return countRightGeneric(x, classes, n) }

func activate(y, x []float32, f Function, p float32) { activateGeneric(y, x, f, p) }

func activateGradient(dx, dy, x, y []float32, f Function, p float32) {
	activateGradientGeneric(dx, dy, x, y, f, p)
}

func dropout(y, x []float32, n int, key uint32, limit int32, scale float32) {
	dropoutGeneric(y, x, n, key, limit, scale)
}

func moments(mean, variance, x []float32, n, samples int) {
	momentsGeneric(mean, variance, x, n, samples)
}

func normalize(y, x, mean, scale, shift []float32, n int) {
	normalizeGeneric(y, x, mean, scale, shift, n)
}

func correlation(sum, dy, x, mean []float32, n int) { correlationGeneric(sum, dy, x, mean, n) }

func normalizeGradient(dx, dy, x, mean, a, b, scale []float32, n, samples int) {
	normalizeGradientGeneric(dx, dy, x, mean, a, b, scale, n, samples)
}

func scale(x []float32, a float32) { scaleGeneric(x, a) }

func addScaled(y, x []float32, a float32) { addScaledGeneric(y, x, a) }

func finite(x []float32) bool { return finiteGeneric(x) }

func sumOfSquares(x []float32) float32 { return sumOfSquaresGeneric(x) }

func adam(updates []Update, r AdamRates) { adamGeneric(updates, r) }

func nadam(w, g, m, v []float32, r NadamRates) { nadamGeneric(w, g, m, v, r) }

func sgd(w, g, m []float32, rate, momentum float32, nesterov bool) {
	sgdGeneric(w, g, m, rate, momentum, nesterov)
}

func rmsprop(w, g, m, v []float32, rate, rho, momentum, epsilon float32) {
	rmspropGeneric(w, g, m, v, rate, rho, momentum, epsilon)
}

func adagrad(w, g, a []float32, rate, epsilon float32) { adagradGeneric(w, g, a, rate, epsilon) }
