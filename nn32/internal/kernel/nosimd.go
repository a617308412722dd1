//go:build !goexperiment.simd || !(amd64 || arm64 || wasm)

package kernel

// Vectors says whether this build computes with vectors.
const Vectors = false

func product(y, w, x, bias []float32, plan *Plan, m, step, n int, relu bool) {
	productGeneric(y, w, x, bias, plan, m, step, n, relu)
}

func weightGradient(dw, x, dy []float32, plan *Plan, c, f, n int) {
	weightGradientGeneric(dw, x, dy, plan, c, f, n)
}

func biasGradient(db, dy []float32, positions, n int) { biasGradientGeneric(db, dy, positions, n) }

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

func softmax(y, x, largest, sum []float32, n int) { softmaxGeneric(y, x, largest, sum, n) }

func softmaxGradient(dx, dy, y []float32, n int) { softmaxGradientGeneric(dx, dy, y, n) }

func adam(w, g, m, v []float32, r AdamRates) { adamGeneric(w, g, m, v, r) }
