package settings

import (
	"math"
	"strconv"
	"strings"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
)

// numberText writes a number as it stands in its field.
func numberText(v float64, l protocol.Limits) string {
	if l.Whole {
		return strconv.FormatInt(int64(v), 10)
	}
	return i18n.Rate(float32(v))
}

// parseNumber reads what stands in the field of a number, within its limits or not; it is false for what is none. It understands the
// digits, points and signs of other keyboards and input methods, a decimal comma, and separators between thousands.
//
// A comma before three digits may be either. In a field of whole numbers it separates thousands, as the page writes them itself.
// Elsewhere that reading counts which is within the limits: a learning rate of 1,000 is 1, because 1000 cannot be one. If both
// are, or in a field of whole numbers a point is before three digits, it is no number: a wrong guess would be a thousand times off.
func parseNumber(typed string, l protocol.Limits) (v float64, ok bool) {
	plain := plainNumber(typed)
	together, isTogether := ungroup(plain)
	isTogether = isTogether && strings.Count(plain, ".") != 1 // which is the point before a fraction
	if l.Whole {
		n, err := strconv.ParseInt(together, 10, 64)
		return float64(n), err == nil && isTogether
	}
	v, ok = readDecimal(withPoint(plain))
	if other, fine := readDecimal(together); fine && isTogether && (!ok || other != v) {
		if ok && l.Allow(v) && l.Allow(other) {
			return 0, false
		}
		if !ok || l.Allow(other) {
			return other, true
		}
	}
	return v, ok
}

// readDecimal reads digits with a point and an exponent at most; it is false for what is no number, or below 0.
func readDecimal(s string) (float64, bool) {
	if strings.Trim(s, "0123456789.eE+-") != "" {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 32)
	return v, err == nil && !math.Signbit(v)
}

// plainNumber returns a number in ASCII, without what is around it.
func plainNumber(typed string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		for _, zero := range []rune{'٠', '۰', '०'} { // of Arabic, of Persian and Urdu, of Hindi
			if zero <= r && r <= zero+9 {
				return '0' + r - zero
			}
		}
		switch {
		case '！' <= r && r <= '～': // the full-width forms, in the order of ASCII
			return r - '！' + '!'
		case r == '٫' || r == '。':
			return '.'
		case r == '٬' || r == '、':
			return ','
		case r == '−' || '‐' <= r && r <= '–':
			return '-'
		case r == '’':
			return '\''
		case r == '\u00a0' || r == '\u2009' || r == '\u202f' || r == '\u3000':
			return ' '
		case r == '\u200e' || r == '\u200f' || r == '\u061c' || r == '\ufeff' || r == '\u200b': // marks without a width
			return -1
		}
		return r
	}, typed))
}

// ungroup returns digits without the separator between their thousands, which is the same everywhere; it is false for other
// separators.
func ungroup(s string) (string, bool) {
	i := strings.IndexAny(s, ",. '")
	if i < 0 {
		return s, true
	}
	groups := strings.Split(s, s[i:i+1])
	for at, g := range groups {
		first := at == 0 && len(g) > 0 && len(g) < 3 && g[0] != '0'
		if digits(g) != len(g) || len(g) != 3 && !first {
			return s, false
		}
	}
	return strings.Join(groups, ""), true
}

// withPoint returns a number with a point before its fraction, whose sign is the last and the only one of its kind, and without
// separators before it. Others it returns as they are.
func withPoint(s string) string {
	i := strings.LastIndexAny(s, ".,")
	if i < 0 || strings.Count(s, s[i:i+1]) > 1 {
		return s
	}
	whole, ok := ungroup(s[:i])
	if !ok {
		return s
	}
	return whole + "." + s[i+1:]
}

// digits returns how many digits a text begins with.
func digits(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }

// foreign reports whether a number is written with other signs than those of a number in ASCII with a point.
func foreign(typed string) bool {
	return strings.ContainsFunc(strings.TrimSpace(typed), func(r rune) bool { return r > '~' || r == ',' || r == ' ' || r == '\'' }) ||
		strings.Count(typed, ".") > 1
}

// limitsText tells which numbers a field takes.
func limitsText(l protocol.Limits, t Words) string {
	switch {
	case l.Whole:
		return t.NotWhole(i18n.Grouped(int(l.Least)), i18n.Grouped(int(l.Most)))
	case l.Above:
		return t.NotRate(numberText(l.Most, l))
	}
	return t.NotNumber(numberText(l.Least, l), numberText(l.Most, l))
}
