package ui

import "testing"

func TestDrawing(t *testing.T) {
	var d drawing
	a, b, c := pointAt(.1, .1), pointAt(.2, .2), pointAt(.3, .3)
	if d = d.extend(a); !d.empty() || len(d.before) > 0 {
		t.Error("a pen that is not down draws")
	}
	one := d.begin(a).extend(b, c)
	two := one.begin(b)
	if len(one.Strokes) != 1 || len(one.Strokes[0]) != 3 || len(two.Strokes) != 2 {
		t.Errorf("%v, %v", one, two)
	}
	cleared := two.clear()
	if !cleared.empty() || len(cleared.clear().before) != len(cleared.before) {
		t.Errorf("cleared %v", cleared)
	}
	back := cleared.undo()
	if len(back.Strokes) != 2 {
		t.Errorf("clear is not undone: %v", back)
	}
	if back = back.undo(); len(back.Strokes) != 1 || len(back.Strokes[0]) != 3 {
		t.Errorf("the second stroke is not undone alone: %v", back)
	}
	if back = back.undo().undo(); !back.empty() || len(back.before) > 0 {
		t.Errorf("undone to the end: %v", back)
	}
	// Two drawings that grew from one do not write into each other.
	left, right := one.extend(pointAt(.4, .4)), one.extend(pointAt(.5, .5))
	if left.Strokes[0][3].X != .4 || right.Strokes[0][3].X != .5 || len(one.Strokes[0]) != 3 {
		t.Errorf("%v and %v from %v", left, right, one)
	}
}

func TestStrokePath(t *testing.T) {
	for _, c := range []struct {
		stroke stroke
		want   string
	}{
		{stroke{{.5, .5}}, "M50.00 50.00l.01 0"},
		{stroke{{0, 0}, {1, 1}}, "M0.00 0.00L100.00 100.00"},
		{stroke{{0, 0}, {.5, 0}, {1, 1}}, "M0.00 0.00Q50.00 0.00 75.00 50.00L100.00 100.00"},
	} {
		if got := c.stroke.path(100); got != c.want {
			t.Errorf("%v: %s, want %s", c.stroke, got, c.want)
		}
	}
}
