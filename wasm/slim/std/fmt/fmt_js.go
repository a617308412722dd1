// Package fmt takes the place of Go's in the page's program: the functions and verbs that the page and go-app use, a twentieth as long.
package fmt

import (
	"io"
	"reflect"
	"strconv"
	"strings"
)

// Stringer is Go's.
type Stringer interface{ String() string }

// Sprint puts a space between two operands if neither is a string.
func Sprint(args ...any) string {
	var b []byte
	wasString := true
	for _, a := range args {
		_, isString := a.(string)
		if !wasString && !isString {
			b = append(b, ' ')
		}
		b = appendValue(b, 'v', -1, a)
		wasString = isString
	}
	return string(b)
}

// Sprintf knows %v, %s, %d, %f, %T, %p and %%, each with the number of its operand, such as %[2]d, and a precision, such as %.1f.
func Sprintf(format string, args ...any) string {
	var b []byte
	next := 0
	for {
		text, after, more := strings.Cut(format, "%")
		b = append(b, text...)
		if !more {
			return string(b)
		}
		if number, rest, found := strings.Cut(after, "]"); found && after[0] == '[' {
			n, _ := strconv.Atoi(number[1:])
			next, after = n-1, rest
		}
		precision := -1
		if strings.HasPrefix(after, ".") {
			precision = 0
			for after = after[1:]; after != "" && '0' <= after[0] && after[0] <= '9'; after = after[1:] {
				precision = precision*10 + int(after[0]-'0')
			}
		}
		switch {
		case after == "":
			return string(b) + "%!(NOVERB)"
		case after[0] == '%':
			b = append(b, '%')
		case next < 0 || next >= len(args):
			b = append(b, "%!"+after[:1]+"(MISSING)"...)
		default:
			b = appendValue(b, after[0], precision, args[next])
			next++
		}
		format = after[1:]
	}
}

// Fprintf writes what Sprintf returns.
func Fprintf(w io.Writer, format string, args ...any) (int, error) {
	return io.WriteString(w, Sprintf(format, args...))
}

// Printf writes what Sprintf returns to the console.
func Printf(format string, args ...any) { print(Sprintf(format, args...)) }

func appendValue(b []byte, verb byte, precision int, value any) []byte {
	v := reflect.ValueOf(value)
	if verb == 'v' || verb == 's' {
		switch value := value.(type) {
		case nil:
			return append(b, "<nil>"...)
		case error:
			return append(b, value.Error()...)
		case Stringer:
			return append(b, value.String()...)
		}
		if v.Kind() == reflect.String {
			return append(b, v.String()...)
		}
	}
	switch {
	case verb == 'T' && value != nil:
		return append(b, v.Type().String()...)
	case verb == 'p' && (v.Kind() == reflect.Pointer || v.Kind() == reflect.Func):
		return strconv.AppendUint(append(b, "0x"...), uint64(v.Pointer()), 16)
	case verb == 'f' && v.CanFloat():
		if precision < 0 {
			precision = 6
		}
		return strconv.AppendFloat(b, v.Float(), 'f', precision, v.Type().Bits())
	case (verb == 'd' || verb == 'v') && v.CanInt():
		return strconv.AppendInt(b, v.Int(), 10)
	case (verb == 'd' || verb == 'v') && v.CanUint():
		return strconv.AppendUint(b, v.Uint(), 10)
	case verb == 'v' && v.CanFloat():
		return strconv.AppendFloat(b, v.Float(), 'g', -1, v.Type().Bits())
	case verb == 'v' && v.Kind() == reflect.Bool:
		return strconv.AppendBool(b, v.Bool())
	}
	return append(b, '%', '!', verb, '(', ')') // it is seen in the page that something is wrong
}
