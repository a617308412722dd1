package kernel

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"digitlab/nn32/internal/coefficients"
)

// guarded returns a random slice inside of a larger one. The elements around it must not change.
type guarded struct {
	t    *testing.T
	all  []float32
	name string
}

const border, mark = 16, float32(-12345)

func (g guarded) slice() []float32 { return g.all[border : len(g.all)-border : len(g.all)-border] }

func (g guarded) check() {
	g.t.Helper()
	for i := range border {
		if g.all[i] != mark || g.all[len(g.all)-1-i] != mark {
			g.t.Fatalf("%s: written outside of its slice", g.name)
		}
	}
}

func random(t *testing.T, r *rand.Rand, n int, name string) guarded {
	g := guarded{t, make([]float32, n+2*border), name}
	for i := range g.all {
		g.all[i] = mark
	}
	for i := range n {
		g.slice()[i] = float32(r.NormFloat64())
		if r.IntN(8) == 0 {
			g.slice()[i] = []float32{0, float32(math.Copysign(0, -1)), 1, 1}[r.IntN(4)] // ties for pooling
		}
	}
	return g
}

func clone(x []float32) []float32 { return append([]float32(nil), x...) }

// same reports the first element whose bits differ. All NaNs are equal, because WebAssembly does not define which one results.
func same(t *testing.T, what string, got, want []float32) {
	t.Helper()
	for i := range want {
		if math.Float32bits(got[i]) != math.Float32bits(want[i]) && (got[i] == got[i] || want[i] == want[i]) {
			t.Fatalf("%s: element %d of %d is %v, the specification says %v", what, i, len(want), got[i], want[i])
		}
	}
}

// special is random with what is not finite, what is too small for a normal number, and what overflows.
func special(t *testing.T, r *rand.Rand, n int, name string) guarded {
	g := random(t, r, n, name)
	values := []float32{float32(math.NaN()), float32(math.Inf(1)), float32(math.Inf(-1)), 1e-42, -1e-45, 2e38, -3e38, 1e-30}
	for i := range g.slice() {
		if r.IntN(6) == 0 {
			g.slice()[i] = values[r.IntN(len(values))]
		}
	}
	return g
}

// randomPlan has positions of 1 to 12 entries within the limits.
func randomPlan(r *rand.Rand, positions, a, b int) *Plan {
	var t Table
	for range positions {
		for range 1 + r.IntN(12) {
			t.Append(r.IntN(a), r.IntN(b))
		}
		t.Close()
	}
	return NewPlan(t)
}

// convolution has the plans of a layer with c channels and f filters of 3×3 on 5×4 inputs: of its product and of its weights'
// gradient. With a border, positions at the edge have fewer entries.
func convolution(c, f, border int) (forward, backWeights *Plan) {
	const height, width, size = 5, 4, 3
	var product Table
	weights := make([]Table, size*size)
	for y := -border; y+size <= height+border; y++ {
		for x := -border; x+size <= width+border; x++ {
			for tap := range size * size {
				row, column := y+tap/size, x+tap%size
				if row < 0 || row >= height || column < 0 || column >= width {
					continue
				}
				for i := range c {
					product.Append((tap*c+i)*f, (row*width+column)*c+i)
				}
				weights[tap].Append((row*width+column)*c, max(0, product.Positions())*f)
			}
			product.Close()
		}
	}
	var gradient Table
	for _, w := range weights {
		for e := range w.A {
			gradient.Append(int(w.A[e]), int(w.B[e]))
		}
		gradient.Close()
	}
	return NewPlan(product), NewPlan(gradient)
}

