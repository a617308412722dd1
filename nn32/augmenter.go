package nn32

import "math/rand/v2"

// Augmenter makes changed copies of samples (data augmentation). FitOptions.Augment takes one; package augment has one for images.
type Augmenter interface {
	// Prepare allocates memory for samples of a shape, or returns an error if it cannot change those.
	Prepare(sample Shape) error
	// Augment writes a changed copy of the sample from into to. label is its class or, for data without labels, the
	// index of its largest target. All randomness comes from rng.
	Augment(to, from []float32, label int, rng *rand.Rand)
}
