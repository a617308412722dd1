package dom

import "testing"

func TestShortcut(t *testing.T) {
	for _, c := range []struct {
		key  key
		want shortcut
	}{
		{key{Name: " "}, PlayShortcut},
		{key{Name: "Process", letter: "Space"}, PlayShortcut}, // while a Korean input method is on
		{key{Name: "Process", letter: "Space", ctrl: true}, NoShortcut},
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
