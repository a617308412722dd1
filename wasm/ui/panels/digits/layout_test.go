package digits

import (
	"slices"
	"testing"
	"time"
)

// grid makes groups of so many digits each, row by row, whose places count on.
func gridOf(rows, columns int, many ...int) (groups []group, digits int) {
	for i, n := range many {
		g := group{row: i / columns, column: i % columns, key: i % columns}
		for range n {
			g.places = append(g.places, digits)
			digits++
		}
		groups = append(groups, g)
	}
	return groups, digits
}

func TestFit(t *testing.T) {
	for _, c := range []struct{ many, w, h, most, want int }{
		{1, 100, 100, 32, 32}, {10, 100, 100, 32, 25}, {100, 100, 100, 32, 10}, {101, 100, 100, 32, 9}, {0, 100, 100, 32, 32},
		{1_000_000, 100, 100, 32, 1}, {4, 10, 1000, 32, 10}, {1, 3, 100, 32, 3},
	} {
		if got := fit(c.many, c.w, c.h, c.most); got != c.want {
			t.Errorf("%d in %d × %d: %d, want %d", c.many, c.w, c.h, got, c.want)
		}
	}
}

// No digit lies over another, beyond its group's box or beyond the wall, and a point on it finds it, whatever the groups and the room.
func TestArrange(t *testing.T) {
	for name, c := range map[string]struct {
		rows, columns int
		many          []int
		room          room
	}{
		"one group":        {1, 1, []int{1797}, roomOf(880, 446, 1)},
		"labels":           {1, 10, []int{178, 182, 177, 183, 181, 182, 181, 179, 174, 180}, roomOf(880, 446, 1)},
		"on a phone":       {1, 10, []int{178, 182, 177, 183, 181, 182, 181, 179, 174, 180}, roomOf(300, 396, 3)},
		"10,000":           {1, 10, slices.Repeat([]int{1000}, 10), roomOf(300, 396, 2)},
		"parts":            {1, 3, []int{540, 1005, 252}, roomOf(880, 446, 1.25)},
		"one is empty":     {1, 3, []int{0, 3, 0}, roomOf(880, 446, 1)},
		"a matrix":         {2, 2, []int{900, 3, 0, 897}, roomOf(500, 400, 1)},
		"a matrix of much": {2, 2, []int{9000, 30, 1, 900}, roomOf(200, 300, 1)},
		"nothing":          {1, 1, []int{0}, roomOf(880, 446, 1)},
	} {
		groups, digits := gridOf(c.rows, c.columns, c.many...)
		l := arrange(groups, c.rows, c.columns, digits, c.room)
		if l.w != c.room.w || l.h < c.room.h {
			t.Errorf("%s: the wall is %d × %d in a room of %d × %d", name, l.w, l.h, c.room.w, c.room.h)
		}
		taken := make([]bool, l.w*l.h)
		for i := range l.frames {
			f := &l.frames[i]
			for _, place := range f.places {
				at, ok := l.spot(place)
				if !ok || at.side != f.side {
					t.Fatalf("%s: digit %d has no place, or another size than its group", name, place)
				}
				if at.x < f.x || at.y < f.y || at.x+at.side > f.x+f.w || at.y+at.side > f.y+f.h || at.x+at.side > l.w || at.y+at.side > l.h {
					t.Fatalf("%s: digit %d at %+v is outside of %+v", name, place, at, f.box)
				}
				for y := at.y; y < at.y+at.side; y++ {
					for x := at.x; x < at.x+at.side; x++ {
						if taken[y*l.w+x] {
							t.Fatalf("%s: digit %d lies over another", name, place)
						}
						taken[y*l.w+x] = true
					}
				}
				if got := l.at(at.x+at.side-1, at.y); got != place {
					t.Fatalf("%s: on digit %d there is %d", name, place, got)
				}
			}
			if !(c.rows > 1) && f.side != l.frames[0].side {
				t.Errorf("%s: the digits of group %d are of size %d, others of %d", name, i, f.side, l.frames[0].side)
			}
		}
		if at := l.at(l.w-1, l.h-1); c.rows == 1 && at >= 0 && !taken[l.w*l.h-1] {
			t.Errorf("%s: where nothing is there is digit %d", name, at)
		}
		if got := l.at(0, 0); got != -1 {
			t.Errorf("%s: on the heading there is digit %d", name, got)
		}
	}
}

