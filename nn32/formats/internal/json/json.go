// Package json reads JSON, RFC 8259, that it must not trust, and writes its strings. encoding/json brings reflection and package fmt:
// 445 KB of Brotli in a WebAssembly program that has neither, measured.
package json

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"digitlab/nn32/internal/errfmt"
)

// The text of a model has some fifty values a layer, and a depth of eight.
const (
	maxDepth  = 64
	maxValues = 1 << 17
)

// Parse returns a value: nil, a bool, float64 or string, or []any or map[string]any of such values. It is strict: no comments, no NaN, no
// comma at the end, no key twice, nothing after the value. Before it there may be a byte order mark.
func Parse(data []byte) (any, error) {
	p := parser{data: data}
	if len(data) >= 3 && string(data[:3]) == "\ufeff" {
		p.at = 3
	}
	v, err := p.value(0)
	if err != nil {
		return nil, err
	}
	if p.space(); p.at < len(data) {
		return nil, p.fail("expected its end")
	}
	return v, nil
}

type parser struct {
	data   []byte
	at     int
	values int
}

// fail returns an error about the place that is read.
func (p *parser) fail(message string) error {
	found := "its end"
	if p.at < len(p.data) {
		found = strconv.QuoteRune(rune(p.data[p.at]))
	}
	return errfmt.Errorf("JSON: %s at byte %d, found %s", message, p.at, found)
}

func (p *parser) space() {
	for p.at < len(p.data) && (p.data[p.at] == ' ' || p.data[p.at] == '\n' || p.data[p.at] == '\r' || p.data[p.at] == '\t') {
		p.at++
	}
}

// take skips a byte if it is the next one.
func (p *parser) take(c byte) bool {
	if p.at < len(p.data) && p.data[p.at] == c {
		p.at++
		return true
	}
	return false
}

// value reads a value that is inside of depth others.
func (p *parser) value(depth int) (any, error) {
	if depth > maxDepth {
		return nil, errfmt.Errorf("JSON: at byte %d values lie deeper than %d in each other", p.at, maxDepth)
	}
	if p.values++; p.values > maxValues {
		return nil, errfmt.Errorf("JSON: it has more than %d values", maxValues)
	}
	p.space()
	if p.at == len(p.data) {
		return nil, p.fail("expected a value")
	}
	switch c := p.data[p.at]; {
	case c == '{':
		return p.object(depth)
	case c == '[':
		return p.array(depth)
	case c == '"':
		return p.text()
	case c == '-' || c >= '0' && c <= '9':
		return p.number()
	}
	for _, w := range []struct {
		word  string
		value any
	}{{"null", nil}, {"true", true}, {"false", false}} {
		if end := p.at + len(w.word); end <= len(p.data) && string(p.data[p.at:end]) == w.word {
			p.at = end
			return w.value, nil
		}
	}
	return nil, p.fail("expected a value")
}

func (p *parser) object(depth int) (any, error) {
	p.at++
	object := map[string]any{}
	for p.space(); !p.take('}'); p.space() {
		if len(object) > 0 {
			if !p.take(',') {
				return nil, p.fail("expected , or }")
			}
			p.space()
		}
		if p.at == len(p.data) || p.data[p.at] != '"' {
			return nil, p.fail("expected a key")
		}
		key, err := p.text()
		if err != nil {
			return nil, err
		}
		if _, twice := object[key]; twice {
			return nil, errfmt.Errorf("JSON: before byte %d a key is there for the second time: %s", p.at, strconv.Quote(key[:min(len(key), 40)]))
		}
		if p.space(); !p.take(':') {
			return nil, p.fail("expected :")
		}
		if object[key], err = p.value(depth + 1); err != nil {
			return nil, err
		}
	}
	return object, nil
}

