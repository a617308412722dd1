package network

import (
	"slices"
	"testing"

	"digitlab/wasm/protocol"
)

// presetShapes returns the shapes of a preset's network.
func presetShapes(t *testing.T, p protocol.Preset) []shape {
	t.Helper()
	s := p.Settings()
	infos, problem := protocol.Describe(s.Data.Side(), s.Layers)
	if problem != nil {
		t.Fatal(problem)
	}
	return shapesOf(infos, s)
}

// boxesIn divides a place among layers.
func boxesIn(count, w, h int, down bool) (boxes []box) {
	for i := range count {
		if down {
			boxes = append(boxes, box{0, i * h / count, w, h/count - 4})
		} else {
			boxes = append(boxes, box{i * w / count, 0, w/count - 4, h})
		}
	}
	return boxes
}

// Each unit of each layer is drawn once, within the box of its layer and beside the others, and has its own place on the sheet. Cells have
// a whole number of pixels wherever one fits.
func TestArrange(t *testing.T) {
	for preset := range protocol.Presets {
		shapes := presetShapes(t, preset)
		for _, place := range []struct {
			w, h  int
			ratio float64
			down  bool
		}{{500, 310, 1, false}, {1000, 620, 2, false}, {230, 384, 1, true}, {640, 1000, 2.75, true}, {60, 40, 1, false}} {
			boxes := boxesIn(len(shapes), place.w, place.h, place.down)
			p := arrange(shapes, boxes, place.ratio, place.down)
			drawn := make([]int, len(shapes))
			for i, tile := range p.tiles {
				s := shapes[tile.shape]
				if tile.part == mapPart {
					drawn[tile.shape]++
				} else if tile.part == vectorPart {
					drawn[tile.shape] += tile.values
				}
				if tile.from.right() > p.sheetW || tile.from.bottom() > p.sheetH || tile.values > tile.from.w*tile.from.h {
					t.Errorf("preset %d: tile %+v is not on the sheet of %d×%d", preset, tile, p.sheetW, p.sheetH)
				}
				for _, other := range p.tiles[:i] {
					if overlap(tile.from, other.from) {
						t.Errorf("preset %d: %+v and %+v are at the same place on the sheet", preset, tile, other)
					}
					if place.w > 200 && overlap(tile.at, other.at) {
						t.Errorf("preset %d in %v: %+v is over %+v", preset, place, tile, other)
					}
				}
				if place.w < 200 || tile.part == vectorPart && s.strip {
					continue // there is no room: nothing more than that it does not stop
				}
				if b := boxes[tile.shape]; tile.at.x < b.x-1 || tile.at.y < b.y-1 || tile.at.right() > b.right()+1 || tile.at.bottom() > b.bottom()+1 {
					t.Errorf("preset %d in %v: %+v is out of its box %+v", preset, place, tile, b)
				}
				if whole := tile.at.w%tile.from.w == 0 && tile.at.h%tile.from.h == 0; !whole && min(tile.at.w, tile.at.h) >= tile.from.w {
					t.Errorf("preset %d in %v: the cells of %+v have no whole number of pixels", preset, place, tile)
				}
			}
			for i, s := range shapes {
				if want := s.units; drawn[i] != want && !s.shares {
					t.Errorf("preset %d: %d units of layer %d, want %d", preset, drawn[i], i, want)
				}
			}
			if p.shares != boxes[len(boxes)-1] {
				t.Errorf("preset %d: the bars are at %+v", preset, p.shares)
			}
			if again := arrange(shapes, boxes, place.ratio, place.down); !slices.Equal(again.tiles, p.tiles) {
				t.Errorf("preset %d: arranged again, it stands elsewhere", preset)
			}
		}
	}
}

func overlap(a, b box) bool {
	return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()
}

// In the tutorial's network each kernel has its map and its pool, in one row each: a line leads from one to the next.
func TestTutorialInRows(t *testing.T) {
	shapes := presetShapes(t, protocol.TutorialPreset)
	for _, down := range []bool{false, true} {
		boxes := boxesIn(len(shapes), 500, 310, down)
		p := arrange(shapes, boxes, 1, down)
		lines, bands := 0, 0
		for _, l := range p.links {
			if l.fromSide == 0 && l.toSide == 0 {
				lines++
			} else {
				bands++
			}
		}
		if lines != 20 || bands != 3 {
			t.Errorf("down %v: %d lines and %d bands, want 20 and 3", down, lines, bands)
		}
	}
	want := []shape{{output: []int{8, 8, 1}, units: 1, input: true},
		{kind: protocol.Conv2D, output: []int{6, 6, 10}, units: 10, window: 3},
		{kind: protocol.MaxPooling2D, output: []int{3, 3, 10}, units: 10, same: true},
		{kind: protocol.Flatten, output: []int{90}, units: 90, strip: true},
		{kind: protocol.Dense, output: []int{50}, units: 50},
		{kind: protocol.Dense, output: []int{10}, units: 10, shares: true}}
	for i, s := range shapes {
		if w := want[i]; !slices.Equal(s.output, w.output) || s.units != w.units || s.window != w.window || s.same != w.same || s.strip != w.strip ||
			s.shares != w.shares || s.kind != w.kind || s.input != w.input {
			t.Errorf("layer %d is %+v, want %+v", i, s, w)
		}
	}
}

// The value under the pointer.
func TestFind(t *testing.T) {
	shapes := presetShapes(t, protocol.TutorialPreset)
	for _, down := range []bool{false, true} {
		p := arrange(shapes, boxesIn(len(shapes), 500, 400, down), 1, down)
		for i := range p.tiles {
			tile := &p.tiles[i]
			for value := range tile.values {
				x := tile.at.x + (2*(value%tile.from.w)+1)*tile.at.w/(2*tile.from.w)
				y := tile.at.y + (2*(value/tile.from.w)+1)*tile.at.h/(2*tile.from.h)
				if got, k := p.find(x, y); got != tile || k != value {
					t.Errorf("at %d, %d is value %d of %+v, want %d of %+v", x, y, k, got, value, tile)
				}
			}
		}
		if tile, _ := p.find(-1, -1); tile != nil {
			t.Errorf("beside everything is %+v", tile)
		}
		area := 0
		for digit := range classes {
			b := p.share(digit)
			for _, corner := range [][2]int{{b.x, b.y}, {b.right() - 1, b.bottom() - 1}} {
				if got := p.findShare(corner[0], corner[1]); got != digit {
					t.Errorf("down %v: at a corner of the bar of %d is that of %d", down, digit, got)
				}
			}
			area += b.w * b.h
		}
		if area != p.shares.w*p.shares.h {
			t.Errorf("down %v: the bars have %d pixels of %d", down, area, p.shares.w*p.shares.h)
		}
		if got := p.findShare(p.shares.x-1, p.shares.y); got != -1 {
			t.Errorf("beside the bars is that of %d", got)
		}
	}
}
