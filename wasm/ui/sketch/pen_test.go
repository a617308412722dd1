package sketch

import "testing"

// One pointer draws at a time. A palm may lie on the screen before the pen comes: then the pen draws, and what the palm drew is gone.
func TestPenBeatsAPalm(t *testing.T) {
	first := Drawing{}.Begin(PointAt(.1, .1))
	begin := func(p *Pen, d Drawing, id int, kind string) Drawing {
		t.Helper()
		d, ok := p.lower(id, 0, kind, d)
		if !ok {
			t.Fatalf("the %s may not draw", kind)
		}
		return d.Begin(PointAt(float64(id), 0))
	}
	refused := func(p *Pen, d Drawing, id, button int, kind string) {
		t.Helper()
		if after, ok := p.lower(id, button, kind, d); ok || len(after.Strokes) != len(d.Strokes) {
			t.Errorf("the %s with button %d draws", kind, button)
		}
	}
	var p Pen
	palm := begin(&p, first, 5, "touch").Extend(PointAt(.6, .6))
	refused(&p, palm, 6, 0, "touch")
	refused(&p, palm, 7, 1, "pen")
	drawn := begin(&p, palm, 7, "pen")
	if len(drawn.Strokes) != 2 || drawn.Strokes[1][0].X != 7 || len(drawn.Undo().Strokes) != 1 {
		t.Errorf("beside the stroke before there is %v", drawn.Strokes)
	}
	refused(&p, drawn, 5, 0, "touch")
	refused(&p, drawn, 8, 0, "pen")

	// What the palm drew is gone already: nothing else is taken back.
	p = Pen{}
	palm = begin(&p, first, 5, "touch")
	if drawn = begin(&p, palm.Undo(), 7, "pen"); len(drawn.Strokes) != 2 {
		t.Errorf("after Undo there is %v", drawn.Strokes)
	}
	p = Pen{}
	if back := p.takeBack(begin(&p, first, 5, "touch")); len(back.Strokes) != 1 || len(back.Before) != len(first.Before) {
		t.Errorf("a cancelled stroke leaves %v", back.Strokes)
	}
	p = Pen{}
	if back := p.takeBack(begin(&p, first, 5, "mouse").Clear()); len(back.Before) != 3 {
		t.Errorf("a cancelled stroke that was cleared leaves %v", back)
	}
}
