package embedding

import "math"

// eigen returns the eigenvalues of a symmetric matrix a (n, n) in descending order, and an eigenvector of length 1 for each. It overwrites a.
//
// It is Jacobi's method (Golub & Van Loan, Matrix Computations, 8.5): each rotation makes one element 0, and after some sweeps over all
// of them nothing is left beside the diagonal. It is slower than what libraries have, and a fourth of the code.
func eigen(a []float64, n int, b *budget) (values []float64, vectors [][]float64, err error) {
	basis := make([]float64, n*n) // its rows become the vectors
	for i := range n {
		basis[i*n+i] = 1
	}
	for range 60 { // ten are enough
		var most float64
		for i := range n {
			for j := range i {
				most = max(most, math.Abs(a[i*n+j]))
			}
		}
		if most == 0 {
			break
		}
		for i := range n {
			if err := b.spend(12 * n * i); err != nil {
				return nil, nil, err
			}
			for j := range i {
				turn(a, basis, n, j, i)
			}
		}
	}
	taken := make([]bool, n)
	for range n {
		best := -1
		for i := range n {
			if !taken[i] && (best < 0 || a[i*n+i] > a[best*n+best]) {
				best = i
			}
		}
		taken[best] = true
		values, vectors = append(values, a[best*n+best]), append(vectors, basis[best*n:][:n])
	}
	return values, vectors, nil
}

// turn turns the axes p and q so that a[p, q] becomes 0, and the basis with them.
func turn(a, basis []float64, n, p, q int) {
	beside, first, second := a[p*n+q], a[p*n+p], a[q*n+q]
	if math.Abs(beside) <= 1e-17*math.Sqrt(math.Abs(first*second)) || math.Abs(beside) < 1e-280 {
		a[p*n+q], a[q*n+p] = 0, 0 // it would change nothing
		return
	}
	half := (second - first) / (2 * beside)
	tangent := math.Copysign(1/(math.Abs(half)+math.Sqrt(float64(half*half)+1)), half)
	c := 1 / math.Sqrt(float64(tangent*tangent)+1)
	s := float64(tangent * c)
	for k := range n {
		u, v := a[k*n+p], a[k*n+q]
		a[k*n+p], a[k*n+q] = float64(c*u)-float64(s*v), float64(s*u)+float64(c*v)
	}
	for _, rows := range [2][]float64{a, basis} {
		up, vq := rows[p*n:][:n], rows[q*n:][:n]
		for k, u := range up {
			v := vq[k]
			up[k], vq[k] = float64(c*u)-float64(s*v), float64(s*u)+float64(c*v)
		}
	}
	a[p*n+q], a[q*n+p] = 0, 0
}
