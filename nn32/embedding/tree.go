package embedding

// tree is a quadtree of the points (Barnes & Hut 1986). Its cells are in the order of a walk that goes down first, so that they need no
// pointers: behind a cell are those in it, and after is the first that is not.
type tree struct {
	cells []cell
	order []int32 // the points, those of a cell beside each other
}

type cell struct {
	x, y  float32 // the mean of its points
	count float32
	width float32 // squared
	after int32
}

// maxDepth is the largest number of halvings. Points that are nearer to each other stay in one cell.
const maxDepth = 24

func (q *tree) build(t *TSNE) {
	if q.order == nil {
		q.order = make([]int32, len(t.x))
	}
	for i := range q.order {
		q.order[i] = int32(i)
	}
	left, right, top, bottom := t.x[0], t.x[0], t.y[0], t.y[0]
	for i, x := range t.x {
		left, right = min(left, x), max(right, x)
		top, bottom = min(top, t.y[i]), max(bottom, t.y[i])
	}
	q.cells = q.cells[:0]
	width := max(right-left, bottom-top)
	q.add(t, q.order, (left+right)/2, (top+bottom)/2, width, maxDepth)
}

// add appends the cell of some points, and those in it.
func (q *tree) add(t *TSNE, points []int32, x, y, width float32, depth int) {
	var sumX, sumY float64
	for _, i := range points {
		sumX += float64(t.x[i])
		sumY += float64(t.y[i])
	}
	n := float64(len(points))
	at := len(q.cells)
	q.cells = append(q.cells, cell{float32(sumX / n), float32(sumY / n), float32(n), float32(width * width), 0})
	if len(points) > 1 && depth > 0 {
		half := width / 2
		low := split(points, t.y, y)
		for k, part := range [2][]int32{points[:low], points[low:]} {
			middle := split(part, t.x, x)
			for l, quarter := range [2][]int32{part[:middle], part[middle:]} {
				if len(quarter) > 0 {
					q.add(t, quarter, x+float32((float32(l)-.5)*half), y+float32((float32(k)-.5)*half), half, depth-1)
				}
			}
		}
	} else {
		q.cells[at].width = 0
	}
	q.cells[at].after = int32(len(q.cells))
}

// split moves the points below a limit to the front, and returns their number. It leaves their order as it is, or its reverse.
func split(points []int32, values []float32, limit float32) int {
	low, high := 0, len(points)
	for low < high {
		if values[points[low]] < limit {
			low++
		} else {
			high--
			points[low], points[high] = points[high], points[low]
		}
	}
	return low
}

// repel is TSNE.repel with cells in place of distant points.
func (q *tree) repel(t *TSNE, b *budget) (total float64, err error) {
	q.build(t)
	theta := float32(t.theta * t.theta)
	for i, xi := range t.x {
		if err := b.spend(3 << 8); err != nil {
			return 0, err
		}
		yi := t.y[i]
		var sum, sumX, sumY float32
		for k := 0; k < len(q.cells); {
			c := &q.cells[k]
			dx, dy := xi-c.x, yi-c.y
			distance := float32(dx*dx) + float32(dy*dy)
			if c.width > float32(theta*distance) {
				k++
				continue
			}
			force := 1 / (1 + distance)
			sum += float32(c.count * force)
			force = float32(float32(c.count*force) * force)
			sumX += float32(force * dx)
			sumY += float32(force * dy)
			k = int(c.after)
		}
		t.rx[i], t.ry[i] = sumX, sumY
		total += float64(sum - 1) // without itself
	}
	return total, nil
}
