//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import (
	"simd/archsimd"
	"unsafe"
)

func splatOf(x float32) vec { return archsimd.BroadcastFloat32x4(x) }

// choose returns positive where x > 0, else otherwise, also for NaN.
func choose(positive, otherwise, x vec) vec { return positive.IfElse(x.Greater(vec{}), otherwise) }

func activate(y, x []float32, f Function, p float32) {
	parameter := splatOf(p)
	for s := uintptr(0); s < uintptr(len(x))*float; s += vector {
		v := load(unsafe.Add(at(x), s))
		switch f {
		case LeakyRelu:
			v = choose(v, v.Mul(parameter), v)
		case Elu:
			v = choose(v, expm1Vec(v).Mul(parameter), v)
		case Gelu:
			v = v.Mul(normalVec(v, expVec(v.Mul(v).Mul(splatOf(-.5)))))
		case Silu:
			v = v.Mul(sigmoidVec(v))
		case Tanh:
			v = tanhVec(v)
		case Sigmoid:
			v = sigmoidVec(v)
		}
		store(unsafe.Add(at(y), s), v)
	}
}

func activateGradient(dx, dy, x, y []float32, f Function, p float32) {
	parameter, one := splatOf(p), splatOf(1)
	for s := uintptr(0); s < uintptr(len(x))*float; s += vector {
		v, out := load(unsafe.Add(at(x), s)), load(unsafe.Add(at(y), s))
		slope := one
		switch f {
		case LeakyRelu:
			slope = choose(one, parameter, v)
		case Elu:
			slope = choose(one, out.Add(parameter), v)
		case Gelu:
			e := expVec(v.Mul(v).Mul(splatOf(-.5)))
			slope = normalVec(v, e).Add(v.Mul(e.Mul(splatOf(normalDensity0))))
		case Silu:
			sigmoid := sigmoidVec(v)
			slope = sigmoid.Add(out.Mul(one.Sub(sigmoid)))
		case Tanh:
			slope = one.Sub(out.Mul(out))
		case Sigmoid:
			slope = out.Mul(one.Sub(out))
		}
		store(unsafe.Add(at(dx), s), load(unsafe.Add(at(dy), s)).Mul(slope))
	}
}

func expm1Vec(x vec) vec {
	return expm1SmallVec(x).IfElse(x.Greater(splatOf(-expSmall)), expVec(x).Sub(splatOf(1)))
}

func sigmoidVec(x vec) vec {
	one := splatOf(1)
	e := expVec(x.Abs().Neg())
	return e.IfElse(x.Less(vec{}), one).Div(one.Add(e))
}

func tanhVec(x vec) vec {
	one, a := splatOf(1), x.Abs()
	z := x.Mul(x)
	p := splatOf(tanhC[0])
	for _, c := range tanhC[1:] {
		p = p.Mul(z).Add(splatOf(c))
	}
	small := p.Mul(z).Mul(x).Add(x)
	e := expVec(a.Mul(splatOf(-2)))
	large := one.Sub(e).Div(one.Add(e))
	large = large.Neg().IfElse(x.Less(vec{}), large)
	return small.IfElse(a.Less(splatOf(tanhSmall)), large)
}

func normalVec(x, e vec) vec {
	one := splatOf(1)
	t := one.Div(one.Add(x.Abs().Mul(splatOf(normalP))))
	p := splatOf(normalC[0])
	for _, c := range normalC[1:] {
		p = p.Mul(t).Add(splatOf(c))
	}
	tail := p.Mul(t).Mul(e)
	return choose(one.Sub(tail), tail, x)
}

func dropout(y, x []float32, n int, key uint32, limit int32, scale float32) {
	type words = archsimd.Uint32x4
	step, m1, m2 := archsimd.BroadcastUint32x4(0x9e3779b9), archsimd.BroadcastUint32x4(0x7feb352d), archsimd.BroadcastUint32x4(0x846ca68b)
	start, four := archsimd.BroadcastUint32x4(key), archsimd.BroadcastUint32x4(4)
	least, factor := archsimd.BroadcastInt32x4(limit-1), splatOf(scale)
	i, skipped := archsimd.LoadUint32x4Array(&[4]uint32{0, 1, 2, 3}), archsimd.BroadcastUint32x4(uint32(RoundUp(n)-n))
	for row, rowBytes := uintptr(0), uintptr(n)*float; row < uintptr(len(x))*float; row += rowBytes {
		for s := row; s < row+rowBytes; s += vector {
			var h words = i.Mul(step).Add(start)
			h = h.Xor(h.ShiftAllRight(16)).Mul(m1)
			h = h.Xor(h.ShiftAllRight(15)).Mul(m2)
			h = h.Xor(h.ShiftAllRight(16))
			stays := h.ShiftAllRight(8).BitsToInt32().Greater(least)
			store(unsafe.Add(at(y), s), load(unsafe.Add(at(x), s)).Mul(factor).Masked(stays))
			i = i.Add(four)
		}
		i = i.Add(skipped)
	}
}

// wholeBytes returns the number of bytes of x in whole vectors. The specification computes the rest.
func wholeBytes(x []float32) (bytes uintptr, elements int) {
	elements = len(x) / 4 * 4
	return uintptr(elements) * float, elements
}

