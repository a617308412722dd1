package nn32

import (
	"maps"
	"slices"
	"strings"

	"digitlab/nn32/internal/errfmt"
)

// Clone returns a network with copies of the layers and with the same weights and seed. It is not compiled: a clone is for going on
// with other data, another optimiser, or Frozen layers. A layer of another library needs a method Clone() Layer that returns one with
// the same options.
func (s *Sequential) Clone() (*Sequential, error) {
	layers := make([]Layer, len(s.layers))
	for i, l := range s.layers {
		c, ok := l.(cloner)
		if !ok {
			return nil, errfmt.Errorf("nn32: layer %d (%s) has no method Clone() Layer", i, l.Kind())
		}
		layers[i] = c.Clone()
	}
	clone, err := NewSequential(s.in, s.seed, layers...)
	if err != nil {
		return nil, err
	}
	values := map[string]*Tensor{}
	for _, p := range s.params {
		values[p.Name] = p.Value
	}
	return clone, clone.SetWeights(values)
}

// A copy of a struct has its options; the rest is made anew by Build.

func (l *Conv2D) Clone() Layer                 { c := *l; return &c }
func (l *Dense) Clone() Layer                  { c := *l; return &c }
func (l *MaxPooling2D) Clone() Layer           { c := *l; return &c }
func (l *AveragePooling2D) Clone() Layer       { c := *l; return &c }
func (l *GlobalAveragePooling2D) Clone() Layer { return &GlobalAveragePooling2D{} }
func (l *Flatten) Clone() Layer                { return &Flatten{} }
func (l *Dropout) Clone() Layer                { c := *l; return &c }
func (l *BatchNormalization) Clone() Layer     { c := *l; return &c }
func (l *Activation) Clone() Layer             { c := *l; return &c }

// SetWeights copies values into the parameters that have their names, such as conv2d/kernel. With names of layers, such as conv2d, it
// sets only theirs and leaves other values out; otherwise there must be a value for each parameter, and no other. If a name or a shape
// does not match, the error names the first, and nothing has changed.
//
// A compiled network keeps the state of its optimiser; call Compile to begin anew.
func (s *Sequential) SetWeights(values map[string]*Tensor, layers ...string) error {
	for _, name := range layers {
		if !slices.ContainsFunc(s.infos, func(l LayerInfo) bool { return l.Name == name }) {
			return errfmt.Errorf("nn32: the network has no layer %s", name)
		}
	}
	unused := maps.Clone(values)
	var set []*Param
	for _, p := range s.params {
		if layer, _, _ := strings.Cut(p.Name, "/"); len(layers) > 0 && !slices.Contains(layers, layer) {
			continue
		}
		v := values[p.Name]
		switch {
		case v == nil:
			return errfmt.Errorf("nn32: there is no %s; the network has one of %v", p.Name, p.Value.Shape)
		case !slices.Equal(v.Shape, p.Value.Shape) || len(v.Data) != len(p.Value.Data):
			return errfmt.Errorf("nn32: %s is %v with %d elements; the network's is %v", p.Name, v.Shape, len(v.Data), p.Value.Shape)
		}
		if err := (&Param{Name: p.Name, Value: v, limit: p.limit}).Check(); err != nil {
			return errfmt.Errorf("nn32: %w", err)
		}
		delete(unused, p.Name)
		set = append(set, p)
	}
	if len(layers) == 0 && len(unused) > 0 {
		return errfmt.Errorf("nn32: the network has no %s", slices.Min(slices.Collect(maps.Keys(unused))))
	}
	for _, p := range set {
		copy(p.Value.Data, values[p.Name].Data)
	}
	return nil
}
