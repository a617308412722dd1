//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import (
	"simd/archsimd"
	"unsafe"

	"digitlab/nn32/internal/coefficients"
)

// Vectors reports whether this build computes with vectors.
const Vectors = true

type vec = archsimd.Float32x4

func load(p unsafe.Pointer) vec     { return archsimd.LoadFloat32x4Array((*[4]float32)(p)) }
func store(p unsafe.Pointer, v vec) { v.StoreArray((*[4]float32)(p)) }

// splat returns a vector with the float32 at p in each lane.
func splat(p unsafe.Pointer) vec { return archsimd.BroadcastFloat32x4(*(*float32)(p)) }

func at(x []float32) unsafe.Pointer { return unsafe.Pointer(unsafe.SliceData(x)) }

const (
	float   = unsafe.Sizeof(float32(0))
	vector  = 4 * float
	twoVecs = 2 * vector
)

// positive is ReLU: v where v > 0, else +0, for NaN too.
func positive(v vec) vec { return v.Masked(v.Greater(vec{})) }

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
			for s := uintptr(0); s < rowBytes; s += vector {
				sum = sum.Add(load(unsafe.Add(row, s)))
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

// maxPoolAny is maxPool for windows of any size.
func maxPoolAny(y, x []float32, plan *Plan, c, n int) {
	rowBytes := uintptr(n) * float
	block := uintptr(c) * rowBytes
	for p := range plan.Positions() {
		rows := plan.A[plan.Start[p]:plan.Start[p+1]]
		for s := uintptr(0); s < block; s += vector {
			v := load(unsafe.Add(at(x), uintptr(rows[0])*rowBytes+s))
			for _, r := range rows[1:] {
				v = larger(load(unsafe.Add(at(x), uintptr(r)*rowBytes+s)), v)
			}
			store(unsafe.Add(at(y), uintptr(p)*block+s), v)
		}
	}
}

// larger returns v where v > than, else than. Max would disagree between machines about -0.
func larger(v, than vec) vec { return v.IfElse(v.Greater(than), than) }

// maxPoolGradientAny is maxPoolGradient for windows of any size, and for such as overlap.
func maxPoolGradientAny(dx, dy, y, x []float32, plan *Plan, c, n int) {
	clear(dx)
	rowBytes := uintptr(n) * float
	block := uintptr(c) * rowBytes
	for p := range plan.Positions() {
		rows := plan.A[plan.Start[p]:plan.Start[p+1]]
		for s := uintptr(0); s < block; s += vector {
			largest, left := load(unsafe.Add(at(y), uintptr(p)*block+s)), load(unsafe.Add(at(dy), uintptr(p)*block+s))
			for _, r := range rows {
				left = passTo(at(dx), at(x), uintptr(r)*rowBytes+s, largest, left)
			}
		}
	}
}

// passTo adds the gradient left to dx where x is the largest, and returns the gradient that is left for the next rows.
func passTo(dx, x unsafe.Pointer, at uintptr, largest, left vec) vec {
	hit := load(unsafe.Add(x, at)).Equal(largest)
	d := unsafe.Add(dx, at)
	store(d, load(d).Add(left.Masked(hit)))
	return vec{}.IfElse(hit, left)
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
	clear(dx)
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

func softmax(y, x []float32, n int) {
	rowBytes, end := uintptr(n)*float, uintptr(len(x))*float
	for s := uintptr(0); s < rowBytes; s += vector {
		_, total := exponentials(y, x, s, rowBytes, end)
		for row := s; row < end; row += rowBytes {
			o := unsafe.Add(at(y), row)
			store(o, load(o).Div(total))
		}
	}
}

// exponentials sets y = exp(x - largest) for the four samples that begin s bytes after the start of a row. It returns their largest x and
// the sums of y.
func exponentials(y, x []float32, s, rowBytes, end uintptr) (largest, total vec) {
	largest = load(unsafe.Add(at(x), s))
	for row := s + rowBytes; row < end; row += rowBytes {
		largest = larger(load(unsafe.Add(at(x), row)), largest)
	}
	for row := s; row < end; row += rowBytes {
		e := expVec(load(unsafe.Add(at(x), row)).Sub(largest))
		store(unsafe.Add(at(y), row), e)
		total = total.Add(e)
	}
	return largest, total
}

// expVec returns exp of each lane.
func expVec(x vec) vec {
	least, magic := archsimd.BroadcastFloat32x4(coefficients.ExpLeast), archsimd.BroadcastFloat32x4(coefficients.RoundMagic)
	x = least.IfElse(x.Less(least), x)
	t := x.Mul(archsimd.BroadcastFloat32x4(coefficients.Log2E)).Add(magic)
	k := t.Sub(magic)
	r := x.Sub(k.Mul(archsimd.BroadcastFloat32x4(coefficients.ExpLn2High)))
	r = r.Sub(k.Mul(archsimd.BroadcastFloat32x4(coefficients.ExpLn2Low)))
	p := expm1SmallVec(r).Add(archsimd.BroadcastFloat32x4(1))
	return p.Mul(t.ToBits().ShiftAllLeft(23).Add(archsimd.BroadcastUint32x4(127 << 23)).BitsToFloat32())
}

func expm1SmallVec(r vec) vec {
	p := archsimd.BroadcastFloat32x4(coefficients.Exp[0])
	for _, c := range coefficients.Exp[1:] {
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

func countRight(x []float32, classes []int, n int) (right int) {
	rowBytes, end, one := uintptr(n)*float, uintptr(len(x))*float, archsimd.BroadcastFloat32x4(1)
	for from := 0; from < len(classes); from += 4 {
		s := uintptr(from) * float
		largest := load(unsafe.Add(at(x), s))
		var best, class vec
		for row := s + rowBytes; row < end; row += rowBytes {
			class = class.Add(one)
			v := load(unsafe.Add(at(x), row))
			more := v.Greater(largest)
			largest, best = v.IfElse(more, largest), class.IfElse(more, best)
		}
		var lanes [4]float32
		best.StoreArray(&lanes)
		for i, class := range classes[from:min(from+4, len(classes))] {
			if int(lanes[i]) == class {
				right++
			}
		}
	}
	return right
}
