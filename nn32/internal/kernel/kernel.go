// Package kernel has the loops in which training spends its time. It is the only package that depends on the processor. It knows
// rows of float32 and no layers.
//
// Every tensor here has the batch as its innermost axis: a row is the values of one feature for all samples, padded by Pad. So bias,
// ReLU, pooling and softmax run along the lanes without shuffles, and a convolution is a product whose rows are found through a table,
// with no copy of its input.
//
// generic.go is the specification: it fixes the order of every addition. simd.go computes the same with vectors of four
// values, and the two give equal bits. In a browser and under Node the longest loops run in kernels.wasm, a module of its own; where that
// cannot be had, plain Go takes its place. A product is rounded before it is added, float32(a*b)+c, since a fused multiply-add gives
// other bits and WebAssembly has none.
//
// The functions of this file check the lengths of slices and panic if one is wrong, which only a mistake in nn32 can cause. What is
// below them uses unsafe pointers and checks nothing.
package kernel

import (
	"strconv"
	"strings"
)

//go:generate go run ./module

// Width is the width of most tiles: two vectors of four lanes. What decides bits counts samples in multiples of it in every build, whatever
// rows are padded to: the sizes of micro-batches, and the numbers of Dropout's elements.
const Width = 8

// RoundUp returns the least multiple of Width that is at least n.
func RoundUp(n int) int { return (n + Width - 1) / Width * Width }

// Pad returns the length of a row for n samples: the least multiple of unit, which is what this build's kernels need.
func Pad(n int) int { return (n + unit - 1) / unit * unit }

// fail panics after a failed check. It replaces each %d by a number, without package fmt: boxing fmt's arguments would allocate in the
// training loop, and fmt would make the program larger.
//
//go:noinline
func fail(format string, numbers ...int) {
	for _, n := range numbers {
		before, after, _ := strings.Cut(format, "%d")
		format = before + strconv.Itoa(n) + after
	}
	panic("kernel: " + format)
}

// Product computes, for each position p of the plan and each of m rows,
//
//	y[p·m+i] = bias[i] + Σ w[A+i·step] · x[B]     over the position's entries, in their order
//
// where y[…] and x[…] are rows of n samples. bias may be nil for none. With relu negative results become zero.
// With step 1 this is the forward pass of Conv2D and Dense (A leads to the weights of one input for all units), with
// step = units it is their gradient for the input (A leads to the weights of one unit).
func Product(y, w, x, bias []float32, plan *Plan, m, step, n int, relu bool) {
	positions := plan.Positions()
	if !(n%unit == 0 && n > 0) {
		fail("a row of %d", n)
	}
	if !(len(y) == positions*m*n) {
		fail("y has %d, want %d×%d×%d", len(y), positions, m, n)
	}
	if !(plan.maxA+(m-1)*step < len(w)) {
		fail("w has %d, and entry %d with %d rows is beyond", len(w), plan.maxA, m)
	}
	if !((plan.maxB+1)*n <= len(x)) {
		fail("x has %d, and row %d of %d is beyond", len(x), plan.maxB, n)
	}
	if !(bias == nil || len(bias) == m) {
		fail("bias has %d, want %d", len(bias), m)
	}
	product(y, w, x, bias, plan, m, step, n, relu)
}

// WeightGradient computes, for each position p of the plan, each of c rows and each of f columns,
//
//	dw[(p·c+i)·f+j] = Σ x[A+i] · dy[B+j]     over the position's entries, in their order, and over the n samples
//
// as four sums, of the samples 0, 4, …, 1, 5, … and so on, which are added at the end: (s₀+s₁)+(s₂+s₃).
func WeightGradient(dw, x, dy []float32, plan *Plan, c, f, n int) {
	if !(n%unit == 0 && n > 0) {
		fail("a row of %d", n)
	}
	if !(len(dw) == plan.Positions()*c*f) {
		fail("dw has %d, want %d×%d×%d", len(dw), plan.Positions(), c, f)
	}
	if !((plan.maxA+c)*n <= len(x)) {
		fail("x has %d, and row %d with %d of %d is beyond", len(x), plan.maxA, c, n)
	}
	if !((plan.maxB+f)*n <= len(dy)) {
		fail("dy has %d, and row %d with %d of %d is beyond", len(dy), plan.maxB, f, n)
	}
	weightGradient(dw, x, dy, plan, c, f, n)
}

// BiasGradient computes db[j] = Σ dy[p·f+j] over positions and samples, as four sums like WeightGradient.
func BiasGradient(db, dy []float32, positions, n int) {
	if !(n%unit == 0 && n > 0) {
		fail("a row of %d", n)
	}
	if !(len(dy) == positions*len(db)*n) {
		fail("dy has %d, want %d×%d×%d", len(dy), positions, len(db), n)
	}
	biasGradient(db, dy, positions, n)
}

