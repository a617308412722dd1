package fmt

import "testing"

func TestUnknown(t *testing.T) {
	if got := Sprintf("%d and %x", "a", 1); got != "%!d() and %!x()" {
		t.Error(got)
	}
}
