package sketch

import (
	"reflect"
	"testing"

	"digitlab/wasm/protocol"
)

func TestDrawing(t *testing.T) {
	var d Drawing
	a, b, c := PointAt(.1, .1), PointAt(.2, .2), PointAt(.3, .3)
	if d = d.Extend(a); !d.Empty() || len(d.Before) > 0 {
		t.Error("a pen that is not down draws")
	}
	one := d.Begin(a).Extend(b, c)
	two := one.Begin(b)
	if len(one.Strokes) != 1 || len(one.Strokes[0]) != 3 || len(two.Strokes) != 2 {
		t.Errorf("%v, %v", one, two)
	}
	cleared := two.Clear()
	if !cleared.Empty() || len(cleared.Clear().Before) != len(cleared.Before) {
		t.Errorf("cleared %v", cleared)
	}
	back := cleared.Undo()
	if len(back.Strokes) != 2 {
		t.Errorf("clear is not undone: %v", back)
	}
	if back = back.Undo(); len(back.Strokes) != 1 || len(back.Strokes[0]) != 3 {
		t.Errorf("the second stroke is not undone alone: %v", back)
	}
	if back = back.Undo().Undo(); !back.Empty() || len(back.Before) > 0 {
		t.Errorf("undone to the end: %v", back)
	}
	// Two drawings that grew from one do not write into each other.
	left, right := one.Extend(PointAt(.4, .4)), one.Extend(PointAt(.5, .5))
	if left.Strokes[0][3].X != .4 || right.Strokes[0][3].X != .5 || len(one.Strokes[0]) != 3 {
		t.Errorf("%v and %v from %v", left, right, one)
	}
}

func TestStrokePath(t *testing.T) {
	for _, c := range []struct {
		stroke Stroke
		want   string
	}{
		{Stroke{{.5, .5}}, "M50.00 50.00l.01 0"},
		{Stroke{{0, 0}, {1, 1}}, "M0.00 0.00L100.00 100.00"},
		{Stroke{{0, 0}, {.5, 0}, {1, 1}}, "M0.00 0.00Q50.00 0.00 75.00 50.00L100.00 100.00"},
	} {
		if got := c.stroke.Path(100); got != c.want {
			t.Errorf("%v: %s, want %s", c.stroke, got, c.want)
		}
	}
}

// Places far off the paper stay where the trainer can have them.
func TestOnPaper(t *testing.T) {
	got := OnPaper([]Stroke{{{.5, .25}, {1, -.1}}, {{9, -9}}})
	want := protocol.Drawing{Pen: 640, Strokes: []protocol.Stroke{{{X: 4800, Y: 2400}, {X: 9600, Y: -960}}, {{X: 32767, Y: -32768}}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
