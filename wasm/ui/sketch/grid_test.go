package sketch

import "testing"

func TestKeysOfTheGrid(t *testing.T) {
	for _, c := range []struct {
		at      int
		key     string
		command bool
		want    int
		ok      bool
	}{
		{0, "ArrowLeft", false, 0, true}, {0, "ArrowUp", false, 0, true}, {9, "ArrowLeft", false, 8, true}, {9, "ArrowUp", false, 1, true},
		{7, "ArrowRight", false, 7, true}, {63, "ArrowDown", false, 63, true}, {9, "ArrowDown", false, 17, true}, {9, "ArrowRight", false, 10, true},
		{29, "Home", false, 24, true}, {29, "End", false, 31, true}, {29, "PageUp", false, 5, true}, {29, "PageDown", false, 61, true},
		{29, "Home", true, 0, true}, {29, "End", true, 63, true}, {29, "ArrowUp", true, 29, false}, {29, "x", false, 29, false},
	} {
		if to, ok := movedCell(c.at, c.key, c.command); to != c.want || ok != c.ok {
			t.Errorf("%s (%v) from %d: %d, %v", c.key, c.command, c.at, to, ok)
		}
	}
	for _, c := range []struct {
		level int
		key   string
		tens  bool
		want  int
		ok    bool
	}{
		{3, "7", false, 7, true}, {1, "6", true, 16, true}, {1, "7", true, 7, true}, {1, "0", true, 10, true}, {1, "0", false, 0, true},
		{15, "+", false, 16, true}, {16, "+", false, 16, true}, {16, "=", false, 16, true}, {0, "-", false, 0, true}, {9, "-", false, 8, true},
		{9, " ", false, 0, true}, {0, " ", false, 16, true}, {9, "Backspace", false, 0, true}, {9, "Delete", false, 0, true},
		{9, "a", false, 9, false}, {9, "Tab", false, 9, false},
	} {
		if level, ok := keyedLevel(c.level, c.key, c.tens); level != c.want || ok != c.ok {
			t.Errorf("%q on %d: %d, %v", c.key, c.level, level, ok)
		}
	}
}
