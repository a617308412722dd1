package embedding

import (
	"math"
	"math/rand/v2"
)

// TSNEOptions are options of NewTSNE. Zero values are the defaults, which are scikit-learn's.
type TSNEOptions struct {
	// Perplexity is about the number of neighbours that a point is to be near to; 0 means 30. It is at most a third of the other points.
	Perplexity float64
	// Start has the coordinates (n, 2) to begin from; nil means the first two principal components, made small. Iterations from a Start
	// need no early exaggeration, because the points have found each other already.
	Start []float32
	// Seed determines the small differences that part points which are equal.
	Seed uint64
	// Theta is the largest ratio of a cell's width to its distance at which its points count as one (Barnes & Hut); 0 means .5. Up to
	// MaxExact points every pair is computed.
	Theta float32
}

// MaxExact is the largest number of points of which every pair is computed.
const MaxExact = 2000

const (
	keptComponents    = 50 // of the points, before distances are computed, as in the paper
	earlyIterations   = 250
	earlyExaggeration = 12
	earlyMomentum     = .5
	momentum          = .8
	minLearningRate   = 50
	minGain           = .01
	startWidth        = 1e-4 // standard deviation of the first coordinate at the start
	maxWidth          = 1e4  // the farthest that a Start may be from the middle
)

// TSNE lays points out so that neighbours stay neighbours: van der Maaten & Hinton 2008, above MaxExact points with the trees of van der
// Maaten 2014. Distances between groups, and the sizes of groups, mean little.
type TSNE struct {
	pca        *PCA
	reduced    []float32 // (n, len(pca.Vectors))
	pairs      pairs
	x, y       []float32 // coordinates
	early      int       // iterations with exaggeration
	done       int       // iterations
	rate       float32
	theta      float32
	vx, vy     []float32 // the last steps
	gx, gy     []float32 // gains
	ax, ay     []float32 // attraction
	rx, ry     []float32 // repulsion
	tree       tree
	perplexity float64
}

// NewTSNE prepares t-SNE for points x (n, dims).
func NewTSNE(x []float32, dims int, o TSNEOptions, pause func() error) (*TSNE, error) {
	n, err := points(x, dims)
	if err != nil {
		return nil, err
	}
	if o.Start != nil {
		if given, err := points(o.Start, 2); err != nil || given != n {
			return nil, errStart
		}
	}
	perplexity := o.Perplexity
	if !(perplexity > 0) {
		perplexity = 30
	}
	t := &TSNE{perplexity: max(1, min(perplexity, float64(n-1)/3)), theta: o.Theta, early: earlyIterations,
		rate: max(minLearningRate, float32(n)/(4*earlyExaggeration))}
	if !(t.theta > 0) {
		t.theta = .5
	}
	if t.pca, err = NewPCA(x, dims, keptComponents, pause); err != nil {
		return nil, err
	}
	if t.reduced, err = t.pca.Project(x, pause); err != nil {
		return nil, err
	}
	if t.pairs, err = affinities(t.reduced, len(t.pca.Vectors), t.perplexity, &budget{pause: pause}); err != nil {
		return nil, err
	}
	for _, v := range []*[]float32{&t.x, &t.y, &t.vx, &t.vy, &t.gx, &t.gy, &t.ax, &t.ay, &t.rx, &t.ry} {
		*v = make([]float32, n)
	}
	for i := range n {
		t.gx[i], t.gy[i] = 1, 1
	}
	t.begin(o)
	return t, nil
}

// begin sets the coordinates at the start.
func (t *TSNE) begin(o TSNEOptions) {
	rng := rand.New(rand.NewPCG(o.Seed, 0))
	part := func() float32 { return float32(startWidth / 100 * float32(float64(2*rng.Float64())-1)) }
	if o.Start != nil {
		t.early = 0
		for i := range t.x {
			t.x[i] = min(max(o.Start[2*i], -maxWidth), maxWidth) + part()
			t.y[i] = min(max(o.Start[2*i+1], -maxWidth), maxWidth) + part()
		}
		return
	}
	k := len(t.pca.Vectors)
	var scale float64
	if t.pca.Variances[0] > 0 {
		scale = startWidth / math.Sqrt(t.pca.Variances[0])
	}
	for i := range t.x {
		t.x[i] = float32(float64(t.reduced[i*k])*scale) + part()
		if k > 1 {
			t.y[i] = float32(float64(t.reduced[i*k+1]) * scale)
		}
		t.y[i] += part()
	}
}

// Done returns the number of iterations.
func (t *TSNE) Done() int { return t.done }

// Settled reports whether the groups have formed, so that further iterations of another TSNE may begin from the positions.
func (t *TSNE) Settled() bool { return t.done > t.early }

