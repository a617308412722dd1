package i18n

import (
	"math"
	"strconv"
	"strings"
)

// Seconds writes a duration as long as it is worth reading: tenths under ten seconds, else whole ones.
func Seconds(s float64) string {
	if s < 9.95 {
		return strconv.FormatFloat(s, 'f', 1, 64)
	}
	return strconv.FormatFloat(math.Round(s), 'f', 0, 64)
}

// Percent writes a share of 0..1 as a percentage with one decimal, without the sign.
func Percent(share float32) string { return strconv.FormatFloat(float64(share)*100, 'f', 1, 64) }

// WholePercent is a share of 0..1 as a rounded percentage.
func WholePercent(share float32) int { return int(math.Round(float64(share) * 100)) }

// Loss writes a loss with four decimals, as Keras does.
func Loss(v float32) string { return strconv.FormatFloat(float64(v), 'f', 4, 32) }

// Rate writes a learning rate as short as it can be read back.
func Rate(v float32) string { return strconv.FormatFloat(float64(v), 'g', -1, 32) }

// Grouped writes a whole number with a comma between thousands, as Korean and English do.
func Grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Each writes a number that every one of several networks has.
func Each(n, members int) string {
	if members == 1 {
		return Grouped(n)
	}
	return Grouped(n) + " × " + strconv.Itoa(members)
}

// Points writes a difference of two percentages.
func Points(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

// Signed writes a difference with its sign, the minus as typographers have it.
func Signed(v float64) string {
	s := Points(math.Abs(v))
	switch {
	case s == Points(0):
		return s
	case v < 0:
		return "−" + s
	}
	return "+" + s
}

// Probability writes a p-value as papers do.
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

// Shape writes the shape of one sample, such as 6×6×10.
func Shape(dimensions []int) string {
	var parts []string
	for _, d := range dimensions {
		parts = append(parts, strconv.Itoa(d))
	}
	return strings.Join(parts, "×")
}

// Weight writes the weight of the moving average.
func Weight(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }
