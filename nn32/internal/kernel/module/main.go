// Command module writes kernels.wasm: the kernels in which training spends most of its time, as a module of WebAssembly.
//
// Go's compiler and its assembler know no load that fills a vector with one number, and address memory with 64 bits, which costs an
// instruction at each access.
package main

import (
	"fmt"
	"os"

	"digitlab/nn32/internal/kernel/calls"
)

func main() {
	if err := os.WriteFile("kernels.wasm", kernels(), 0o666); err != nil {
		fmt.Fprintln(os.Stderr, "module:", err)
		os.Exit(1)
	}
}

func kernels() []byte {
	functions := []function{pool(), poolGradient(), adam(), gather(), normalize(), normalizeGradient(), crossentropy()}
	for n := 1; n <= calls.Widest; n++ {
		functions = append(functions, product(n, true), product(n, false), gradient(1, n), gradient(2, n), reluBias(n),
			sums(ofValues, n), sums(ofSquares, n), sums(ofBoth, n))
	}
	return module(functions)
}
