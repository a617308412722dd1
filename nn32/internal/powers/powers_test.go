package powers

import "testing"

// Products that are cut off below Negligible give the bits that all factors give.
func TestPowersAreCutOffToTheSameBits(t *testing.T) {
	for _, base := range []float64{float64(float32(.9)), float64(float32(.999)), .96, .5, float64(float32(.99))} {
		var p Powers
		exact := 1.
		for exponent := 1.; exponent < 60000; exponent++ {
			exact = float64(exact * base)
			if got := p.Of(base, exponent); 1-got != 1-exact {
				t.Fatalf("1 - %v^%v is %v, want %v", base, exponent, 1-got, 1-exact)
			}
		}
		if got := new(Powers).Of(base, 1<<24); 1-got != 1 {
			t.Errorf("1 - %v^2²⁴ is %v", base, 1-got)
		}
	}
}
