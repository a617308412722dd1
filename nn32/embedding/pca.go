package embedding

import (
	"math"

	"digitlab/nn32/internal/errfmt"
)

// PCA is the principal components of points: the directions in which they vary most, which are at right angles to each other.
type PCA struct {
	Mean      []float64
	Vectors   [][]float64 // each of length 1; the element that is farthest from 0 is above it
	Variances []float64   // along each vector, in descending order, with n − 1 as NumPy's svd and scikit-learn have them
	Total     float64     // the variance along all directions
}

// MaxDims is the largest number of dimensions that points may have. MostVaried chooses among more.
const MaxDims = 256

// NewPCA returns the first k principal components of points x (n, dims); there are at most dims.
func NewPCA(x []float32, dims, k int, pause func() error) (*PCA, error) {
	n, err := points(x, dims)
	if err != nil {
		return nil, err
	}
	if dims > MaxDims {
		return nil, errfmt.Errorf("embedding: points have %d dimensions, more than %d; take those that MostVaried returns", dims, MaxDims)
	}
	b := &budget{pause: pause}
	p := &PCA{Mean: make([]float64, dims)}
	for i, v := range x {
		p.Mean[i%dims] += float64(v)
	}
	for j := range p.Mean {
		p.Mean[j] /= float64(n)
	}
	covariances, err := p.covariances(x, b)
	if err != nil {
		return nil, err
	}
	degrees := float64(max(n-1, 1))
	for j := range dims {
		p.Total += covariances[j*dims+j] / degrees
	}
	values, vectors, err := eigen(covariances, dims, b)
	if err != nil {
		return nil, err
	}
	for i, v := range vectors[:min(k, dims)] {
		if farthest(v) < 0 {
			for j := range v {
				v[j] = -v[j]
			}
		}
		p.Vectors, p.Variances = append(p.Vectors, v), append(p.Variances, max(values[i], 0)/degrees)
	}
	return p, nil
}

// covariances returns the sums of the products of each two dimensions, a symmetric matrix.
func (p *PCA) covariances(x []float32, b *budget) ([]float64, error) {
	d := len(p.Mean)
	sums, centred := make([]float64, d*d), make([]float64, d)
	for i := 0; i < len(x); i += d {
		if err := b.spend(d * d / 2); err != nil {
			return nil, err
		}
		for j, v := range x[i:][:d] {
			centred[j] = float64(v) - p.Mean[j]
		}
		for j, c := range centred {
			row := sums[j*d:][:j+1]
			for k := range row {
				row[k] += float64(c * centred[k])
			}
		}
	}
	for j := range d {
		for k := range j {
			sums[k*d+j] = sums[j*d+k]
		}
	}
	return sums, nil
}

// MostVaried returns those MaxDims dimensions of points x (n, dims), of more, that vary most, in their order.
func MostVaried(x []float32, dims int) (taken []int) {
	sums, squares := make([]float64, dims), make([]float64, dims)
	for i, v := range x {
		sums[i%dims] += float64(v)
		squares[i%dims] += float64(float64(v) * float64(v))
	}
	chosen := make([]bool, dims)
	for range min(MaxDims, dims) {
		best := -1
		var most float64
		for j, sum := range sums {
			if varied := squares[j] - float64(float64(sum*sum)*float64(dims))/float64(len(x)); !chosen[j] && (best < 0 || varied > most) {
				best, most = j, varied
			}
		}
		chosen[best] = true
	}
	for j, yes := range chosen {
		if yes {
			taken = append(taken, j)
		}
	}
	return taken
}

// farthest returns the element that is farthest from 0, the first of several.
func farthest(v []float64) (most float64) {
	for _, e := range v {
		if math.Abs(e) > math.Abs(most) {
			most = e
		}
	}
	return most
}

// Project returns the coordinates of points (n, dims) along each of the components, (n, k).
func (p *PCA) Project(x []float32, pause func() error) ([]float32, error) {
	n, err := points(x, len(p.Mean))
	if err != nil {
		return nil, err
	}
	b := &budget{pause: pause}
	y := make([]float32, 0, n*len(p.Vectors))
	for i := range n {
		if err := b.spend(len(p.Mean) * len(p.Vectors)); err != nil {
			return nil, err
		}
		row := x[i*len(p.Mean):][:len(p.Mean)]
		for _, vector := range p.Vectors {
			var sum float64
			for j, v := range vector {
				sum += float64(v * (float64(row[j]) - p.Mean[j]))
			}
			y = append(y, float32(sum))
		}
	}
	return y, nil
}

// Align turns components around whose coordinates of points have the other sign than on a map of the same points before, (n, k) both. So a
// map moves on instead of being mirrored.
func (p *PCA) Align(y, before []float32) {
	k := len(p.Vectors)
	for c, vector := range p.Vectors {
		var along float64
		for i := c; i < min(len(y), len(before)); i += k {
			along += float64(float64(y[i]) * float64(before[i]))
		}
		if along >= 0 {
			continue
		}
		for j := range vector {
			vector[j] = -vector[j]
		}
		for i := c; i < len(y); i += k {
			y[i] = -y[i]
		}
	}
}
