//go:build !(goexperiment.simd && js && wasm)

package kernel

// gatherWhole copies the samples that fill whole tiles, and returns their number.
func gatherWhole(y, x []float32, rows []int, size, n int) (samples int) {
	for ; samples+Width <= len(rows); samples += Width {
		gather8(y[samples:], x, rows[samples:], size, n)
	}
	return samples
}

// gather8 copies eight samples at once, so that each write is contiguous.
func gather8(y, x []float32, rows []int, size, n int) {
	x0, x1, x2, x3 := x[rows[0]*size:][:size], x[rows[1]*size:][:size], x[rows[2]*size:][:size], x[rows[3]*size:][:size]
	x4, x5, x6, x7 := x[rows[4]*size:][:size], x[rows[5]*size:][:size], x[rows[6]*size:][:size], x[rows[7]*size:][:size]
	for j := range size {
		to := (*[Width]float32)(y[j*n:])
		to[0], to[1], to[2], to[3] = x0[j], x1[j], x2[j], x3[j]
		to[4], to[5], to[6], to[7] = x4[j], x5[j], x6[j], x7[j]
	}
}
