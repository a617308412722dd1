package handwriting

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// parseJSON returns what a text of JSON says: a map[string]any, a []any, a string, a float64, a bool or nil. encoding/json would be a
// twentieth of the page's program, and is compared with it in the tests.
func parseJSON(text string) (value any, ok bool) {
	const deepest = 100
	p := jsonText{rest: text}
	value = p.value(deepest)
	if p.space(); p.wrong || p.rest != "" {
		return nil, false
	}
	return value, true
}

// jsonText is what is left of a text of JSON. After the first mistake it is empty.
type jsonText struct {
	rest  string
	wrong bool
}

func (p *jsonText) fail() any {
	p.rest, p.wrong = "", true
	return nil
}

func (p *jsonText) space() { p.rest = strings.TrimLeft(p.rest, " \t\r\n") }

// takes removes a text that comes next, after any space, and reports whether it did.
func (p *jsonText) takes(next string) bool {
	p.space()
	rest, found := strings.CutPrefix(p.rest, next)
	p.rest = rest
	return found
}

func (p *jsonText) value(depth int) any {
	switch {
	case depth == 0:
		return p.fail()
	case p.takes("{"):
		object := map[string]any{}
		for first := true; !p.takes("}"); first = false {
			if !first && !p.takes(",") || !p.takes(`"`) {
				return p.fail()
			}
			key := p.text()
			if !p.takes(":") {
				return p.fail()
			}
			object[key] = p.value(depth - 1)
		}
		return object
	case p.takes("["):
		list := []any{}
		for first := true; !p.takes("]"); first = false {
			if !first && !p.takes(",") || p.wrong {
				return p.fail()
			}
			list = append(list, p.value(depth-1))
		}
		return list
	case p.takes(`"`):
		return p.text()
	case p.takes("true"):
		return true
	case p.takes("false"):
		return false
	case p.takes("null"):
		return nil
	}
	return p.number()
}

func (p *jsonText) number() any {
	length := 0
	accept := func(chars string) bool {
		found := length < len(p.rest) && strings.IndexByte(chars, p.rest[length]) >= 0
		if found {
			length++
		}
		return found
	}
	digits := func() bool {
		before := length
		for accept("0123456789") {
		}
		return length > before
	}
	accept("-")
	if !accept("0") && !digits() || accept(".") && !digits() {
		return p.fail()
	}
	if accept("eE") {
		accept("+-")
		if !digits() {
			return p.fail()
		}
	}
	number, _ := strconv.ParseFloat(p.rest[:length], 64) // one that is too large is infinite
	p.rest = p.rest[length:]
	return number
}

// text returns the string whose first quotation mark was taken.
func (p *jsonText) text() string {
	var b strings.Builder
	for p.rest != "" && p.rest[0] >= ' ' {
		switch c := p.rest[0]; c {
		case '"':
			p.rest = p.rest[1:]
			return b.String()
		case '\\':
			b.WriteRune(p.escaped())
		default:
			r, size := utf8.DecodeRuneInString(p.rest)
			b.WriteRune(r)
			p.rest = p.rest[size:]
		}
	}
	p.fail()
	return ""
}

// escaped takes a backslash and what belongs to it.
func (p *jsonText) escaped() rune {
	if len(p.rest) > 1 && p.rest[1] != 'u' {
		if i := strings.IndexByte(`"\/bfnrt`, p.rest[1]); i >= 0 {
			p.rest = p.rest[2:]
			return rune("\"\\/\b\f\n\r\t"[i])
		}
	}
	r, ok := hexEscape(p.rest)
	if !ok {
		p.fail()
		return 0
	}
	p.rest = p.rest[6:]
	if utf16.IsSurrogate(r) {
		low, _ := hexEscape(p.rest)
		if r = utf16.DecodeRune(r, low); r != utf8.RuneError {
			p.rest = p.rest[6:]
		}
	}
	return r
}

// hexEscape reads four digits after \u.
func hexEscape(s string) (rune, bool) {
	if len(s) < 6 || s[:2] != `\u` || strings.ContainsAny(s[2:6], "+-_") {
		return 0, false
	}
	n, err := strconv.ParseUint(s[2:6], 16, 16)
	return rune(n), err == nil
}