// testSums compares the kernels that add up products with their specification: for plans of convolutions, with and without border, all sizes
// of tiles, and numbers of which some are special.
func testSums(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, numbers := range []func(*testing.T, *rand.Rand, int, string) guarded{random, special} {
		for f := 1; f <= 23; f++ {
			c, n, border := 1+f%3, unit*(1+r.IntN(6)), r.IntN(2)
			forward, backWeights := convolution(c, f, border)
			positions := forward.Positions()
			x, dy := numbers(t, r, 20*c*n, "x"), numbers(t, r, positions*f*n, "dy")
			for _, bias := range [][]float32{nil, numbers(t, r, f, "bias").slice()} {
				for _, relu := range []bool{false, true} {
					for _, step := range []int{1, 2} {
						w, y := numbers(t, r, 9*c*f+step*f, "w"), random(t, r, positions*f*n, "y")
						want := clone(y.slice())
						productGeneric(want, w.slice(), x.slice(), bias, forward, f, step, n, relu)
						Product(y.slice(), w.slice(), x.slice(), bias, forward, f, step, n, relu)
						same(t, "Product", y.slice(), want)
						y.check()
					}
				}
			}
			dw := random(t, r, 9*c*f, "dw")
			want := clone(dw.slice())
			weightGradientGeneric(want, x.slice(), dy.slice(), backWeights, c, f, n)
			WeightGradient(dw.slice(), x.slice(), dy.slice(), backWeights, c, f, n)
			same(t, "WeightGradient", dw.slice(), want)
			dw.check()
		}
	}
}

func TestSumsEqualTheSpecification(t *testing.T) { testSums(t) }

// paddedLengths returns those lengths of rows that this build's kernels take.
func paddedLengths(lengths ...int) []int {
	return slices.DeleteFunc(lengths, func(n int) bool { return n%unit != 0 })
}

// Each kernel equals its specification to the bit, for sizes around the multiples of its tiles. Without vectors most
// are the specification, and the test shows only that they stay inside of their slices.
func TestKernelsEqualTheSpecification(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for m := 1; m <= 11; m++ {
		for _, n := range paddedLengths(4, 8, 12, 16, 24, 52, 56, 64) {
			positions, step, rows := 1+r.IntN(4), 1+r.IntN(3), 5+r.IntN(9)
			plan := randomPlan(r, positions, 20, rows)
			y, w := random(t, r, positions*m*n, "y"), random(t, r, 20+m*step, "w")
			x, bias := random(t, r, rows*n, "x"), random(t, r, m, "bias").slice()
			if r.IntN(2) == 0 {
				bias = nil
			}
			want := clone(y.slice())
			productGeneric(want, w.slice(), x.slice(), bias, plan, m, step, n, m%2 == 0)
			Product(y.slice(), w.slice(), x.slice(), bias, plan, m, step, n, m%2 == 0)
			same(t, "Product", y.slice(), want)
			y.check()

			c := 1 + r.IntN(5)
			plan = randomPlan(r, positions, rows, rows)
			dw, dy := random(t, r, positions*c*m, "dw"), random(t, r, (rows+m)*n, "dy")
			x = random(t, r, (rows+c)*n, "x")
			want = clone(dw.slice())
			weightGradientGeneric(want, x.slice(), dy.slice(), plan, c, m, n)
			WeightGradient(dw.slice(), x.slice(), dy.slice(), plan, c, m, n)
			same(t, "WeightGradient", dw.slice(), want)
			dw.check()

			db, dy := random(t, r, m, "db"), random(t, r, positions*m*n, "dy")
			want = clone(db.slice())
			biasGradientGeneric(want, dy.slice(), positions, n)
			BiasGradient(db.slice(), dy.slice(), positions, n)
			same(t, "BiasGradient", db.slice(), want)
			db.check()

			out := special(t, r, len(dy.slice()), "out")
			wantDB, wantDY := clone(db.slice()), clone(dy.slice())
			reluBiasGradientGeneric(wantDB, wantDY, out.slice(), positions, n)
			ReluBiasGradient(db.slice(), dy.slice(), out.slice(), positions, n)
			same(t, "ReluBiasGradient's db", db.slice(), wantDB)
			same(t, "ReluBiasGradient's dy", dy.slice(), wantDY)
			db.check()
			dy.check()

			testGather(t, r, m, n)
			testRelu(t, r, m*n)
			testPools(t, r, plan, c, n, rows)
			testPools(t, r, windowsOfFour(r, positions, rows), c, n, rows)
			testSoftmax(t, r, m, n)
			testLoss(t, r, m, n)
		}
	}
}