// Mistakes are larger than what is right, of which there is more.
func TestMistakesAreLarge(t *testing.T) {
	groups, digits := gridOf(2, 2, 900, 3, 1, 897)
	l := arrange(groups, 2, 2, digits, roomOf(500, 400, 1))
	if l.frames[1].side != 40 || l.frames[0].side > 8 {
		t.Errorf("mistakes have the size %d, what is right %d", l.frames[1].side, l.frames[0].side)
	}
}

func TestMoved(t *testing.T) {
	// Three groups beside each other: 0–6 in three columns, none, 7–9.
	groups, digits := gridOf(1, 3, 7, 0, 3)
	r := room{w: 3*3*10 + 2*4, h: 22 + 4 + 30, least: 10, most: 10, head: 22, gap: 4}
	l := arrange(groups, 1, 3, digits, r)
	if l.frames[0].columns != 3 {
		t.Fatalf("%d columns", l.frames[0].columns)
	}
	for _, c := range []struct {
		from int
		key  string
		all  bool
		to   int
		ok   bool
	}{
		{0, "ArrowRight", false, 1, true}, {0, "ArrowLeft", false, 0, true}, {6, "ArrowRight", false, 7, true}, {7, "ArrowLeft", false, 6, true},
		{9, "ArrowRight", false, 9, true}, {1, "ArrowDown", false, 4, true}, {4, "ArrowDown", false, 6, true}, {6, "ArrowDown", false, 6, true},
		{3, "ArrowDown", false, 6, true}, {6, "ArrowUp", false, 3, true}, {0, "ArrowUp", false, 0, true}, {4, "Home", false, 0, true},
		{4, "End", false, 6, true}, {8, "Home", false, 7, true}, {8, "Home", true, 0, true}, {0, "End", true, 9, true}, {4, "Enter", false, 4, false},
		{99, "ArrowDown", false, 0, true}, {-1, "ArrowDown", false, 0, true},
	} {
		if to, ok := l.moved(c.from, c.key, c.all); to != c.to || ok != c.ok {
			t.Errorf("%s from %d: %d, %v; want %d, %v", c.key, c.from, to, ok, c.to, c.ok)
		}
	}
	// In a matrix up and down lead to the next row, over an empty cell.
	groups, digits = gridOf(3, 2, 2, 1, 0, 1, 2, 1)
	l = arrange(groups, 3, 2, digits, roomOf(200, 200, 1))
	for _, c := range []struct {
		from int
		key  string
		to   int
	}{{0, "ArrowDown", 4}, {1, "ArrowDown", 5}, {2, "ArrowDown", 3}, {4, "ArrowUp", 1}, {6, "ArrowUp", 3}} {
		if to, _ := l.moved(c.from, c.key, false); to != c.to {
			t.Errorf("%s from %d in a matrix: %d, want %d", c.key, c.from, to, c.to)
		}
	}
	empty := arrange([]group{{}}, 1, 1, 5, roomOf(200, 200, 1))
	if to, ok := empty.moved(3, "ArrowDown", false); to != -1 || !ok {
		t.Errorf("where nothing is shown: %d, %v", to, ok)
	}
}

func TestTypedNumber(t *testing.T) {
	var n typedNumber
	now := time.Now()
	for _, c := range []struct {
		key   string
		after time.Duration
		want  int
		ok    bool
	}{
		{"1", 0, 1, true}, {"2", 300 * time.Millisecond, 12, true}, {"0", 300 * time.Millisecond, 120, true}, {"5", 2 * time.Second, 5, true},
		{"Tab", 0, 0, false}, {"7", 0, 7, true}, {"a", 0, 0, false}, {"", 0, 0, false},
	} {
		now = now.Add(c.after)
		if got, ok := n.take(c.key, now); got != c.want || ok != c.ok {
			t.Errorf("%q after %v: %d, %v", c.key, c.after, got, ok)
		}
	}
}

// Digits that are new, or gone, move nothing.
func TestMoves(t *testing.T) {
	l := &layout{order: []int{2, 0}, spots: []spot{{10, 20, 5}, {15, 20, 5}}}
	for _, c := range []struct {
		from []spot
		want bool
	}{
		{nil, false}, {[]spot{{15, 20, 5}, {1, 1, 5}, {10, 20, 5}}, false}, {[]spot{{15, 20, 9}, {}, {10, 20, 5}}, false},
		{[]spot{{15, 20, 5}, {}, {10, 21, 5}}, true}, {[]spot{{14, 20, 5}}, true}, {[]spot{{14, 20, 0}}, false},
	} {
		if got := l.moves(c.from); got != c.want {
			t.Errorf("from %v: %v", c.from, got)
		}
	}
}
