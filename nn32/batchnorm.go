package nn32

import (
	"math"
	"math/rand/v2"

	"digitlab/nn32/internal/kernel"
)

// BatchNormalization normalises each channel to mean 0 and variance 1 over the batch and all positions, and then multiplies by
// gamma and adds beta, which are learnt; Ioffe & Szegedy 2015, arXiv:1502.03167. Inference uses moving averages of the mean and
// the variance in training.
//
//	x (N, …, C)   gamma, beta, moving_mean, moving_variance (C)   y (N, …, C)
//
// The moving average uses the biased variance, as in Keras; PyTorch uses the unbiased one. PyTorch's momentum .1 is .9 here, and
// its epsilon is 1e-5.
//
// Frozen, it also uses the moving averages in training, and leaves them as they are, as Keras does.
type BatchNormalization struct {
	Momentum float32 // zero: .99
	Epsilon  float32 // zero: 1e-3
	Frozen   bool    `json:",omitempty"` // training does not change it, as Keras's trainable=False; Compile reads it

	owner
	frozen bool // as Compile read it

	gamma, beta, movingMean, movingVariance *Param

	momentum, epsilon               float32
	x, y, dx                        *Tensor
	samples                         int
	mean, variance                  []float32 // of the batch
	inverse, scale                  []float32 // 1/√(variance+ε), and gamma times it
	correlation, dyMean, dyGradient []float32 // for Backward
	zeros                           []float32
}

func (*BatchNormalization) Kind() string { return "batch_normalization" }

func (l *BatchNormalization) freeze() bool {
	l.frozen = l.Frozen
	return l.Frozen
}

func (l *BatchNormalization) Build(in Shape, _ *rand.Rand) (Shape, error) {
	l.momentum, l.epsilon = orDefault(l.Momentum, .99), orDefault(l.Epsilon, 1e-3)
	if err := within("Momentum", l.momentum, 0, 1); err != nil {
		return nil, err
	}
	if err := within("Epsilon", l.epsilon, 0, 1); err != nil {
		return nil, err
	}
	c := in[len(in)-1]
	if err := l.checkRoom(4, c); err != nil {
		return nil, err
	}
	l.gamma, l.beta = newParam("gamma", c), newParam("beta", c)
	l.movingMean = &Param{Name: "moving_mean", Value: NewTensor(c)}
	l.movingVariance = &Param{Name: "moving_variance", Value: NewTensor(c), limit: notNegative}
	for i := range c {
		l.gamma.Value.Data[i], l.movingVariance.Value.Data[i] = 1, 1
	}
	for _, s := range []*[]float32{&l.mean, &l.variance, &l.inverse, &l.scale, &l.correlation, &l.dyMean, &l.dyGradient, &l.zeros} {
		*s = make([]float32, c)
	}
	l.y, l.dx = newBatchLast(in), newBatchLast(in)
	return in, nil
}

func (l *BatchNormalization) Forward(x *Tensor, mode Mode) *Tensor {
	n := x.lanes()
	l.x, l.samples = x, mode.Samples
	l.y.setLanes(n)
	mean, variance := l.movingMean.Value.Data, l.movingVariance.Value.Data
	if mode.Training && !l.frozen {
		kernel.Moments(l.mean, l.variance, x.Data, n, mode.Samples)
		if !mode.LaterMicroBatch {
			l.move(mean, l.mean)
			l.move(variance, l.variance)
		}
		mean, variance = l.mean, l.variance
	}
	for i, v := range variance {
		l.inverse[i] = 1 / float32(math.Sqrt(float64(v+l.epsilon)))
		l.scale[i] = float32(l.gamma.Value.Data[i] * l.inverse[i])
	}
	kernel.Normalize(l.y.Data, x.Data, mean, l.scale, l.beta.Value.Data, n)
	return l.y
}

// move updates a moving average.
func (l *BatchNormalization) move(moving, batch []float32) {
	for i, v := range batch {
		moving[i] = float32(moving[i]*l.momentum) + float32(v*(1-l.momentum))
	}
}

func (l *BatchNormalization) Backward(dy *Tensor, wantInput bool) *Tensor {
	n, c := dy.lanes(), len(l.mean)
	if l.frozen {
		l.dx.setLanes(n)
		kernel.Normalize(l.dx.Data, dy.Data, l.zeros, l.scale, l.zeros, n)
		return l.dx
	}
	positions := len(dy.Data) / (c * n)
	kernel.BiasGradient(l.beta.Grad.Data, dy.Data, positions, n)
	kernel.Correlation(l.correlation, dy.Data, l.x.Data, l.mean, n)
	share := 1 / (float32(l.samples) * float32(positions))
	for i, v := range l.correlation {
		l.gamma.Grad.Data[i] = float32(v * l.inverse[i])
		l.dyMean[i] = float32(l.beta.Grad.Data[i] * share)
		l.dyGradient[i] = float32(float32(l.gamma.Grad.Data[i]*l.inverse[i]) * share)
	}
	if !wantInput {
		return nil
	}
	l.dx.setLanes(n)
	kernel.NormalizeGradient(l.dx.Data, dy.Data, l.x.Data, l.mean, l.dyMean, l.dyGradient, l.scale, n, l.samples)
	return l.dx
}

func (l *BatchNormalization) Params() []*Param {
	return []*Param{l.gamma, l.beta, l.movingMean, l.movingVariance}
}
