package protocol

import "slices"

// Parameter is one that layers of a kind have, in Keras's words: what a field of a card of the editor sets.
type Parameter uint8

const (
	FiltersParameter Parameter = iota
	UnitsParameter
	KernelSizeParameter
	PoolSizeParameter
	StridesParameter     // of a kernel: 0 is 1
	PoolStridesParameter // 0 is the pool's size
	PaddingParameter     // 0 is valid, 1 same
	ActivationParameter
	RateParameter
	SlopeParameter // of LeakyReLULayer

	Parameters // how many there are
)

// The limits that others than the table name.
const (
	MaxUnits = 512
	MaxSize  = 8
	MaxRate  = .9
)

// parameterRow is all that the trainer and the page both know of a parameter. How the page shows it is in ui/settings.
type parameterRow struct {
	what string // it is, in an error; empty: a value beyond the limits is of another version
	Limits
	standard float64 // of a layer that is added
	at       func(*Layer) number
}

// parameterTable has a row for each parameter.
var parameterTable = [Parameters]parameterRow{
	FiltersParameter: {what: "its units", Limits: Limits{Least: 1, Most: MaxUnits, Whole: true}, standard: 16,
		at: func(l *Layer) number { return (*whole)(&l.Units) }},
	UnitsParameter: {what: "its units", Limits: Limits{Least: 1, Most: MaxUnits, Whole: true}, standard: 32,
		at: func(l *Layer) number { return (*whole)(&l.Units) }},
	KernelSizeParameter: {what: "the side of its window", Limits: Limits{Least: 1, Most: MaxSize, Whole: true}, standard: 3,
		at: func(l *Layer) number { return (*whole)(&l.Size) }},
	PoolSizeParameter: {what: "the side of its window", Limits: Limits{Least: 1, Most: MaxSize, Whole: true}, standard: 2,
		at: func(l *Layer) number { return (*whole)(&l.Size) }},
	StridesParameter: {what: "its stride", Limits: Limits{Most: MaxSize, Whole: true},
		at: func(l *Layer) number { return (*whole)(&l.Stride) }},
	PoolStridesParameter: {what: "its stride", Limits: Limits{Most: MaxSize, Whole: true},
		at: func(l *Layer) number { return (*whole)(&l.Stride) }},
	PaddingParameter: {Limits: Limits{Most: 1, Whole: true},
		at: func(l *Layer) number { return (*flag)(&l.Same) }},
	ActivationParameter: {Limits: Limits{Most: float64(Activations - 1), Whole: true},
		at: func(l *Layer) number { return (*choice)(&l.Activation) }},
	RateParameter: {what: "its rate", Limits: Limits{Most: MaxRate}, standard: .25,
		at: func(l *Layer) number { return (*decimal)(&l.Rate) }},
	SlopeParameter: {what: "its slope", Limits: Limits{Most: 1, Above: true}, standard: .3,
		at: func(l *Layer) number { return (*decimal)(&l.Rate) }},
}

// kindRow is all that the trainer and the page both know of a kind of layers.
type kindRow struct {
	name       string      // Keras's snake case
	parameters []Parameter // in their order on a card, in a link and in a description
	// describe returns what becomes of a shape, and how many parameters that takes, once the layer's own are within their limits.
	describe func(l Layer, in []int) (out []int, params int, problem *Problem)
}