func testGather(t *testing.T, r *rand.Rand, size, n int) {
	x, y := random(t, r, 9*size, "x"), random(t, r, size*n, "y")
	rows := make([]int, n-r.IntN(n))
	for i := range rows {
		rows[i] = r.IntN(9)
	}
	Gather(y.slice(), x.slice(), rows, size, n)
	for i := range n {
		for j := range size {
			var want float32
			if i < len(rows) {
				want = x.slice()[rows[i]*size+j]
			}
			if got := y.slice()[j*n+i]; got != want {
				t.Fatalf("Gather: value %d of sample %d of %d is %v, want %v", j, i, len(rows), got, want)
			}
		}
	}
	y.check()

	pixels, y := make([]byte, 9*size), random(t, r, size*n, "y of pixels")
	for i := range pixels {
		pixels[i] = byte(r.IntN(256))
		x.slice()[i] = float32(pixels[i]) / 255
	}
	want := make([]float32, size*n)
	Gather(want, x.slice(), rows, size, n)
	GatherPixels(y.slice(), pixels, rows, size, n)
	same(t, "GatherPixels", y.slice(), want)
	y.check()
}

func testRelu(t *testing.T, r *rand.Rand, n int) {
	x, dy, y := random(t, r, n, "x"), random(t, r, n, "dy"), random(t, r, n, "y")
	x.slice()[0] = float32(math.NaN())
	want := clone(y.slice())
	reluGeneric(want, x.slice())
	Relu(y.slice(), x.slice())
	same(t, "Relu", y.slice(), want)
	reluGradientGeneric(want, dy.slice(), x.slice())
	ReluGradient(y.slice(), dy.slice(), x.slice())
	same(t, "ReluGradient", y.slice(), want)
	y.check()
}

// windowsOfFour is what most pools have, and what kernels know best.
func windowsOfFour(r *rand.Rand, positions, rows int) *Plan {
	var t Table
	for range positions {
		for range 4 {
			t.Append(r.IntN(rows), 0)
		}
		t.Close()
	}
	return NewPlan(t)
}

func testPools(t *testing.T, r *rand.Rand, plan *Plan, c, n, rows int) {
	x, y := special(t, r, (rows+c)*n, "x"), random(t, r, plan.Positions()*c*n, "y")
	dx, dy := random(t, r, len(x.slice()), "dx"), random(t, r, len(y.slice()), "dy")
	want, wantGradient := clone(y.slice()), clone(dx.slice())
	maxPoolGeneric(want, x.slice(), plan, c, n)
	MaxPool(y.slice(), x.slice(), plan, c, n)
	same(t, "MaxPool", y.slice(), want)
	maxPoolGradientGeneric(wantGradient, dy.slice(), want, x.slice(), plan, c, n)
	MaxPoolGradient(dx.slice(), dy.slice(), y.slice(), x.slice(), plan, c, n)
	same(t, "MaxPoolGradient", dx.slice(), wantGradient)
	averagePoolGeneric(want, x.slice(), plan, c, n)
	AveragePool(y.slice(), x.slice(), plan, c, n)
	same(t, "AveragePool", y.slice(), want)
	averagePoolGradientGeneric(wantGradient, dy.slice(), plan, c, n)
	AveragePoolGradient(dx.slice(), dy.slice(), plan, c, n)
	same(t, "AveragePoolGradient", dx.slice(), wantGradient)
	y.check()
	dx.check()
}

func testSoftmax(t *testing.T, r *rand.Rand, units, n int) {
	x, y := random(t, r, units*n, "x"), random(t, r, units*n, "y")
	for i := range x.slice() {
		x.slice()[i] *= 40
	}
	want := clone(y.slice())
	softmaxGeneric(want, x.slice(), n)
	Softmax(y.slice(), x.slice(), n)
	same(t, "Softmax", y.slice(), want)
	dx, dy := random(t, r, units*n, "dx"), random(t, r, units*n, "dy")
	softmaxGradientGeneric(want, dy.slice(), y.slice(), n)
	SoftmaxGradient(dx.slice(), dy.slice(), y.slice(), n)
	same(t, "SoftmaxGradient", dx.slice(), want)
	for _, g := range []guarded{y, dx} {
		g.check()
	}
}

