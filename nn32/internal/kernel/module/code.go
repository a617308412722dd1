package main

import (
	"encoding/binary"
	"math"
	"slices"
)

// code is instructions of WebAssembly: a statement, which leaves the stack as it was, or an expression, which puts one value there.
type code []byte

func join(parts ...code) code { return slices.Concat(parts...) }

// local is the number of a variable of a function. Number 0 is its only parameter.
type local uint64

const parameter local = 0

// The types of variables.
const (
	integer = 0x7f
	vector  = 0x7b // four float32
)

// function is one that takes an address and returns nothing.
type function struct {
	name   string
	locals []byte // types
	body   code
}

func (f *function) local(kind byte) local {
	f.locals = append(f.locals, kind)
	return local(len(f.locals))
}

func (f *function) integer() local { return f.local(integer) }

func (f *function) vectors(n int) []local {
	v := make([]local, n)
	for i := range v {
		v[i] = f.local(vector)
	}
	return v
}

// argument is an expression: a number of the block that the parameter leads to.
func argument(number int) code { return load(get(parameter), 8*number) }

func unsigned(n uint64) code { return binary.AppendUvarint(nil, n) }

// signed is LEB128 with a sign, which is not the zigzag of encoding/binary.
func signed(n int) code {
	var c code
	for {
		low := byte(n & 127)
		n >>= 7
		if n == 0 && low < 64 || n == -1 && low >= 64 {
			return append(c, low)
		}
		c = append(c, low|128)
	}
}

func get(l local) code              { return join(code{0x20}, unsigned(uint64(l))) }
func set(l local, value code) code  { return join(value, code{0x21}, unsigned(uint64(l))) }
func tee(l local, value code) code  { return join(value, code{0x22}, unsigned(uint64(l))) } // set, and the value remains
func number(n int) code             { return join(code{0x41}, signed(n)) }
func add(a, b code) code            { return join(a, b, code{0x6a}) }
func subtract(a, b code) code       { return join(a, b, code{0x6b}) }
func multiply(a, b code) code       { return join(a, b, code{0x6c}) }
func bits(a, mask code) code        { return join(a, mask, code{0x71}) }
func below(a, b code) code          { return join(a, b, code{0x49}) } // of numbers without a sign
func load(p code, offset int) code  { return join(p, code{0x28}, place(offset)) }
func advance(l local, by code) code { return set(l, add(get(l), by)) }

// place is the alignment, as a power of 2, and the offset of an access to memory.
func place(offset int) code { return join(code{2}, unsigned(uint64(offset))) }

// loop repeats statements as long as the last of them, an expression, is not 0.
func loop(statements ...code) code {
	return join(code{0x03, 0x40}, join(statements...), code{0x0d, 0, 0x0b})
}

// when runs statements if a condition is not 0.
func when(condition code, statements ...code) code {
	return join(condition, code{0x04, 0x40}, join(statements...), code{0x0b})
}

// down counts down, and is 0 in the end.
func down(l local) code {
	return join(set(l, subtract(get(l), number(1))), get(l))
}

// inTiles runs a tile's statements for all samples of rows of row bytes: tile(2) for each pair of vectors, and tile(1) for the vector that
// may be left. sample is the number of bytes before the tile.
func inTiles(sample, pairs, row local, tile func(vectors int) code) code {
	return join(
		set(sample, number(0)), set(pairs, bits(get(row), number(-pair))),
		when(get(pairs), loop(tile(2), advance(sample, number(pair)), below(get(sample), get(pairs)))),
		when(bits(get(row), number(pair/2)), tile(1)))
}

// Vectors of four float32. Their instructions have a prefix.
func simd(op uint64) code { return join(code{0xfd}, unsigned(op)) }

func zeros() code                             { return join(simd(0x0c), make(code, 16)) }
func plus(a, b code) code                     { return join(a, b, simd(0xe4)) }
func times(a, b code) code                    { return join(a, b, simd(0xe6)) }
func loadVector(p code, offset int) code      { return join(p, simd(0x00), place(offset)) }
func loadSplat(p code, offset int) code       { return join(p, simd(0x09), place(offset)) } // one number, four times
func storeVector(p code, at int, v code) code { return join(p, v, simd(0x0b), place(at)) }
func storeLane(p code, at int, v code, lane byte) code {
	return join(p, v, simd(0x5a), place(at), code{lane})
}

func minus(a, b code) code   { return join(a, b, simd(0xe5)) }
func divided(a, b code) code { return join(a, b, simd(0xe7)) }
func root(v code) code       { return join(v, simd(0xe3)) }

// above and equal set all bits of the lanes where a > b, or a = b; both and without keep the bits of v that a
// mask has, or has not; either has the bits of both vectors.
func above(a, b code) code      { return join(a, b, simd(0x44)) }
func equal(a, b code) code      { return join(a, b, simd(0x41)) }
func both(v, mask code) code    { return join(v, mask, simd(0x4e)) }
func without(v, mask code) code { return join(v, mask, simd(0x4f)) }
func either(a, b code) code     { return join(a, b, simd(0x50)) }

// splat is a vector with a number in each lane, splatWord one with a whole number.
func splat(v float32) code {
	return join(binary.LittleEndian.AppendUint32(code{0x43}, math.Float32bits(v)), simd(0x13))
}
func splatWord(n int) code { return join(number(n), simd(0x11)) }

// The same lanes as whole numbers of 32 bits.
func plusWords(a, b code) code       { return join(a, b, simd(0xae)) }
func minusWords(a, b code) code      { return join(a, b, simd(0xb1)) }
func shiftLeft(v code, by int) code  { return join(v, number(by), simd(0xab)) }
func shiftRight(v code, by int) code { return join(v, number(by), simd(0xad)) }
func toFloats(v code) code           { return join(v, simd(0xfa)) }

// larger is v where v > than, else than: pmax(a, b) is a < b ? b : a.
func larger(v, than code) code { return join(than, v, simd(0xeb)) }

// positive is max(0, v), and 0 for NaN.
func positive(v code) code { return larger(v, zeros()) }

// shuffle takes four of the eight lanes of two vectors.
func shuffle(a, b code, lanes ...byte) code {
	c := join(a, b, simd(0x0d))
	for _, l := range lanes {
		c = append(c, 4*l, 4*l+1, 4*l+2, 4*l+3)
	}
	return c
}

// module returns the file: functions that are exported by their names, over a memory that is imported as js.mem.
func module(functions []function) []byte {
	count := unsigned(uint64(len(functions)))
	types := code{1, 0x60, 1, integer, 0} // one type: (integer) → nothing
	imports := join(code{1}, text("js"), text("mem"), code{2, 0, 0})
	of, exports, bodies := join(count), join(count), join(count)
	for i, f := range functions {
		of = append(of, 0)
		exports = join(exports, text(f.name), code{0}, unsigned(uint64(i)))
		body := unsigned(uint64(len(f.locals)))
		for _, kind := range f.locals {
			body = append(body, 1, kind)
		}
		body = join(body, f.body, code{0x0b})
		bodies = join(bodies, unsigned(uint64(len(body))), body)
	}
	return join(code("\x00asm\x01\x00\x00\x00"), section(1, types), section(2, imports), section(3, of), section(7, exports), section(10, bodies))
}

func section(number byte, content code) code {
	return join(code{number}, unsigned(uint64(len(content))), content)
}

func text(s string) code { return join(unsigned(uint64(len(s))), code(s)) }
