package embedding

import "errors"

var errStart = errors.New("embedding: Start needs two finite coordinates for each point")

// pairs are the pairs of points that attract each other, and how strongly. Of each pair the point with the larger number has the entry.
type pairs struct {
	from []int32   // for each point, and once more at the end, its first entry
	to   []int32   // the other point, below it
	p    []float32 // the sum of all is 1/2
}

// faint is the share of the mean affinity below which one is 0: all of them together are not felt.
const faint = 1e-4

// affinities returns the pairs of points (n, dims), whose first dimensions vary most. Above MaxExact points each has three times
// perplexity neighbours; below, all that are not faint.
func affinities(x []float32, dims int, perplexity float64, b *budget) (pairs, error) {
	n := len(x) / dims
	if n > MaxExact {
		return fewAffinities(x, dims, perplexity, b)
	}
	conditional := make([]float32, n*n)
	row, beta := make([]neighbour, 0, n), 1.
	for i := range n {
		if err := b.spend(50 * n); err != nil {
			return pairs{}, err
		}
		row = distances(row[:0], x, dims, i)
		beta = condition(row, perplexity, beta)
		for _, other := range row {
			conditional[i*n+int(other.at)] = other.value
		}
	}
	var all pairs
	half, least := 1/(2*float32(n)), faint/(float32(n)*float32(n))
	for i := range n {
		if err := b.spend(4 * i); err != nil {
			return pairs{}, err
		}
		all.from = append(all.from, int32(len(all.to)))
		for j, p := range conditional[i*n:][:i] {
			if p = float32(half * (p + conditional[j*n+i])); p >= least {
				all.to, all.p = append(all.to, int32(j)), append(all.p, p)
			}
		}
	}
	all.from = append(all.from, int32(len(all.to)))
	return all, nil
}

// fewAffinities is affinities with the nearest neighbours only.
func fewAffinities(x []float32, dims int, perplexity float64, b *budget) (pairs, error) {
	n := len(x) / dims
	near := make([][]neighbour, n) // the conditional affinities
	beta := 1.
	for i := range n {
		if err := b.spend(10 * n); err != nil {
			return pairs{}, err
		}
		near[i] = nearest(nil, x, dims, i, min(n-1, int(3*perplexity)+1))
		beta = condition(near[i], perplexity, beta)
	}
	return join(near, b)
}

// neighbour is another point.
type neighbour struct {
	at    int32
	value float32 // its squared distance, or its affinity
}

// distances appends the squared distances of point i to all others.
func distances(row []neighbour, x []float32, dims, i int) []neighbour {
	point := x[i*dims:][:dims]
	for j := 0; j*dims < len(x); j++ {
		if j == i {
			continue
		}
		var sum float32
		for k, v := range x[j*dims:][:dims] {
			d := v - point[k]
			sum += float32(d * d)
		}
		row = append(row, neighbour{int32(j), sum})
	}
	return row
}

// nearest appends the squared distances of point i to its nearest, in the order of the points' numbers in a heap. Most points are known to
// be far before all dimensions are added, because the first ones vary most.
func nearest(heap []neighbour, x []float32, dims, i, most int) []neighbour {
	point := x[i*dims:][:dims]
	for j := 0; j*dims < len(x); j++ {
		if j == i {
			continue
		}
		other := x[j*dims:][:dims]
		full := len(heap) == most
		var sum float32
		for k, v := range other {
			d := v - point[k]
			sum += float32(d * d)
			if k&3 == 3 && full && sum >= heap[0].value {
				break
			}
		}
		switch {
		case !full:
			heap = append(heap, neighbour{int32(j), sum})
			for k := len(heap) - 1; k > 0 && heap[k].value > heap[(k-1)/2].value; k = (k - 1) / 2 {
				heap[k], heap[(k-1)/2] = heap[(k-1)/2], heap[k]
			}
		case sum < heap[0].value:
			k := 0
			for {
				child := 2*k + 1
				if child+1 < most && heap[child+1].value > heap[child].value {
					child++
				}
				if child >= most || heap[child].value <= sum {
					break
				}
				heap[k] = heap[child]
				k = child
			}
			heap[k] = neighbour{int32(j), sum}
		}
	}
	return heap
}

