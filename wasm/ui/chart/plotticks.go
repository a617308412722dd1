package chart

import (
	"math"
	"strconv"
)

// epochTicks returns the epochs to mark below a chart that is wide pixels wide.
func (f Figure) epochTicks(wide float64) (at []float64) {
	sight := f.sight()
	for _, v := range ticks(sight.From, sight.To, max(int(wide/40), 2)) {
		if v == math.Round(v) {
			at = append(at, v)
		}
	}
	return at
}

// mostValues is the number of values beside a chart with room for them.
const mostValues = 5

// valueTicks returns the values to mark beside a chart, about most of them.
func (f Figure) valueTicks(m measure, lines []trace, most int) []float64 {
	low, high := f.limits(m, lines)
	if f.onLog(m) {
		return logTicks(low, high)
	}
	return ticks(low, high, most)
}

// tickText formats a number of an axis.
func tickText(v float64) string { return strconv.FormatFloat(v, 'g', 6, 64) }

// ticks returns about n round numbers from low to high; low is at least 0.
func ticks(low, high float64, n int) (at []float64) {
	step := decade((high - low) / float64(n))
	for _, times := range []float64{1, 2, 5, 10} {
		if (high-low)/(step*times) <= float64(n) {
			step *= times
			break
		}
	}
	for i := max(math.Ceil(low/step-1e-9), 0); i*step <= high*(1+1e-9); i++ {
		at = append(at, i*step)
	}
	return at
}

// decade returns the power of ten at or below v.
func decade(v float64) float64 { return math.Pow10(int(math.Floor(math.Log10(v)))) }

// logTicks returns the powers of ten from low to high, with numbers between them if there are few powers.
func logTicks(low, high float64) (at []float64) {
	between := []float64{1}
	if high/low < 1000 {
		between = []float64{1, 2, 5}
	}
	if high/low < 10 {
		return ticks(low, high, 6)
	}
	for ten := decade(low); ten <= high; ten *= 10 {
		for _, times := range between {
			if v := ten * times; v >= low*(1-1e-9) && v <= high {
				at = append(at, v)
			}
		}
	}
	return at
}
