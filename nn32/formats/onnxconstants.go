package formats

import (
	"math"
	"slices"
)

// constant returns a constant of the file or one that was computed, or nil.
func (r *onnxReader) constant(name string) *constant {
	if c := r.constants[name]; c != nil {
		return c
	}
	return r.file.constants[name]
}

// floats returns a constant of floats.
func (r *onnxReader) floats(n *onnxNode, i int) (*constant, error) {
	c := r.constant(n.input(i))
	if c == nil || c.whole {
		return nil, n.fail("its input %s must be a constant of floats", quote(n.input(i)))
	}
	return c, nil
}

// list returns a list of whole numbers: an attribute or, in later opsets, a constant input; nil if there is neither.
func (r *onnxReader) list(n *onnxNode, attribute string, i int) ([]int, error) {
	if v := n.ints(attribute); v != nil || n.input(i) == "" {
		return v, nil
	}
	c := r.constant(n.input(i))
	if c == nil || !c.whole {
		return nil, n.fail("its input %s must be a constant of whole numbers", quote(n.input(i)))
	}
	return c.ints, nil
}

// fold computes a node of constants, or the shape of a value.
func (r *onnxReader) fold(n *onnxNode) error {
	y, err := r.folded(n)
	if err != nil {
		return err
	}
	if y.whole && len(y.ints) > 1<<10 {
		return n.fail("it computes %d whole numbers", len(y.ints))
	}
	r.constants[n.outputs[0]] = y
	return r.move(n, y.size())
}

func (r *onnxReader) folded(n *onnxNode) (*constant, error) {
	if n.op == "Constant" {
		switch {
		case n.attributes["value"] != nil && n.attributes["value"].tensor != nil:
			return n.attributes["value"].tensor, nil
		case n.attributes["value_float"] != nil:
			return &constant{floats: []float32{n.attributes["value_float"].f}}, nil
		case n.attributes["value_int"] != nil:
			return &constant{ints: []int{n.attributes["value_int"].i}, whole: true}, nil
		case n.attributes["value_ints"] != nil:
			v := n.attributes["value_ints"].ints
			return &constant{dims: []int{len(v)}, ints: v, whole: true}, nil
		case n.attributes["value_floats"] != nil:
			v := n.attributes["value_floats"].floats
			return &constant{dims: []int{len(v)}, floats: v}, nil
		}
		return nil, n.fail("this kind of constant is not read")
	}
	if n.op == "Shape" {
		var dims []int
		x, c := r.values[n.input(0)], r.constant(n.input(0))
		switch {
		case c != nil:
			dims = slices.Clone(c.dims)
		case x == nil:
			return nil, n.fail("the shape of this is not read")
		case r.batch() > 0:
			dims = append([]int{r.batch()}, x.dims...)
		default:
			dims = append([]int{anyBatch}, x.dims...)
		}
		bound := func(name string, otherwise int) int {
			i := n.int(name, otherwise)
			if i < 0 {
				i += len(dims)
			}
			return max(min(i, len(dims)), 0)
		}
		start := bound("start", 0)
		dims = dims[start:max(bound("end", len(dims)), start)]
		return &constant{dims: []int{len(dims)}, ints: dims, whole: true}, nil
	}
	x := r.constant(n.input(0))
	if x == nil {
		return nil, n.fail("it has no input")
	}
	if f := onnxFunctions[n.op]; f != nil && x.whole {
		return r.computedWhole(n)
	} else if f != nil {
		return r.computed(n, f)
	}
	switch n.op {
	case "Identity":
		return x, nil
	case "Cast":
		y := &constant{dims: x.dims, whole: true}
		switch to := n.int("to", 0); {
		case (to == onnxFloat || to == onnxHalf || to == onnxDouble) && !x.whole:
			return x, nil
		case (to == onnxInt64 || to == onnxInt32) && x.whole:
			return x, nil
		case to == onnxFloat:
			y.whole = false
			for _, v := range x.ints {
				y.floats = append(y.floats, float32(v))
			}
			return y, nil
		}
	case "Transpose":
		order := n.ints("perm")
		if order == nil {
			order = sequence(len(x.dims))
			slices.Reverse(order)
		}
		if len(order) != len(x.dims) || !isSequence(slices.Sorted(slices.Values(order))) {
			return nil, n.fail("the order %v does not fit to a constant of %v", order, x.dims)
		}
		y := &constant{whole: x.whole}
		for _, from := range permutation(x.dims, order) {
			if x.whole {
				y.ints = append(y.ints, x.ints[from])
			} else {
				y.floats = append(y.floats, x.floats[from])
			}
		}
		for _, axis := range order {
			y.dims = append(y.dims, x.dims[axis])
		}
		return y, nil
	case "Reshape":
		to, err := r.list(n, "shape", 1)
		if err != nil {
			return nil, err
		}
		dims, err := reshaped(x.dims, append([]int{anyBatch}, to...), 0)
		if err != nil || slices.Contains(to, 0) {
			return nil, n.fail("it gives a constant of %v the shape %v", x.dims, to)
		}
		return &constant{dims: dims, floats: x.floats, ints: x.ints, whole: x.whole}, nil
	case "Squeeze", "Unsqueeze":
		axes, err := r.list(n, "axes", 1)
		if err != nil {
			return nil, err
		}
		axes = slices.Clone(axes)
		for i, a := range axes { // squeezed has an axis before these
			if a >= 0 {
				axes[i]++
			}
		}
		y := &constant{floats: x.floats, ints: x.ints, whole: x.whole}
		if n.op == "Squeeze" && x.size() == 1 {
			return y, nil
		}
		if y.dims, err = squeezed(n.op == "Squeeze", x.dims, axes); err != nil {
			return nil, n.fail("%w", err)
		}
		return y, nil
	case "Gather":
		at := r.constant(n.input(1))
		if x.whole && len(x.dims) == 1 && at != nil && at.whole && len(at.ints) <= 64 && n.int("axis", 0) == 0 {
			y := &constant{dims: at.dims, whole: true}
			for _, i := range at.ints {
				if i < 0 {
					i += len(x.ints)
				}
				if i < 0 || i >= len(x.ints) {
					return nil, n.fail("the index %d is beyond %d numbers", i, len(x.ints))
				}
				y.ints = append(y.ints, x.ints[i])
			}
			return y, nil
		}
	case "Slice":
		return r.slice(n, x)
	case "ConstantOfShape":
		a := n.attributes["value"]
		if x.whole && len(x.ints) == 1 && x.ints[0] >= 0 && x.ints[0] <= 64 && a != nil && a.tensor != nil && a.tensor.whole && len(a.tensor.ints) == 1 {
			return &constant{dims: x.ints, ints: slices.Repeat(a.tensor.ints, x.ints[0]), whole: true}, nil
		}
	case "Concat":
		y := &constant{whole: true}
		for _, name := range n.inputs {
			c := r.constant(name)
			if c == nil || !c.whole || len(c.dims) != 1 || len(y.ints)+len(c.ints) > 64 {
				return nil, n.fail("it joins something else than a few whole numbers")
			}
			y.ints = append(y.ints, c.ints...)
		}
		y.dims = []int{len(y.ints)}
		return y, nil
	}
	return nil, n.fail("constants are not computed by this operator here")
}

