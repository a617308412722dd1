//go:build goexperiment.simd && js && wasm

package kernel

import (
	_ "embed"
	"math"
	"strconv"
	"syscall/js"
	"unsafe"

	"digitlab/nn32/internal/kernel/calls"
)

//go:embed kernels.wasm
var moduleFile []byte

// unit is the number of samples in a vector: the module's tiles are of two or of one.
const unit = 4

// module has the functions of kernels.wasm, which work on this program's own memory. The numbers of rows and of columns count from 1.
type module struct {
	product, productSide, reluBias [calls.Widest + 1]js.Value // by rows
	gradient                       [3][calls.Widest + 1]js.Value
	pool, poolGradient             js.Value
	adam, gather, crossentropy     js.Value
	sum, squares, correlation      [calls.Widest + 1]js.Value // by features
	normalize, normalizeGradient   js.Value
}

// block has the arguments of a call. What its pointers lead to is on the heap for that, which does not move as a stack does.
type block struct {
	pointers [calls.Pointers]unsafe.Pointer
	numbers  [calls.Numbers]uintptr
}

func (b *block) set(number int, value uintptr) { b.numbers[number-calls.Pointers] = value }

var (
	arguments block
	// address is made once, so that no call allocates.
	address  any = js.ValueOf(float64(uintptr(unsafe.Pointer(&arguments))))
	zeroBias [calls.Widest]float32

	functions *module
	// refusal is why there are no functions: then plain Go works.
	refusal any
)

// ready loads the module at the first call.
func ready() bool {
	if functions == nil && refusal == nil {
		loadModule()
	}
	return functions != nil
}

func loadModule() {
	defer func() { refusal = recover() }() // what a browser refuses, such as WebAssembly made from bytes, is a panic
	bytes := js.Global().Get("Uint8Array").New(len(moduleFile))
	js.CopyBytesToJS(bytes, moduleFile)
	webAssembly := js.Global().Get("WebAssembly")
	compiled := webAssembly.Get("Module").New(bytes)
	imports := map[string]any{"js": map[string]any{"mem": memory()}}
	exports := webAssembly.Get("Instance").New(compiled, imports).Get("exports")
	function := func(name string, size ...int) js.Value {
		for _, n := range size {
			name += strconv.Itoa(n)
		}
		return exports.Get(name)
	}
	m := &module{
		pool: function("pool"), poolGradient: function("poolGradient"), adam: function("adam"), gather: function("gather"), crossentropy: function("crossentropy"),
		normalize: function("normalize"), normalizeGradient: function("normalizeGradient"),
	}
	for n := 1; n <= calls.Widest; n++ {
		m.product[n], m.productSide[n] = function("product", n), function("productSide", n)
		m.sum[n], m.squares[n], m.correlation[n] = function("sum", n), function("squares", n), function("correlation", n)
		m.reluBias[n] = function("reluBias", n)
		m.gradient[1][n], m.gradient[2][n] = function("gradient", 1, n), function("gradient", 2, n)
	}
	functions = m
}

// memory returns the memory of this program. Only the object of wasm_exec.js that runs the program has it, and package syscall/js keeps that
// object for itself. It is the one after the global object among the values that wasm_exec.js numbers at the start, so that its js.Value
// differs by one in the number. To catch it in a method of its class would need a moment in which no other goroutine gives a function to
// JavaScript.
func memory() js.Value {
	program := js.Global()
	*(*uint64)(unsafe.Pointer(&program))++
	return program.Get("_inst").Get("exports").Get("mem")
}

