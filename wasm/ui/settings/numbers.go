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

// parseNumber reads what stands in the field of a number, within its limits or not; it is false for what is none.
func parseNumber(typed string, l protocol.Limits) (v float64, ok bool) {
	typed = strings.TrimSpace(typed)
	if l.Whole {
		n, err := strconv.ParseInt(typed, 10, 64)
		return float64(n), err == nil
	}
	v, err := strconv.ParseFloat(typed, 32)
	return v, err == nil && v >= 0 && !math.Signbit(v)
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
