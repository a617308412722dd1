package ui

import (
	"slices"
	"strconv"
	"strings"

	"digitlab/wasm/protocol"
)

// draft is a layer as it stands in its card: its one number that is typed, units or rate, is kept as typed.
type draft struct {
	Layer protocol.Layer
	Typed string
}

func draftOf(l protocol.Layer) draft {
	switch {
	case l.Weighted():
		return draft{l, strconv.Itoa(l.Units)}
	case l.Kind == protocol.Dropout:
		return draft{l, rate(l.Rate)}
	}
	return draft{Layer: l}
}

// layer reads the card. What is no number becomes one that is out of its limits, so that there is one judge of both.
func (d draft) layer() protocol.Layer {
	l, typed := d.Layer, strings.TrimSpace(d.Typed)
	switch {
	case l.Weighted():
		n, err := strconv.Atoi(typed)
		if l.Units = n; err != nil {
			l.Units = 0
		}
	case l.Kind == protocol.Dropout:
		v, err := strconv.ParseFloat(typed, 32)
		if l.Rate = float32(v); err != nil || v != v {
			l.Rate = -1
		}
	}
	return l
}

// drafts is the stack of layers in the editor, up to the last, which every network has. It is never changed in place: a
// component would not see it.
type drafts []draft

func draftsOf(layers []protocol.Layer) (d drafts) {
	for _, l := range layers {
		d = append(d, draftOf(l))
	}
	return d
}

func (d drafts) layers() (layers []protocol.Layer) {
	for _, each := range d {
		layers = append(layers, each.layer())
	}
	return layers
}

// with returns the stack with one layer replaced.
func (d drafts) with(i int, changed draft) drafts {
	d = slices.Clone(d)
	d[i] = changed
	return d
}

// without returns the stack without a layer.
func (d drafts) without(i int) drafts { return slices.Delete(slices.Clone(d), i, i+1) }

// inserted returns the stack with a new layer at a place.
func (d drafts) inserted(i int, l protocol.Layer) drafts {
	return slices.Insert(slices.Clone(d), i, draftOf(l))
}

// moved returns the stack with a layer at another place.
func (d drafts) moved(from, to int) drafts {
	if to < 0 || to >= len(d) {
		return d
	}
	return slices.Insert(d.without(from), to, d[from])
}

// added returns the stack with a new layer of a kind as near to its end as it fits, and where that is. Where it fits nowhere it
// goes to the end and says why. side is that of the pictures that come in.
func (d drafts) added(kind protocol.LayerKind, side int) (drafts, int) {
	for i := len(d); i >= 0; i-- {
		with := d.inserted(i, newLayer(kind))
		if _, problem := protocol.Describe(side, with.layers()); problem == nil {
			return with, i
		}
	}
	return d.inserted(len(d), newLayer(kind)), len(d)
}

// names tells layers of one kind apart: Conv2D, Conv2D 2.
func (d drafts) names() []string {
	names, seen := make([]string, len(d)), map[protocol.LayerKind]int{}
	for i, each := range d {
		kind := each.Layer.Kind
		if names[i] = layerFormOf(kind).name; seen[kind] > 0 {
			names[i] += " " + strconv.Itoa(seen[kind]+1)
		}
		seen[kind]++
	}
	return names
}

// problemName is what the card is called that a problem is about.
func (d drafts) problemName(p *protocol.Problem, t settingsWords) string {
	if names := d.names(); p.Layer < len(names) {
		return names[p.Layer]
	}
	return t.LastLayer()
}
