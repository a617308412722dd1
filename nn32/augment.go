package nn32

import "math/rand/v2"

// Augmenter makes a changed copy of a sample, so that a network sees more than there is. FitOptions.Augment takes one.
type Augmenter interface {
	// Prepare checks that samples have a shape it can change, and makes its memory.
	Prepare(sample Shape) error
	// Augment writes into to what becomes of from, as rng decides. It allocates nothing.
	Augment(to, from []float32, rng *rand.Rand)
}
