package ui

import (
	"math"
	"strconv"
	"strings"
)

// seconds writes a duration as long as it is worth reading: tenths under ten seconds, else whole ones.
func seconds(s float64) string {
	if s < 9.95 {
		return strconv.FormatFloat(s, 'f', 1, 64)
	}
	return strconv.FormatFloat(math.Round(s), 'f', 0, 64)
}

// percent writes a share of 0..1 as a percentage with one decimal, without the sign.
func percent(share float32) string { return strconv.FormatFloat(float64(share)*100, 'f', 1, 64) }

// wholePercent is a share of 0..1 as a rounded percentage.
func wholePercent(share float32) int { return int(math.Round(float64(share) * 100)) }

// loss writes a loss with four decimals, as Keras does.
func loss(v float32) string { return strconv.FormatFloat(float64(v), 'f', 4, 32) }

// rate writes a learning rate as short as it can be read back.
func rate(v float32) string { return strconv.FormatFloat(float64(v), 'g', -1, 32) }

// grouped writes a whole number with a comma between thousands, as Korean and English do.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// each writes a number that every one of several networks has.
func each(n, members int) string {
	if members == 1 {
		return grouped(n)
	}
	return grouped(n) + " × " + strconv.Itoa(members)
}

// points writes a difference of two percentages.
func points(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

// signed writes a difference with its sign, the minus as typographers have it.
func signed(v float64) string {
	s := points(math.Abs(v))
	switch {
	case s == points(0):
		return s
	case v < 0:
		return "−" + s
	}
	return "+" + s
}

// probability writes a p-value as papers do.
func probability(p float64) string {
	if p < .001 {
		return "p < 0.001"
	}
	digits := 2
	if p < .1 {
		digits = 3
	}
	return "p = " + strconv.FormatFloat(p, 'f', digits, 64)
}

// shape writes the shape of one sample, such as 6×6×10.
func shape(dimensions []int) string {
	var parts []string
	for _, d := range dimensions {
		parts = append(parts, strconv.Itoa(d))
	}
	return strings.Join(parts, "×")
}
