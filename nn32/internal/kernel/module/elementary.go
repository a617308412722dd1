package main

import "digitlab/nn32/internal/coefficients"

// constant returns a variable with a number in each lane, which begin sets.
func constant(f *function, begin *code, value float32) code {
	l := f.local(vector)
	*begin = join(*begin, set(l, splat(value)))
	return get(l)
}

// exponential is exp of package kernel, for vectors.
type exponential struct {
	begin                               code // to be run once
	least, log2E, magic, high, low, one code
	coefficients                        []code
	rest, t, k, p                       local
}

func newExp(f *function) *exponential {
	e := &exponential{rest: f.local(vector), t: f.local(vector), k: f.local(vector), p: f.local(vector)}
	e.least, e.log2E = constant(f, &e.begin, coefficients.ExpLeast), constant(f, &e.begin, coefficients.Log2E)
	e.magic, e.one = constant(f, &e.begin, coefficients.RoundMagic), constant(f, &e.begin, 1)
	e.high, e.low = constant(f, &e.begin, coefficients.ExpLn2High), constant(f, &e.begin, coefficients.ExpLn2Low)
	for _, c := range coefficients.Exp {
		e.coefficients = append(e.coefficients, constant(f, &e.begin, c))
	}
	return e
}

// of sets a variable to e^x.
func (e *exponential) of(result local, x code) code {
	return join(
		set(e.rest, larger(e.least, x)),
		set(e.t, plus(times(get(e.rest), e.log2E), e.magic)),
		set(e.k, minus(get(e.t), e.magic)),
		set(e.rest, minus(get(e.rest), times(get(e.k), e.high))),
		set(e.rest, minus(get(e.rest), times(get(e.k), e.low))),
		polynomial(e.p, e.coefficients, get(e.rest)),
		set(e.p, plus(times(get(e.p), times(get(e.rest), get(e.rest))), get(e.rest))),
		// The bits of 1 are its exponent's, to which k is added.
		set(result, times(plus(get(e.p), e.one), plusWords(shiftLeft(get(e.t), mantissa), e.one))))
}

// logarithm is elementary.Log for vectors of numbers from 1 on.
type logarithm struct {
	begin                                       code // to be run once
	one, two, half, least, high, low            code
	odds, evens                                 []code
	k, f, s, s2, s4, odd, even, halfSquare, few local
}

func newLog(f *function) *logarithm {
	l := &logarithm{}
	for _, v := range []*local{&l.k, &l.f, &l.s, &l.s2, &l.s4, &l.odd, &l.even, &l.halfSquare, &l.few} {
		*v = f.local(vector)
	}
	l.one, l.two, l.half = constant(f, &l.begin, 1), constant(f, &l.begin, 2), constant(f, &l.begin, .5)
	l.least = constant(f, &l.begin, coefficients.LogLeast)
	l.high, l.low = constant(f, &l.begin, coefficients.Ln2High), constant(f, &l.begin, coefficients.Ln2Low)
	for _, c := range coefficients.LogOdd {
		l.odds = append(l.odds, constant(f, &l.begin, c))
	}
	for _, c := range coefficients.LogEven {
		l.evens = append(l.evens, constant(f, &l.begin, c))
	}
	return l
}

// of sets a variable to log x; to NaN where x is.
func (l *logarithm) of(result, x local) code {
	return join(
		// x = fraction·2^k, with a fraction from ½ on, and then from √½ on.
		set(l.k, toFloats(minusWords(shiftRight(get(x), mantissa), splatWord(bias-1)))),
		set(l.f, either(both(get(x), splatWord(1<<mantissa-1)), splatWord((bias-1)<<mantissa))),
		set(l.few, above(l.least, get(l.f))),
		set(l.f, plus(get(l.f), both(get(l.f), get(l.few)))),
		set(l.k, minus(get(l.k), both(l.one, get(l.few)))),
		set(l.f, minus(get(l.f), l.one)),
		set(l.s, divided(get(l.f), plus(l.two, get(l.f)))),
		set(l.s2, times(get(l.s), get(l.s))), set(l.s4, times(get(l.s2), get(l.s2))),
		polynomial(l.odd, l.odds, get(l.s4)), polynomial(l.even, l.evens, get(l.s4)),
		set(l.halfSquare, times(times(l.half, get(l.f)), get(l.f))),
		set(l.odd, plus(times(get(l.s2), get(l.odd)), times(get(l.s4), get(l.even)))),
		set(l.odd, plus(times(get(l.s), plus(get(l.halfSquare), get(l.odd))), times(get(l.k), l.low))),
		set(result, minus(times(get(l.k), l.high), minus(minus(get(l.halfSquare), get(l.odd)), get(l.f)))),
		set(result, plus(get(result), minus(get(x), get(x)))))
}

// polynomial sets p to one of x, with the coefficients from the highest power on.
func polynomial(p local, coefficients []code, x code) code {
	c := set(p, coefficients[0])
	for _, coefficient := range coefficients[1:] {
		c = join(c, set(p, plus(times(get(p), x), coefficient)))
	}
	return c
}

// A float32 has mantissa bits after its exponent, which is larger by bias.
const (
	mantissa = 23
	bias     = 127
)
