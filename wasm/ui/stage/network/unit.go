package network

import (
	"slices"

	"digitlab/wasm/protocol"
)

// unitAside is the ID of the aside with the arithmetic of one unit.
const unitAside = "unit"

// place is where a unit is: its layer, counted from 1 as the picture is 0, and in the layer its map or element and, in a map, its row and
// column, all from 0.
type place struct{ layer, unit, row, column int }

// element returns the number of the element at a place of the layer, counted row by row with the channels last.
func (s shape) element(at place) int {
	if !s.isImage() {
		return at.unit
	}
	_, w := s.size()
	return (at.row*w+at.column)*s.all() + at.unit
}

// place returns where an element of the layer is.
func (s shape) place(layer, element int) place {
	if !s.isImage() {
		return place{layer: layer, unit: element}
	}
	_, w := s.size()
	at := element / s.all()
	return place{layer, element % s.all(), at / w, at % w}
}

// within returns the place in a network that is nearest to one of another network.
func within(at place, shapes []shape) place {
	at.layer = min(max(at.layer, 1), len(shapes)-1)
	s := shapes[at.layer]
	at.unit = min(max(at.unit, 0), s.all()-1)
	if !s.isImage() {
		at.row, at.column = 0, 0
		return at
	}
	h, w := s.size()
	at.row, at.column = min(max(at.row, 0), h-1), min(max(at.column, 0), w-1)
	return at
}

// next returns the place after one in its map, row by row, and after the last the first.
func (s shape) next(at place) place {
	if s.isImage() {
		h, w := s.size()
		if at.column++; at.column == w {
			at.row, at.column = (at.row+1)%h, 0
		}
	}
	return at
}

// choose turns to a unit, and shows its arithmetic if that is not shown yet. With slides the window goes on by itself.
func (i *inside) choose(at place, slides bool) {
	i.unit, i.slides = within(at, i.shapes()), slides
	if i.lab.Aside() != unitAside {
		i.lab.OpenAside(unitAside)
	}
	i.lab.Invalidate(unitTopic)
	i.ask()
}

// move turns to another unit of the one that is shown: the window stays where it was put.
func (i *inside) move(change func(at *place)) {
	at := i.unit
	change(&at)
	i.choose(at, false)
}

// slide moves the window on, if it does so by itself.
func (i *inside) slide() {
	if i.slides && i.terms() != nil {
		i.choose(i.shapes()[i.unit.layer].next(i.unit), true)
	}
}

// wanted returns the unit whose arithmetic is to be shown; none while nobody looks at it.
func (i *inside) wanted() protocol.Unit {
	if i.lab.Aside() != unitAside {
		return protocol.Unit{}
	}
	i.unit = within(i.unit, i.shapes())
	return protocol.Unit{Layer: i.unit.layer, Element: i.shapes()[i.unit.layer].element(i.unit)}
}

// terms returns the arithmetic of the unit that is shown; nil before it has come.
func (i *inside) terms() *protocol.Terms {
	work := i.work()
	if work == nil || work.Terms.Unit.Layer == 0 || work.Terms.Unit != i.wanted() {
		return nil
	}
	return &work.Terms
}

// cell returns where an element of a layer, or of the picture, is drawn, of the ten bars the place of the digit; false if it is not among those that are.
func (p *plan) cell(shapes []shape, work *protocol.Inspection, layer, element int) (box, bool) {
	s := shapes[layer]
	at := s.place(layer, element)
	if s.shares {
		b := p.share(at.unit)
		if p.down {
			b.h = min(b.h, b.w)
		} else {
			b.w = min(b.w, b.h)
		}
		return b, true
	}
	slot := 0
	if layer > 0 {
		if slot = slices.Index(work.Layers[layer-1].Units, at.unit); slot < 0 {
			return box{}, false
		}
	}
	for i := range p.tiles {
		t := &p.tiles[i]
		if t.shape != layer || t.part == kernelPart || t.part == mapPart && t.slot != slot {
			continue
		}
		k := slot
		if t.part == mapPart {
			k = at.row*t.from.w + at.column
		}
		left, right := k%t.from.w*t.at.w/t.from.w, (k%t.from.w+1)*t.at.w/t.from.w
		top, bottom := k/t.from.w*t.at.h/t.from.h, (k/t.from.w+1)*t.at.h/t.from.h
		return box{t.at.x + left, t.at.y + top, right - left, bottom - top}, true
	}
	return box{}, false
}

// product returns what a term adds: of a layer without weights the value.
func product(t *protocol.Terms, i int) float32 {
	if len(t.Weights) == 0 {
		return t.Values[i]
	}
	return float32(t.Weights[i] * t.Values[i])
}

// strongest returns the terms that add or take away most, the first of them first, at most so many.
func strongest(t *protocol.Terms, most int) []int {
	order := make([]int, len(t.Values))
	for i := range order {
		order[i] = i
	}
	size := func(i int) float32 {
		if v := product(t, i); isNumber(v) {
			return max(v, -v)
		}
		return 0 // as if it were not there, so that the others have an order
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case size(a) > size(b):
			return -1
		case size(a) < size(b):
			return 1
		}
		return 0
	})
	return order[:min(most, len(order))]
}
