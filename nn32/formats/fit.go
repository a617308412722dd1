package formats

import (
	"errors"
	"slices"
	"strings"

	"digitlab/nn32/internal/errfmt"
)

// ErrNoStructure is wrapped by Read's errors about a file that has weights but does not say of which network.
var ErrNoStructure = errors.New("the file has weights only: which activations, windows and strides they are for it does not say. Make a network with the same layers first, " +
	"and read the file into it")

// structure returns what fit reads, in the words of Keras 3. The files of this package have it where other programs ignore it.
func (m *Model) structure() string { return keras3.config(m, keras3.layers(m)) }

// fit returns a network with tensors of a file, which has them by layer, as names such as conv2d/kernel (Keras) or 0.weight (PyTorch)
// tell. torch is whether they are in PyTorch's layout. The layers are those of the file's structure or, if it has none, of the template.
func (in *input) fit(tensors []Tensor, torch bool, structure string) ([]*Model, error) {
	if len(tensors) == 0 {
		return nil, errors.New("it has no tensors")
	}
	template := in.template
	if structure != "" {
		var err error
		if template, err = parseConfig([]byte(structure)); err != nil {
			return nil, errfmt.Errorf("the structure of the network in it: %w", err)
		}
	}
	if template == nil {
		return nil, ErrNoStructure
	}
	groups := groupsOf(tensors)
	m, err := template.filled(groups, torch)
	if err != nil { // files that sort their names have the tenth layer before the second
		sorted := slices.Clone(groups)
		slices.SortStableFunc(sorted, func(a, b group) int { return natural(a.name, b.name) })
		if second, err := template.filled(sorted, torch); err == nil {
			return []*Model{second}, nil
		}
		return nil, err
	}
	return []*Model{m}, nil
}

// group is the tensors of one layer.
type group struct {
	name    string
	tensors []Tensor // with the last part of their names
}

func groupsOf(tensors []Tensor) (groups []group) {
	places := map[string]int{}
	for _, t := range tensors {
		cutAt := strings.LastIndexAny(t.Name, "./")
		layer := t.Name[:max(cutAt, 0)]
		t.Name = t.Name[cutAt+1:]
		at, ok := places[layer]
		if !ok {
			at = len(groups)
			places[layer] = at
			groups = append(groups, group{name: layer})
		}
		groups[at].tensors = append(groups[at].tensors, t)
	}
	return groups
}

// natural compares names, and numbers in them as numbers.
func natural(a, b string) int {
	for a != "" && b != "" {
		x, y := digits(a), digits(b)
		if x > 0 && y > 0 {
			m, n := strings.TrimLeft(a[:x], "0"), strings.TrimLeft(b[:y], "0")
			if len(m) != len(n) {
				return len(m) - len(n)
			}
			if c := strings.Compare(m, n); c != 0 {
				return c
			}
			a, b = a[x:], b[y:]
			continue
		}
		if a[0] != b[0] {
			return int(a[0]) - int(b[0])
		}
		a, b = a[1:], b[1:]
	}
	return len(a) - len(b)
}

// digits returns the number of digits with which s begins.
func digits(s string) int {
	return len(s) - len(strings.TrimLeft(s, "0123456789"))
}

// filled returns a copy of the model with the tensors of groups, one for each layer that has weights.
func (m *Model) filled(groups []group, torch bool) (*Model, error) {
	shapes, err := m.Outputs() // its own tensors may have no numbers yet
	if err != nil {
		return nil, err
	}
	orders, err := m.torchOrders(shapes)
	if err != nil {
		return nil, err
	}
	to := *m
	to.Layers = slices.Clone(m.Layers)
	in := m.Input[:]
	used := 0
	for i := range to.Layers {
		l := &to.Layers[i]
		if want, optional := l.wants(in); len(want) > 0 {
			if used == len(groups) {
				return nil, errfmt.Errorf("the file has the weights of %d layers; the network needs those of %s, too", used, l.At(i))
			}
			g := groups[used]
			used++
			l.Tensors = nil
			for k, w := range want {
				name := w.Name
				if torch {
					name = torchNames[l.Class][k]
				}
				t, ok := g.tensor(name)
				switch {
				case !ok && k >= len(want)-optional:
					continue
				case !ok:
					return nil, errfmt.Errorf("the file's %s has no %s, which %s needs", quote(g.name), name, l.At(i))
				}
				shape := w.Shape
				if torch {
					shape = torchShape(w.Shape)
				}
				if !slices.Equal(t.Shape, shape) {
					return nil, errfmt.Errorf("the file's %s has the shape %v for %s, whose %s needs %v", quote(g.name), t.Shape, l.At(i), name, shape)
				}
				if torch {
					w.Data = make([]float32, len(t.Data))
					eachTorch(l.Class, w.Shape, orders[i], func(keras, torch int) { w.Data[keras] = t.Data[torch] })
				} else {
					w.Data = t.Data
				}
				l.Tensors = append(l.Tensors, w)
			}
		}
		in = shapes[i]
	}
	if used < len(groups) {
		return nil, errfmt.Errorf("the file has the weights of %d layers, and the network %d layers with weights", len(groups), used)
	}
	return &to, nil
}

func (g group) tensor(name string) (Tensor, bool) {
	for _, t := range g.tensors {
		if t.Name == name {
			return t, true
		}
	}
	return Tensor{}, false
}
