package dom

import "testing"

func TestShortcut(t *testing.T) {
	for _, c := range []struct {
		key  key
		want shortcut
	}{
		{key{Name: " "}, PlayShortcut},
		{key{Name: " ", Repeat: true}, NoShortcut},
		{key{Name: "."}, StepShortcut},
		{key{Name: "Process", letter: "Period"}, StepShortcut},
		{key{Name: "Escape"}, ClearShortcut},
		{key{Name: "Delete"}, ClearShortcut},
		{key{Name: "z", ctrl: true}, UndoShortcut},
		{key{Name: "ㅋ", letter: "KeyZ", ctrl: true}, UndoShortcut},
		{key{Name: "Z", ctrl: true, other: true}, NoShortcut},
		{key{Name: "z"}, NoShortcut},
		{key{Name: " ", ctrl: true}, NoShortcut},
		{key{Name: "Tab"}, NoShortcut},
	} {
		if got := c.key.Shortcut(); got != c.want {
			t.Errorf("%+v: %v, want %v", c.key, got, c.want)
		}
	}
}

func TestNameAt(t *testing.T) {
	for _, c := range [][3]string{
		{" ", "Space", " "},
		{"Process", "Space", " "},
		{"Process", "Period", "."},
		{"Process", "Digit7", "7"},
		{"Process", "Minus", "-"},
		{"Process", "Equal", "="},
		{"Process", "KeyZ", "Process"},
		{"ㅋ", "KeyZ", "ㅋ"},
		{"Enter", "", "Enter"},
	} {
		if got := nameAt(c[0], c[1]); got != c[2] {
			t.Errorf("%q at %s: %q, want %q", c[0], c[1], got, c[2])
		}
	}
}
