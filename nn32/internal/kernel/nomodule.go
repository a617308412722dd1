//go:build goexperiment.simd && (amd64 || arm64 || (wasm && !js))

package kernel

import (
	"simd/archsimd"
	"unsafe"

	"digitlab/nn32/internal/elementary"
)

// What kernels.wasm does where there is one, besides the products of tiles.go.

// unit is the number of samples in a tile of tiles.go.
const unit = Width

func reluBiasGradient(db, dy, y []float32, positions, n int) {
	rowBytes := uintptr(n) * float
	for j := range db {
		var sum vec
		for p := range positions {
			row := uintptr(p*len(db)+j) * rowBytes
			for s := row; s < row+rowBytes; s += twoVecs { // a pointer past the end could keep another object alive
				d, out := unsafe.Add(at(dy), s), unsafe.Add(at(y), s)
				d0 := load(d).Masked(load(out).Greater(vec{}))
				d1 := load(unsafe.Add(d, vector)).Masked(load(unsafe.Add(out, vector)).Greater(vec{}))
				store(d, d0)
				store(unsafe.Add(d, vector), d1)
				sum = sum.Add(d0).Add(d1)
			}
		}
		db[j] = sumOf(sum)
	}
}

func maxPool(y, x []float32, plan *Plan, c, n int) {
	if !plan.fours {
		maxPoolAny(y, x, plan, c, n)
		return
	}
	rowBytes := uintptr(n) * float
	block := uintptr(c) * rowBytes // all channels of a position are contiguous
	for p := range plan.Positions() {
		rows, out := plan.A[4*p:4*p+4], unsafe.Add(at(y), uintptr(p)*block)
		first, second := unsafe.Add(at(x), uintptr(rows[0])*rowBytes), unsafe.Add(at(x), uintptr(rows[1])*rowBytes)
		third, fourth := unsafe.Add(at(x), uintptr(rows[2])*rowBytes), unsafe.Add(at(x), uintptr(rows[3])*rowBytes)
		for s := uintptr(0); s < block; s += twoVecs { // the loop's own cost equals that of its body
			v, w := load(unsafe.Add(first, s)), load(unsafe.Add(first, s+vector))
			v, w = larger(load(unsafe.Add(second, s)), v), larger(load(unsafe.Add(second, s+vector)), w)
			v, w = larger(load(unsafe.Add(third, s)), v), larger(load(unsafe.Add(third, s+vector)), w)
			v, w = larger(load(unsafe.Add(fourth, s)), v), larger(load(unsafe.Add(fourth, s+vector)), w)
			store(unsafe.Add(out, s), v)
			store(unsafe.Add(out, s+vector), w)
		}
	}
}

func maxPoolGradient(dx, dy, y, x []float32, plan *Plan, c, n int) {
	if !plan.fours {
		maxPoolGradientAny(dx, dy, y, x, plan, c, n)
		return
	}
	clear(dx)
	rowBytes := uintptr(n) * float
	block := uintptr(c) * rowBytes
	for p := range plan.Positions() {
		rows := plan.A[4*p : 4*p+4]
		r0, r1, r2, r3 := uintptr(rows[0])*rowBytes, uintptr(rows[1])*rowBytes, uintptr(rows[2])*rowBytes, uintptr(rows[3])*rowBytes
		out, d := unsafe.Add(at(y), uintptr(p)*block), unsafe.Add(at(dy), uintptr(p)*block)
		for s := uintptr(0); s < block; s += twoVecs {
			largest, left := load(unsafe.Add(out, s)), load(unsafe.Add(d, s))
			largest2, left2 := load(unsafe.Add(out, s+vector)), load(unsafe.Add(d, s+vector))
			left, left2 = passTo(at(dx), at(x), r0+s, largest, left), passTo(at(dx), at(x), r0+s+vector, largest2, left2)
			left, left2 = passTo(at(dx), at(x), r1+s, largest, left), passTo(at(dx), at(x), r1+s+vector, largest2, left2)
			left, left2 = passTo(at(dx), at(x), r2+s, largest, left), passTo(at(dx), at(x), r2+s+vector, largest2, left2)
			passTo(at(dx), at(x), r3+s, largest, left)
			passTo(at(dx), at(x), r3+s+vector, largest2, left2)
		}
	}
}

func crossentropy(dx, loss, x, t, share []float32, n int) {
	rowBytes, end := uintptr(n)*float, uintptr(len(x))*float
	for s := uintptr(0); s < rowBytes; s += vector {
		largest, total := exponentials(dx, x, s, rowBytes, end)
		var lanes [4]float32
		total.StoreArray(&lanes)
		for i, sum := range lanes {
			lanes[i] = elementary.Log(sum)
		}
		logTotal := archsimd.LoadFloat32x4Array(&lanes)
		var targets, sum vec
		for row := s; row < end; row += rowBytes {
			target := load(unsafe.Add(at(t), row))
			targets = targets.Add(target)
			l := target.Mul(logTotal.Add(largest.Sub(load(unsafe.Add(at(x), row)))))
			sum = sum.Add(vec{}.IfElse(target.Equal(vec{}), l)) // 0 times an infinity is no number
		}
		store(unsafe.Add(at(loss), s), sum)
		part := load(unsafe.Add(at(share), s))
		scale := targets.Mul(part)
		for row := s; row < end; row += rowBytes {
			d := unsafe.Add(at(dx), row)
			store(d, load(d).Div(total).Mul(scale).Sub(load(unsafe.Add(at(t), row)).Mul(part)))
		}
	}
}

