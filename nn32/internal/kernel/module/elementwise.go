package main

import (
	"strconv"

	"digitlab/nn32/internal/kernel/calls"
)

// reluBias is kernel.ReluBiasGradient for tiles of rows features: each has one sum, and the processor adds to several sums at a time.
func reluBias(rows int) function {
	f := function{name: "reluBias" + strconv.Itoa(rows)}
	tiles, db, dy, y, row, block := f.integer(), f.integer(), f.integer(), f.integer(), f.integer(), f.integer()
	positions, from, sample, pairs, d, out := f.integer(), f.integer(), f.integer(), f.integer(), f.integer(), f.integer()
	sums, scratch := f.vectors(rows), f.local(vector)

	var clear code
	for _, sum := range sums {
		clear = join(clear, set(sum, zeros()))
	}
	tile := func(vectors int) code {
		c := join(set(d, add(get(dy), add(get(from), get(sample)))), set(out, add(get(y), add(get(from), get(sample)))))
		for i, sum := range sums {
			for h := range vectors {
				c = join(c,
					set(scratch, both(loadVector(get(d), 16*h), above(loadVector(get(out), 16*h), zeros()))),
					storeVector(get(d), 16*h, get(scratch)), set(sum, plus(get(sum), get(scratch))))
			}
			if i+1 < rows {
				c = join(c, advance(d, get(row)), advance(out, get(row)))
			}
		}
		return c
	}
	f.body = join(
		set(tiles, argument(calls.Tiles)), set(db, argument(calls.DB)), set(dy, argument(calls.DY)), set(y, argument(calls.Y)),
		set(row, argument(calls.Row)), set(block, argument(calls.Block)),
		loop(
			clear, set(positions, argument(calls.Positions)), set(from, number(0)),
			loop(inTiles(sample, pairs, row, tile), advance(from, get(block)), down(positions)),
			writeSums(db, scratch, sums),
			advance(db, number(float*rows)), advance(dy, multiply(get(row), number(rows))), advance(y, multiply(get(row), number(rows))),
			down(tiles)))
	return f
}

// window is the number of entries of the positions that pool and poolGradient work on.
const window = 4

// pool is kernel.MaxPool for windows of four, and positions of whole pairs of vectors.
func pool() function {
	f := function{name: "pool"}
	block, positions, rows, y, at := f.integer(), f.integer(), f.integer(), f.integer(), f.integer()
	inputs, largest, x := make([]local, window), f.vectors(2), f.local(vector)
	for i := range inputs {
		inputs[i] = f.integer()
	}
	var body code
	for i, input := range inputs {
		for h, l := range largest {
			v := loadVector(add(get(input), get(at)), 16*h)
			if i == 0 {
				body = join(body, set(l, v))
			} else {
				body = join(body, set(x, v), set(l, larger(get(x), get(l))))
			}
		}
	}
	for h, l := range largest {
		body = join(body, storeVector(add(get(y), get(at)), 16*h, get(l)))
	}
	f.body = join(
		set(block, argument(calls.Block)), set(positions, argument(calls.Positions)), set(rows, argument(calls.Rows)), set(y, argument(calls.Y)),
		loop(
			windowRows(inputs, calls.X, rows), set(at, number(0)),
			loop(body, advance(at, number(pair)), below(get(at), get(block))),
			advance(y, get(block)), advance(rows, number(4*window)), down(positions)))
	return f
}

// poolGradient is kernel.MaxPoolGradient for the same, where no two windows overlap: it sets what is in one.
func poolGradient() function {
	f := function{name: "poolGradient"}
	block, positions, rows, y, dy, at, d := f.integer(), f.integer(), f.integer(), f.integer(), f.integer(), f.integer(), f.integer()
	inputs, gradients := make([]local, window), make([]local, window)
	largest, left, hit := f.vectors(2), f.vectors(2), f.local(vector)
	for i := range inputs {
		inputs[i], gradients[i] = f.integer(), f.integer()
	}
	var body code
	for h := range largest {
		body = join(body, set(largest[h], loadVector(add(get(y), get(at)), 16*h)), set(left[h], loadVector(add(get(dy), get(at)), 16*h)))
	}
	for i := range inputs {
		body = join(body, set(d, add(get(gradients[i]), get(at))))
		for h := range largest {
			body = join(body,
				set(hit, equal(loadVector(add(get(inputs[i]), get(at)), 16*h), get(largest[h]))),
				storeVector(get(d), 16*h, plus(both(get(left[h]), get(hit)), zeros())), // 0 for -0, as where it is added
				set(left[h], without(get(left[h]), get(hit))))
		}
	}
	f.body = join(
		set(block, argument(calls.Block)), set(positions, argument(calls.Positions)), set(rows, argument(calls.Rows)),
		set(y, argument(calls.Y)), set(dy, argument(calls.DY)),
		loop(
			windowRows(inputs, calls.X, rows), windowRows(gradients, calls.DX, rows), set(at, number(0)),
			loop(body, advance(at, number(pair)), below(get(at), get(block))),
			advance(y, get(block)), advance(dy, get(block)), advance(rows, number(4*window)), down(positions)))
	return f
}