func testLoss(t *testing.T, r *rand.Rand, classes, n int) {
	share := random(t, r, n, "share").slice()
	hot, soft := make([]float32, classes*n), random(t, r, classes*n, "targets").slice()
	for s := range n {
		hot[r.IntN(classes)*n+s] = 1
	}
	for _, targets := range [][]float32{hot, soft} {
		for _, x := range []guarded{random(t, r, classes*n, "x"), special(t, r, classes*n, "x")} {
			dx, loss := random(t, r, classes*n, "dx"), random(t, r, n, "loss")
			want, wantLoss := clone(dx.slice()), clone(loss.slice())
			for i := range x.slice() {
				x.slice()[i] *= 10
			}
			crossentropyGeneric(want, wantLoss, x.slice(), targets, share, n)
			Crossentropy(dx.slice(), loss.slice(), x.slice(), targets, share, n)
			same(t, "Crossentropy's dx", dx.slice(), want)
			same(t, "Crossentropy's loss", loss.slice(), wantLoss)
			dx.check()
			loss.check()
		}
	}

	of := make([]int, n-r.IntN(unit))
	for i := range of {
		of[i] = r.IntN(classes)
	}
	x := special(t, r, classes*n, "x").slice()
	if got, want := CountRight(x, of, n), countRightGeneric(x, of, n); got != want {
		t.Fatalf("CountRight: %d of %d, the specification says %d", got, len(of), want)
	}
}

func TestExp(t *testing.T) {
	for x := float32(-86.9); x <= 0; x += .0137 {
		want := math.Exp(float64(x))
		if got := float64(exp(x)); math.Abs(got-want) > want/(1<<22) {
			t.Fatalf("exp(%v) = %v, want %v", x, got, want)
		}
	}
	if exp(0) != 1 || exp(-1e30) != exp(coefficients.ExpLeast) || exp(float32(math.Inf(-1))) > 1e-37 {
		t.Errorf("exp(0) = %v, exp(-1e30) = %v", exp(0), exp(-1e30))
	}
}

// Slices of a wrong length cause a panic before anything is written.
func TestWrongLengthsPanic(t *testing.T) {
	var table Table
	table.Append(3, 2)
	table.Close()
	plan, ok := NewPlan(table), make([]float32, 64)
	for name, call := range map[string]func(){
		"row":      func() { Product(ok[:2], ok, ok, nil, plan, 1, 1, 2, false) },
		"y":        func() { Product(ok[:7], ok, ok, nil, plan, 1, 1, 8, false) },
		"w":        func() { Product(ok[:8], ok[:3], ok, nil, plan, 1, 1, 8, false) },
		"x":        func() { Product(ok[:8], ok, ok[:23], nil, plan, 1, 1, 8, false) },
		"bias":     func() { Product(ok[:8], ok, ok, ok[:2], plan, 1, 1, 8, false) },
		"gather":   func() { Gather(ok[:15], ok, []int{0}, 2, 8) },
		"out":      func() { ReluBiasGradient(ok[:1], ok[:8], ok[:7], 1, 8) },
		"dw":       func() { WeightGradient(ok[:3], ok, ok, plan, 1, 2, 8) },
		"pool":     func() { MaxPool(ok[:8], ok[:31], plan, 1, 8) },
		"beyond":   func() { Gather(ok[:16], ok[:6], []int{1, 3}, 2, 8) },
		"before":   func() { Gather(ok[:16], ok, []int{-1}, 2, 8) },
		"loss":     func() { Crossentropy(ok[:8], ok[:8], ok[:8], ok[:8], ok[:7], 8) },
		"right":    func() { CountRight(ok[:12], []int{0}, 8) },
		"softmax":  func() { Softmax(ok[:4], ok[:8], 8) },
		"adam":     func() { Adam([]Update{{ok[:8], ok[:7], ok[:8], ok[:8]}}, AdamRates{}) },
		"activate": func() { Activate(ok[:8], ok[:4], Tanh, 0) },
		"dropout":  func() { Dropout(ok[:12], ok[:12], 8, 0, .5, 2) },
		"samples":  func() { Moments(ok[:2], ok[2:4], ok[:16], 8, 9) },
		"channels": func() { Normalize(ok[:24], ok[:24], ok[:2], ok[:2], ok[:2], 8) },
		"negative": func() { NewPlan(Table{Start: []int32{0, 1}, A: []int32{-1}, B: []int32{0}}) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("it did not panic")
				}
			}()
			call()
		})
	}
}