// samplesMask is set in the lanes of the last vector that have a sample.
func samplesMask(samples int) archsimd.Mask32x4 {
	var lanes [4]float32
	for i := range (samples-1)%4 + 1 {
		lanes[i] = 1
	}
	return archsimd.LoadFloat32x4Array(&lanes).Greater(vec{})
}

// A lane that is masked adds +0 to a sum, which leaves its bits.
func moments(mean, variance, x []float32, n, samples int) {
	c := len(mean)
	rowBytes, end := uintptr(n)*float, uintptr(len(x))*float
	block := uintptr(c) * rowBytes
	whole, mask := uintptr((samples-1)/4)*vector, samplesMask(samples)
	share := 1 / (float32(samples) * float32(len(x)/(c*n)))
	for i := range c {
		var total vec
		for p := uintptr(i) * rowBytes; p < end; p += block {
			row := unsafe.Add(at(x), p)
			var sum vec
			for s := uintptr(0); s < whole; s += vector {
				sum = sum.Add(load(unsafe.Add(row, s)))
			}
			total = total.Add(sum.Add(load(unsafe.Add(row, whole)).Masked(mask)))
		}
		mean[i] = float32(sumOf(total) * share)
		middle := splatOf(mean[i])
		total = vec{}
		for p := uintptr(i) * rowBytes; p < end; p += block {
			row := unsafe.Add(at(x), p)
			var sum vec
			for s := uintptr(0); s < whole; s += vector {
				d := load(unsafe.Add(row, s)).Sub(middle)
				sum = sum.Add(d.Mul(d))
			}
			d := load(unsafe.Add(row, whole)).Sub(middle)
			total = total.Add(sum.Add(d.Mul(d).Masked(mask)))
		}
		variance[i] = float32(sumOf(total) * share)
	}
}

func normalize(y, x, mean, scale, shift []float32, n int) {
	rowBytes, end := uintptr(n)*float, uintptr(len(x))*float
	for i := range mean {
		middle, factor, add := splatOf(mean[i]), splatOf(scale[i]), splatOf(shift[i])
		for p := uintptr(i) * rowBytes; p < end; p += uintptr(len(mean)) * rowBytes {
			for s := p; s < p+rowBytes; s += vector {
				store(unsafe.Add(at(y), s), load(unsafe.Add(at(x), s)).Sub(middle).Mul(factor).Add(add))
			}
		}
	}
}

func correlation(sum, dy, x, mean []float32, n int) {
	rowBytes, end := uintptr(n)*float, uintptr(len(x))*float
	for i := range mean {
		middle := splatOf(mean[i])
		var total vec
		for p := uintptr(i) * rowBytes; p < end; p += uintptr(len(mean)) * rowBytes {
			for s := p; s < p+rowBytes; s += vector {
				total = total.Add(load(unsafe.Add(at(dy), s)).Mul(load(unsafe.Add(at(x), s)).Sub(middle)))
			}
		}
		sum[i] = sumOf(total)
	}
}

func normalizeGradient(dx, dy, x, mean, a, b, scale []float32, n, samples int) {
	rowBytes, end := uintptr(n)*float, uintptr(len(x))*float
	last, mask := uintptr((samples-1)/4)*vector, samplesMask(samples)
	for i := range mean {
		middle, ai, bi, factor := splatOf(mean[i]), splatOf(a[i]), splatOf(b[i]), splatOf(scale[i])
		for p := uintptr(i) * rowBytes; p < end; p += uintptr(len(mean)) * rowBytes {
			for s := uintptr(0); s <= last; s += vector {
				d := load(unsafe.Add(at(dy), p+s)).Sub(ai)
				d = d.Sub(load(unsafe.Add(at(x), p+s)).Sub(middle).Mul(bi)).Mul(factor)
				if s == last {
					d = d.Masked(mask)
				}
				store(unsafe.Add(at(dx), p+s), d)
			}
			for s := last + vector; s < rowBytes; s += vector {
				store(unsafe.Add(at(dx), p+s), vec{})
			}
		}
	}
}

func adam(updates []Update, r AdamRates) {
	alpha, epsilon, rest1, rest2 := splatOf(r.Alpha), splatOf(r.Epsilon), splatOf(1-r.Beta1), splatOf(1-r.Beta2)
	for _, u := range updates {
		end, rest := wholeBytes(u.W)
		for s := uintptr(0); s < end; s += vector {
			pw, pm, pv := unsafe.Add(at(u.W), s), unsafe.Add(at(u.M), s), unsafe.Add(at(u.V), s)
			gi, mi, vi := load(unsafe.Add(at(u.G), s)), load(pm), load(pv)
			mi = mi.Add(gi.Sub(mi).Mul(rest1))
			vi = vi.Add(gi.Mul(gi).Sub(vi).Mul(rest2))
			store(pm, mi)
			store(pv, vi)
			store(pw, load(pw).Sub(mi.Mul(alpha).Div(vi.Sqrt().Add(epsilon))))
		}
		adamFrom(rest, u, r)
	}
}
