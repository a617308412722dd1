package i18n

import (
	"math"
	"testing"
)

func TestFormat(t *testing.T) {
	for _, c := range [][2]string{
		{Seconds(.94), "0.9"}, {Seconds(9.94), "9.9"}, {Seconds(9.96), "10"}, {Seconds(99.5), "100"}, {Seconds(0), "0.0"},
		{Percent(.97222), "97.2"}, {Percent(1), "100.0"}, {Loss(.12345), "0.1235"}, {Rate(.001), "0.001"}, {Rate(1e-7), "1e-07"},
		{Grouped(0), "0"}, {Grouped(999), "999"}, {Grouped(5160), "5,160"}, {Grouped(1234567), "1,234,567"}, {Grouped(-123), "-123"},
		{Decimals(0, 3), "0.000"}, {Decimals(math.Copysign(0, -1), 3), "0.000"}, {Decimals(-.0004, 3), "0.000"}, {Decimals(-.0006, 3), "−0.001"},
		{Decimals(-10, 0), "−10"}, {Decimals(-.4, 0), "0"}, {Decimals(12.345, 2), "12.35"}, {Decimals(math.Inf(-1), 1), "−Inf"},
		{Signed(.004), "0.00"}, {Signed(-.004), "0.00"}, {Signed(.126), "+0.13"}, {Signed(-.126), "−0.13"},
		{Shape([]int{6, 6, 10}), "6×6×10"}, {Shape([]int{50}), "50"},
	} {
		if c[0] != c[1] {
			t.Errorf("%q, want %q", c[0], c[1])
		}
	}
	if got := WholePercent(.976); got != 98 {
		t.Error(got)
	}
}

func TestLossIsNeverWrittenAsNothing(t *testing.T) {
	for _, v := range []float32{0, 1e-9, float32(math.Inf(1)), float32(math.NaN())} {
		if Loss(v) == "" {
			t.Errorf("%v is written as nothing", v)
		}
	}
}
