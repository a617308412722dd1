//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import (
	"simd/archsimd"
	"unsafe"
)

// Vectors says whether this build computes with vectors.
const Vectors = true

type vec = archsimd.Float32x4

func load(p unsafe.Pointer) vec     { return archsimd.LoadFloat32x4Array((*[4]float32)(p)) }
func store(p unsafe.Pointer, v vec) { v.StoreArray((*[4]float32)(p)) }

// splat fills a vector with the float32 at p.
func splat(p unsafe.Pointer) vec { return archsimd.BroadcastFloat32x4(*(*float32)(p)) }

func at(x []float32) unsafe.Pointer { return unsafe.Pointer(unsafe.SliceData(x)) }

const (
	float   = unsafe.Sizeof(float32(0))
	vector  = 4 * float
	twoVecs = 2 * vector
)

// positive is ReLU: v where v > 0, else +0, for NaN too.
func positive(v vec) vec { return v.Masked(v.Greater(vec{})) }

func product1(y, w, x, bias []float32, plan *Plan, m, step, n, i int, relu bool) {
	rowBytes := uintptr(n) * float
	weights, rows := unsafe.Add(at(w), uintptr(i*step)*float), at(x)
	var b0 vec
	if bias != nil {
		b0 = archsimd.BroadcastFloat32x4(bias[i])
	}
	for p := range plan.Positions() {
		first, count := plan.Start[p], int(plan.Start[p+1]-plan.Start[p])
		a, b := unsafe.Pointer(unsafe.SliceData(plan.A[first:])), unsafe.Pointer(unsafe.SliceData(plan.B[first:]))
		out := unsafe.Add(at(y), uintptr(p*m+i)*rowBytes)
		for s := uintptr(0); s < rowBytes; s += twoVecs {
			y0, y1 := b0, b0
			in, ea, eb := unsafe.Add(rows, s), a, b
			for k := count; k > 0; k-- {
				c := splat(unsafe.Add(weights, uintptr(*(*int32)(ea))*float))
				v := unsafe.Add(in, uintptr(*(*int32)(eb))*rowBytes)
				y0, y1 = y0.Add(c.Mul(load(v))), y1.Add(c.Mul(load(unsafe.Add(v, vector))))
				ea, eb = unsafe.Add(ea, 4), unsafe.Add(eb, 4)
			}
			if relu {
				y0, y1 = positive(y0), positive(y1)
			}
			store(unsafe.Add(out, s), y0)
			store(unsafe.Add(out, s+vector), y1)
		}
	}
}

// weightGradient works in tiles of two rows of x by four of dy, as far as they go.
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

func sumOf(v vec) float32 {
	var lanes [4]float32
	v.StoreArray(&lanes)
	return addLanes(lanes)
}

func biasGradient(db, dy []float32, positions, n int) {
	rowBytes := uintptr(n) * float
	for j := range db {
		var sum vec
		for p := range positions {
			row := unsafe.Add(at(dy), uintptr(p*len(db)+j)*rowBytes)
			for s := uintptr(0); s < rowBytes; s += twoVecs {
				sum = sum.Add(load(unsafe.Add(row, s))).Add(load(unsafe.Add(row, s+vector)))
			}
		}
		db[j] = sumOf(sum)
	}
}

func relu(y, x []float32) {
	for s := uintptr(0); s < uintptr(len(x))*float; s += vector {
		store(unsafe.Add(at(y), s), positive(load(unsafe.Add(at(x), s))))
	}
}

func reluGradient(dx, dy, y []float32) {
	for s := uintptr(0); s < uintptr(len(y))*float; s += vector {
		d := load(unsafe.Add(at(dy), s))
		store(unsafe.Add(at(dx), s), d.Masked(load(unsafe.Add(at(y), s)).Greater(vec{})))
	}
}

func maxPool(y, x []float32, plan *Plan, c, n int) {
	rowBytes := uintptr(n) * float
	for p := range plan.Positions() {
		rows := plan.A[plan.Start[p]:plan.Start[p+1]]
		block := uintptr(c) * rowBytes // all channels of a place are neighbours
		out := unsafe.Add(at(y), uintptr(p)*block)
		first := unsafe.Add(at(x), uintptr(rows[0])*rowBytes)
		if len(rows) == 4 {
			second, third := unsafe.Add(at(x), uintptr(rows[1])*rowBytes), unsafe.Add(at(x), uintptr(rows[2])*rowBytes)
			fourth := unsafe.Add(at(x), uintptr(rows[3])*rowBytes)
			for s := uintptr(0); s < block; s += vector {
				v := larger(load(unsafe.Add(second, s)), load(unsafe.Add(first, s)))
				v = larger(load(unsafe.Add(third, s)), v)
				store(unsafe.Add(out, s), larger(load(unsafe.Add(fourth, s)), v))
			}
			continue
		}
		for s := uintptr(0); s < block; s += vector {
			v := load(unsafe.Add(first, s))
			for _, r := range rows[1:] {
				v = larger(load(unsafe.Add(at(x), uintptr(r)*rowBytes+s)), v)
			}
			store(unsafe.Add(out, s), v)
		}
	}
}

