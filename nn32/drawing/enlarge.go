package drawing

// enlarge returns a bitmap that a picture may have been counted from: as smooth as it can be with exactly so much ink in
// each block. Bicubic interpolation decides which pixels of a block are ink; then, four times, the blurred bitmap does.
// Of the data's own bitmaps, 96.8 % of the pixels come back.
func enlarge(p *Picture) form {
	var heights field
	bicubic(&heights, p)
	f := heights.highest(p)
	for range 4 {
		heights.blur(&f)
		f = heights.highest(p)
	}
	return f
}

// field is a height for each pixel of the bitmap, in whole numbers, so that every machine agrees.
type field [size][size]int

// keys are the weights of the four neighbours of a place between pixels, by its distance from the second in eighths, in
// 1024ths: Keys 1981 with a = -1/2.
var keys = [8][4]int{1: {-49, 987, 93, -7}, 3: {-75, 745, 399, -45}, 5: {-45, 399, 745, -75}, 7: {-7, 93, 987, -49}}

// bicubic makes a picture four times as large. Beyond the edge it goes on as at the edge.
func bicubic(to *field, p *Picture) {
	var wide [side][size]int
	for x := range size {
		from, weights := neighbours(x)
		for y := range side {
			row := p[y*side:][:side]
			wide[y][x] = weights[0]*int(row[from[0]]) + weights[1]*int(row[from[1]]) + weights[2]*int(row[from[2]]) + weights[3]*int(row[from[3]])
		}
	}
	for y := range size {
		from, weights := neighbours(y)
		a, b, c, d := &wide[from[0]], &wide[from[1]], &wide[from[2]], &wide[from[3]]
		for x := range size {
			to[y][x] = weights[0]*a[x] + weights[1]*b[x] + weights[2]*c[x] + weights[3]*d[x]
		}
	}
}

// neighbours returns the four places of a picture about pixel i of the bitmap, and their weights.
func neighbours(i int) (from [4]int, weights *[4]int) {
	eighths := 2*i - 3 + 8 // of a place, from the place before the first
	for k := range from {
		from[k] = within(eighths/8-2+k, side)
	}
	return from, &keys[eighths%8]
}

func within(i, n int) int { return max(0, min(n-1, i)) }

// blur sets the heights to how much ink is around each pixel, by the 5×5 binomial kernel; of equals, ink is higher.
func (h *field) blur(f *form) {
	var wide field
	for y, row := range f {
		beyond := uint64(row&1)*3 | uint64(row>>(size-1))*3<<(size+2)
		padded := uint64(row)<<2 | beyond
		for x := range size {
			wide[y][x] = binomial[padded>>x&31]
		}
	}
	for y, row := range f {
		a, b, c, d, e := &wide[within(y-2, size)], &wide[within(y-1, size)], &wide[y], &wide[within(y+1, size)], &wide[within(y+2, size)]
		for x := range size {
			h[y][x] = 2*(a[x]+e[x]+4*(b[x]+d[x])+6*c[x]) + int(row>>x&1)
		}
	}
}

// binomial holds for each five pixels in a row the sum of the kernel 1 4 6 4 1 over those with ink.
var binomial = func() (sums [32]int) {
	for pixels := range sums {
		for k, w := range [...]int{1, 4, 6, 4, 1} {
			sums[pixels] += w * (pixels >> k & 1)
		}
	}
	return sums
}()

// highest returns the bitmap whose ink is, in each block of 4×4, as many of the highest pixels as the picture counts.
func (h *field) highest(p *Picture) (f form) {
	const block = size / side
	for i, count := range p {
		if count == 0 {
			continue
		}
		top, left := i/side*block, i%side*block
		var order [block * block]int // the pixels so far from the highest to the lowest: heights, then where they are
		for j := range order {
			key := h[top+j/block][left+j%block]*len(order) + len(order) - 1 - j // of equals the first is higher
			k := j
			for ; k > 0 && order[k-1] < key; k-- {
				order[k] = order[k-1]
			}
			order[k] = key
		}
		for _, key := range order[:count] {
			j := len(order) - 1 - key&(len(order)-1)
			f[top+j/block] |= 1 << (left + j%block)
		}
	}
	return f
}
