package formats

import (
	"math"
	"slices"
	"strings"
)

// onnxFunctions are the operators that make each element by itself from elements and single numbers: what x, in the order of the inputs, becomes. An
// input that is left out is NaN.
var onnxFunctions = map[string]func(n *onnxNode, x []float64) float64{
	"Abs":  func(_ *onnxNode, x []float64) float64 { return math.Abs(x[0]) },
	"Add":  two(func(a, b float64) float64 { return a + b }),
	"Sub":  two(func(a, b float64) float64 { return a - b }),
	"Mul":  two(func(a, b float64) float64 { return a * b }),
	"Div":  two(func(a, b float64) float64 { return a / b }),
	"Pow":  two(math.Pow),
	"Max":  func(_ *onnxNode, x []float64) float64 { return most(x) },
	"Min":  func(_ *onnxNode, x []float64) float64 { return -most(negated(x)) },
	"Neg":  func(_ *onnxNode, x []float64) float64 { return -x[0] },
	"Erf":  func(_ *onnxNode, x []float64) float64 { return math.Erf(x[0]) },
	"Exp":  func(_ *onnxNode, x []float64) float64 { return math.Exp(x[0]) },
	"Sqrt": func(_ *onnxNode, x []float64) float64 { return math.Sqrt(x[0]) },
	"Tanh": func(_ *onnxNode, x []float64) float64 { return math.Tanh(x[0]) },

	"Relu":       func(_ *onnxNode, x []float64) float64 { return max(x[0], 0) },
	"Reciprocal": func(_ *onnxNode, x []float64) float64 { return 1 / x[0] },
	"Sigmoid":    func(_ *onnxNode, x []float64) float64 { return 1 / (1 + math.Exp(-x[0])) },
	"Softplus":   func(_ *onnxNode, x []float64) float64 { return max(x[0], 0) + math.Log1p(math.Exp(-math.Abs(x[0]))) },
	"PRelu":      two(leakyRelu),
	"LeakyRelu":  func(n *onnxNode, x []float64) float64 { return leakyRelu(x[0], float64(n.float("alpha", .01))) },
	"Elu":        func(n *onnxNode, x []float64) float64 { return elu(x[0], float64(n.float("alpha", 1))) },
	"Swish": func(n *onnxNode, x []float64) float64 {
		return x[0] / (1 + math.Exp(-float64(n.float("alpha", 1))*x[0]))
	},
	"Gelu": func(n *onnxNode, x []float64) float64 {
		if n.text("approximate", "none") == "tanh" {
			return .5 * x[0] * (1 + math.Tanh(math.Sqrt(2/math.Pi)*(x[0]+.044715*x[0]*x[0]*x[0])))
		}
		return gelu(x[0])
	},
	"Clip": func(n *onnxNode, x []float64) float64 {
		least, most := float64(n.float("min", -math.MaxFloat32)), float64(n.float("max", math.MaxFloat32))
		if len(x) > 1 && x[1] == x[1] {
			least = x[1]
		}
		if len(x) > 2 && x[2] == x[2] {
			most = x[2]
		}
		return min(max(x[0], least), most)
	},
}

func two(f func(a, b float64) float64) func(*onnxNode, []float64) float64 {
	return func(_ *onnxNode, x []float64) float64 {
		if len(x) != 2 {
			return math.NaN()
		}
		return f(x[0], x[1])
	}
}

func most(x []float64) float64 {
	m := math.Inf(-1)
	for _, v := range x {
		m = max(m, v)
	}
	return m
}

func negated(x []float64) []float64 {
	y := make([]float64, len(x))
	for i, v := range x {
		y[i] = -v
	}
	return y
}

func leakyRelu(x, slope float64) float64 {
	if x < 0 {
		return slope * x
	}
	return x
}

func elu(x, alpha float64) float64 {
	if x < 0 {
		return alpha * math.Expm1(x)
	}
	return x
}

func gelu(x float64) float64 { return .5 * x * (1 + math.Erf(x/math.Sqrt2)) }

// recognise returns the layer that makes results of the probes: an Activation, a Rescaling, or one without a class for nothing at all.
func recognise(results []float64) (l Layer, known bool) {
	is := func(f func(x float64) float64) bool {
		for i, x := range probes {
			want := f(x)
			if diff := math.Abs(results[i] - want); !(diff <= 1e-5*(1e-2+math.Abs(want))) {
				return false
			}
		}
		return true
	}
	at := func(x float64) float64 {
		for i, p := range probes {
			if p == x {
				return results[i]
			}
		}
		panic("formats: not a probe")
	}
	scale, offset := at(1)-at(0), at(0)
	slope := -at(-1)
	alpha := -at(-40)
	switch {
	case is(func(x float64) float64 { return x }):
		return l, true
	case is(func(x float64) float64 { return scale*x + offset }):
		return Layer{Class: Rescaling, Scale: float32(scale), Offset: float32(offset)}, true
	case is(func(x float64) float64 { return max(x, 0) }):
		l.Activation = "relu"
	case is(func(x float64) float64 { return leakyRelu(x, slope) }):
		l.Activation, l.Slope = "leaky_relu", float32(slope)
	case is(func(x float64) float64 { return elu(x, alpha) }):
		l.Activation, l.Alpha = "elu", float32(alpha)
	case is(gelu):
		l.Activation = "gelu"
	case is(func(x float64) float64 { return x / (1 + math.Exp(-x)) }):
		l.Activation = "silu"
	case is(math.Tanh):
		l.Activation = "tanh"
	case is(func(x float64) float64 { return 1 / (1 + math.Exp(-x)) }):
		l.Activation = "sigmoid"
	default:
		return l, false
	}
	l.Class = Activation
	return l, true
}

