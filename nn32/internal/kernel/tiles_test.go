//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import "testing"

// The kernels that work where the module cannot be had.
func TestPlainSumsEqualTheSpecification(t *testing.T) { testSums(t, plainProduct, plainWeightGradient) }
