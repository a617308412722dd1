package main

import (
	"strconv"

	"digitlab/nn32/internal/kernel/calls"
)

// feature is what the kernels of a batch normalisation have in common: loops over the features, the positions and the samples of a tensor.
type feature struct {
	function
	row, block, from, at local
	tensors              []local // their places in the first position of the tile's first feature
	features             []local // in the lists that have a number for each feature
}

func newFeature(name string, tensors, features int) *feature {
	f := &feature{function: function{name: name}}
	f.row, f.block, f.from, f.at = f.integer(), f.integer(), f.integer(), f.integer()
	for range tensors {
		f.tensors = append(f.tensors, f.integer())
	}
	for range features {
		f.features = append(f.features, f.integer())
	}
	return f
}

// tiles makes the function's body: for each tile of rows features begin, then a statement for each position, then finish. The position is
// f.from, in bytes. tensors and features are the arguments for f.tensors and f.features.
func (f *feature) tiles(rows int, tensors, features []int, begin, position, finish code) function {
	tiles, positions := f.integer(), f.integer()
	body := join(
		set(tiles, argument(calls.Tiles)), set(f.row, argument(calls.Row)), set(f.block, argument(calls.Block)))
	var next code
	for i, tensor := range f.tensors {
		body = join(body, set(tensor, argument(tensors[i])))
		next = join(next, advance(tensor, multiply(get(f.row), number(rows))))
	}
	for i, list := range f.features {
		body = join(body, set(list, argument(features[i])))
		next = join(next, advance(list, number(float*rows)))
	}
	f.body = join(body, loop(
		begin, set(positions, argument(calls.Positions)), set(f.from, number(0)),
		loop(position, advance(f.from, get(f.block)), down(positions)),
		finish, next, down(tiles)))
	return f.function
}

// The sums that a batch normalisation needs of each feature.
const (
	ofValues  = "sum"         // of x
	ofSquares = "squares"     // of (x - mean)²
	ofBoth    = "correlation" // of dy·(x - mean)
)

// sums adds up for tiles of rows features. The first two leave the padding out, and add up what belongs to a position before they add
// it to the rest.
func sums(kind string, rows int) function {
	tensors := []int{calls.X, calls.DY}
	if kind != ofBoth {
		tensors = tensors[:1]
	}
	f := newFeature(kind+strconv.Itoa(rows), len(tensors), 2)
	x, dy, end := f.integer(), f.integer(), f.integer()
	totals, parts, means, mask, d := f.vectors(rows), f.vectors(rows), f.vectors(rows), f.local(vector), f.local(vector)

	begin := set(mask, loadVector(argument(calls.Mask), 0))
	var clear code
	for i := range rows {
		begin = join(begin, set(totals[i], zeros()), set(means[i], loadSplat(get(f.features[1]), float*i)))
		clear = join(clear, set(parts[i], zeros()))
	}
	// each is a statement for every feature at f.at, given what is to be added.
	each := func(statement func(i int, value code) code) code {
		places := []local{x, dy}[:len(tensors)]
		var c code
		for t, place := range places {
			c = join(c, set(place, add(get(f.tensors[t]), add(get(f.from), get(f.at)))))
		}
		for i := range rows {
			value := loadVector(get(x), 0)
			switch kind {
			case ofSquares:
				value = times(tee(d, minus(value, get(means[i]))), get(d))
			case ofBoth:
				value = times(loadVector(get(dy), 0), minus(value, get(means[i])))
			}
			c = join(c, statement(i, value))
			for _, place := range places {
				c = join(c, advance(place, get(f.row)))
			}
		}
		return c
	}
	addTo := func(sums []local) code {
		return each(func(i int, value code) code { return set(sums[i], plus(get(sums[i]), value)) })
	}
	var position code
	if kind == ofBoth {
		position = join(set(f.at, number(0)), loop(addTo(totals), advance(f.at, number(16)), below(get(f.at), get(f.row))))
	} else {
		position = join(
			clear, set(f.at, number(0)), set(end, argument(calls.Bytes)),
			when(get(end), loop(addTo(parts), advance(f.at, number(16)), below(get(f.at), get(end)))),
			each(func(i int, value code) code {
				return set(totals[i], plus(get(totals[i]), plus(get(parts[i]), both(value, get(mask)))))
			}))
	}
	return f.tiles(rows, tensors, []int{calls.Sums, calls.Mean}, begin, position, writeSums(f.features[0], d, totals))
}

// normalize is kernel.Normalize.
func normalize() function {
	f := newFeature("normalize", 2, 3)
	x, y := f.tensors[0], f.tensors[1]
	mean, scale, shift := f.local(vector), f.local(vector), f.local(vector)
	var begin code
	for i, v := range []local{mean, scale, shift} {
		begin = join(begin, set(v, loadSplat(get(f.features[i]), 0)))
	}
	place := func(tensor local) code { return add(get(tensor), add(get(f.from), get(f.at))) }
	position := join(set(f.at, number(0)), loop(
		storeVector(place(y), 0, plus(times(minus(loadVector(place(x), 0), get(mean)), get(scale)), get(shift))),
		advance(f.at, number(16)), below(get(f.at), get(f.row))))
	return f.tiles(1, []int{calls.X, calls.Y}, []int{calls.Mean, calls.Scale, calls.Shift}, begin, position, nil)
}

// normalizeGradient is kernel.NormalizeGradient.
func normalizeGradient() function {
	f := newFeature("normalizeGradient", 3, 4)
	x, dy, dx := f.tensors[0], f.tensors[1], f.tensors[2]
	last := f.integer()
	mean, a, b, scale, mask := f.local(vector), f.local(vector), f.local(vector), f.local(vector), f.local(vector)
	begin := join(set(mask, loadVector(argument(calls.Mask), 0)), set(last, argument(calls.Bytes)))
	for i, v := range []local{mean, a, b, scale} {
		begin = join(begin, set(v, loadSplat(get(f.features[i]), 0)))
	}
	place := func(tensor local) code { return add(get(tensor), add(get(f.from), get(f.at))) }
	gradient := times(
		minus(minus(loadVector(place(dy), 0), get(a)), times(minus(loadVector(place(x), 0), get(mean)), get(b))), get(scale))
	next := advance(f.at, number(16))
	position := join(
		set(f.at, number(0)),
		when(get(last), loop(storeVector(place(dx), 0, gradient), next, below(get(f.at), get(last)))),
		storeVector(place(dx), 0, both(gradient, get(mask))), next,
		when(below(get(f.at), get(f.row)), loop(storeVector(place(dx), 0, zeros()), next, below(get(f.at), get(f.row)))))
	return f.tiles(1, []int{calls.X, calls.DY, calls.DX}, []int{calls.Mean, calls.A, calls.B, calls.Scale}, begin, position, nil)
}
