package settings

import (
	"slices"
	"strconv"
	"strings"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
)

// Draft is a layer as it stands in its card: its one number that is typed, units or rate, is kept as typed.
type Draft struct {
	Layer protocol.Layer
	Typed string
}

func draftOf(l protocol.Layer) Draft {
	switch {
	case l.Weighted():
		return Draft{l, strconv.Itoa(l.Units)}
	case l.Kind == protocol.Dropout:
		return Draft{l, i18n.Rate(l.Rate)}
	}
	return Draft{Layer: l}
}

// layer reads the card. What is no number becomes one that is out of its limits, so that there is one judge of both.
func (d Draft) layer() protocol.Layer {
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

// Drafts is the stack of layers in the editor, up to the last, which every network has. It is never changed in place: a
// component would not see it.
type Drafts []Draft

func draftsOf(layers []protocol.Layer) (d Drafts) {
	for _, l := range layers {
		d = append(d, draftOf(l))
	}
	return d
}

func (d Drafts) Layers() (layers []protocol.Layer) {
	for _, each := range d {
		layers = append(layers, each.layer())
	}
	return layers
}

// With returns the stack with one layer replaced.
func (d Drafts) With(i int, changed Draft) Drafts {
	d = slices.Clone(d)
	d[i] = changed
	return d
}

// Without returns the stack without a layer.
func (d Drafts) Without(i int) Drafts { return slices.Delete(slices.Clone(d), i, i+1) }

// Inserted returns the stack with a new layer at a place.
func (d Drafts) Inserted(i int, l protocol.Layer) Drafts {
	return slices.Insert(slices.Clone(d), i, draftOf(l))
}

// Moved returns the stack with a layer at another place.
func (d Drafts) Moved(from, to int) Drafts {
	if to < 0 || to >= len(d) {
		return d
	}
	return slices.Insert(d.Without(from), to, d[from])
}

// Added returns the stack with a new layer of a kind as near to its end as it fits, and where that is. Where it fits nowhere it
// goes to the end and says why. side is that of the pictures that come in.
func (d Drafts) Added(kind protocol.LayerKind, side int) (Drafts, int) {
	for i := len(d); i >= 0; i-- {
		with := d.Inserted(i, NewLayer(kind))
		if _, problem := protocol.Describe(side, with.Layers()); problem == nil {
			return with, i
		}
	}
	return d.Inserted(len(d), NewLayer(kind)), len(d)
}

// Names tells layers of one kind apart: Conv2D, Conv2D 2.
func (d Drafts) Names() []string {
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

// ProblemName is what the card is called that a problem is about.
func (d Drafts) ProblemName(p *protocol.Problem, t Words) string {
	if names := d.Names(); p.Layer < len(names) {
		return names[p.Layer]
	}
	return t.LastLayer()
}
