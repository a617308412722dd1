// Package limits bounds a network's memory, so that a wrong shape gives an error instead of using all of the machine's memory.
package limits

const (
	Side       = 1 << 16 // side of a window, and its strides
	Places     = 1 << 22 // entries of the plans of a layer, and of all layers together
	Layers     = 1 << 10
	Params     = 1 << 24 // parameters of all layers together
	SampleSize = 1 << 22 // elements of a sample in all layers together
	BatchSize  = 1 << 28 // elements of a batch in all layers together
)

// Fits reports whether the product of the factors, none negative, is at most limit. It does not overflow.
func Fits(limit int, factors ...int) bool {
	product := 1
	for _, f := range factors {
		if f != 0 && product > limit/f {
			return false
		}
		product *= f
	}
	return true
}
