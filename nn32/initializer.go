package nn32

import (
	"math/rand/v2"

	"github.com/chewxy/math32"
)

// glorotUniform fills w with the uniform distribution over ±√(6/(fanIn+fanOut)), after Glorot & Bengio 2010. fanIn and
// fanOut are the numbers of inputs and outputs that a weight's place connects.
func glorotUniform(w []float32, fanIn, fanOut int, rng *rand.Rand) {
	limit := math32.Sqrt(6 / float32(fanIn+fanOut))
	for i := range w {
		w[i] = float32(float32(rng.Float32()*2)-1) * limit
	}
}
