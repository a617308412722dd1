package ui

import "testing"

func TestShortcut(t *testing.T) {
	for _, c := range []struct {
		key  key
		want shortcut
	}{
		{key{name: " "}, playShortcut},
		{key{name: " ", repeat: true}, noShortcut},
		{key{name: "."}, stepShortcut},
		{key{name: "Process", letter: "Period"}, stepShortcut}, // while a Korean input method is on
		{key{name: "Escape"}, clearShortcut},
		{key{name: "Delete"}, clearShortcut},
		{key{name: "z", ctrl: true}, undoShortcut},
		{key{name: "ㅋ", letter: "KeyZ", ctrl: true}, undoShortcut},
		{key{name: "Z", ctrl: true, other: true}, noShortcut},
		{key{name: "z"}, noShortcut},
		{key{name: " ", ctrl: true}, noShortcut},
		{key{name: "Tab"}, noShortcut},
	} {
		if got := c.key.shortcut(); got != c.want {
			t.Errorf("%+v: %v, want %v", c.key, got, c.want)
		}
	}
}
