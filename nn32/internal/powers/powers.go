// Package powers computes the powers that an optimiser's corrections of bias need, with the same bits on every machine.
package powers

// Negligible is a number that subtracting from 1 leaves 1, so that a product below it needs no more factors. Without this limit a file
// with a large number of steps would cost the time of all of them.
const Negligible = 1. / (1 << 60)

// Powers computes powers of one base by repeated multiplication, since math.Pow may differ in the last bit between machines. Powers
// below Negligible are not exact: they are to be subtracted from 1.
type Powers struct {
	exponent, power float64
}

// Of returns base to the power of exponent, a whole number. base must be the same in all calls.
func (p *Powers) Of(base, exponent float64) float64 {
	if p.exponent == 0 || exponent < p.exponent {
		p.exponent, p.power = 0, 1
	}
	for ; p.exponent < exponent && p.power > Negligible; p.exponent++ {
		p.power *= base
	}
	p.exponent = exponent
	return p.power
}
