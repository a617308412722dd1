package datasets

import "math"

// pow10 are the powers of ten that a float64 has exactly.
var pow10 = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// parseFloat returns a decimal number, such as 7, -0.5 or 1.2e-3, with point as the decimal point. Up to 15 digits it is the nearest
// float64; more digits than a uint64 has are dropped. The errors and tables of package strconv would make a program larger.
func parseFloat(text []byte, point byte) (v float64, ok bool) {
	negative := false
	if len(text) > 0 && (text[0] == '-' || text[0] == '+') {
		negative, text = text[0] == '-', text[1:]
	}
	var mantissa uint64
	exponent, digits, pointed := 0, 0, false
	i := 0
	for ; i < len(text); i++ {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			digits++
			if mantissa < math.MaxUint64/10-1 {
				mantissa = mantissa*10 + uint64(c-'0')
				if pointed {
					exponent--
				}
			} else if !pointed {
				exponent++
			}
			continue
		case c == point && !pointed:
			pointed = true
			continue
		}
		break
	}
	if digits == 0 {
		return 0, false
	}
	if i < len(text) {
		power, ok := parseExponent(text[i:])
		if !ok {
			return 0, false
		}
		exponent += power
	}
	v = float64(mantissa)
	for ; exponent < 0 && v != 0; exponent += min(-exponent, len(pow10)-1) {
		v /= pow10[min(-exponent, len(pow10)-1)]
	}
	for ; exponent > 0 && v != 0; exponent -= min(exponent, len(pow10)-1) {
		v *= pow10[min(exponent, len(pow10)-1)]
	}
	if negative {
		v = -v
	}
	return v, !math.IsInf(v, 0)
}

// parseExponent returns the number after e or E.
func parseExponent(text []byte) (power int, ok bool) {
	if text[0] != 'e' && text[0] != 'E' {
		return 0, false
	}
	text = text[1:]
	negative := false
	if len(text) > 0 && (text[0] == '-' || text[0] == '+') {
		negative, text = text[0] == '-', text[1:]
	}
	for _, c := range text {
		if c < '0' || c > '9' || power > 9999 {
			return 0, false
		}
		power = power*10 + int(c-'0')
	}
	if negative {
		power = -power
	}
	return power, len(text) > 0
}
