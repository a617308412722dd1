package kernel

// Gather copies samples, which are contiguous in x, into the lanes of y: y[j·n+i] = x[rows[i]·size+j] for each of size values, and 0
// for i ≥ len(rows).
func Gather(y, x []float32, rows []int, size, n int) {
	if !(n%Width == 0 && len(rows) <= n && len(y) == size*n) {
		fail("y has %d, want %d rows of %d for %d samples", len(y), size, n, len(rows))
	}
	for _, row := range rows {
		if row < 0 || (row+1)*size > len(x) {
			fail("x has %d, and row %d of %d is beyond", len(x), row, size)
		}
	}
	for i := gatherWhole(y, x, rows, size, n); i < n; i++ {
		if i >= len(rows) {
			for j := range size {
				y[j*n+i] = 0
			}
			continue
		}
		for j, v := range x[rows[i]*size:][:size] {
			y[j*n+i] = v
		}
	}
}

// plainGatherWhole copies the samples that fill whole tiles, and returns their number.
func plainGatherWhole(y, x []float32, rows []int, size, n int) (samples int) {
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

// GatherPixels is Gather for bytes, converted by Shade.
func GatherPixels(y []float32, x []byte, rows []int, size, n int) {
	if !(n%Width == 0 && len(rows) <= n && len(y) == size*n) {
		fail("y has %d, want %d rows of %d for %d samples", len(y), size, n, len(rows))
	}
	for i := range n {
		if i >= len(rows) {
			for j := range size {
				y[j*n+i] = 0
			}
			continue
		}
		for j, v := range x[rows[i]*size:][:size] {
			y[j*n+i] = shades[v]
		}
	}
}

// Shade returns the value of a pixel, v/255.
func Shade(v byte) float32 { return shades[v] }

var shades = func() (s [256]float32) {
	for v := range s {
		s[v] = float32(v) / 255
	}
	return s
}()
