package datasets

import (
	"math"

	"digitlab/nn32/internal/errfmt"
)

// TrainTestSplit returns the indices of the samples that scikit-learn's train_test_split(test_size=testSize, random_state=seed) selects
// from n samples for training and for the test, in its order. They are a permutation by NumPy's legacy generator; the first
// ⌈n·testSize⌉ are the test samples.
func TrainTestSplit(n int, testSize float64, seed uint32) (train, test []int, err error) {
	if n < 2 || n > math.MaxInt32 || !(testSize > 0 && testSize < 1) {
		return nil, nil, errfmt.Errorf("datasets: cannot take the share %v of %d samples for the test; take a share between 0 and 1 of 2 or more",
			testSize, n)
	}
	tests := int(math.Ceil(float64(n) * testSize))
	if tests == n {
		return nil, nil, errfmt.Errorf("datasets: the share %v of %d samples leaves none to train on", testSize, n)
	}
	p := Permutation(n, seed)
	return p[tests:], p[:tests:tests], nil
}

// ValidationSplit returns the number of samples, from the first of n, that Keras's fit(validation_split=fraction) trains on. The others
// are for validation. Keras splits before it shuffles.
func ValidationSplit(n int, fraction float64) int {
	return int(math.Floor(float64(n) * (1 - fraction)))
}