// larger is v where v > than, else than. Max would disagree between machines about -0.
func larger(v, than vec) vec { return v.IfElse(v.Greater(than), than) }

func maxPoolGradient(dx, dy, y, x []float32, plan *Plan, c, n int) {
	rowBytes := uintptr(n) * float
	block := uintptr(c) * rowBytes
	for p := range plan.Positions() {
		rows := plan.A[plan.Start[p]:plan.Start[p+1]]
		for s := uintptr(0); s < block; s += vector {
			largest, left := load(unsafe.Add(at(y), uintptr(p)*block+s)), load(unsafe.Add(at(dy), uintptr(p)*block+s))
			for _, r := range rows {
				from := uintptr(r)*rowBytes + s
				hit := load(unsafe.Add(at(x), from)).Equal(largest)
				d := unsafe.Add(at(dx), from)
				store(d, load(d).Add(left.Masked(hit)))
				left = vec{}.IfElse(hit, left)
			}
		}
	}
}

func averagePool(y, x []float32, plan *Plan, c, n int) {
	rowBytes := uintptr(n) * float
	block := uintptr(c) * rowBytes
	for p := range plan.Positions() {
		rows := plan.A[plan.Start[p]:plan.Start[p+1]]
		share := archsimd.BroadcastFloat32x4(1 / float32(len(rows)))
		for s := uintptr(0); s < block; s += vector {
			var sum vec
			for _, r := range rows {
				sum = sum.Add(load(unsafe.Add(at(x), uintptr(r)*rowBytes+s)))
			}
			store(unsafe.Add(at(y), uintptr(p)*block+s), sum.Mul(share))
		}
	}
}

func averagePoolGradient(dx, dy []float32, plan *Plan, c, n int) {
	rowBytes := uintptr(n) * float
	block := uintptr(c) * rowBytes
	for p := range plan.Positions() {
		rows := plan.A[plan.Start[p]:plan.Start[p+1]]
		share := archsimd.BroadcastFloat32x4(1 / float32(len(rows)))
		for s := uintptr(0); s < block; s += vector {
			part := load(unsafe.Add(at(dy), uintptr(p)*block+s)).Mul(share)
			for _, r := range rows {
				d := unsafe.Add(at(dx), uintptr(r)*rowBytes+s)
				store(d, load(d).Add(part))
			}
		}
	}
}

func softmax(y, x, largest, sum []float32, n int) {
	rowBytes, end := uintptr(n)*float, uintptr(len(x))*float
	for s := uintptr(0); s < rowBytes; s += vector {
		m := load(unsafe.Add(at(x), s))
		for row := s + rowBytes; row < end; row += rowBytes {
			m = larger(load(unsafe.Add(at(x), row)), m)
		}
		var total vec
		for row := s; row < end; row += rowBytes {
			e := expVec(load(unsafe.Add(at(x), row)).Sub(m))
			store(unsafe.Add(at(y), row), e)
			total = total.Add(e)
		}
		for row := s; row < end; row += rowBytes {
			o := unsafe.Add(at(y), row)
			store(o, load(o).Div(total))
		}
		store(unsafe.Add(at(largest), s), m)
		store(unsafe.Add(at(sum), s), total)
	}
}

// expVec is exp in four lanes.
func expVec(x vec) vec {
	least, magic := archsimd.BroadcastFloat32x4(expLeast), archsimd.BroadcastFloat32x4(roundMagic)
	x = least.IfElse(x.Less(least), x)
	t := x.Mul(archsimd.BroadcastFloat32x4(log2E)).Add(magic)
	k := t.Sub(magic)
	r := x.Sub(k.Mul(archsimd.BroadcastFloat32x4(ln2High)))
	r = r.Sub(k.Mul(archsimd.BroadcastFloat32x4(ln2Low)))
	p := expm1SmallVec(r).Add(archsimd.BroadcastFloat32x4(1))
	return p.Mul(t.ToBits().ShiftAllLeft(23).Add(archsimd.BroadcastUint32x4(127 << 23)).BitsToFloat32())
}

func expm1SmallVec(r vec) vec {
	p := archsimd.BroadcastFloat32x4(expC[0])
	for _, c := range expC[1:] {
		p = p.Mul(r).Add(archsimd.BroadcastFloat32x4(c))
	}
	return p.Mul(r.Mul(r)).Add(r)
}

func softmaxGradient(dx, dy, y []float32, n int) {
	rowBytes, end := uintptr(n)*float, uintptr(len(y))*float
	for s := uintptr(0); s < rowBytes; s += vector {
		var sum vec
		for row := s; row < end; row += rowBytes {
			sum = sum.Add(load(unsafe.Add(at(dy), row)).Mul(load(unsafe.Add(at(y), row))))
		}
		for row := s; row < end; row += rowBytes {
			d := load(unsafe.Add(at(dy), row)).Sub(sum)
			store(unsafe.Add(at(dx), row), load(unsafe.Add(at(y), row)).Mul(d))
		}
	}
}
