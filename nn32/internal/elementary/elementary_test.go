package elementary

import (
	"hash/crc32"
	"math"
	"math/rand/v2"
	"runtime"
	"testing"

	"github.com/chewxy/math32"
)

// arguments returns numbers of every size, and those at which functions change.
func arguments(most float64) []float32 {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	x := []float32{0, float32(math.Copysign(0, -1)), 1, -1, math.MaxFloat32, math.SmallestNonzeroFloat32, 1e-40, nan, inf, -inf}
	r := rand.New(rand.NewPCG(1, 2))
	for range 50000 {
		x = append(x, float32((r.Float64()*2-1)*most), float32(math.Ldexp(r.Float64()*2-1, r.IntN(270)-149)))
	}
	return x
}

// The functions have the bits that those of math32 have where no product is fused with a sum.
func TestElementaryFunctionsAreThoseOfMath32(t *testing.T) {
	if runtime.GOARCH != "amd64" && runtime.GOARCH != "wasm" {
		t.Skip("this processor's compiler may fuse the products of math32; TestSameBitsEverywhere compares with recorded bits")
	}
	same := func(name string, x, got, want float32) {
		t.Helper()
		if math.Float32bits(got) != math.Float32bits(want) && !(got != got && want != want) {
			t.Fatalf("%s(%v) is %v, want %v", name, x, got, want)
		}
	}
	for _, x := range arguments(200) {
		same("Log", x, Log(x), math32.Log(x))
		same("Exp", x, Exp(x), math32.Exp(x))
		if x > -200 && x < 200 {
			sin, cos := Sincos(x)
			same("sine ", x, sin, math32.Sin(x))
			same("cosine ", x, cos, math32.Cos(x))
			sin64, cos64 := Sincos(float64(x))
			if sin64 != math.Sin(float64(x)) || cos64 != math.Cos(float64(x)) {
				t.Fatalf("with 64 bits the sine and cosine of %v are %v and %v, want %v and %v", x, sin64, cos64, math.Sin(float64(x)), math.Cos(float64(x)))
			}
		}
	}
}

func TestSameBitsEverywhere(t *testing.T) {
	h := crc32.NewIEEE()
	add := func(bits uint64) {
		h.Write([]byte{byte(bits), byte(bits >> 8), byte(bits >> 16), byte(bits >> 24), byte(bits >> 32), byte(bits >> 40), byte(bits >> 48), byte(bits >> 56)})
	}
	for _, x := range arguments(20) {
		if x-x == 0 { // NaN has several forms
			add(uint64(math.Float32bits(Exp(x))))
		}
		if x > 0 {
			add(uint64(math.Float32bits(Log(x))))
		}
		if x > -200 && x < 200 {
			sin, cos := Sincos(x)
			add(uint64(math.Float32bits(sin))<<32 | uint64(math.Float32bits(cos)))
			sin64, cos64 := Sincos(float64(x))
			add(math.Float64bits(sin64))
			add(math.Float64bits(cos64))
		}
	}
	if got, want := h.Sum32(), uint32(0xce3fa8c6); got != want {
		t.Errorf("the results have the checksum %#x, want %#x", got, want)
	}
}
