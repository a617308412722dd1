// Package elementary has the elementary functions that decide bits of weights and losses, with the same bits on every machine.
//
// They are those of math32 and of package math for WebAssembly, operation by operation. On a processor with fused multiply-add, such as
// arm64, Go's compiler fuses the products and sums of both packages, which gives other bits. Here each product is rounded before it is
// added.
package elementary

import (
	"math"

	"github.com/chewxy/math32"

	"digitlab/nn32/internal/coefficients"
)

// Log returns the natural logarithm of x, as coefficients.LogOdd tells. It is NaN below 0, and -Inf of 0.
func Log(x float32) float32 {
	switch {
	case x != x || x > math.MaxFloat32:
		return x
	case x < 0:
		return math32.NaN()
	case x == 0:
		return math32.Inf(-1)
	}
	fraction, exponent := math32.Frexp(x)
	if fraction < coefficients.LogLeast {
		fraction *= 2
		exponent--
	}
	k, f := float32(exponent), fraction-1
	s := f / (2 + f)
	s2 := float32(s * s)
	s4 := float32(s2 * s2)
	odd, even := coefficients.LogOdd[0], coefficients.LogEven[0]
	for _, c := range coefficients.LogOdd[1:] {
		odd = float32(s4*odd) + c
	}
	for _, c := range coefficients.LogEven[1:] {
		even = float32(s4*even) + c
	}
	rest := float32(s2*odd) + float32(s4*even)
	half := float32(float32(.5*f) * f)
	return float32(k*coefficients.Ln2High) - ((half - (float32(s*(half+rest)) + float32(k*coefficients.Ln2Low))) - f)
}

// Exp returns e^x, after FreeBSD's e_exp.c (Sun Microsystems 1993): x = k·ln 2 + r, and a rational approximation of e^r.
func Exp(x float32) float32 {
	switch {
	case x != x:
		return x
	case x > 128: // e^89 is beyond float32, and e^-104 below
		return math32.Inf(1)
	case x < -128:
		return 0
	case -1./(1<<28) < x && x < 1./(1<<28):
		return 1 + x
	}
	half := float32(.5)
	if x < 0 {
		half = -half
	}
	k := int(float32(1.4426950216*x) + half)
	high, low := x-float32(float32(k)*coefficients.Ln2High), float32(float32(k)*coefficients.Ln2Low)
	r := high - low
	t := float32(r * r)
	p := float32(t*4.1381369442e-08) - 1.6533901999e-06
	p = float32(t*p) + 6.6137559770e-05
	p = float32(t*p) - 2.7777778450e-03
	p = float32(t*p) + 1.6666667163e-01
	c := r - float32(t*p)
	return math32.Ldexp(1-((low-float32(r*c)/(2-c))-high), k)
}

// Sincos returns the sine and the cosine of x, after Cephes's sin.c (Moshier 2000): x less multiples of π/4, and a polynomial for each. It
// is for angles of some turns, not for large or infinite ones, whose remainder has no digits left.
func Sincos[T float32 | float64](x T) (sin, cos T) {
	if x == 0 {
		return x, 1
	}
	a := max(x, -x)
	octant := uint64(T(a * (4 / math.Pi)))
	octant += octant & 1
	y := T(octant)
	z := a - T(y*7.85398125648498535156e-1) // π/4 in three parts
	z -= T(y * 3.77489470793079817668e-8)
	z -= T(y * 2.69515142907905952645e-15)

	zz := T(z * z)
	p := T(1.58962301576546568060e-10*zz) - 2.50507477628578072866e-8
	p = T(p*zz) + 2.75573136213857245213e-6
	p = T(p*zz) - 1.98412698295895385996e-4
	p = T(p*zz) + 8.33333333332211858878e-3
	p = T(p*zz) - 1.66666666666666307295e-1
	sin = z + T(T(z*zz)*p)

	q := T(-1.13585365213876817300e-11*zz) + 2.08757008419747316778e-9
	q = T(q*zz) - 2.75573141792967388112e-7
	q = T(q*zz) + 2.48015872888517045348e-5
	q = T(q*zz) - 1.38888888888730564116e-3
	q = T(q*zz) + 4.16666666666665929218e-2
	cos = 1 - T(.5*zz) + T(T(zz*zz)*q)

	switch octant & 7 { // even: quarters of a turn
	case 2:
		sin, cos = cos, -sin
	case 4:
		sin, cos = -sin, -cos
	case 6:
		sin, cos = -cos, sin
	}
	if x < 0 {
		sin = -sin
	}
	return sin, cos
}