// Each entry of a table is in one run, in its order.
func TestRuns(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	tables := []Table{randomPlan(r, 5, 4, 4).Table, randomPlan(r, 40, 2, 2).Table, {}}
	var square Table // of what a convolution has
	for position := range 4 {
		for i := range 3 {
			for j := range 3 {
				square.Append(7*(3*i+j), position+5*i+j)
			}
		}
		square.Close()
	}
	square.Close() // a position without entries
	for _, table := range append(tables, square) {
		plan := NewPlan(table)
		var again Table
		for i := range plan.Positions() {
			for _, run := range plan.runs[plan.runStart[i]:plan.runStart[i+1]] {
				for k := range run.length {
					again.Append(int(run.a+k*plan.stepA), int(run.b+k*plan.stepB))
				}
			}
			again.Close()
		}
		if !slices.Equal(again.Start, table.Start) || !slices.Equal(again.A, table.A) || !slices.Equal(again.B, table.B) {
			t.Errorf("the runs are\n%v, the table is\n%v", again, table)
		}
	}
	if plan := NewPlan(square); len(plan.runs) != 4*3 {
		t.Errorf("a convolution of 3×3 has %d runs, want one for each row of each position", len(plan.runs))
	}
}

// Rows of positions that are alike count from the first position's entry, others from the entry of their own.
func TestGradientRows(t *testing.T) {
	var alike, other Table
	for _, from := range []int{5, 8, 4} {
		for _, table := range []*Table{&alike, &other} {
			table.Append(from, 2)
			table.Close()
		}
	}
	other.Append(4, 3)
	other.Close()
	for _, c := range []struct {
		table Table
		rows  []int32
	}{{alike, []int32{0, 1, 3, 4, -1, 0}}, {other, []int32{0, 1}}} {
		if got := NewPlan(c.table).gradientRows(2); !slices.Equal(got, c.rows) {
			t.Errorf("the rows of %v are %v, want %v", c.table, got, c.rows)
		}
	}
}

// Positions whose entries differ by a step of A alone, such as the weights of a convolution without padding, are alike.
func TestAlike(t *testing.T) {
	table := func(positions ...[]int32) *Plan {
		var t Table
		for _, entries := range positions {
			for e := 0; e < len(entries); e += 2 {
				t.Append(int(entries[e]), int(entries[e+1]))
			}
			t.Close()
		}
		return NewPlan(t)
	}
	for _, c := range []struct {
		name string
		plan *Plan
		want bool
	}{
		{"one position", table([]int32{5, 1, 2, 0}), true},
		{"a step", table([]int32{5, 1, 2, 0}, []int32{8, 1, 5, 0}, []int32{4, 1, 1, 0}), true},
		{"another row of B", table([]int32{5, 1, 2, 0}, []int32{8, 1, 5, 1}), false},
		{"another distance", table([]int32{5, 1, 2, 0}, []int32{8, 1, 4, 0}), false},
		{"fewer entries", table([]int32{5, 1, 2, 0}, []int32{8, 1}), false},
		{"none", table([]int32{}), false},
	} {
		if c.plan.alike != c.want {
			t.Errorf("%s: alike is %v", c.name, c.plan.alike)
		}
	}
}

func TestApart(t *testing.T) {
	for _, c := range []struct {
		a    []int32
		rows int
		want bool
	}{{[]int32{6, 0, 3}, 3, true}, {[]int32{6, 0, 3}, 4, false}, {[]int32{2, 2}, 1, false}, {nil, 5, true}} {
		if got := NewPlan(Table{Start: []int32{0, int32(len(c.a))}, A: c.a, B: make([]int32, len(c.a))}).isApart(c.rows); got != c.want {
			t.Errorf("%d rows from each of %v on are apart: %v", c.rows, c.a, got)
		}
	}
}