func product(y, w, x, bias []float32, plan *Plan, m, step, n int, relu bool) {
	if plan.Positions() == 0 || !ready() {
		productScalar(y, w, x, bias, plan, m, step, n, relu)
		return
	}
	defer release()
	row := begin(plan.Positions(), m, n)
	beginRuns(plan)
	arguments.pointers[calls.X] = at(x)
	arguments.set(calls.Step, uintptr(step)*float)
	arguments.set(calls.NextA, uintptr(plan.stepA)*float)
	arguments.set(calls.NextB, uintptr(plan.stepB)*row)
	if relu {
		arguments.set(calls.Relu, 1)
	}
	byRows := &functions.product
	if step == 1 {
		byRows = &functions.productSide
	}
	for _, part := range partsOf(m) {
		arguments.pointers[calls.Y] = unsafe.Add(at(y), uintptr(part.first)*row)
		arguments.pointers[calls.W] = unsafe.Add(at(w), uintptr(part.first*step)*float)
		if bias == nil {
			arguments.pointers[calls.Bias] = unsafe.Pointer(&zeroBias) // again for each tile: NextBias is 0
		} else {
			arguments.pointers[calls.Bias] = unsafe.Pointer(&bias[part.first])
			arguments.set(calls.NextBias, uintptr(part.size)*float)
		}
		arguments.set(calls.Tiles, uintptr(part.tiles))
		byRows[part.size].Invoke(address)
	}
}

func weightGradient(dw, x, dy []float32, plan *Plan, c, f, n int) {
	if plan.Positions() == 0 || !ready() {
		weightGradientScalar(dw, x, dy, plan, c, f, n)
		return
	}
	defer release()
	positions, rows := plan.Positions(), plan.gradientRows(c)
	if plan.alike {
		positions = 1 // of all rows
	}
	row := begin(positions, c, n)
	beginRuns(plan)
	arguments.pointers[calls.X] = at(x)
	arguments.set(calls.RowDW, uintptr(f)*float)
	arguments.set(calls.BlockDW, uintptr(c*f)*float)
	arguments.set(calls.NextA, uintptr(plan.stepA-1)*row)
	arguments.set(calls.NextB, uintptr(plan.stepB-1)*row)
	for _, rowPart := range [...]part{{0, len(rows) / 2, 2}, {len(rows) / 2 * 2, len(rows) % 2, 1}} {
		if rowPart.tiles == 0 {
			continue
		}
		arguments.pointers[calls.Rows] = unsafe.Pointer(&rows[rowPart.first])
		arguments.set(calls.Tiles, uintptr(rowPart.tiles))
		for _, columns := range partsOf(f) {
			arguments.pointers[calls.DW] = unsafe.Pointer(&dw[rowPart.first*f+columns.first])
			arguments.pointers[calls.DY] = unsafe.Add(at(dy), uintptr(columns.first)*row)
			arguments.set(calls.ColumnTiles, uintptr(columns.tiles))
			functions.gradient[rowPart.size][columns.size].Invoke(address)
		}
	}
}

func reluBiasGradient(db, dy, y []float32, positions, n int) {
	if positions == 0 || !ready() {
		reluBiasGradientGeneric(db, dy, y, positions, n)
		return
	}
	defer release()
	row := begin(positions, len(db), n)
	for _, part := range partsOf(len(db)) {
		arguments.pointers[calls.DB] = unsafe.Pointer(&db[part.first])
		arguments.pointers[calls.DY] = unsafe.Add(at(dy), uintptr(part.first)*row)
		arguments.pointers[calls.Y] = unsafe.Add(at(y), uintptr(part.first)*row)
		arguments.set(calls.Tiles, uintptr(part.tiles))
		functions.reluBias[part.size].Invoke(address)
	}
}

func maxPool(y, x []float32, plan *Plan, c, n int) {
	if len(y) == 0 || !wholePairs(plan, c, n) || !ready() {
		maxPoolAny(y, x, plan, c, n)
		return
	}
	defer release()
	beginPool(y, x, plan, c, n)
	functions.pool.Invoke(address)
}

func maxPoolGradient(dx, dy, y, x []float32, plan *Plan, c, n int) {
	if len(y) == 0 || !wholePairs(plan, c, n) || !plan.isApart(c) || !ready() {
		maxPoolGradientAny(dx, dy, y, x, plan, c, n)
		return
	}
	if len(plan.A)*c*n < len(dx) { // not all of it is in a window
		clear(dx)
	}
	defer release()
	beginPool(y, x, plan, c, n)
	arguments.pointers[calls.DX], arguments.pointers[calls.DY] = at(dx), at(dy)
	functions.poolGradient.Invoke(address)
}

