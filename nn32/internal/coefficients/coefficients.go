// Package coefficients has the numbers of the approximations that several programs compute alike: package elementary, the kernels, and the
// kernels' module.
package coefficients

import "math"

// The exponential function, after Cephes's expf (Moshier): x = k·ln 2 + r, and e^r = 1 + r + r²·p(r).
const (
	ExpLeast   = -87 // where float32 ends
	Log2E      = 1.44269504088896341
	ExpLn2High = .693359375 // ln 2 in two parts: the products of the first and small whole numbers are exact
	ExpLn2Low  = -2.12194440e-4
	// Adding 1.5·2²³ rounds a small number to an integer, which then is the lowest bits of the sum.
	RoundMagic = 12582912
)

// Exp is p, from its highest power on.
var Exp = [...]float32{1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1}

// The logarithm, after FreeBSD's e_log.c (Sun Microsystems 1993): x = 2^k·(1+f), and with s = f/(2+f) a polynomial of s² for log(1+f).
const (
	Ln2High  = 6.9313812256e-01 // ln 2 in two parts, as above
	Ln2Low   = 9.0580006145e-06
	LogLeast = math.Sqrt2 / 2 // 1+f is at least this, and less than twice it
)

// LogOdd and LogEven are the polynomial's factors of s², s⁶, … and of s⁴, s⁸, …, from the highest power on.
var (
	LogOdd  = [...]float32{1.4798198640e-01, 1.8183572590e-01, 2.8571429849e-01, 6.6666668653e-01}
	LogEven = [...]float32{1.5313838422e-01, 2.2222198546e-01, 4.0000000596e-01}
)
