// Package calls says where the functions of kernels.wasm find their arguments. A function is called with one address, of a block of
// eight bytes for each argument: first Pointers addresses, then Numbers numbers. It reads the lower four bytes, all that an address of
// WebAssembly has.
package calls

// Of product: for each position and each of the rows, a sum over the runs of the position.
const (
	Y    = iota // the first row to be written
	W           // the first row's first weight
	X           // row 0
	Bias        // of the first row
	Runs        // three int32 for each: the first weight, the first row of X, the number of entries
	RunStart
	Pointers
)

const (
	Positions = Pointers + iota
	Tiles     // how many times the function's number of rows
	Row       // bytes of a row
	Step      // bytes from one row's weight to the next
	NextA     // bytes from an entry's weight to that of the next entry of a run
	NextB     // bytes from an entry's row to that of the next
	PositionY // bytes from a position of Y to the next
	Relu      // 1: what is negative becomes 0
	NextBias  // bytes from a tile's biases to those of the next
	end
)

// Numbers is the number of numbers.
const Numbers = end - Pointers

// Of gradient: for each position, each of the rows of X and each of the columns, which are rows of DY, a sum over the runs. Positions,
// Row, X, Runs and RunStart are as above; of a run the first number is a row of X, the second a row of DY.
const (
	DW   = Y    // the first weight's gradient
	DY   = W    // row 0 of the columns
	Rows = Bias // an int32 for each row: that many rows of X further on

	RowTiles    = Tiles
	ColumnTiles = Relu
	RowDW       = Step      // bytes from a row of DW to the next
	PositionDW  = PositionY // bytes from a position of DW to the next
	// NextA and NextB are bytes from the end of an entry's row to the beginning of the next entry's.
)
