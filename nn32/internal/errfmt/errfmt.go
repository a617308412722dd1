// Package errfmt makes errors as package fmt does, from fewer verbs. A WebAssembly program without fmt, and so without
// reflection, is a tenth smaller.
package errfmt

import (
	"strconv"
	"strings"
)

// Errorf is fmt.Errorf with the verbs of Sprintf and %w. It wraps each argument that is an error.
func Errorf(format string, args ...any) error {
	e := &wrapError{text: Sprintf(format, args...)}
	for _, a := range args {
		if cause, ok := a.(error); ok {
			e.causes = append(e.causes, cause)
		}
	}
	return e
}

type wrapError struct {
	text   string
	causes []error
}

func (e *wrapError) Error() string   { return e.text }
func (e *wrapError) Unwrap() []error { return e.causes }

// Sprintf is fmt.Sprintf with the verbs %v, %d, %s, %% and %08x, for strings, bytes, numbers, slices of int, errors and types with a
// String method. Go's vet does not check its arguments.
func Sprintf(format string, args ...any) string {
	var b strings.Builder
	for {
		before, after, more := strings.Cut(format, "%")
		b.WriteString(before)
		if !more {
			return b.String()
		}
		hex := strings.HasPrefix(after, "08x")
		switch {
		case after[0] == '%':
			b.WriteByte('%')
		case hex:
			digits := strconv.FormatUint(uint64(args[0].(uint32)), 16)
			b.WriteString("00000000"[len(digits):] + digits)
		default:
			b.WriteString(text(args[0]))
		}
		format = after[1:]
		if hex {
			format = after[3:]
		}
		if after[0] != '%' {
			args = args[1:]
		}
	}
}

// text returns v as the verb %v formats it, or ? for a type that Sprintf does not format.
func text(v any) string {
	switch v := v.(type) {
	case error:
		return v.Error()
	case interface{ String() string }:
		return v.String()
	case string:
		return v
	case []byte:
		return string(v)
	case int:
		return strconv.Itoa(v)
	case uint8:
		return strconv.Itoa(int(v))
	case uint64:
		return strconv.FormatUint(v, 10)
	case float32:
		return strconv.FormatFloat(float64(v), 'g', -1, 32)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case []int:
		parts := make([]string, len(v))
		for i, n := range v {
			parts[i] = strconv.Itoa(n)
		}
		return "[" + strings.Join(parts, " ") + "]"
	}
	return "?"
}
