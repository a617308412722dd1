package i18n

import (
	"math"
	"strconv"
	"strings"
)

// Seconds formats a duration: with one decimal below ten seconds, else rounded.
func Seconds(s float64) string {
	if s < 9.95 {
		return strconv.FormatFloat(s, 'f', 1, 64)
	}
	return strconv.FormatFloat(math.Round(s), 'f', 0, 64)
}

// Percent formats a share (0..1) as a percentage with one decimal, without the sign.
func Percent(share float32) string { return strconv.FormatFloat(float64(share)*100, 'f', 1, 64) }

// WholePercent returns a share (0..1) as a rounded percentage.
func WholePercent(share float32) int { return int(math.Round(float64(share) * 100)) }

// Loss formats a loss with four decimals, as Keras does.
func Loss(v float32) string { return strconv.FormatFloat(float64(v), 'f', 4, 32) }

// Rate formats a learning rate with as few digits as identify it.
func Rate(v float32) string { return strconv.FormatFloat(float64(v), 'g', -1, 32) }

// Grouped formats a whole number with a comma between thousands, as Korean and English do.
func Grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Each formats a number that each of several networks has, such as 5,160 × 3.
func Each(n, members int) string {
	if members == 1 {
		return Grouped(n)
	}
	return Grouped(n) + " × " + strconv.Itoa(members)
}

// Points formats a difference of two percentages.
func Points(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

// Decimals formats a value with a number of decimals. The minus is the typographic one; what rounds to zero has none.
func Decimals(v float64, digits int) string {
	size, negative := strings.CutPrefix(strconv.FormatFloat(v, 'f', digits, 64), "-")
	if !negative || strings.Trim(size, "0.") == "" {
		return size
	}
	return "−" + size
}

// Signed formats a difference with its sign.
func Signed(v float64) string {
	s := Decimals(v, 2)
	if v > 0 && s != Points(0) {
		return "+" + s
	}
	return s
}

// Probability formats a p-value as papers do.
func Probability(p float64) string {
	if p < .001 {
		return "p < 0.001"
	}
	digits := 2
	if p < .1 {
		digits = 3
	}
	return "p = " + strconv.FormatFloat(p, 'f', digits, 64)
}

// Shape formats the shape of one sample, such as 6×6×10.
func Shape(dimensions []int) string {
	var parts []string
	for _, d := range dimensions {
		parts = append(parts, strconv.Itoa(d))
	}
	return strings.Join(parts, "×")
}

// Weight formats the weight of the moving average.
func Weight(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }
