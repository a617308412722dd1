package nn32

import (
	"errors"
	"slices"

	"digitlab/nn32/internal/errfmt"
)

// Ensemble is several networks that predict the mean of their outputs; for networks that end in softmax, of their probabilities. All
// must have the same input shape and the same output shape.
type Ensemble []*Sequential

// Predict returns the mean of the networks' outputs for x (N, …).
func (e Ensemble) Predict(x *Tensor) (*Tensor, error) {
	if len(e) == 0 {
		return nil, errors.New("nn32: an ensemble needs at least one network")
	}
	var mean *Tensor
	for i, network := range e {
		if network == nil {
			return nil, errfmt.Errorf("nn32: network %d of the ensemble is nil", i)
		}
		y, err := network.Predict(x)
		switch {
		case err != nil:
			return nil, err
		case mean == nil:
			mean = y
			continue
		case !slices.Equal(y.Shape, mean.Shape):
			return nil, errors.New("nn32: the networks of an ensemble must have outputs of the same shape")
		}
		for i, v := range y.Data {
			mean.Data[i] += v
		}
	}
	for i := range mean.Data {
		mean.Data[i] /= float32(len(e))
	}
	return mean, nil
}