// slice takes a part of a constant of whole numbers along its first axis, forwards or backwards.
func (r *onnxReader) slice(n *onnxNode, x *constant) (*constant, error) {
	var options [4]int
	for i, attribute := range []string{"starts", "ends", "axes", "steps"} {
		list, err := r.list(n, attribute, i+1)
		switch {
		case err != nil:
			return nil, err
		case len(list) == 1:
			options[i] = list[0]
		case list != nil || i < 2:
			return nil, n.fail("it has not one axis to take a part of")
		case i == 3:
			options[i] = 1
		}
	}
	from, to, axis, step := options[0], options[1], options[2], options[3]
	if !x.whole || len(x.dims) == 0 || axis != 0 && axis != -len(x.dims) || step != 1 && step != -1 {
		return nil, n.fail("only a part along the first axis is taken, of whole numbers, forwards or backwards")
	}
	size := x.dims[0]
	least := min(0, step) // the end of a way backwards is before the first
	bound := func(i, most int) int {
		if i < 0 {
			i += size
		}
		return max(min(i, most), least)
	}
	from, to = max(bound(from, size+least), 0), bound(to, size+least)
	y := &constant{dims: slices.Clone(x.dims), ints: []int{}, whole: true}
	row := product(x.dims[1:])
	y.dims[0] = 0
	for ; from < size && (step > 0 && from < to || step < 0 && from > to); from += step {
		y.ints = append(y.ints, x.ints[from*row:][:row]...)
		y.dims[0]++
	}
	return y, nil
}

// computed applies a function of one element to constants, which have all the same shape or are single numbers.
func (r *onnxReader) computed(n *onnxNode, f func(n *onnxNode, x []float64) float64) (*constant, error) {
	y := &constant{}
	size := 0
	for i := range n.inputs {
		if n.inputs[i] == "" {
			continue
		}
		c, err := r.floats(n, i)
		if err != nil {
			return nil, err
		}
		if c.size() > size {
			size, y.dims = c.size(), c.dims
		}
	}
	for k := range size {
		args := make([]float64, len(n.inputs))
		for i, name := range n.inputs {
			c := r.constant(name)
			switch {
			case name == "":
				args[i] = math.NaN()
			case c.size() == 1:
				args[i] = float64(c.floats[0])
			case slices.Equal(c.dims, y.dims):
				args[i] = float64(c.floats[k])
			default:
				return nil, n.fail("its constants of %v and %v do not fit together", c.dims, y.dims)
			}
		}
		y.floats = append(y.floats, float32(f(n, args)))
	}
	return y, nil
}

// computedWhole computes with two single whole numbers, as the shapes do that an exporter has not worked out.
func (r *onnxReader) computedWhole(n *onnxNode) (*constant, error) {
	const most = 1 << 31
	var v [2]int
	var dims []int
	for i := range v {
		c := r.constant(n.input(i))
		if len(n.inputs) != 2 || c == nil || !c.whole || len(c.ints) != 1 || c.ints[0] == anyBatch || c.ints[0] > most || c.ints[0] < -most {
			return nil, n.fail("only with two single whole numbers is computed, of which none is the number of samples")
		}
		v[i] = c.ints[0]
		if len(c.dims) > len(dims) {
			dims = c.dims
		}
	}
	result := 0
	switch {
	case n.op == "Add":
		result = v[0] + v[1]
	case n.op == "Sub":
		result = v[0] - v[1]
	case n.op == "Mul":
		result = v[0] * v[1]
	case n.op == "Div" && v[1] != 0:
		result = v[0] / v[1]
	case n.op == "Max":
		result = max(v[0], v[1])
	case n.op == "Min":
		result = min(v[0], v[1])
	default:
		return nil, n.fail("this is not computed with whole numbers")
	}
	return &constant{dims: dims, ints: []int{result}, whole: true}, nil
}