func (p *parser) array(depth int) (any, error) {
	p.at++
	array := []any{}
	for p.space(); !p.take(']'); p.space() {
		if len(array) > 0 && !p.take(',') {
			return nil, p.fail("expected , or ]")
		}
		v, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		array = append(array, v)
	}
	return array, nil
}

func (p *parser) number() (any, error) {
	start := p.at
	p.take('-')
	if !p.take('0') && p.digits() == 0 {
		return nil, p.fail("expected a digit")
	}
	if p.take('.') && p.digits() == 0 {
		return nil, p.fail("expected a digit")
	}
	if p.take('e') || p.take('E') {
		if !p.take('+') {
			p.take('-')
		}
		if p.digits() == 0 {
			return nil, p.fail("expected a digit")
		}
	}
	if p.at-start > 400 { // the longest that a float64 has is some 330
		return nil, errfmt.Errorf("JSON: the number at byte %d has %d characters", start, p.at-start)
	}
	v, err := strconv.ParseFloat(string(p.data[start:p.at]), 64)
	if err != nil {
		return nil, errfmt.Errorf("JSON: the number at byte %d is too large", start)
	}
	return v, nil
}

// digits skips digits and returns their number.
func (p *parser) digits() int {
	start := p.at
	for p.at < len(p.data) && p.data[p.at] >= '0' && p.data[p.at] <= '9' {
		p.at++
	}
	return p.at - start
}

var escapes = map[byte]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

func (p *parser) text() (string, error) {
	p.at++
	var b []byte
	for {
		start := p.at
		for p.at < len(p.data) && p.data[p.at] >= ' ' && p.data[p.at] != '"' && p.data[p.at] != '\\' {
			p.at++
		}
		b = append(b, p.data[start:p.at]...)
		switch {
		case p.take('"'):
			if !utf8.Valid(b) {
				return "", errfmt.Errorf("JSON: the text before byte %d is not UTF-8", p.at)
			}
			return string(b), nil
		case !p.take('\\'):
			return "", p.fail(`expected "`)
		case p.take('u'):
			r, err := p.unicode()
			if err != nil {
				return "", err
			}
			b = utf8.AppendRune(b, r)
		case p.at < len(p.data) && escapes[p.data[p.at]] != 0:
			b = append(b, escapes[p.data[p.at]])
			p.at++
		default:
			return "", p.fail("expected an escape")
		}
	}
}

// unicode reads what follows \u. Half of a pair of surrogates becomes U+FFFD, as in encoding/json.
func (p *parser) unicode() (rune, error) {
	r, err := p.hex()
	if err != nil || !utf16.IsSurrogate(r) {
		return r, err
	}
	start := p.at
	if p.take('\\') && p.take('u') {
		second, err := p.hex()
		if err != nil {
			return 0, err
		}
		if pair := utf16.DecodeRune(r, second); pair != utf8.RuneError {
			return pair, nil
		}
	}
	p.at = start
	return utf8.RuneError, nil
}

func (p *parser) hex() (rune, error) {
	if p.at+4 > len(p.data) {
		return 0, p.fail("expected four hexadecimal digits")
	}
	v, err := strconv.ParseUint(string(p.data[p.at:p.at+4]), 16, 16)
	if err != nil {
		return 0, p.fail("expected four hexadecimal digits")
	}
	p.at += 4
	return rune(v), nil
}

// AppendString appends a string with its quotation marks. All of it is ASCII, which no reader takes for another encoding.
func AppendString(b []byte, s string) []byte {
	b = append(b, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r >= ' ' && r < 0x7f:
			b = append(b, byte(r))
		case r >= 0x10000:
			high, low := utf16.EncodeRune(r)
			b = appendEscape(appendEscape(b, high), low)
		default:
			b = appendEscape(b, r)
		}
	}
	return append(b, '"')
}

func appendEscape(b []byte, r rune) []byte {
	const digits = "0123456789abcdef"
	return append(b, '\\', 'u', digits[r>>12&15], digits[r>>8&15], digits[r>>4&15], digits[r&15])
}
