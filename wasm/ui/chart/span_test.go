package chart

import "testing"

func TestSpan(t *testing.T) {
	for _, c := range []struct {
		name      string
		got, want Span
	}{
		{"in from the whole, around 50", Span{}.Zoomed(2, 50, 100), Span{25, 75}},
		{"in around the end", Span{}.Zoomed(2, 100, 100), Span{50, 100}},
		{"in around what is out of sight", Span{50, 100}.Zoomed(2, 20, 100), Span{50, 75}},
		{"in no further", Span{10, 14}.Zoomed(2, 12, 100), Span{10, 14}},
		{"a short axis stays", Span{}.Zoomed(2, 2, 3), Span{}},
		{"out", Span{25, 75}.Zoomed(.5, 50, 100), Span{}},
		{"out at the edge", Span{0, 20}.Zoomed(.5, 0, 100), Span{0, 40}},
		{"a drag", Span{20.4, 39.7}.Fitted(100), Span{20, 40}},
		{"a drag over the edge", Span{-10, 40}.Fitted(100), Span{0, 50}},
		{"in sight already", Span{20, 40}.Showing(30, 100), Span{20, 40}},
		{"to the right", Span{20, 40}.Showing(50, 100), Span{30, 50}},
		{"to the left", Span{20, 40}.Showing(1, 100), Span{1, 21}},
		{"all is in sight", Span{}.Showing(1, 100), Span{}},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
}
