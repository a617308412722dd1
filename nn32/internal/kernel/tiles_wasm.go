//go:build goexperiment.simd

package kernel

import "unsafe"

// tile has the arguments of the assembly in tiles_wasm.s, which reads them by offset.
type tile struct {
	y, w, x     unsafe.Pointer // the tile's first row of the first position; its first weight; the input
	start, a, b unsafe.Pointer // the plan
	positions   uintptr        // at least one
	positionY   uintptr        // bytes from a position of y to the next
	row, step   uintptr        // bytes of a row, and from one row's weight to the next
	bias        unsafe.Pointer // of the tile's rows
	relu        uintptr
}

//go:noescape
func productTile5(t *tile)

//go:noescape
func productTile4(t *tile)

//go:noescape
func productTile2(t *tile)

// The same for rows whose weights are contiguous.

//go:noescape
func productTile5Side(t *tile)

//go:noescape
func productTile4Side(t *tile)

//go:noescape
func productTile2Side(t *tile)

var noBias [5]float32

// product works in tiles of five or four rows by eight samples: their sums and operands fit into registers.
// The remaining rows go by two and by one.
func product(y, w, x, bias []float32, plan *Plan, m, step, n int, relu bool) {
	if plan.Positions() == 0 {
		return
	}
	t := tile{
		x: at(x), start: unsafe.Pointer(&plan.Start[0]), a: unsafe.Pointer(unsafe.SliceData(plan.A)), b: unsafe.Pointer(unsafe.SliceData(plan.B)),
		positions: uintptr(plan.Positions()), positionY: uintptr(m*n) * float, row: uintptr(n) * float, step: uintptr(step) * float,
	}
	if relu {
		t.relu = 1
	}
	for i := 0; i < m; {
		t.y, t.w, t.bias = unsafe.Add(at(y), uintptr(i)*t.row), unsafe.Add(at(w), uintptr(i)*t.step), unsafe.Pointer(&noBias)
		if bias != nil {
			t.bias = unsafe.Pointer(&bias[i])
		}
		rows := tileRows(m - i)
		switch {
		case rows == 5 && step == 1:
			productTile5Side(&t)
		case rows == 5:
			productTile5(&t)
		case rows == 4 && step == 1:
			productTile4Side(&t)
		case rows == 4:
			productTile4(&t)
		case rows == 2 && step == 1:
			productTile2Side(&t)
		case rows == 2:
			productTile2(&t)
		default:
			product1(y, w, x, bias, plan, m, step, n, i, relu)
		}
		i += rows
	}
}

// tileRows returns the number of rows of the next tile, chosen so that few rows remain for tiles of two and one.
func tileRows(left int) int {
	switch {
	case left >= 5 && (left%5 == 0 || left%4 != 0) && left != 6:
		return 5
	case left >= 4:
		return 4
	case left >= 2:
		return 2
	}
	return 1
}

// gradientTile has the arguments of WeightGradient's assembly, by offset. start, a and b are at the same offsets as in tile.
type gradientTile struct {
	dw, x, dy   unsafe.Pointer // the tile's first weight of the first position; its first row of x, and of dy
	start, a, b unsafe.Pointer
	positions   uintptr
	positionDW  uintptr // bytes from a position of dw to the next
	row, rowDW  uintptr // bytes of a row of x or dy, and of a row of dw
	lanes       [4]float32
	columns     uintptr // number of groups of four
}

//go:noescape
func gradientTile24(t *gradientTile)

//go:noescape
func gradientTile22(t *gradientTile)

//go:noescape
func gradientTile14(t *gradientTile)

//go:noescape
func gradientTile12(t *gradientTile)

// weightGradient works in tiles of two rows of x by four rows of dy, and then in smaller ones.
func weightGradient(dw, x, dy []float32, plan *Plan, c, f, n int) {
	if plan.Positions() == 0 {
		return
	}
	t := gradientTile{
		start: unsafe.Pointer(&plan.Start[0]), a: unsafe.Pointer(unsafe.SliceData(plan.A)), b: unsafe.Pointer(unsafe.SliceData(plan.B)),
		positions: uintptr(plan.Positions()), positionDW: uintptr(c*f) * float, row: uintptr(n) * float, rowDW: uintptr(f) * float,
	}
	for i := 0; i < c; {
		rows := min(2, c-i)
		for j := 0; j < f; {
			t.dw, t.x, t.dy = unsafe.Pointer(&dw[i*f+j]), unsafe.Add(at(x), uintptr(i)*t.row), unsafe.Add(at(dy), uintptr(j)*t.row)
			switch {
			case rows == 2 && j+4 <= f:
				t.columns = uintptr(f-j) / 4
				gradientTile24(&t)
				j = f &^ 3
			case rows == 2 && j+2 <= f:
				gradientTile22(&t)
				j += 2
			case j+4 <= f:
				t.columns = uintptr(f-j) / 4
				gradientTile14(&t)
				j = f &^ 3
			case j+2 <= f:
				gradientTile12(&t)
				j += 2
			default:
				for r := range rows {
					weightGradient11(dw, x, dy, plan, c, f, n, i+r, j)
				}
				j++
			}
		}
		i += rows
	}
}
