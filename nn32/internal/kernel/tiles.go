//go:build goexperiment.simd && (amd64 || arm64 || (wasm && !js))

package kernel

import (
	"simd/archsimd"
	"unsafe"
)

// product works in tiles of four rows by eight samples: eight accumulators fit into registers. The remaining rows
// go one by one.
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
	w0, rows := unsafe.Add(at(w), uintptr(i)*stepBytes), at(x)
	w1 := unsafe.Add(w0, stepBytes)
	w2 := unsafe.Add(w1, stepBytes)
	w3 := unsafe.Add(w2, stepBytes)
	var b0, b1, b2, b3 vec
	if bias != nil {
		b0, b1 = archsimd.BroadcastFloat32x4(bias[i]), archsimd.BroadcastFloat32x4(bias[i+1])
		b2, b3 = archsimd.BroadcastFloat32x4(bias[i+2]), archsimd.BroadcastFloat32x4(bias[i+3])
	}
	stepA, stepB := uintptr(plan.stepA)*float, uintptr(plan.stepB)*rowBytes
	for p := range plan.Positions() {
		runs := plan.runs[plan.runStart[p]:plan.runStart[p+1]]
		out := unsafe.Add(at(y), uintptr(p*m+i)*rowBytes)
		for s := uintptr(0); s < rowBytes; s += twoVecs {
			y00, y01, y10, y11, y20, y21, y30, y31 := b0, b0, b1, b1, b2, b2, b3, b3
			in := unsafe.Add(rows, s)
			for r := range runs {
				e, v := uintptr(runs[r].a)*float, uintptr(runs[r].b)*rowBytes // a pointer past the end could keep another object alive
				for k := runs[r].length; k > 0; k-- {
					x0, x1 := load(unsafe.Add(in, v)), load(unsafe.Add(in, v+vector))
					c := splat(unsafe.Add(w0, e))
					y00, y01 = y00.Add(c.Mul(x0)), y01.Add(c.Mul(x1))
					c = splat(unsafe.Add(w1, e))
					y10, y11 = y10.Add(c.Mul(x0)), y11.Add(c.Mul(x1))
					c = splat(unsafe.Add(w2, e))
					y20, y21 = y20.Add(c.Mul(x0)), y21.Add(c.Mul(x1))
					c = splat(unsafe.Add(w3, e))
					y30, y31 = y30.Add(c.Mul(x0)), y31.Add(c.Mul(x1))
					e += stepA
					v += stepB
				}
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

func product1(y, w, x, bias []float32, plan *Plan, m, step, n, i int, relu bool) {
	rowBytes := uintptr(n) * float
	weights, rows := unsafe.Add(at(w), uintptr(i*step)*float), at(x)
	var b0 vec
	if bias != nil {
		b0 = archsimd.BroadcastFloat32x4(bias[i])
	}
	stepA, stepB := uintptr(plan.stepA)*float, uintptr(plan.stepB)*rowBytes
	for p := range plan.Positions() {
		runs := plan.runs[plan.runStart[p]:plan.runStart[p+1]]
		out := unsafe.Add(at(y), uintptr(p*m+i)*rowBytes)
		for s := uintptr(0); s < rowBytes; s += twoVecs {
			y0, y1 := b0, b0
			in := unsafe.Add(rows, s)
			for _, r := range runs {
				e, v := uintptr(r.a)*float, uintptr(r.b)*rowBytes
				for range r.length {
					c := splat(unsafe.Add(weights, e))
					y0, y1 = y0.Add(c.Mul(load(unsafe.Add(in, v)))), y1.Add(c.Mul(load(unsafe.Add(in, v+vector))))
					e += stepA
					v += stepB
				}
			}
			if relu {
				y0, y1 = positive(y0), positive(y1)
			}
			store(unsafe.Add(out, s), y0)
			store(unsafe.Add(out, s+vector), y1)
		}
	}
}

// weightGradient works in tiles of two rows of x by four rows of dy, and then in smaller ones.
func weightGradient(dw, x, dy []float32, plan *Plan, c, f, n int) {
	j := 0
	for ; j+4 <= f; j += 4 {
		i := 0
		for ; i+2 <= c; i += 2 {
			weightGradient24(dw, x, dy, plan, c, f, n, i, j)
		}
		if i < c {
			weightGradient14(dw, x, dy, plan, c, f, n, i, j)
		}
	}
	for ; j < f; j++ {
		for i := range c {
			weightGradient11(dw, x, dy, plan, c, f, n, i, j)
		}
	}
}

func weightGradient24(dw, x, dy []float32, plan *Plan, c, f, n, i, j int) {
	rowBytes := uintptr(n) * float
	xs, dys := unsafe.Add(at(x), uintptr(i)*rowBytes), unsafe.Add(at(dy), uintptr(j)*rowBytes)
	for p := range plan.Positions() {
		var s00, s01, s02, s03, s10, s11, s12, s13 vec
		for e := plan.Start[p]; e < plan.Start[p+1]; e++ {
			x0 := unsafe.Add(xs, uintptr(plan.A[e])*rowBytes)
			x1 := unsafe.Add(x0, rowBytes)
			d0 := unsafe.Add(dys, uintptr(plan.B[e])*rowBytes)
			d1 := unsafe.Add(d0, rowBytes)
			d2 := unsafe.Add(d1, rowBytes)
			d3 := unsafe.Add(d2, rowBytes)
			for s := uintptr(0); s < rowBytes; s += twoVecs {
				v0, v1 := load(unsafe.Add(x0, s)), load(unsafe.Add(x1, s))
				d := load(unsafe.Add(d0, s))
				s00, s10 = s00.Add(v0.Mul(d)), s10.Add(v1.Mul(d))
				d = load(unsafe.Add(d1, s))
				s01, s11 = s01.Add(v0.Mul(d)), s11.Add(v1.Mul(d))
				d = load(unsafe.Add(d2, s))
				s02, s12 = s02.Add(v0.Mul(d)), s12.Add(v1.Mul(d))
				d = load(unsafe.Add(d3, s))
				s03, s13 = s03.Add(v0.Mul(d)), s13.Add(v1.Mul(d))
				v0, v1 = load(unsafe.Add(x0, s+vector)), load(unsafe.Add(x1, s+vector))
				d = load(unsafe.Add(d0, s+vector))
				s00, s10 = s00.Add(v0.Mul(d)), s10.Add(v1.Mul(d))
				d = load(unsafe.Add(d1, s+vector))
				s01, s11 = s01.Add(v0.Mul(d)), s11.Add(v1.Mul(d))
				d = load(unsafe.Add(d2, s+vector))
				s02, s12 = s02.Add(v0.Mul(d)), s12.Add(v1.Mul(d))
				d = load(unsafe.Add(d3, s+vector))
				s03, s13 = s03.Add(v0.Mul(d)), s13.Add(v1.Mul(d))
			}
		}
		row := dw[(p*c+i)*f+j:]
		row[0], row[1], row[2], row[3] = sumOf(s00), sumOf(s01), sumOf(s02), sumOf(s03)
		row = row[f:]
		row[0], row[1], row[2], row[3] = sumOf(s10), sumOf(s11), sumOf(s12), sumOf(s13)
	}
}

func weightGradient14(dw, x, dy []float32, plan *Plan, c, f, n, i, j int) {
	rowBytes := uintptr(n) * float
	xs, dys := unsafe.Add(at(x), uintptr(i)*rowBytes), unsafe.Add(at(dy), uintptr(j)*rowBytes)
	for p := range plan.Positions() {
		var s0, s1, s2, s3 vec
		for e := plan.Start[p]; e < plan.Start[p+1]; e++ {
			x0 := unsafe.Add(xs, uintptr(plan.A[e])*rowBytes)
			d0 := unsafe.Add(dys, uintptr(plan.B[e])*rowBytes)
			d1 := unsafe.Add(d0, rowBytes)
			d2 := unsafe.Add(d1, rowBytes)
			d3 := unsafe.Add(d2, rowBytes)
			for s := uintptr(0); s < rowBytes; s += twoVecs {
				v := load(unsafe.Add(x0, s))
				s0, s1 = s0.Add(v.Mul(load(unsafe.Add(d0, s)))), s1.Add(v.Mul(load(unsafe.Add(d1, s))))
				s2, s3 = s2.Add(v.Mul(load(unsafe.Add(d2, s)))), s3.Add(v.Mul(load(unsafe.Add(d3, s))))
				v = load(unsafe.Add(x0, s+vector))
				s0, s1 = s0.Add(v.Mul(load(unsafe.Add(d0, s+vector)))), s1.Add(v.Mul(load(unsafe.Add(d1, s+vector))))
				s2, s3 = s2.Add(v.Mul(load(unsafe.Add(d2, s+vector)))), s3.Add(v.Mul(load(unsafe.Add(d3, s+vector))))
			}
		}
		row := dw[(p*c+i)*f+j:]
		row[0], row[1], row[2], row[3] = sumOf(s0), sumOf(s1), sumOf(s2), sumOf(s3)
	}
}

func weightGradient11(dw, x, dy []float32, plan *Plan, c, f, n, i, j int) {
	rowBytes := uintptr(n) * float
	xs, dys := unsafe.Add(at(x), uintptr(i)*rowBytes), unsafe.Add(at(dy), uintptr(j)*rowBytes)
	for p := range plan.Positions() {
		var sum vec
		for e := plan.Start[p]; e < plan.Start[p+1]; e++ {
			x0, d0 := unsafe.Add(xs, uintptr(plan.A[e])*rowBytes), unsafe.Add(dys, uintptr(plan.B[e])*rowBytes)
			for s := uintptr(0); s < rowBytes; s += vector {
				sum = sum.Add(load(unsafe.Add(x0, s)).Mul(load(unsafe.Add(d0, s))))
			}
		}
		dw[(p*c+i)*f+j] = sumOf(sum)
	}
}
