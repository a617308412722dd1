//go:build !js

package fmt

import (
	"fmt"
	"io"
)

type Stringer = fmt.Stringer

func Sprint(args ...any) string { return fmt.Sprint(args...) }

func Sprintf(format string, args ...any) string { return fmt.Sprintf(format, args...) }

func Fprintf(w io.Writer, format string, args ...any) (int, error) {
	return fmt.Fprintf(w, format, args...)
}

func Printf(format string, args ...any) { fmt.Printf(format, args...) }