// ReluBiasGradient is ReluGradient of dy in place and then BiasGradient, in one pass.
func ReluBiasGradient(db, dy, y []float32, positions, n int) {
	if !(n%unit == 0 && n > 0) {
		fail("a row of %d", n)
	}
	if !(len(dy) == positions*len(db)*n && len(y) == len(dy)) {
		fail("dy has %d, y %d, want %d×%d×%d", len(dy), len(y), positions, len(db), n)
	}
	reluBiasGradient(db, dy, y, positions, n)
}

// Relu computes y = x where x > 0, else 0. y and x may be the same.
func Relu(y, x []float32) {
	if !(len(y) == len(x) && len(x)%4 == 0) {
		fail("y has %d, x %d", len(y), len(x))
	}
	relu(y, x)
}

// ReluGradient computes dx = dy where y > 0, else 0. dx and dy may be the same.
func ReluGradient(dx, dy, y []float32) {
	if !(len(dx) == len(y) && len(dy) == len(y) && len(y)%4 == 0) {
		fail("dx has %d, dy %d, y %d", len(dx), len(dy), len(y))
	}
	reluGradient(dx, dy, y)
}

// MaxPool computes y[p·c+i] = the largest of x[A+i] over the entries of position p; a NaN that is not the first entry
// is ignored. B is not used.
func MaxPool(y, x []float32, plan *Plan, c, n int) {
	checkPool(y, x, plan, c, n)
	maxPool(y, x, plan, c, n)
}

// MaxPoolGradient computes dx = Σ dy over the positions in which an element is the first of the entries that equals the maximum y, and 0
// where there is none.
func MaxPoolGradient(dx, dy, y, x []float32, plan *Plan, c, n int) {
	checkPool(y, x, plan, c, n)
	checkPool(dy, dx, plan, c, n)
	maxPoolGradient(dx, dy, y, x, plan, c, n)
}

// AveragePool computes y[p·c+i] = Σ x[A+i] / the number of entries of position p.
func AveragePool(y, x []float32, plan *Plan, c, n int) {
	checkPool(y, x, plan, c, n)
	averagePool(y, x, plan, c, n)
}

// AveragePoolGradient computes dx = Σ over the positions of an element of its share of dy.
func AveragePoolGradient(dx, dy []float32, plan *Plan, c, n int) {
	checkPool(dy, dx, plan, c, n)
	averagePoolGradient(dx, dy, plan, c, n)
}

func checkPool(y, x []float32, plan *Plan, c, n int) {
	if !(n%unit == 0 && n > 0) {
		fail("a row of %d", n)
	}
	if !(len(y) == plan.Positions()*c*n) {
		fail("y has %d, want %d×%d×%d", len(y), plan.Positions(), c, n)
	}
	if !((plan.maxA+c)*n <= len(x)) {
		fail("x has %d, and row %d with %d of %d is beyond", len(x), plan.maxA, c, n)
	}
}

// Softmax computes, for each of the n samples, y = exp(x - largest) / sum over the rows. y and x may be the same.
func Softmax(y, x []float32, n int) {
	if !(n%4 == 0 && n > 0 && len(x)%n == 0 && len(x) > 0) {
		fail("x has %d, rows of %d", len(x), n)
	}
	if !(len(y) == len(x)) {
		fail("y has %d, want %d", len(y), len(x))
	}
	softmax(y, x, n)
}

// SoftmaxGradient computes dx = y·(dy - Σ dy·y), the sum over the rows. dx and dy may be the same.
func SoftmaxGradient(dx, dy, y []float32, n int) {
	if !(n%4 == 0 && n > 0 && len(y)%n == 0) {
		fail("y has %d, rows of %d", len(y), n)
	}
	if !(len(dx) == len(y) && len(dy) == len(y)) {
		fail("dx has %d, dy %d, want %d", len(dx), len(dy), len(y))
	}
	softmaxGradient(dx, dy, y, n)
}

// Crossentropy computes, for each of the n samples, from the logits x and the targets t
//
//	loss = Σ t·(log sum + (largest - x))   dx = p·(share·Σ t) - t·share
//
// where largest is that of the x, sum that of exp(x - largest), and p the softmax of x. A target of 0 adds nothing to the loss, whatever
// its x. dx is the gradient of share·loss.
func Crossentropy(dx, loss, x, t, share []float32, n int) {
	if !(n%4 == 0 && n > 0 && len(x)%n == 0 && len(x) > 0) {
		fail("x has %d, rows of %d", len(x), n)
	}
	if !(len(dx) == len(x) && len(t) == len(x)) {
		fail("dx has %d, t %d, want %d", len(dx), len(t), len(x))
	}
	if !(len(loss) == n && len(share) == n) {
		fail("loss has %d, share %d, want %d", len(loss), len(share), n)
	}
	crossentropy(dx, loss, x, t, share, n)
}

// CountRight returns the number of samples whose class is the row of the largest value, of equal ones the first; a NaN that is not in the
// first row is ignored.
func CountRight(x []float32, classes []int, n int) int {
	if !(n%4 == 0 && n > 0 && len(x)%n == 0 && len(x) > 0 && len(classes) <= n) {
		fail("x has %d, rows of %d for %d samples", len(x), n, len(classes))
	}
	return countRight(x, classes, n)
}