// Positions returns the coordinates (n, 2).
func (t *TSNE) Positions() []float32 {
	both := make([]float32, 0, 2*len(t.x))
	for i, x := range t.x {
		both = append(both, x, t.y[i])
	}
	return both
}

// Step takes one iteration. After an error of pause the same iteration can be taken again.
func (t *TSNE) Step(pause func() error) error {
	b := &budget{pause: pause}
	clear(t.ax)
	clear(t.ay)
	if err := t.pairs.attract(t, b); err != nil {
		return err
	}
	total, err := t.repel(b)
	if err != nil {
		return err
	}
	exaggeration, inertia := float32(1), float32(momentum)
	if t.done < t.early {
		exaggeration, inertia = earlyExaggeration, earlyMomentum
	}
	var share float32
	if total > 0 { // there are two points
		share = float32(1 / total)
	}
	for i := range t.x {
		t.x[i] += t.move(&t.vx[i], &t.gx[i], float32(exaggeration*t.ax[i])-float32(share*t.rx[i]), inertia)
		t.y[i] += t.move(&t.vy[i], &t.gy[i], float32(exaggeration*t.ay[i])-float32(share*t.ry[i]), inertia)
	}
	t.done++
	return nil
}

// move returns the step of a coordinate, whose gradient is four times slope. Where the slope turns, the gain sinks.
func (t *TSNE) move(last, gain *float32, slope, inertia float32) float32 {
	if float32(slope**last) < 0 {
		*gain += .2
	} else {
		*gain = max(float32(*gain*.8), minGain)
	}
	*last = float32(inertia**last) - float32(float32(4*t.rate)*float32(*gain*slope))
	return *last
}

// repel sets the repulsion of each point by all others, and returns the sum by which it is to be divided.
func (t *TSNE) repel(b *budget) (total float64, err error) {
	if len(t.x) > MaxExact {
		return t.tree.repel(t, b)
	}
	clear(t.rx)
	clear(t.ry)
	for i := range t.x {
		if err := b.spend(3 * i); err != nil {
			return 0, err
		}
		total += 2 * float64(repelBefore(t.x[:i+1], t.y[:i+1], t.rx[:i+1], t.ry[:i+1]))
	}
	return total, nil
}

// repelBefore adds the repulsions between the last point and all before it. It takes most of the time of an iteration.
func repelBefore(x, y, rx, ry []float32) (total float32) {
	i := len(x) - 1
	xi, yi := x[i], y[i]
	x, y, rx, ry = x[:i], y[:i:i], rx[:i+1], ry[:i+1]
	var sumX, sumY float32
	for j, xj := range x {
		dx, dy := xi-xj, yi-y[j]
		q := 1 / (1 + float32(dx*dx) + float32(dy*dy))
		total += q
		q = float32(q * q)
		dx, dy = float32(q*dx), float32(q*dy)
		sumX += dx
		sumY += dy
		rx[j] -= dx
		ry[j] -= dy
	}
	rx[i] += sumX
	ry[i] += sumY
	return total
}

// Place returns where a further point, of as many dimensions, would lie: the mean of the positions of its five nearest, weighted by
// 1/distance². It returns the nearest too, the nearest first.
func (t *TSNE) Place(point []float32) (at [2]float32, nearest []int, err error) {
	reduced, err := t.pca.Project(point, nil)
	if err != nil {
		return at, nil, err
	}
	return Place(t.reduced, len(t.pca.Vectors), t.Positions(), reduced)
}

// Place is TSNE.Place on another map: positions (n, 2) of points x (n, dims).
func Place(x []float32, dims int, positions, point []float32) (at [2]float32, nearest []int, err error) {
	n, err := points(x, dims)
	if err != nil {
		return at, nil, err
	}
	if one, err := points(point, dims); err != nil || one != 1 || len(positions) != 2*n {
		return at, nil, errRows
	}
	distances := make([]float64, n)
	for i := range distances {
		for j, v := range x[i*dims:][:dims] {
			d := float64(v) - float64(point[j])
			distances[i] += float64(d * d)
		}
	}
	var all, sx, sy float64
	for len(nearest) < min(5, n) {
		i := 0
		for k, d := range distances {
			if d < distances[i] {
				i = k
			}
		}
		w := 1 / max(distances[i], 1e-12)
		all += w
		sx += float64(w * float64(positions[2*i]))
		sy += float64(w * float64(positions[2*i+1]))
		nearest, distances[i] = append(nearest, i), math.Inf(1)
	}
	return [2]float32{float32(sx / all), float32(sy / all)}, nearest, nil
}
