package errfmt

import (
	"errors"
	"fmt"
	"io"
	"math"
	"testing"
)

type shape []int

func (shape) String() string { return "8×8" }

func TestAsFmt(t *testing.T) {
	for _, test := range []struct {
		format string
		args   []any
	}{
		{"", nil},
		{"no verbs", nil},
		{"100 %% of %d", []any{7}},
		{"%s %v %s", []any{"a", "b", "c\"\n한"}},
		{"%s and %s", []any{[]byte("bytes"), []byte("more")}},
		{"%d %d %d", []any{-3, uint8(200), uint64(1 << 63)}},
		{"%v %v %v %v", []any{float32(.1), 1e-7, float32(1e6), 123456789.}},
		{"%v %v", []any{math.NaN(), float32(math.Inf(-1))}},
		{"%v %v %v", []any{[]int{1, 2}, []int{}, shape{1}}},
		{"%08x, %08x", []any{uint32(0x20507dba), uint32(1)}},
		{"%w: %d", []any{io.EOF, 1}},
		{"%w: %w", []any{io.EOF, io.ErrUnexpectedEOF}},
	} {
		got, want := Errorf(test.format, test.args...), fmt.Errorf(test.format, test.args...)
		if got.Error() != want.Error() {
			t.Errorf("%q of %v is %q, want %q", test.format, test.args, got, want)
		}
		for _, cause := range []error{io.EOF, io.ErrUnexpectedEOF} {
			if errors.Is(got, cause) != errors.Is(want, cause) {
				t.Errorf("%q of %v wraps %v otherwise than fmt", test.format, test.args, cause)
			}
		}
	}
}
