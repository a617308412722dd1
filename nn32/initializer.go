package nn32

import (
	"math/rand/v2"

	"github.com/chewxy/math32"

	"digitlab/nn32/internal/distribution"
	"digitlab/nn32/internal/enum"
)

// Initializer is the distribution of a kernel's initial weights. The zero value is GlorotUniform, as in Keras. fanIn and fanOut are
// the numbers of inputs of an output and of outputs of an input.
type Initializer uint8

const (
	GlorotUniform Initializer = iota // within ±√(6/(fanIn+fanOut)); Glorot & Bengio 2010
	GlorotNormal                     // variance 2/(fanIn+fanOut)
	HeUniform                        // within ±√(6/fanIn); He et al. 2015, arXiv:1502.01852
	HeNormal                         // variance 2/fanIn
	LeCunUniform                     // within ±√(3/fanIn); LeCun et al. 1998
	LeCunNormal                      // variance 1/fanIn
	RandomNormal                     // standard deviation KernelStddev of the layer
	Zeros                            // 0, which shows why random weights are needed: nothing is learnt
)

var initializerNames = enum.Names{"glorot_uniform", "glorot_normal", "he_uniform", "he_normal", "lecun_uniform", "lecun_normal",
	"random_normal", "zeros"}

func (i Initializer) String() string               { return initializerNames.Of(uint8(i)) }
func (i Initializer) MarshalText() ([]byte, error) { return initializerNames.Marshal(uint8(i)) }

func (i *Initializer) UnmarshalText(text []byte) error {
	return initializerNames.Unmarshal(text, (*uint8)(i))
}

// fill sets the weights. The normal distributions, except RandomNormal, are truncated at two standard deviations and then scaled to
// their variance, as in Keras.
func (i Initializer) fill(w []float32, fanIn, fanOut int, stddev float32, rng *rand.Rand) {
	both, in := float32(fanIn+fanOut), float32(fanIn)
	switch i {
	case GlorotUniform:
		distribution.Uniform(w, math32.Sqrt(6/both), rng)
	case GlorotNormal:
		distribution.TruncatedNormal(w, math32.Sqrt(2/both), rng)
	case HeUniform:
		distribution.Uniform(w, math32.Sqrt(6/in), rng)
	case HeNormal:
		distribution.TruncatedNormal(w, math32.Sqrt(2/in), rng)
	case LeCunUniform:
		distribution.Uniform(w, math32.Sqrt(3/in), rng)
	case LeCunNormal:
		distribution.TruncatedNormal(w, math32.Sqrt(1/in), rng)
	case RandomNormal:
		distribution.Normal(w, stddev, rng)
	case Zeros:
		clear(w)
	}
}