func scale(x []float32, a float32) {
	end, rest := wholeBytes(x)
	factor := splatOf(a)
	for s := uintptr(0); s < end; s += vector {
		p := unsafe.Add(at(x), s)
		store(p, load(p).Mul(factor))
	}
	scaleGeneric(x[rest:], a)
}

func addScaled(y, x []float32, a float32) {
	end, rest := wholeBytes(x)
	factor := splatOf(a)
	for s := uintptr(0); s < end; s += vector {
		p := unsafe.Add(at(y), s)
		store(p, load(p).Add(factor.Mul(load(unsafe.Add(at(x), s)))))
	}
	addScaledGeneric(y[rest:], x[rest:], a)
}

func finite(x []float32) bool {
	var a, b, c, d vec // four sums of zeros, or of NaN, that do not wait for each other
	for len(x) >= 16 {
		p := at(x)
		v0, v1, v2, v3 := load(p), load(unsafe.Add(p, vector)), load(unsafe.Add(p, 2*vector)), load(unsafe.Add(p, 3*vector))
		a, b, c, d = a.Add(v0.Sub(v0)), b.Add(v1.Sub(v1)), c.Add(v2.Sub(v2)), d.Add(v3.Sub(v3))
		x = x[16:]
	}
	return sumOf(a.Add(b).Add(c.Add(d))) == 0 && finiteGeneric(x)
}

func sumOfSquares(x []float32) float32 {
	end, rest := wholeBytes(x)
	var sum vec
	for s := uintptr(0); s < end; s += vector {
		v := load(unsafe.Add(at(x), s))
		sum = sum.Add(v.Mul(v))
	}
	var lanes [4]float32
	sum.StoreArray(&lanes)
	for i, v := range x[rest:] {
		lanes[i] += float32(v * v)
	}
	return addLanes(lanes)
}

func nadam(w, g, m, v []float32, r NadamRates) {
	end, rest := wholeBytes(w)
	moment, gradient, second, epsilon := splatOf(r.Moment), splatOf(r.Gradient), splatOf(r.Second), splatOf(r.Epsilon)
	rest1, rest2 := splatOf(1-r.Beta1), splatOf(1-r.Beta2)
	for s := uintptr(0); s < end; s += vector {
		pw, pm, pv := unsafe.Add(at(w), s), unsafe.Add(at(m), s), unsafe.Add(at(v), s)
		gi, mi, vi := load(unsafe.Add(at(g), s)), load(pm), load(pv)
		mi = mi.Add(gi.Sub(mi).Mul(rest1))
		vi = vi.Add(gi.Mul(gi).Sub(vi).Mul(rest2))
		store(pm, mi)
		store(pv, vi)
		store(pw, load(pw).Sub(mi.Mul(moment).Add(gi.Mul(gradient)).Div(vi.Mul(second).Sqrt().Add(epsilon))))
	}
	nadamGeneric(w[rest:], g[rest:], m[rest:], v[rest:], r)
}

func sgd(w, g, m []float32, rate, momentum float32, nesterov bool) {
	end, rest := wholeBytes(w)
	rates, mu := splatOf(rate), splatOf(momentum)
	for s := uintptr(0); s < end; s += vector {
		pw, pm := unsafe.Add(at(w), s), unsafe.Add(at(m), s)
		step := load(unsafe.Add(at(g), s)).Mul(rates)
		mi := load(pm).Mul(mu).Sub(step)
		store(pm, mi)
		if nesterov {
			mi = mi.Mul(mu).Sub(step)
		}
		store(pw, load(pw).Add(mi))
	}
	sgdGeneric(w[rest:], g[rest:], m[rest:], rate, momentum, nesterov)
}

func rmsprop(w, g, m, v []float32, rate, rho, momentum, epsilon float32) {
	end, rest := wholeBytes(w)
	rates, forget, mu, add := splatOf(rate), splatOf(1-rho), splatOf(momentum), splatOf(epsilon)
	for s := uintptr(0); s < end; s += vector {
		pw, pm, pv := unsafe.Add(at(w), s), unsafe.Add(at(m), s), unsafe.Add(at(v), s)
		gi, vi := load(unsafe.Add(at(g), s)), load(pv)
		vi = vi.Add(gi.Mul(gi).Sub(vi).Mul(forget))
		mi := load(pm).Mul(mu).Add(gi.Mul(rates).Div(vi.Add(add).Sqrt()))
		store(pv, vi)
		store(pm, mi)
		store(pw, load(pw).Sub(mi))
	}
	rmspropGeneric(w[rest:], g[rest:], m[rest:], v[rest:], rate, rho, momentum, epsilon)
}

func adagrad(w, g, a []float32, rate, epsilon float32) {
	end, rest := wholeBytes(w)
	rates, add := splatOf(rate), splatOf(epsilon)
	for s := uintptr(0); s < end; s += vector {
		pw, pa := unsafe.Add(at(w), s), unsafe.Add(at(a), s)
		gi := load(unsafe.Add(at(g), s))
		ai := load(pa).Add(gi.Mul(gi))
		store(pa, ai)
		store(pw, load(pw).Sub(gi.Mul(rates).Div(ai.Add(add).Sqrt())))
	}
	adagradGeneric(w[rest:], g[rest:], a[rest:], rate, epsilon)
}
