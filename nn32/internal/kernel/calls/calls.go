// Package calls says where the functions of kernels.wasm find their arguments. A function is called with one address, of a block of
// eight bytes for each argument: first Pointers addresses, then Numbers numbers. It reads the lower four bytes, all that an address of
// WebAssembly has.
package calls

// Addresses. A function has a use for some of them.
const (
	Y        = iota // the first row of the first tile, to be written
	W               // the first row's first weight
	X               // row 0
	Bias            // the bias of the first row
	Runs            // three int32 for each: A, B and the number of entries
	RunStart        // as in a plan
	Rows            // int32: of gradient, for each row, how many rows it is from A; of pools, four rows for each position; of gather int64
	DW              // the gradient of the first weight
	DY              // row 0 of the gradient that comes from behind
	DX              // row 0 of the one that goes to the front
	DB              // the gradient of the first bias
	Updates         // of Adam: for each, four slices as Go has them, W, G, M and V
	Mean            // of each feature, as the next
	Sums
	Scale
	Shift
	A // what a batch normalisation's gradient is corrected by, for each feature
	B
	Mask // four lanes, all bits set where the last vector, or the last four of a gather, has a sample
	Targets
	Losses // of each sample, as the next
	Shares
	Pointers
)

// Numbers.
const (
	Positions   = Pointers + iota
	Tiles       // how many times the function's number of rows
	ColumnTiles // how many times the function's number of columns
	Row         // bytes of a row
	Step        // bytes from one row's weight to the next
	NextA       // bytes from where the work for an entry's A ends to that for the next entry of its run
	NextB       // the same for B
	Block       // bytes of all rows of a position of Y or DY
	Relu        // 1: what is negative becomes 0
	NextBias    // bytes from a tile's biases to those of the next
	RowDW       // bytes from a row of DW to the next
	BlockDW     // bytes of all rows of a position of DW
	Bytes       // of a sample, of the whole vectors before the last one, or of all rows
	Alpha       // float32, as those that follow
	Epsilon
	Rest1 // 1 - Beta1
	Rest2 // 1 - Beta2
	end
)

// Numbers is the number of numbers.
const Numbers = end - Pointers

// Widest is the largest number of rows or columns of a tile: the sums and what they are made of fit into sixteen registers.
const Widest = 5
