package drawing

// FromPhoto returns the drawing of a photo, whose Ink holds lightness instead: 0 is black, 255 is white. The medians of the four
// edges are taken as the lightness of the paper, light or dark, and a plane through them allows for light from one side. Ink is
// what differs from the paper by more than Otsu's threshold (1979). A photo of one shade gives a drawing without ink.
func FromPhoto(b Bitmap) Bitmap {
	if !b.valid() {
		return b
	}
	paper := b.paper()
	var differences histogram // between pixels and paper
	largest := 0
	for i, v := range b.Ink {
		d := min(255, abs(int(v)-paper(i%b.Width, i/b.Width)))
		differences[d]++
		largest = max(largest, d)
	}
	out := Bitmap{b.Width, b.Height, make([]uint8, len(b.Ink))}
	const noise = 24 // a smaller difference is not ink
	if largest < noise {
		return out
	}
	threshold := max(differences.otsu(), noise/2)
	for i, v := range b.Ink { // no ink up to half of the threshold, half ink at the threshold
		d := abs(int(v) - paper(i%b.Width, i/b.Width))
		out.Ink[i] = uint8(max(0, min(255, (2*d-threshold)*128/threshold)))
	}
	return out
}

// histogram has the number of pixels of each shade.
type histogram [256]int

// paper returns the lightness of the paper at (x, y): a plane through the medians of the four edges.
func (b Bitmap) paper() func(x, y int) int {
	right, bottom := b.Width-1, b.Height-1
	var edges [4]histogram
	for y := range b.Height {
		row := b.row(y)
		edges[0][row[0]]++
		edges[1][row[right]]++
	}
	top, last := b.row(0), b.row(bottom)
	for x := range top {
		edges[2][top[x]]++
		edges[3][last[x]]++
	}
	l, r, t, d := edges[0].median(), edges[1].median(), edges[2].median(), edges[3].median()
	return func(x, y int) int {
		return l + (r-l)*x/max(1, right) + t + (d-t)*y/max(1, bottom) - (l+r+t+d)/4
	}
}

// median returns the median shade, the upper one if there are two.
func (h *histogram) median() (shade int) {
	half := 0
	for _, count := range h {
		half += count
	}
	for half /= 2; h[shade] <= half; shade++ {
		half -= h[shade]
	}
	return shade
}

// otsu returns the threshold that maximises the variance between the shades below it and the others, Otsu 1979.
func (h *histogram) otsu() (threshold int) {
	var n, sum float64
	for v, count := range h {
		n += float64(count)
		sum += float64(float64(v) * float64(count))
	}
	var below, sumBelow, best float64
	for v, count := range h[:255] {
		below += float64(count)
		sumBelow += float64(float64(v) * float64(count))
		if below == 0 || below == n {
			continue
		}
		distance := sumBelow/below - (sum-sumBelow)/(n-below) // of the means
		if between := float64(below * (n - below) * distance * distance); between > best {
			best, threshold = between, v+1
		}
	}
	return threshold
}

// abs returns |x|.
func abs(x int) int { return max(x, -x) }
