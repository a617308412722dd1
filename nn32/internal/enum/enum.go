// Package enum reads and writes the values of enumerations as texts.
package enum

import (
	"slices"
	"strconv"
	"strings"

	"digitlab/nn32/internal/errfmt"
)

// Names has the texts of the values, in their order. Files contain the texts.
type Names []string

func (n Names) Of(v uint8) string {
	if int(v) < len(n) {
		return n[v]
	}
	return errfmt.Sprintf("unknown(%d)", v)
}

func (n Names) Marshal(v uint8) ([]byte, error) {
	if int(v) >= len(n) {
		return nil, errfmt.Errorf("value %d is none of %s", v, strings.Join(n, ", "))
	}
	return []byte(n[v]), nil
}

func (n Names) Unmarshal(text []byte, v *uint8) error {
	i := slices.Index(n, string(text))
	if i < 0 {
		return errfmt.Errorf("%s is none of %s", strconv.Quote(string(text)), strings.Join(n, ", "))
	}
	*v = uint8(i)
	return nil
}
