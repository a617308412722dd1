package drawing

// upscale returns a smooth bitmap that gives exactly this picture when it is counted. Bicubic interpolation of the picture ranks the
// pixels of each block, and the highest become ink; then, four times, the blurred bitmap ranks them again. For the data's own
// bitmaps, 96.8 % of the pixels are right.
func upscale(p *Picture) bitmap32 {
	var h heights
	bicubic(&h, p)
	f := h.highest(p)
	for range 4 {
		h.blur(&f)
		f = h.highest(p)
	}
	return f
}

// heights has a height for each pixel of the bitmap. Whole numbers are the same on every machine.
type heights [side32][side32]int

// bicubicWeights has the weights, in 1/1024, of the four pixels around a position, indexed by its distance from the second pixel in
// eighths: Keys 1981 with a = -1/2.
var bicubicWeights = [8][4]int{1: {-49, 987, 93, -7}, 3: {-75, 745, 399, -45}, 5: {-45, 399, 745, -75}, 7: {-7, 93, 987, -49}}

// bicubic interpolates a picture to four times its size. Outside of the picture, the nearest pixel counts.
func bicubic(to *heights, p *Picture) {
	var wide [pictureSide][side32]int
	for x := range side32 {
		from, weights := neighbours(x)
		for y := range pictureSide {
			row := p[y*pictureSide:][:pictureSide]
			wide[y][x] = weights[0]*int(row[from[0]]) + weights[1]*int(row[from[1]]) + weights[2]*int(row[from[2]]) + weights[3]*int(row[from[3]])
		}
	}
	for y := range side32 {
		from, weights := neighbours(y)
		a, b, c, d := &wide[from[0]], &wide[from[1]], &wide[from[2]], &wide[from[3]]
		for x := range side32 {
			to[y][x] = weights[0]*a[x] + weights[1]*b[x] + weights[2]*c[x] + weights[3]*d[x]
		}
	}
}

// neighbours returns the four rows or columns of a picture around pixel i of the bitmap, and their weights.
func neighbours(i int) (from [4]int, weights *[4]int) {
	eighths := 2*i - 3 + 8 // position in eighths of a picture's pixel, counted from the pixel before the first
	for k := range from {
		from[k] = within(eighths/8-2+k, pictureSide)
	}
	return from, &bicubicWeights[eighths%8]
}

// within returns the number closest to i from 0 to n-1.
func within(i, n int) int { return max(0, min(n-1, i)) }

// blur sets the heights to twice the bitmap blurred by the 5×5 binomial kernel, plus 1 for ink, so that of equals ink is higher.
func (h *heights) blur(f *bitmap32) {
	var wide heights
	for y, row := range f {
		outside := uint64(row&1)*3 | uint64(row>>(side32-1))*3<<(side32+2)
		padded := uint64(row)<<2 | outside
		for x := range side32 {
			wide[y][x] = binomial[padded>>x&31]
		}
	}
	for y, row := range f {
		a, b, c, d, e := &wide[within(y-2, side32)], &wide[within(y-1, side32)], &wide[y], &wide[within(y+1, side32)], &wide[within(y+2, side32)]
		for x := range side32 {
			h[y][x] = 2*(a[x]+e[x]+4*(b[x]+d[x])+6*c[x]) + int(row>>x&1)
		}
	}
}

// binomial has, for each pattern of five pixels in a row, the sum of the kernel 1 4 6 4 1 over those with ink.
var binomial = func() (sums [32]int) {
	for pixels := range sums {
		for k, w := range [...]int{1, 4, 6, 4, 1} {
			sums[pixels] += w * (pixels >> k & 1)
		}
	}
	return sums
}()

// highest returns the bitmap whose ink is, in each block of 4×4, the highest pixels, as many as the picture counts there.
func (h *heights) highest(p *Picture) (f bitmap32) {
	const block = side32 / pictureSide
	for i, count := range p {
		if count == 0 {
			continue
		}
		top, left := i/pictureSide*block, i%pictureSide*block
		var order [block * block]int // the block's pixels from the highest to the lowest, each as height·16 + 15 - index
		for j := range order {
			key := h[top+j/block][left+j%block]*len(order) + len(order) - 1 - j
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
