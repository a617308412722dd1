package main

import (
	"strconv"

	"digitlab/nn32/internal/kernel/calls"
)

const (
	float   = 4
	pair    = 8 * float // bytes of two vectors: the samples of a tile
	runLen  = 12        // bytes of a run
	goInt   = 8         // bytes of an int, as of a pointer
	goSlice = 3 * goInt // bytes of a slice: its address, its length, its capacity
)

// product is kernel.Product for tiles of rows by eight samples, or by the four that are left. The rows' weights are side by side, or a step apart.
func product(rows int, side bool) function {
	f := function{name: "product" + strconv.Itoa(rows)}
	if side {
		f.name = "productSide" + strconv.Itoa(rows)
	}
	tiles, y, w, bias, row, step := f.integer(), f.integer(), f.integer(), f.integer(), f.integer(), f.integer()
	positions, start, first, last, out := f.integer(), f.integer(), f.integer(), f.integer(), f.integer()
	sample, pairs, x, at := f.integer(), f.integer(), f.integer(), f.integer()
	run, weight, input, left, nextA, nextB := f.integer(), f.integer(), f.integer(), f.integer(), f.integer(), f.integer()
	sums, inputs, factor, product := f.vectors(2*rows), f.vectors(2), f.local(vector), f.local(vector)

	tile := func(vectors int) code {
		var begin, entry, relu, write code
		for h := range vectors {
			entry = join(entry, set(inputs[h], loadVector(get(input), 16*h)))
		}
		if !side {
			entry = join(entry, set(at, get(weight)))
		}
		write = set(at, add(get(out), get(sample)))
		for i := range rows {
			begin = join(begin, set(sums[2*i], loadSplat(get(bias), float*i)))
			switch {
			case side:
				entry = join(entry, set(factor, loadSplat(get(weight), float*i)))
			case i == 0:
				entry = join(entry, set(factor, loadSplat(get(at), 0)))
			default:
				entry = join(entry, advance(at, get(step)), set(factor, loadSplat(get(at), 0)))
			}
			own := sums[2*i : 2*i+vectors]
			entry = join(entry, addProducts(own, inputs[:vectors], factor, product))
			for h, sum := range own {
				if h > 0 {
					begin = join(begin, set(sum, get(own[0])))
				}
				relu = join(relu, set(sum, positive(get(sum))))
				write = join(write, storeVector(get(at), 16*h, get(sum)))
			}
			if i+1 < rows {
				write = join(write, advance(at, get(row)))
			}
		}
		entries := loop(entry, advance(weight, get(nextA)), advance(input, get(nextB)), down(left))
		runs := when(below(get(run), get(last)),
			loop(
				set(weight, add(get(w), multiply(load(get(run), 0), number(float)))),
				set(input, add(get(x), multiply(load(get(run), 4), get(row)))),
				set(left, load(get(run), 8)),
				entries,
				advance(run, number(runLen)), below(get(run), get(last))))
		return join(
			begin, set(x, add(argument(calls.X), get(sample))), set(run, get(first)), runs,
			when(argument(calls.Relu), relu), write)
	}
	f.body = join(
		set(tiles, argument(calls.Tiles)), set(y, argument(calls.Y)), set(w, argument(calls.W)), set(bias, argument(calls.Bias)),
		set(row, argument(calls.Row)), set(step, argument(calls.Step)), set(nextA, argument(calls.NextA)), set(nextB, argument(calls.NextB)),
		loop(
			set(positions, argument(calls.Positions)), set(start, argument(calls.RunStart)), set(out, get(y)),
			loop(
				beginPosition(start, first, last), inTiles(sample, pairs, row, tile),
				advance(out, argument(calls.Block)), advance(start, number(4)), down(positions)),
			advance(w, multiply(get(step), number(rows))), advance(y, multiply(get(row), number(rows))), advance(bias, argument(calls.NextBias)),
			down(tiles)))
	return f
}

// addProducts adds to each sum its input times the factor, whose place one of the products takes. All products come before the sums: processors
// do so some 5 % faster than in turns.
func addProducts(sums, inputs []local, factor, product local) code {
	places := []local{product, factor}[2-len(sums):]
	var c code
	for i, place := range places {
		c = join(c, set(place, times(get(inputs[i]), get(factor))))
	}
	for i, sum := range sums {
		c = join(c, set(sum, plus(get(sum), get(places[i]))))
	}
	return c
}

// beginPosition sets first and last to the first of a position's runs and to the end of them.
func beginPosition(start, first, last local) code {
	place := func(offset int) code {
		return add(argument(calls.Runs), multiply(load(get(start), offset), number(runLen)))
	}
	return join(set(first, place(0)), set(last, place(4)))
}
