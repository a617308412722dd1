package main

import (
	"bytes"
	"os"
	"testing"
)

// The file in the repository is what this program writes.
func TestFileIsGenerated(t *testing.T) {
	file, err := os.ReadFile("../kernels.wasm")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(file, kernels()) {
		t.Error("kernels.wasm is not what go generate ./nn32/internal/kernel writes")
	}
}
