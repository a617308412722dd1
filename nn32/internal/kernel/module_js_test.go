//go:build goexperiment.simd && js && wasm

package kernel

import (
	"syscall/js"
	"testing"
)

func TestModuleIsThere(t *testing.T) {
	if !ready() {
		t.Errorf("the module is not there: %v", refusal)
	}
}

// Where a browser refuses to make a program from bytes, as a page's policy may ask, plain Go works instead.
func TestModuleRefused(t *testing.T) {
	program := js.Global().Get("WebAssembly")
	class := program.Get("Module")
	there := functions
	defer func() {
		program.Set("Module", class)
		functions, refusal = there, nil
	}()
	program.Set("Module", js.Undefined())
	functions, refusal = nil, nil
	testSums(t)
	if functions != nil || refusal == nil {
		t.Errorf("without WebAssembly.Module there are functions: %v, refused because of %v", functions != nil, refusal)
	}
}