// kindTable has a row for each kind.
var kindTable = [LayerKinds]kindRow{
	Conv2D: {"conv2d", []Parameter{FiltersParameter, KernelSizeParameter, StridesParameter, PaddingParameter, ActivationParameter},
		func(l Layer, in []int) ([]int, int, *Problem) {
			out, problem := l.slide(in, 1)
			if problem != nil {
				return nil, 0, problem
			}
			out[2] = l.Units
			return out, (l.Size*l.Size*in[2] + 1) * l.Units, nil
		}},
	MaxPooling2D:     {"max_pooling2d", []Parameter{PoolSizeParameter, PoolStridesParameter, PaddingParameter}, describePool},
	AveragePooling2D: {"average_pooling2d", []Parameter{PoolSizeParameter, PoolStridesParameter, PaddingParameter}, describePool},
	GlobalAveragePooling2D: {"global_average_pooling2d", nil,
		func(l Layer, in []int) ([]int, int, *Problem) {
			if len(in) != 3 {
				return nil, 0, &Problem{Reason: NeedsImage}
			}
			return in[2:], 0, nil
		}},
	Flatten: {"flatten", nil,
		func(l Layer, in []int) ([]int, int, *Problem) { return []int{size(in)}, 0, nil }},
	Dense: {"dense", []Parameter{UnitsParameter, ActivationParameter},
		func(l Layer, in []int) ([]int, int, *Problem) {
			if len(in) != 1 {
				return nil, 0, &Problem{Reason: NeedsFlatten}
			}
			return []int{l.Units}, (in[0] + 1) * l.Units, nil
		}},
	BatchNormalization: {"batch_normalization", nil,
		func(l Layer, in []int) ([]int, int, *Problem) { return in, 4 * in[len(in)-1], nil }},
	Dropout:         {"dropout", []Parameter{RateParameter}, describeSame},
	ActivationLayer: {"activation", []Parameter{ActivationParameter}, describeSame},
	LeakyReLULayer:  {"activation", []Parameter{SlopeParameter}, describeSame},
}

func describeSame(l Layer, in []int) ([]int, int, *Problem) { return in, 0, nil }

func describePool(l Layer, in []int) ([]int, int, *Problem) {
	out, problem := l.slide(in, l.Size)
	return out, 0, problem
}

// slide moves the layer's window over an image.
func (l Layer) slide(in []int, standardStride int) ([]int, *Problem) {
	if len(in) != 3 {
		return nil, &Problem{Reason: NeedsImage}
	}
	stride := l.Stride
	if stride == 0 {
		stride = standardStride
	}
	out := slices.Clone(in)
	for i, n := range in[:2] {
		switch {
		case l.Same:
			out[i] = (n + stride - 1) / stride
		case l.Size > n:
			return nil, &Problem{Reason: LargerThanInput, Have: n, Limit: l.Size}
		default:
			out[i] = (n-l.Size)/stride + 1
		}
	}
	return out, nil
}

// String is the kind in Keras's snake case.
func (k LayerKind) String() string {
	if k < LayerKinds {
		return kindTable[k].name
	}
	return "unknown"
}

// Parameters are those of the kind, in their order on a card, in a link and in a description; one of another version has none.
func (k LayerKind) Parameters() []Parameter {
	if k < LayerKinds {
		return kindTable[k].parameters
	}
	return nil
}

// NewLayer is a layer as it is added.
func NewLayer(kind LayerKind) Layer {
	l := Layer{Kind: kind}
	for _, p := range kind.Parameters() {
		p.Set(&l, parameterTable[p].standard)
	}
	return l
}

// Limits are what the parameter may be; a choice is one of the whole numbers from 0.
func (p Parameter) Limits() Limits { return parameterTable[p].Limits }

func (p Parameter) Get(l *Layer) float64 { return parameterTable[p].at(l).get() }

func (p Parameter) Set(l *Layer, v float64) { parameterTable[p].at(l).put(v) }

// check returns a problem if the layer's parameter is out of its limits.
func (p Parameter) check(l *Layer) *Problem {
	row := &parameterTable[p]
	v := row.at(l).get()
	switch {
	case row.Allow(v):
		return nil
	case row.what == "":
		return &Problem{Reason: UnknownLayer, Parameter: p, Have: int(v)}
	case row.Whole:
		return &Problem{Reason: ParameterOutside, Parameter: p, Have: int(v)}
	}
	return &Problem{Reason: ParameterOutside, Parameter: p}
}
