package formats

import (
	"math"
	"slices"

	"digitlab/nn32/internal/errfmt"
)

// rearrange takes the operators that give the elements other axes or another order.
func (r *onnxReader) rearrange(n *onnxNode, x *onnxData) (*onnxData, error) {
	y := *x
	size := product(x.dims)
	switch n.op {
	case "Flatten":
		if axis := n.int("axis", 1); axis != 1 && axis != -len(x.dims) {
			return nil, n.fail("its axis %d is not 1, so that the samples of a batch would be mixed", axis)
		}
		y.dims = []int{size}
	case "Reshape":
		to, err := r.list(n, "shape", 1)
		if err != nil {
			return nil, err
		}
		if y.dims, err = reshaped(x.dims, to, r.batch()); err != nil {
			return nil, n.fail("%w", err)
		}
	case "Squeeze", "Unsqueeze":
		axes, err := r.list(n, "axes", 1)
		if err != nil {
			return nil, err
		}
		if y.dims, err = squeezed(n.op == "Squeeze", x.dims, axes); err != nil {
			return nil, n.fail("%w", err)
		}
	case "Transpose":
		order := slices.Clone(n.ints("perm"))
		sorted := slices.Sorted(slices.Values(order))
		if len(order) != len(x.dims)+1 || !isSequence(sorted) || order[0] != 0 {
			return nil, n.fail("the order %v of its axes does not fit to %d axes after that of the batch", order, len(x.dims))
		}
		if err := r.move(n, 2*size); err != nil {
			return nil, err
		}
		for i := range order {
			order[i]--
		}
		order = order[1:]
		y.dims, y.order = nil, make([]int, 0, size)
		for _, axis := range order {
			y.dims = append(y.dims, x.dims[axis])
		}
		for _, from := range permutation(x.dims, order) {
			y.order = append(y.order, x.order[from])
		}
	}
	if x.results != nil { // what is done to all elements alike is the same in any order, but is not mixed with what is not in this one
		settled, err := r.settle(n, x)
		if err != nil {
			return nil, err
		}
		y.stage, y.results, y.node, y.args = settled.stage, nil, nil, nil
	}
	return &y, nil
}

// batch returns the length of the batch that the graph's input has, or 0.
func (r *onnxReader) batch() int { return r.file.inputs[0].dims[0] }

// anyBatch stands for the length of the batch in a computed shape.
const anyBatch = math.MinInt32

// reshaped returns the axes after the batch of what Reshape makes of such axes.
func reshaped(dims, to []int, batch int) ([]int, error) {
	fail := errfmt.Errorf("it gives %v of a sample the shape %v", dims, to)
	if len(to) < 2 || len(to) > maxONNXRank {
		return nil, fail
	}
	size, rest, out := product(dims), -1, slices.Clone(to)
	known := 1
	for i, d := range out {
		if d == 0 && i <= len(dims) {
			if i == 0 {
				d = anyBatch
			} else {
				d = dims[i-1]
			}
			out[i] = d
		}
		switch {
		case i == 0:
		case d == -1 && rest < 0 && out[0] != -1:
			rest = i
		case d < 1 || d > size || known*d > size:
			return nil, fail
		default:
			known *= d
		}
	}
	if out[0] != anyBatch && out[0] != -1 && (out[0] != batch || batch == 0) {
		return nil, fail
	}
	if rest >= 0 {
		out[rest] = size / known
		known *= out[rest]
	}
	if known != size {
		return nil, fail
	}
	return out[1:], nil
}

// squeezed returns the axes after the batch when axes of length 1 are removed or added.
func squeezed(remove bool, dims, axes []int) ([]int, error) {
	all := append([]int{anyBatch}, dims...)
	fail := errfmt.Errorf("the axes %v do not fit to %v of a sample", axes, dims)
	if !remove {
		rank := len(all) + len(axes)
		if rank > maxONNXRank {
			return nil, fail
		}
		out := make([]int, rank)
		for _, a := range axes {
			if a < 0 {
				a += rank
			}
			if a < 1 || a >= rank || out[a] != 0 {
				return nil, fail
			}
			out[a] = 1
		}
		for i := range out {
			if out[i] == 0 {
				out[i], all = all[0], all[1:]
			}
		}
		return out[1:], nil
	}
	drop := make([]bool, len(all))
	for _, a := range axes {
		if a < 0 {
			a += len(all)
		}
		if a < 1 || a >= len(all) || all[a] != 1 {
			return nil, fail
		}
		drop[a] = true
	}
	var out []int
	for i, d := range all {
		if i > 0 && !drop[i] && !(axes == nil && d == 1) {
			out = append(out, d)
		}
	}
	if len(out) == 0 {
		return nil, fail
	}
	return out, nil
}
