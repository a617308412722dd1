package nn32

import (
	"math/rand/v2"

	"github.com/chewxy/math32"

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
		uniform(w, math32.Sqrt(6/both), rng)
	case GlorotNormal:
		truncatedNormal(w, math32.Sqrt(2/both), rng)
	case HeUniform:
		uniform(w, math32.Sqrt(6/in), rng)
	case HeNormal:
		truncatedNormal(w, math32.Sqrt(2/in), rng)
	case LeCunUniform:
		uniform(w, math32.Sqrt(3/in), rng)
	case LeCunNormal:
		truncatedNormal(w, math32.Sqrt(1/in), rng)
	case RandomNormal:
		for k := range w {
			w[k] = float32(normal(rng) * stddev)
		}
	case Zeros:
		clear(w)
	}
}

// uniform sets w to random numbers within ±limit.
func uniform(w []float32, limit float32, rng *rand.Rand) {
	for i := range w {
		w[i] = float32(float32(rng.Float32()*2)-1) * limit
	}
}

// truncatedStddev is the standard deviation of the standard normal distribution cut off at ±2.
const truncatedStddev = .87962566103423978

// truncatedNormal sets w to random numbers of the truncated normal distribution.
func truncatedNormal(w []float32, stddev float32, rng *rand.Rand) {
	stddev /= truncatedStddev
	for i := range w {
		v := normal(rng)
		for v < -2 || v > 2 {
			v = normal(rng)
		}
		w[i] = float32(v * stddev)
	}
}

// normal returns a random number of the standard normal distribution, by Marsaglia's polar method. rand.NormFloat64 uses functions
// whose last bit differs between machines.
func normal(rng *rand.Rand) float32 {
	for {
		u, v := float32(rng.Float32()*2)-1, float32(rng.Float32()*2)-1
		if s := float32(u*u) + float32(v*v); s > 0 && s < 1 {
			return float32(u * math32.Sqrt(-2*math32.Log(s)/s))
		}
	}
}
