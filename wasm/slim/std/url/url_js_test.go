package url

import "testing"

func TestNotEncoded(t *testing.T) {
	if u, _ := Parse("https://example.org/100%/%zz"); u.Path != "/100%/%zz" {
		t.Errorf("what is not encoded becomes %s", u.Path)
	}
}