// probes are the numbers by which functions are told apart.
var probes = func() (x []float64) {
	for i := -24; i <= 24; i++ {
		x = append(x, float64(i)/4)
	}
	return append(x, -300, -40, -12.3, -.01, .013, 12.7, 40, 300)
}()

// elementwise reports whether all constants among the inputs are single numbers.
func (r *onnxReader) elementwise(n *onnxNode) bool {
	for _, name := range n.inputs {
		if c := r.constant(name); c != nil && (c.size() != 1 || c.whole) {
			return false
		}
	}
	return true
}

// function makes a value that functions of one element have made.
func (r *onnxReader) function(n *onnxNode, x *onnxData) (*onnxData, error) {
	y := &onnxData{stage: x.stage, dims: x.dims, order: x.order, node: n}
	if x.pads != nil {
		return nil, n.fail("rows and columns are put around an image; only a %s can follow", x.only)
	}
	if x.stage != r.stage {
		return nil, n.fail("the network has a branch here; a stack of layers has none")
	}
	for _, name := range n.inputs {
		v := r.values[name]
		if v != nil && (v.stage != x.stage || !slices.Equal(v.dims, x.dims) || len(v.order) > 0 && &v.order[0] != &x.order[0]) {
			return nil, n.fail("several branches of the network meet; a stack of layers has one")
		}
		y.args = append(y.args, v)
	}
	y.results = r.evaluate(y, func(v *onnxData) []float64 {
		if v.results == nil {
			return probes
		}
		return v.results
	})
	return y, nil
}

// evaluate returns what the last function of a value makes of its inputs, or nil if of returns nil for one.
func (r *onnxReader) evaluate(d *onnxData, of func(*onnxData) []float64) []float64 {
	columns := make([][]float64, len(d.args))
	for i, a := range d.args {
		if a != nil {
			if columns[i] = of(a); columns[i] == nil {
				return nil
			}
		}
	}
	results := make([]float64, len(probes))
	args := make([]float64, len(d.args))
	for p := range probes {
		for i, name := range d.node.inputs {
			switch {
			case columns[i] != nil:
				args[i] = columns[i][p]
			case name == "":
				args[i] = math.NaN()
			default:
				args[i] = float64(r.constant(name).floats[0])
			}
		}
		results[p] = onnxFunctions[d.node.op](d.node, args)
	}
	return results
}

// maxFunctions is the number of functions in a row among which the beginning of an activation is looked for.
const maxFunctions = 32

// settle adds the layers for the functions that have made a value, and returns the value as the last layer's output. n asks for it.
func (r *onnxReader) settle(n *onnxNode, d *onnxData) (*onnxData, error) {
	if d.stage != r.stage {
		return nil, n.fail("the network has a branch here; a stack of layers has none")
	}
	if d.results == nil {
		return d, nil
	}
	l, known := recognise(d.results)
	if !known { // the last of them may be a layer of their own
		for _, begin := range d.before() {
			if results := r.from(begin, d); results != nil {
				if l, known = recognise(results); known {
					if _, err := r.settle(n, begin); err != nil {
						return nil, err
					}
					break
				}
			}
		}
	}
	if !known {
		return nil, d.node.fail("this is no activation that a layer here can have (%s)", strings.Join(Activations[1:], ", "))
	}
	if l.Class != "" {
		r.add(l)
	}
	return &onnxData{stage: r.stage, dims: d.dims, order: d.order}, nil
}

// before returns the values from which functions have made a value, the first of them first.
func (d *onnxData) before() []*onnxData {
	seen := map[*onnxData]bool{d: true}
	var all []*onnxData
	for wait := []*onnxData{d}; len(wait) > 0 && len(all) < maxFunctions; wait = wait[1:] {
		for _, a := range wait[0].args {
			if a != nil && a.results != nil && !seen[a] {
				seen[a] = true
				all, wait = append(all, a), append(wait, a)
			}
		}
	}
	slices.SortFunc(all, func(a, b *onnxData) int { return a.node.place - b.node.place })
	return all
}

// from returns what functions make of the probes on the way from a value to another, or nil if the other does not follow from it alone.
func (r *onnxReader) from(begin, d *onnxData) []float64 {
	known := map[*onnxData][]float64{begin: probes}
	var of func(v *onnxData) []float64
	of = func(v *onnxData) []float64 {
		results, ok := known[v]
		if *r.moved < maxMoved && !ok && v.results != nil {
			*r.moved += len(probes)
			results = r.evaluate(v, of)
			known[v] = results
		}
		return results
	}
	return of(d)
}