// wholePairs reports whether the module's pools can work by a plan: they take two vectors at a time.
func wholePairs(plan *Plan, c, n int) bool { return plan.fours && c*n%(2*unit) == 0 }

func beginPool(y, x []float32, plan *Plan, c, n int) {
	arguments.pointers[calls.Y], arguments.pointers[calls.X] = at(y), at(x)
	arguments.pointers[calls.Rows] = unsafe.Pointer(unsafe.SliceData(plan.A))
	begin(plan.Positions(), c, n)
}

func crossentropy(dx, loss, x, t, share []float32, n int) {
	if !ready() {
		crossentropyGeneric(dx, loss, x, t, share, n)
		return
	}
	defer release()
	begin(1, 1, n)
	arguments.pointers[calls.DX], arguments.pointers[calls.Losses], arguments.pointers[calls.X] = at(dx), at(loss), at(x)
	arguments.pointers[calls.Targets], arguments.pointers[calls.Shares] = at(t), at(share)
	arguments.set(calls.Bytes, uintptr(len(x))*float)
	functions.crossentropy.Invoke(address)
}

func adam(updates []Update, r AdamRates) {
	if len(updates) == 0 || !ready() {
		adamGeneric(updates, r)
		return
	}
	defer release()
	arguments.pointers[calls.Updates] = unsafe.Pointer(unsafe.SliceData(updates))
	arguments.set(calls.Tiles, uintptr(len(updates)))
	for number, rate := range [...]float32{r.Alpha, r.Epsilon, 1 - r.Beta1, 1 - r.Beta2} {
		arguments.set(calls.Alpha+number, uintptr(math.Float32bits(rate)))
	}
	functions.adam.Invoke(address)
	for _, u := range updates {
		_, rest := wholeBytes(u.W)
		adamFrom(rest, u, r)
	}
}

// gatherWhole fills whole tiles, the last of them up with zeros, and returns the number of lanes.
func gatherWhole(y, x []float32, rows []int, size, n int) (samples int) {
	if len(rows) == 0 || size == 0 || size%4 != 0 || !ready() {
		return 0
	}
	defer release()
	arguments.pointers[calls.Mask] = unsafe.Pointer(&laneMasks[(len(rows)-1)%4])
	for wholeRows = append(wholeRows[:0], rows...); len(wholeRows)%4 > 0; {
		wholeRows = append(wholeRows, 0) // any row: the mask leaves it out
	}
	arguments.pointers[calls.Y], arguments.pointers[calls.X] = at(y), at(x)
	arguments.pointers[calls.Rows] = unsafe.Pointer(unsafe.SliceData(wholeRows))
	arguments.set(calls.Tiles, uintptr(len(wholeRows)/4))
	arguments.set(calls.Row, uintptr(n)*float)
	arguments.set(calls.Bytes, uintptr(size)*float)
	functions.gather.Invoke(address)
	return len(wholeRows)
}

// wholeRows is kept, so that few calls allocate.
var wholeRows []int

func moments(mean, variance, x []float32, n, samples int) {
	c := len(mean)
	if len(x) == 0 || c == 0 || !ready() {
		momentsGeneric(mean, variance, x, n, samples)
		return
	}
	defer release()
	beginFeatures(c, x, n)
	beginSamples(samples)
	share := 1 / (float32(samples) * float32(len(x)/(c*n)))
	addUp(&functions.sum, mean, mean, x, nil, n) // the old mean is not used
	scaleGeneric(mean, share)
	addUp(&functions.squares, variance, mean, x, nil, n)
	scaleGeneric(variance, share)
}

func correlation(sum, dy, x, mean []float32, n int) {
	if len(x) == 0 || len(mean) == 0 || !ready() {
		correlationGeneric(sum, dy, x, mean, n)
		return
	}
	defer release()
	beginFeatures(len(mean), x, n)
	addUp(&functions.correlation, sum, mean, x, dy, n)
}

