package inside

import (
	"math"
	"math/rand/v2"
)

// Ascent makes a picture that excites a unit: it goes up the gradient of the unit's largest value with respect to the picture; Erhan et
// al. 2009. Two penalties keep the picture plain: its total variation (Mahendran & Vedaldi 2015, arXiv:1412.0035), and the sum of its
// squares (Simonyan et al. 2013, arXiv:1312.6034).
type Ascent struct {
	Path           *Path
	Most           float32   // the largest value of a pixel; the least is 0
	TotalVariation float32   // weight of the penalty
	L2             float32   // weight of the penalty
	Picture        []float32 // (H, W, 1), row by row, 0..Most

	gradient, variation []float32
}

// Noise returns a picture of random greys, a quarter to three quarters of most.
func Noise(size int, most float32, seed uint64) []float32 {
	rng := rand.New(rand.NewPCG(seed, 0))
	picture := make([]float32, size)
	for i := range picture {
		picture[i] = float32((.25 + float32(.5*rng.Float32())) * most)
	}
	return picture
}

// rate is how far the pixels go in a step, as a share of Most: the root mean square of the changes by the unit alone.
const rate = .05

// Step takes a step up and returns the unit's largest value before it. The gradient is divided by its root mean square, so that units whose
// sums are of other sizes take steps of the same size, and weigh the same against the penalties.
func (a *Ascent) Step() float32 {
	if a.gradient == nil {
		a.gradient, a.variation = make([]float32, len(a.Picture)), make([]float32, len(a.Picture))
	}
	value := a.Path.Gradient(a.Picture, a.gradient)
	var squares float64
	for _, g := range a.gradient {
		squares += float64(float32(g * g))
	}
	var scale float32 // 0 where nothing that changes the picture changes the unit
	if size := math.Sqrt(squares / float64(len(a.gradient))); size > 0 && !math.IsInf(size, 0) {
		scale = float32(1 / size)
	}
	a.vary()
	for i, v := range a.Picture {
		up := float32(a.gradient[i]*scale) - float32(a.TotalVariation*a.variation[i]) - float32(2*a.L2*float32(v/a.Most))
		a.Picture[i] = min(max(v+float32(rate*a.Most*up), 0), a.Most)
	}
	return value
}

// vary sets the gradient of the total variation: the sum over all pixels of the root of the squared differences to the pixel on the right
// and to the one below. A thousandth under the root makes it smooth where a picture is flat.
func (a *Ascent) vary() {
	clear(a.variation)
	h, w := a.Path.shapes[0][0], a.Path.shapes[0][1]
	for i, v := range a.Picture {
		var right, below float32
		if i%w < w-1 {
			right = (a.Picture[i+1] - v) / a.Most
		}
		if i/w < h-1 {
			below = (a.Picture[i+w] - v) / a.Most
		}
		root := float32(math.Sqrt(float64(float32(right*right) + float32(below*below) + 1e-3)))
		a.variation[i] -= (right + below) / root
		if i%w < w-1 {
			a.variation[i+1] += right / root
		}
		if i/w < h-1 {
			a.variation[i+w] += below / root
		}
	}
}