// windowRows sets the places in a tensor of the rows of a window.
func windowRows(places []local, tensor int, rows local) code {
	var c code
	for i, place := range places {
		c = join(c, set(place, add(argument(tensor), multiply(load(get(rows), 4*i), argument(calls.Row)))))
	}
	return c
}

// adam is kernel.Adam for the weights that fill whole vectors.
func adam() function {
	f := function{name: "adam"}
	updates, left, at, bytes := f.integer(), f.integer(), f.integer(), f.integer()
	weights, gradients, means, variances := f.integer(), f.integer(), f.integer(), f.integer()
	rates := f.vectors(4)
	g, m, v := f.local(vector), f.local(vector), f.local(vector)
	var load4, slices code
	for i, rate := range [...]int{calls.Alpha, calls.Epsilon, calls.Rest1, calls.Rest2} {
		load4 = join(load4, set(rates[i], loadSplat(get(parameter), 8*rate)))
	}
	for i, slice := range [...]local{weights, gradients, means, variances} {
		slices = join(slices, set(slice, load(get(updates), goSlice*i)))
	}
	alpha, epsilon, rest1, rest2 := get(rates[0]), get(rates[1]), get(rates[2]), get(rates[3])
	place := func(tensor local) code { return add(get(tensor), get(at)) }
	f.body = join(
		load4, set(updates, argument(calls.Updates)), set(left, argument(calls.Tiles)),
		loop(
			slices, set(bytes, multiply(bits(load(get(updates), goInt), number(-4)), number(float))), set(at, number(0)),
			when(get(bytes), loop(
				set(g, loadVector(place(gradients), 0)), set(m, loadVector(place(means), 0)), set(v, loadVector(place(variances), 0)),
				set(m, plus(get(m), times(minus(get(g), get(m)), rest1))),
				set(v, plus(get(v), times(minus(times(get(g), get(g)), get(v)), rest2))),
				storeVector(place(means), 0, get(m)), storeVector(place(variances), 0, get(v)),
				storeVector(place(weights), 0, minus(loadVector(place(weights), 0), divided(times(get(m), alpha), plus(root(get(v)), epsilon)))),
				advance(at, number(16)), below(get(at), get(bytes)))),
			advance(updates, number(4*goSlice)), down(left)))
	return f
}

// gather is kernel.Gather of whole vectors of values: four values of four samples at a time are transposed. Of the last four samples the mask
// keeps some; the others are 0.
func gather() function {
	f := function{name: "gather"}
	tiles, rows, to, row, size := f.integer(), f.integer(), f.integer(), f.integer(), f.integer()
	value, out := f.integer(), f.integer()
	from := []local{f.integer(), f.integer(), f.integer(), f.integer()}
	v, low, high, mask := f.vectors(4), f.vectors(2), f.vectors(2), f.local(vector)

	var begin, transpose code
	for i := range from {
		begin = join(begin, set(from[i], add(argument(calls.X), multiply(load(get(rows), goInt*i), get(size)))))
		transpose = join(transpose, set(v[i], loadVector(add(get(from[i]), get(value)), 0)))
	}
	for i := range low { // samples 0 and 1, then 2 and 3
		a, b := get(v[2*i]), get(v[2*i+1])
		transpose = join(transpose, set(low[i], shuffle(a, b, 0, 4, 1, 5)), set(high[i], shuffle(a, b, 2, 6, 3, 7)))
	}
	transpose = join(transpose,
		set(v[0], shuffle(get(low[0]), get(low[1]), 0, 1, 4, 5)), set(v[1], shuffle(get(low[0]), get(low[1]), 2, 3, 6, 7)),
		set(v[2], shuffle(get(high[0]), get(high[1]), 0, 1, 4, 5)), set(v[3], shuffle(get(high[0]), get(high[1]), 2, 3, 6, 7)))
	for i := range v {
		transpose = join(transpose, storeVector(get(out), 0, both(get(v[i]), get(mask))), advance(out, get(row)))
	}
	f.body = join(
		set(tiles, argument(calls.Tiles)), set(rows, argument(calls.Rows)), set(to, argument(calls.Y)), set(row, argument(calls.Row)),
		set(size, argument(calls.Bytes)), set(mask, splatWord(-1)),
		loop(
			when(below(get(tiles), number(2)), set(mask, loadVector(argument(calls.Mask), 0))),
			begin, set(value, number(0)), set(out, get(to)),
			loop(transpose, advance(value, number(16)), below(get(value), get(size))),
			advance(rows, number(4*goInt)), advance(to, number(16)), down(tiles)))
	return f
}
