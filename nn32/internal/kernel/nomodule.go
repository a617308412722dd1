//go:build goexperiment.simd && (amd64 || arm64 || (wasm && !js))

package kernel

func product(y, w, x, bias []float32, plan *Plan, m, step, n int, relu bool) {
	plainProduct(y, w, x, bias, plan, m, step, n, relu)
}

func weightGradient(dw, x, dy []float32, plan *Plan, c, f, n int) {
	plainWeightGradient(dw, x, dy, plan, c, f, n)
}

func reluBiasGradient(db, dy, y []float32, positions, n int) {
	plainReluBiasGradient(db, dy, y, positions, n)
}

func maxPool(y, x []float32, plan *Plan, c, n int) { plainMaxPool(y, x, plan, c, n) }

func maxPoolGradient(dx, dy, y, x []float32, plan *Plan, c, n int) {
	plainMaxPoolGradient(dx, dy, y, x, plan, c, n)
}

func adam(w, g, m, v []float32, r AdamRates) { plainAdam(w, g, m, v, r) }

func gatherWhole(y, x []float32, rows []int, size, n int) (samples int) {
	return plainGatherWhole(y, x, rows, size, n)
}

func moments(mean, variance, x []float32, n, samples int) {
	plainMoments(mean, variance, x, n, samples)
}

func normalize(y, x, mean, scale, shift []float32, n int) {
	plainNormalize(y, x, mean, scale, shift, n)
}

func correlation(sum, dy, x, mean []float32, n int) { plainCorrelation(sum, dy, x, mean, n) }

func normalizeGradient(dx, dy, x, mean, a, b, scale []float32, n, samples int) {
	plainNormalizeGradient(dx, dy, x, mean, a, b, scale, n, samples)
}
