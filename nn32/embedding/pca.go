package embedding

import "math"

// PCA is the principal components of points: the directions in which they vary most, which are at right angles to each other.
type PCA struct {
	Mean      []float64
	Vectors   [][]float64 // each of length 1; the element that is farthest from 0 is above it
	Variances []float64   // along each vector, in descending order, with n − 1 as NumPy's svd and scikit-learn have them
	Total     float64     // the variance along all directions
}

// MaxDims is the largest number of dimensions whose covariances are computed. Of points that have more, those dimensions are taken that
// vary most; the vectors are 0 along the others.
const MaxDims = 256

// NewPCA returns the first k principal components of points x (n, dims); there are at most dims.
func NewPCA(x []float32, dims, k int, pause func() error) (*PCA, error) {
	n, err := points(x, dims)
	if err != nil {
		return nil, err
	}
	b := &budget{pause: pause}
	p := &PCA{Mean: make([]float64, dims)}
	variances := make([]float64, dims)
	for i := 0; i < n; i++ {
		for j, v := range x[i*dims:][:dims] {
			p.Mean[j] += float64(v)
		}
	}
	for j := range p.Mean {
		p.Mean[j] /= float64(n)
	}
	for i := 0; i < n; i++ {
		if err := b.spend(2 * dims); err != nil {
			return nil, err
		}
		for j, v := range x[i*dims:][:dims] {
			c := float64(v) - p.Mean[j]
			variances[j] += float64(c * c)
		}
	}
	degrees := float64(max(n-1, 1))
	for _, v := range variances {
		p.Total += v / degrees
	}
	taken := mostVaried(variances)
	covariances, err := p.covariances(x, taken, b)
	if err != nil {
		return nil, err
	}
	values, vectors, err := eigen(covariances, len(taken), b)
	if err != nil {
		return nil, err
	}
	for i := range min(k, len(taken)) {
		v := make([]float64, dims)
		sign := 1.
		if farthest(vectors[i]) < 0 {
			sign = -1
		}
		for j, at := range taken {
			v[at] = sign * vectors[i][j]
		}
		p.Vectors, p.Variances = append(p.Vectors, v), append(p.Variances, max(values[i], 0)/degrees)
	}
	return p, nil
}

// mostVaried returns the dimensions to take, in their order.
func mostVaried(variances []float64) (taken []int) {
	for j, v := range variances {
		more := 0
		for k, other := range variances {
			if len(variances) > MaxDims && (other > v || other == v && k < j) {
				more++
			}
		}
		if more < MaxDims {
			taken = append(taken, j)
		}
	}
	return taken
}

// covariances returns the sums of the products of each two taken dimensions, a symmetric matrix.
func (p *PCA) covariances(x []float32, taken []int, b *budget) ([]float64, error) {
	dims, d := len(p.Mean), len(taken)
	sums, centred := make([]float64, d*d), make([]float64, d)
	for i := 0; i < len(x); i += dims {
		if err := b.spend(d * d / 2); err != nil {
			return nil, err
		}
		for j, at := range taken {
			centred[j] = float64(x[i+at]) - p.Mean[at]
		}
		for j, c := range centred {
			if c == 0 {
				continue
			}
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
