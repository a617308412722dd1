package settings

import (
	"slices"
	"strconv"

	"digitlab/wasm/protocol"
)

// Draft is a layer as it stands in its card: its numbers that are typed are kept as typed.
type Draft struct {
	Layer protocol.Layer
	Typed [protocol.Parameters]string
}

func draftOf(l protocol.Layer) Draft {
	d := Draft{Layer: l}
	for _, p := range l.Kind.Parameters() {
		if ParameterForms[p].choices == nil {
			d.Typed[p] = numberText(p.Get(&l), p.Limits())
		}
	}
	return d
}

// Type returns the card with what is typed for a parameter.
func (d Draft) Type(p protocol.Parameter, typed string) Draft {
	d.Typed[p] = typed
	return d
}

// Choose returns the card with a choice of a parameter's.
func (d Draft) Choose(p protocol.Parameter, choice int) Draft {
	p.Set(&d.Layer, ParameterForms[p].Choice(choice))
	return d
}

// layer reads the card. What is no number becomes one that is out of its limits, so that there is one judge of both.
func (d Draft) layer() protocol.Layer {
	l := d.Layer
	for _, p := range l.Kind.Parameters() {
		if ParameterForms[p].choices != nil {
			continue
		}
		v, ok := parseNumber(d.Typed[p], p.Limits())
		if !ok {
			v = p.Limits().Least - 1
		}
		p.Set(&l, v)
	}
	return l
}

// foreign reports whether a number of the card is written otherwise than the page writes numbers.
func (d Draft) foreign() bool { return slices.ContainsFunc(d.Typed[:], foreign) }

// settled returns the card with its numbers as the page writes them, where they are numbers.
func (d Draft) settled() Draft {
	for _, p := range d.Layer.Kind.Parameters() {
		if v, ok := parseNumber(d.Typed[p], p.Limits()); ok && foreign(d.Typed[p]) {
			d.Typed[p] = numberText(v, p.Limits())
		}
	}
	return d
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
		with := d.Inserted(i, protocol.NewLayer(kind))
		if _, problem := protocol.Describe(side, with.Layers()); problem == nil {
			return with, i
		}
	}
	return d.Inserted(len(d), protocol.NewLayer(kind)), len(d)
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
