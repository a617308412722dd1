//go:build goexperiment.simd && (amd64 || arm64 || (wasm && !js))

package kernel

func product(y, w, x, bias []float32, plan *Plan, m, step, n int, relu bool) {
	plainProduct(y, w, x, bias, plan, m, step, n, relu)
}

func weightGradient(dw, x, dy []float32, plan *Plan, c, f, n int) {
	plainWeightGradient(dw, x, dy, plan, c, f, n)
}
