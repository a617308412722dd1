package kernel

// Gather copies samples, which are contiguous in x, into the lanes of y: y[j·n+i] = x[rows[i]·size+j] for each of size values, and 0
// for i ≥ len(rows).
func Gather(y, x []float32, rows []int, size, n int) {
	if !(n%unit == 0 && len(rows) <= n && len(y) == size*n) {
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

// GatherPixels is Gather for bytes, converted by Shade.
func GatherPixels(y []float32, x []byte, rows []int, size, n int) {
	if !(n%unit == 0 && len(rows) <= n && len(y) == size*n) {
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
