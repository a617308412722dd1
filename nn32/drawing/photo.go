package drawing

// FromLightness makes a drawing from a picture, 0 black to 255 white. What most of its edges are, is paper, be it light or
// dark, and lit evenly or more from one side; ink is what differs from that by more than the picture's shades do (Otsu
// 1979). A picture of one shade has no ink.
func FromLightness(b Bitmap) Bitmap {
	if !b.valid() {
		return b
	}
	paper := b.paper()
	var shades histogram // by how much pixels differ from the paper
	most := 0
	for i, v := range b.Ink {
		d := min(255, abs(int(v)-paper(i%b.Width, i/b.Width)))
		shades[d]++
		most = max(most, d)
	}
	out := Bitmap{b.Width, b.Height, make([]uint8, len(b.Ink))}
	const faintest = 24 // what differs by less is noise
	if most < faintest {
		return out
	}
	threshold := max(shades.otsu(), faintest/2)
	for i, v := range b.Ink { // none at half of the threshold, half ink at the threshold
		d := abs(int(v) - paper(i%b.Width, i/b.Width))
		out.Ink[i] = uint8(max(0, min(255, (2*d-threshold)*128/threshold)))
	}
	return out
}

type histogram [256]int

// paper returns the plane through the medians of the four edges.
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

// median returns the shade that as many are below as above; the upper one of two.
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

// otsu returns the first shade of the upper class, when two classes are as far apart as they can be.
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
		apart := sumBelow/below - (sum-sumBelow)/(n-below)
		if between := float64(below * (n - below) * apart * apart); between > best {
			best, threshold = between, v+1
		}
	}
	return threshold
}

func abs(x int) int { return max(x, -x) }
