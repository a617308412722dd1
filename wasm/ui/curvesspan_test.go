package ui

import "testing"

func TestSpan(t *testing.T) {
	for _, c := range []struct {
		name      string
		got, want span
	}{
		{"in from the whole, around 50", span{}.zoomed(2, 50, 100), span{25, 75}},
		{"in around the end", span{}.zoomed(2, 100, 100), span{50, 100}},
		{"in around what is out of sight", span{50, 100}.zoomed(2, 20, 100), span{50, 75}},
		{"in no further", span{10, 14}.zoomed(2, 12, 100), span{10, 14}},
		{"a short axis stays", span{}.zoomed(2, 2, 3), span{}},
		{"out", span{25, 75}.zoomed(.5, 50, 100), span{}},
		{"out at the edge", span{0, 20}.zoomed(.5, 0, 100), span{0, 40}},
		{"a drag", span{20.4, 39.7}.fitted(100), span{20, 40}},
		{"a drag over the edge", span{-10, 40}.fitted(100), span{0, 50}},
		{"in sight already", span{20, 40}.showing(30, 100), span{20, 40}},
		{"to the right", span{20, 40}.showing(50, 100), span{30, 50}},
		{"to the left", span{20, 40}.showing(1, 100), span{1, 21}},
		{"all is in sight", span{}.showing(1, 100), span{}},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
}
