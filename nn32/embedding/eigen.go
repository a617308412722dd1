package embedding

import (
	"math"
	"slices"
)

// eigen returns the eigenvalues of a symmetric matrix a (n, n) in descending order, and an eigenvector of length 1 for each. It overwrites a.
//
// Golub & Van Loan, Matrix Computations, 8.3: reflections make the matrix tridiagonal, then rotations with Wilkinson's shift make it
// diagonal.
func eigen(a []float64, n int, b *budget) (values []float64, vectors [][]float64, err error) {
	diagonal, beside, vectors, err := tridiagonal(a, n, b)
	if err != nil {
		return nil, nil, err
	}
	var nothing float64 // what does not count beside the largest element
	for i := range n {
		nothing = max(nothing, 1e-16*math.Abs(diagonal[i]))
	}
	for _, e := range beside {
		nothing = max(nothing, 1e-16*math.Abs(e))
	}
	for last, steps := n-1, 0; last > 0 && steps < 50*n; steps++ { // two or three steps an eigenvalue are enough
		first := last
		for first > 0 && math.Abs(beside[first-1]) > nothing {
			first--
		}
		if first == last {
			last--
			continue
		}
		if err := b.spend(6 * n * (last - first)); err != nil {
			return nil, nil, err
		}
		rotate(diagonal[first:last+1], beside[first:last], vectors[first:last+1])
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		switch {
		case diagonal[i] > diagonal[j]:
			return -1
		case diagonal[i] < diagonal[j]:
			return 1
		}
		return 0
	})
	sorted := make([][]float64, n)
	for i, at := range order {
		values, sorted[i] = append(values, diagonal[at]), vectors[at]
	}
	return values, sorted, nil
}

// tridiagonal returns the diagonal of a tridiagonal matrix, what is beside it, and orthonormal vectors in whose basis a is that matrix.
func tridiagonal(a []float64, n int, b *budget) (diagonal, beside []float64, vectors [][]float64, err error) {
	beside = make([]float64, max(n-1, 0))
	reflections := make([][]float64, max(n-2, 0))
	product := make([]float64, n)
	for k := range reflections {
		if err := b.spend(2 * (n - k) * (n - k)); err != nil {
			return nil, nil, nil, err
		}
		v := make([]float64, n)
		for i := k + 1; i < n; i++ {
			v[i] = a[i*n+k]
		}
		length := math.Sqrt(dot(v, v))
		beside[k] = -math.Copysign(length, v[k+1])
		v[k+1] -= beside[k]
		if length = math.Sqrt(dot(v, v)); length == 0 {
			continue // the column is 0 already
		}
		for i := range v {
			v[i] /= length
		}
		reflections[k] = v
		for i := k + 1; i < n; i++ {
			product[i] = dot(a[i*n+k+1:(i+1)*n], v[k+1:])
		}
		along := dot(product[k+1:], v[k+1:])
		for i := k + 1; i < n; i++ {
			product[i] -= float64(along * v[i])
		}
		for i := k + 1; i < n; i++ {
			row, vi, pi := a[i*n:][:n], 2*v[i], 2*product[i]
			for j := k + 1; j < n; j++ {
				row[j] -= float64(vi*product[j]) + float64(pi*v[j])
			}
		}
	}
	for i := range n {
		diagonal = append(diagonal, a[i*n+i])
		unit := make([]float64, n)
		unit[i] = 1
		vectors = append(vectors, unit)
	}
	if n > 1 {
		beside[n-2] = a[(n-1)*n+n-2]
	}
	for k, v := range slices.Backward(reflections) {
		if err := b.spend(2 * (n - k) * (n - k)); err != nil {
			return nil, nil, nil, err
		}
		if v == nil {
			continue
		}
		for _, row := range vectors[k+1:] {
			twice := 2 * dot(row[k+1:], v[k+1:])
			for j := k + 1; j < n; j++ {
				row[j] -= float64(twice * v[j])
			}
		}
	}
	return diagonal, beside, vectors, nil
}

// rotate takes one step of the QR method on a tridiagonal matrix, and turns the vectors with it.
func rotate(diagonal, beside []float64, vectors [][]float64) {
	last := len(beside)
	half, square := (diagonal[last-1]-diagonal[last])/2, float64(beside[last-1]*beside[last-1])
	shift := diagonal[last] - square/(half+math.Copysign(math.Sqrt(float64(half*half)+square), half))
	x, bulge := diagonal[0]-shift, beside[0]
	for k := range last {
		length := math.Sqrt(float64(x*x) + float64(bulge*bulge))
		c, s := 1., 0.
		if length > 0 {
			c, s = x/length, bulge/length
		}
		if k > 0 {
			beside[k-1] = length
		}
		upper, between, lower := diagonal[k], beside[k], diagonal[k+1]
		cc, cs, ss := float64(c*c), float64(c*s), float64(s*s)
		diagonal[k] = float64(cc*upper) + float64(2*cs*between) + float64(ss*lower)
		diagonal[k+1] = float64(ss*upper) - float64(2*cs*between) + float64(cc*lower)
		beside[k] = float64(cs*(lower-upper)) + float64((cc-ss)*between)
		x = beside[k]
		if k+1 < last {
			bulge = float64(s * beside[k+1])
			beside[k+1] *= c
		}
		v, w := vectors[k], vectors[k+1]
		for i, vi := range v {
			wi := w[i]
			v[i] = float64(c*vi) + float64(s*wi)
			w[i] = float64(c*wi) - float64(s*vi)
		}
	}
}

func dot(v, w []float64) (sum float64) {
	w = w[:len(v)]
	for i, e := range v {
		sum += float64(e * w[i])
	}
	return sum
}
