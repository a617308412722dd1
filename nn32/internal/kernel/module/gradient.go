package main

import (
	"strconv"

	"digitlab/nn32/internal/kernel/calls"
)

// gradient is kernel.WeightGradient for tiles of rows of x by columns, which are rows of dy.
func gradient(rows, columns int) function {
	f := function{name: "gradient" + strconv.Itoa(rows) + strconv.Itoa(columns)}
	positions, start, first, last := f.integer(), f.integer(), f.integer(), f.integer()
	row, pairs, rowDW, dw, out := f.integer(), f.integer(), f.integer(), f.integer(), f.integer()
	rowTiles, rowNumber, columnTiles, dy := f.integer(), f.integer(), f.integer(), f.integer()
	run, left, nextA, nextB, end := f.integer(), f.integer(), f.integer(), f.integer(), f.integer()
	var x, xAt, dyAt []local
	for range rows {
		x, xAt = append(x, f.integer()), append(xAt, f.integer())
	}
	for range columns {
		dyAt = append(dyAt, f.integer())
	}
	sums, inputs, d, product := f.vectors(rows*columns), f.vectors(rows), f.local(vector), f.local(vector)

	var clear, tileRows, beginRun, nextEntry, write code
	for _, sum := range sums {
		clear = join(clear, set(sum, zeros()))
	}
	for i := range rows {
		tileRows = join(tileRows, set(x[i], add(argument(calls.X), multiply(load(get(rowNumber), 4*i), get(row)))))
		beginRun = join(beginRun, set(xAt[i], add(get(x[i]), multiply(load(get(run), 0), get(row)))))
		nextEntry = join(nextEntry, advance(xAt[i], get(nextA)))
	}
	beginRun = join(beginRun, set(dyAt[0], add(get(dy), multiply(load(get(run), 4), get(row)))))
	for j := 1; j < columns; j++ {
		beginRun = join(beginRun, set(dyAt[j], add(get(dyAt[j-1]), get(row))))
	}
	// samples adds what some vectors of samples give, and goes on to the next.
	samples := func(vectors int) (c code) {
		for h := range vectors {
			for i := range rows {
				c = join(c, set(inputs[i], loadVector(get(xAt[i]), 16*h)))
			}
			for j := range columns {
				c = join(c, set(d, loadVector(get(dyAt[j]), 16*h)))
				var ofColumn []local
				for i := range rows {
					ofColumn = append(ofColumn, sums[i*columns+j])
				}
				c = join(c, addProducts(ofColumn, inputs, d, product))
			}
		}
		for _, p := range append(dyAt, xAt...) {
			c = join(c, advance(p, number(16*vectors)))
		}
		return c
	}
	for j := range columns {
		nextEntry = join(nextEntry, advance(dyAt[j], get(nextB)))
	}
	for i := range rows {
		write = join(write, writeSums(out, d, sums[i*columns:][:columns]))
		if i+1 < rows {
			write = join(write, advance(out, get(rowDW)))
		}
	}

	entries := loop(
		when(get(pairs), set(end, add(get(xAt[0]), get(pairs))), loop(samples(2), below(get(xAt[0]), get(end)))),
		when(bits(get(row), number(pair/2)), samples(1)),
		nextEntry, down(left))
	runs := when(below(get(run), get(last)),
		loop(beginRun, set(left, load(get(run), 8)), entries, advance(run, number(runLen)), below(get(run), get(last))))
	tiles := loop(
		clear, set(run, get(first)), runs, write,
		// On to the next columns, in the first of the tile's rows.
		advance(out, subtract(number(float*columns), multiply(get(rowDW), number(rows-1)))),
		advance(dy, multiply(get(row), number(columns))), down(columnTiles))
	f.body = join(
		set(positions, argument(calls.Positions)), set(start, argument(calls.RunStart)), set(row, argument(calls.Row)),
		set(rowDW, argument(calls.RowDW)), set(nextA, argument(calls.NextA)), set(nextB, argument(calls.NextB)),
		set(dw, argument(calls.DW)), set(pairs, bits(get(row), number(-pair))),
		loop(
			beginPosition(start, first, last), set(rowTiles, argument(calls.Tiles)), set(rowNumber, argument(calls.Rows)),
			loop(
				tileRows,
				// From the beginning of the rows, although the columns before have gone on.
				set(out, add(get(dw), multiply(multiply(subtract(argument(calls.Tiles), get(rowTiles)), number(rows)), get(rowDW)))),
				set(columnTiles, argument(calls.ColumnTiles)), set(dy, argument(calls.DY)),
				tiles,
				advance(rowNumber, number(4*rows)), down(rowTiles)),
			advance(dw, argument(calls.BlockDW)), advance(start, number(4)), down(positions)))
	return f
}

// writeSums writes the sums of the lanes of some vectors side by side: (s₀+s₁)+(s₂+s₃) of each, four at a time.
func writeSums(out, scratch local, sums []local) code {
	var c code
	// two returns a₀+a₁, a₂+a₃, b₀+b₁, b₂+b₃.
	two := func(a, b local) code {
		return plus(shuffle(get(a), get(b), 0, 2, 4, 6), shuffle(get(a), get(b), 1, 3, 5, 7))
	}
	for from := 0; from < len(sums); from += 4 {
		four := sums[from:min(from+4, len(sums))]
		at := func(i int) local { return four[min(i, len(four)-1)] }
		// What is added is no longer needed, so that its place takes what comes of it.
		low, high := at(0), scratch
		c = join(c, set(high, two(at(2), at(3))), set(low, two(at(0), at(1))), set(low, two(low, high)))
		if len(four) == 4 {
			c = join(c, storeVector(get(out), float*from, get(low)))
			continue
		}
		for i := range four {
			c = join(c, storeLane(get(out), float*(from+i), get(low), byte(i)))
		}
	}
	return c
}