// addUp sets the sum of each feature.
func addUp(byFeatures *[calls.Widest + 1]js.Value, sums, mean, x, dy []float32, n int) {
	for _, part := range partsOf(len(mean)) {
		arguments.pointers[calls.Sums], arguments.pointers[calls.Mean] = unsafe.Pointer(&sums[part.first]), unsafe.Pointer(&mean[part.first])
		arguments.pointers[calls.X] = unsafe.Pointer(&x[part.first*n])
		if dy != nil {
			arguments.pointers[calls.DY] = unsafe.Pointer(&dy[part.first*n])
		}
		arguments.set(calls.Tiles, uintptr(part.tiles))
		byFeatures[part.size].Invoke(address)
	}
}

func normalize(y, x, mean, scale, shift []float32, n int) {
	if len(x) == 0 || len(mean) == 0 || !ready() {
		normalizeGeneric(y, x, mean, scale, shift, n)
		return
	}
	defer release()
	beginFeatures(len(mean), x, n)
	arguments.pointers[calls.Y], arguments.pointers[calls.X], arguments.pointers[calls.Mean] = at(y), at(x), at(mean)
	arguments.pointers[calls.Scale], arguments.pointers[calls.Shift] = at(scale), at(shift)
	functions.normalize.Invoke(address)
}

func normalizeGradient(dx, dy, x, mean, a, b, scale []float32, n, samples int) {
	if len(x) == 0 || len(mean) == 0 || !ready() {
		normalizeGradientGeneric(dx, dy, x, mean, a, b, scale, n, samples)
		return
	}
	defer release()
	beginFeatures(len(mean), x, n)
	beginSamples(samples)
	arguments.pointers[calls.DX], arguments.pointers[calls.DY], arguments.pointers[calls.X] = at(dx), at(dy), at(x)
	arguments.pointers[calls.Mean], arguments.pointers[calls.Scale] = at(mean), at(scale)
	arguments.pointers[calls.A], arguments.pointers[calls.B] = at(a), at(b)
	functions.normalizeGradient.Invoke(address)
}

// beginFeatures sets what a function needs that goes through all c features of x, one by one.
func beginFeatures(c int, x []float32, n int) {
	begin(len(x)/(c*n), c, n)
	arguments.set(calls.Tiles, uintptr(c))
}

// beginSamples says where in a row the samples end.
func beginSamples(samples int) {
	arguments.pointers[calls.Mask] = unsafe.Pointer(&laneMasks[(samples-1)%4])
	arguments.set(calls.Bytes, uintptr((samples-1)/4)*vector)
}

// laneMasks have the first lane set, the first two, three, and all.
var laneMasks = [4][4]int32{{-1}, {-1, -1}, {-1, -1, -1}, {-1, -1, -1, -1}}

// begin sets the form of a tensor: positions, each of rows rows of n samples. It returns the bytes of a row.
func begin(positions, rows, n int) (row uintptr) {
	row = uintptr(n) * float
	arguments.set(calls.Positions, uintptr(positions))
	arguments.set(calls.Row, row)
	arguments.set(calls.Block, uintptr(rows)*row)
	return row
}

func beginRuns(plan *Plan) {
	arguments.pointers[calls.Runs] = unsafe.Pointer(unsafe.SliceData(plan.runs))
	arguments.pointers[calls.RunStart] = unsafe.Pointer(unsafe.SliceData(plan.runStart))
}

// release lets go of what the arguments lead to.
func release() { arguments = block{} }

// part is a number of tiles of one size, and the row or column at which they begin.
type part struct{ first, tiles, size int }

// parts is made once, so that no call allocates.
var parts [2]part

// partsOf cuts n rows or columns into tiles of five, of four, and a smaller one where these two are not enough. The next call overwrites
// them.
func partsOf(n int) []part {
	large, small := part{0, n / 4, 4}, part{n / 4 * 4, 1, n % 4}
	for fours := 0; 4*fours <= n; fours++ {
		if (n-4*fours)%5 == 0 {
			large, small = part{0, (n - 4*fours) / 5, 5}, part{n - 4*fours, fours, 4}
			break
		}
	}
	cut := parts[:0]
	for _, p := range [...]part{large, small} {
		if p.tiles*p.size > 0 {
			cut = append(cut, p)
		}
	}
	return cut
}