// far is the exponent from which on a point is too far to count: e⁻⁴⁰ is below what the sum of the others resolves.
const far = 40

// condition makes affinities of squared distances: those of a normal distribution around the point, as wide as gives them the
// perplexity. beta is 1/(2σ²), to begin the search with; it returns the one that it found.
func condition(row []neighbour, perplexity, beta float64) float64 {
	if len(row) == 0 {
		return beta
	}
	least := row[0].value
	for _, other := range row {
		least = min(least, other.value)
	}
	want := log(perplexity)
	low, high := 0., 0. // high 0: not known
	var sum float64
	for range 60 {
		var mean, square float64
		sum = 0
		for _, other := range row {
			d := float64(other.value - least)
			exponent := float64(beta * d)
			if exponent > far {
				continue
			}
			e := exp(-exponent)
			sum += e
			mean += float64(e * d)
			square += float64(float64(e*d) * d)
		}
		mean, square = mean/sum, square/sum
		over := log(sum) + float64(beta*mean) - want // the entropy
		if over < 1e-5 && over > -1e-5 {
			break
		}
		if over > 0 {
			low = beta
		} else {
			high = beta
		}
		// Newton's step, where it stays between the bounds.
		slope := float64(beta * (square - float64(mean*mean)))
		next := 2 * beta
		if high > 0 {
			next = (low + high) / 2
		}
		if slope > 0 {
			if newton := beta + over/slope; newton > low && (newton < high || high == 0 && newton < 16*beta) {
				next = newton
			}
		}
		if next == beta || next > 1e30 || next < 1e-30 {
			break
		}
		beta = next
	}
	sum = 0
	for k := range row {
		e := float32(exp(-float64(beta * float64(row[k].value-least))))
		row[k].value = e
		sum += float64(e)
	}
	for k := range row {
		row[k].value = float32(float64(row[k].value) / sum)
	}
	return beta
}

// join makes the affinities symmetric: that of a pair is the mean of both ways, divided by the number of points.
func join(near [][]neighbour, b *budget) (all pairs, err error) {
	n := len(near)
	half := 1 / (2 * float32(n))
	later := make([][]neighbour, n) // from a point with a smaller number, by the larger
	for i, row := range near {
		for _, other := range row {
			if int(other.at) > i {
				later[other.at] = append(later[other.at], neighbour{int32(i), other.value})
			}
		}
	}
	place := make([]int32, n) // 1 + the place of a pair with the present point, if it is not below the point's first
	for i := range n {
		if err := b.spend(4 * (len(near[i]) + len(later[i]))); err != nil {
			return pairs{}, err
		}
		first := int32(len(all.to))
		all.from = append(all.from, first)
		add := func(j int32, p float32) {
			if at := place[j] - 1; at >= first {
				all.p[at] += float32(half * p)
				return
			}
			place[j] = int32(len(all.to)) + 1
			all.to, all.p = append(all.to, j), append(all.p, float32(half*p))
		}
		for _, other := range near[i] {
			if int(other.at) < i {
				add(other.at, other.value)
			}
		}
		for _, other := range later[i] {
			add(other.at, other.value)
		}
	}
	all.from = append(all.from, int32(len(all.to)))
	return all, nil
}

// attract adds the attractions of all pairs.
func (a *pairs) attract(t *TSNE, b *budget) error {
	for i := range t.x {
		from, to := a.from[i], a.from[i+1]
		if err := b.spend(5 * int(to-from)); err != nil {
			return err
		}
		xi, yi := t.x[i], t.y[i]
		var sumX, sumY float32
		others, p := a.to[from:to], a.p[from:to]
		for k, j := range others {
			dx, dy := xi-t.x[j], yi-t.y[j]
			pull := p[k] / (1 + float32(dx*dx) + float32(dy*dy))
			dx, dy = float32(pull*dx), float32(pull*dy)
			sumX += dx
			sumY += dy
			t.ax[j] -= dx
			t.ay[j] -= dy
		}
		t.ax[i] += sumX
		t.ay[i] += sumY
	}
	return nil
}
