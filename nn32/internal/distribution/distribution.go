// Package distribution has random numbers with the same bits everywhere.
package distribution

import (
	"math/rand/v2"

	"github.com/chewxy/math32"

	"digitlab/nn32/internal/elementary"
)

// Uniform sets w to random numbers within ±limit.
func Uniform(w []float32, limit float32, rng *rand.Rand) {
	for i := range w {
		w[i] = float32(float32(rng.Float32()*2)-1) * limit
	}
}

// TruncatedStddev is the standard deviation of the standard normal distribution cut off at ±2.
const TruncatedStddev = .87962566103423978

// Normal sets w to random numbers of a normal distribution.
func Normal(w []float32, stddev float32, rng *rand.Rand) {
	for i := range w {
		w[i] = float32(StandardNormal(rng) * stddev)
	}
}

// TruncatedNormal sets w to random numbers of a normal distribution that is cut off at two of its standard deviations, and then scaled
// so that stddev is its own.
func TruncatedNormal(w []float32, stddev float32, rng *rand.Rand) {
	stddev /= TruncatedStddev
	for i := range w {
		v := StandardNormal(rng)
		for v < -2 || v > 2 {
			v = StandardNormal(rng)
		}
		w[i] = float32(v * stddev)
	}
}

// StandardNormal returns a random number of the standard normal distribution, by Marsaglia's polar method. rand.NormFloat64 uses functions
// whose last bit differs between machines.
func StandardNormal(rng *rand.Rand) float32 {
	for {
		u, v := float32(rng.Float32()*2)-1, float32(rng.Float32()*2)-1
		if s := float32(u*u) + float32(v*v); s > 0 && s < 1 {
			return float32(u * math32.Sqrt(-2*elementary.Log(s)/s))
		}
	}
}
