//go:build goexperiment.simd && (amd64 || arm64)

package kernel

import (
	"simd/archsimd"
	"unsafe"
)

// product works in tiles of four rows by eight samples: eight accumulators are as many as Go's compiler for
// WebAssembly keeps in registers. What is left of the rows goes by two and by one.
func product(y, w, x, bias []float32, plan *Plan, m, step, n int, relu bool) {
	i := 0
	for ; i+4 <= m; i += 4 {
		product4(y, w, x, bias, plan, m, step, n, i, relu)
	}
	for ; i < m; i++ {
		product1(y, w, x, bias, plan, m, step, n, i, relu)
	}
}

func product4(y, w, x, bias []float32, plan *Plan, m, step, n, i int, relu bool) {
	rowBytes, stepBytes := uintptr(n)*float, uintptr(step)*float
	weights, rows := unsafe.Add(at(w), uintptr(i)*stepBytes), at(x)
	var b0, b1, b2, b3 vec
	if bias != nil {
		b0, b1 = archsimd.BroadcastFloat32x4(bias[i]), archsimd.BroadcastFloat32x4(bias[i+1])
		b2, b3 = archsimd.BroadcastFloat32x4(bias[i+2]), archsimd.BroadcastFloat32x4(bias[i+3])
	}
	for p := range plan.Positions() {
		first, count := plan.Start[p], int(plan.Start[p+1]-plan.Start[p])
		a, b := unsafe.Pointer(unsafe.SliceData(plan.A[first:])), unsafe.Pointer(unsafe.SliceData(plan.B[first:]))
		out := unsafe.Add(at(y), uintptr(p*m+i)*rowBytes)
		for s := uintptr(0); s < rowBytes; s += twoVecs {
			y00, y01, y10, y11, y20, y21, y30, y31 := b0, b0, b1, b1, b2, b2, b3, b3
			in, ea, eb := unsafe.Add(rows, s), a, b
			k := count
			for ; k >= 4; k -= 4 {
				e := unsafe.Add(weights, uintptr(*(*int32)(ea))*float)
				v := unsafe.Add(in, uintptr(*(*int32)(eb))*rowBytes)
				x0, x1 := load(v), load(unsafe.Add(v, vector))
				c := splat(e)
				y00, y01 = y00.Add(c.Mul(x0)), y01.Add(c.Mul(x1))
				e = unsafe.Add(e, stepBytes)
				c = splat(e)
				y10, y11 = y10.Add(c.Mul(x0)), y11.Add(c.Mul(x1))
				e = unsafe.Add(e, stepBytes)
				c = splat(e)
				y20, y21 = y20.Add(c.Mul(x0)), y21.Add(c.Mul(x1))
				c = splat(unsafe.Add(e, stepBytes))
				y30, y31 = y30.Add(c.Mul(x0)), y31.Add(c.Mul(x1))

				e = unsafe.Add(weights, uintptr(*(*int32)(unsafe.Add(ea, 4)))*float)
				v = unsafe.Add(in, uintptr(*(*int32)(unsafe.Add(eb, 4)))*rowBytes)
				x0, x1 = load(v), load(unsafe.Add(v, vector))
				c = splat(e)
				y00, y01 = y00.Add(c.Mul(x0)), y01.Add(c.Mul(x1))
				e = unsafe.Add(e, stepBytes)
				c = splat(e)
				y10, y11 = y10.Add(c.Mul(x0)), y11.Add(c.Mul(x1))
				e = unsafe.Add(e, stepBytes)
				c = splat(e)
				y20, y21 = y20.Add(c.Mul(x0)), y21.Add(c.Mul(x1))
				c = splat(unsafe.Add(e, stepBytes))
				y30, y31 = y30.Add(c.Mul(x0)), y31.Add(c.Mul(x1))

				e = unsafe.Add(weights, uintptr(*(*int32)(unsafe.Add(ea, 8)))*float)
				v = unsafe.Add(in, uintptr(*(*int32)(unsafe.Add(eb, 8)))*rowBytes)
				x0, x1 = load(v), load(unsafe.Add(v, vector))
				c = splat(e)
				y00, y01 = y00.Add(c.Mul(x0)), y01.Add(c.Mul(x1))
				e = unsafe.Add(e, stepBytes)
				c = splat(e)
				y10, y11 = y10.Add(c.Mul(x0)), y11.Add(c.Mul(x1))
				e = unsafe.Add(e, stepBytes)
				c = splat(e)
				y20, y21 = y20.Add(c.Mul(x0)), y21.Add(c.Mul(x1))
				c = splat(unsafe.Add(e, stepBytes))
				y30, y31 = y30.Add(c.Mul(x0)), y31.Add(c.Mul(x1))

				e = unsafe.Add(weights, uintptr(*(*int32)(unsafe.Add(ea, 12)))*float)
				v = unsafe.Add(in, uintptr(*(*int32)(unsafe.Add(eb, 12)))*rowBytes)
				x0, x1 = load(v), load(unsafe.Add(v, vector))
				c = splat(e)
				y00, y01 = y00.Add(c.Mul(x0)), y01.Add(c.Mul(x1))
				e = unsafe.Add(e, stepBytes)
				c = splat(e)
				y10, y11 = y10.Add(c.Mul(x0)), y11.Add(c.Mul(x1))
				e = unsafe.Add(e, stepBytes)
				c = splat(e)
				y20, y21 = y20.Add(c.Mul(x0)), y21.Add(c.Mul(x1))
				c = splat(unsafe.Add(e, stepBytes))
				y30, y31 = y30.Add(c.Mul(x0)), y31.Add(c.Mul(x1))

				ea, eb = unsafe.Add(ea, 16), unsafe.Add(eb, 16)
			}
			for ; k > 0; k-- {
				e := unsafe.Add(weights, uintptr(*(*int32)(ea))*float)
				v := unsafe.Add(in, uintptr(*(*int32)(eb))*rowBytes)
				x0, x1 := load(v), load(unsafe.Add(v, vector))
				c := splat(e)
				y00, y01 = y00.Add(c.Mul(x0)), y01.Add(c.Mul(x1))
				e = unsafe.Add(e, stepBytes)
				c = splat(e)
				y10, y11 = y10.Add(c.Mul(x0)), y11.Add(c.Mul(x1))
				e = unsafe.Add(e, stepBytes)
				c = splat(e)
				y20, y21 = y20.Add(c.Mul(x0)), y21.Add(c.Mul(x1))
				c = splat(unsafe.Add(e, stepBytes))
				y30, y31 = y30.Add(c.Mul(x0)), y31.Add(c.Mul(x1))
				ea, eb = unsafe.Add(ea, 4), unsafe.Add(eb, 4)
			}
			if relu {
				y00, y01, y10, y11 = positive(y00), positive(y01), positive(y10), positive(y11)
				y20, y21, y30, y31 = positive(y20), positive(y21), positive(y30), positive(y31)
			}
			o := unsafe.Add(out, s)
			store(o, y00)
			store(unsafe.Add(o, vector), y01)
			o = unsafe.Add(o, rowBytes)
			store(o, y10)
			store(unsafe.Add(o, vector), y11)
			o = unsafe.Add(o, rowBytes)
			store(o, y20)
			store(unsafe.Add(o, vector), y21)
			o = unsafe.Add(o, rowBytes)
			store(o, y30)
			store(unsafe.Add(o, vector), y31)
		}
	}
}
