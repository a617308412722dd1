package ui

import (
	"math"
	"testing"
)

func TestFormat(t *testing.T) {
	for _, c := range [][2]string{
		{seconds(.94), "0.9"}, {seconds(9.94), "9.9"}, {seconds(9.96), "10"}, {seconds(99.5), "100"}, {seconds(0), "0.0"},
		{percent(.97222), "97.2"}, {percent(1), "100.0"}, {loss(.12345), "0.1235"}, {rate(.001), "0.001"}, {rate(1e-7), "1e-07"},
		{grouped(0), "0"}, {grouped(999), "999"}, {grouped(5160), "5,160"}, {grouped(1234567), "1,234,567"}, {grouped(-123), "-123"},
		{shape([]int{6, 6, 10}), "6×6×10"}, {shape([]int{50}), "50"},
	} {
		if c[0] != c[1] {
			t.Errorf("%q, want %q", c[0], c[1])
		}
	}
	if got := wholePercent(.976); got != 98 {
		t.Error(got)
	}
}

func TestLossIsNeverWrittenAsNothing(t *testing.T) {
	for _, v := range []float32{0, 1e-9, float32(math.Inf(1)), float32(math.NaN())} {
		if loss(v) == "" {
			t.Errorf("%v is written as nothing", v)
		}
	}
}
