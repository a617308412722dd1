package code

import (
	"math"
	"math/rand/v2"

	"digitlab/nn32/formats"
	"digitlab/nn32/internal/errfmt"
)

// salts returns the number that each Dropout of a member draws when the network is built: it follows the random numbers of the weights
// of the layers before. nn32.NewSequential and package distribution draw in this order.
func (r *Run) salts(member int) (salts []uint64, err error) {
	_, shapes, err := r.model()
	if err != nil {
		return nil, err
	}
	rng := rand.New(rand.NewPCG(r.Seed+uint64(member), 0))
	in := []int{r.Side, r.Side, 1}
	for i, l := range r.Layers {
		weights := 0
		switch l.Class {
		case formats.Conv2D:
			weights = l.Window[0] * l.Window[1] * in[2] * l.Units
		case formats.Dense:
			weights = in[0] * l.Units
		case formats.Dropout:
			salts = append(salts, rng.Uint64())
		}
		for range weights {
			switch r.Initializer {
			case "glorot_uniform", "he_uniform", "lecun_uniform":
				rng.Uint64()
			case "glorot_normal", "he_normal", "lecun_normal":
				for v := normal(rng); v < -2 || v > 2; v = normal(rng) {
				}
			case "normal1":
				normal(rng)
			case "zeros":
			default:
				return nil, errfmt.Errorf("the initializer %s is not known", r.Initializer)
			}
		}
		in = shapes[i]
	}
	return salts, nil
}

// normal is that of package distribution. Its last bit may be another, which decides about one weight in twenty million.
func normal(rng *rand.Rand) float64 {
	for {
		u, v := float32(rng.Float32()*2)-1, float32(rng.Float32()*2)-1
		if s := float32(u*u) + float32(v*v); s > 0 && s < 1 {
			return float64(u) * math.Sqrt(-2*math.Log(float64(s))/float64(s))
		}
	}
}
