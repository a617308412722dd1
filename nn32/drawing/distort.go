package drawing

import "math/rand/v2"

// distortion moves the pixels of a bitmap: one affine map about the centre and an elastic one, the displacement of the
// points of a coarse grid. Each amount but the elastic one is uniform within its bounds.
type distortion struct {
	sheet   int     // side of what the bitmap is laid on, in the middle
	rotate  float64 // at most so many radians
	scale   float64 // the size is multiplied by e^-scale to e^scale
	shear   float64 // at most so many columns a row
	shift   float64 // pixels along each axis
	elastic float64 // standard deviation of the grid's points, pixels
}

const (
	sheetMost = 48
	grid      = 4       // points along each axis
	one       = 1 << 16 // a pixel in fixed point, which is the same on every machine
)

// place is a row and a column, or a way between two, in fixed point.
type place [2]int

// draw draws a map, from the new bitmap to the old one: by how much a row and a column further move in the old one, where
// its centre comes from, and how the grid bends. e^s and the rotation are rational functions: no library's last bit matters.
func (d *distortion) draw(rng *rand.Rand) (row, column, shift place, bend [grid][grid]place) {
	t := uniform(d.rotate/2, rng) // about the tangent of half the angle
	square := float64(t * t)
	cos, sin := (1-square)/(1+square), 2*t/(1+square)
	s := uniform(d.scale/2, rng)
	scale := (1 + s) / (1 - s)
	shear := uniform(d.shear, rng)
	fixed := func(v float64) int { return int(float64(v * one)) }
	row = place{fixed(float64(scale * cos)), fixed(float64(scale * (float64(cos*shear) - sin)))}
	column = place{fixed(float64(scale * sin)), fixed(float64(scale * (cos + float64(sin*shear))))}
	shift = place{fixed(uniform(d.shift, rng)), fixed(uniform(d.shift, rng))}
	elastic := fixed(d.elastic)
	for i := range bend {
		for j := range bend[i] {
			bend[i][j] = place{normal(elastic, rng), normal(elastic, rng)}
		}
	}
	return row, column, shift, bend
}

// uniform returns a number from -most to most.
func uniform(most float64, rng *rand.Rand) float64 {
	return float64((float64(rng.Float64()*2) - 1) * most)
}

// normal returns the sum of four uniform numbers, scaled to a standard deviation: near enough to normal, and never far out.
func normal(deviation int, rng *rand.Rand) int {
	bits := rng.Uint64()
	sum := int(bits&0xffff) + int(bits>>16&0xffff) + int(bits>>32&0xffff) + int(bits>>48)
	const middle, own = 2 * 0xffff, 37837 // the deviation of the sum is 65536/√3
	return (sum - middle) * deviation / own
}

// apply writes into ink, sheet×sheet, how much of each pixel is ink, 0 to 255, sampled between pixels in straight lines.
func (d *distortion) apply(ink []uint8, f *form, rng *rand.Rand) {
	row, column, shift, bend := d.draw(rng)
	n, margin := d.sheet, (d.sheet-size)/2
	var old [sheetMost + 2]uint64 // with a margin of one pixel, so that bit x+1 of row y+1 is pixel y, x
	for y, row := range f {
		old[y+margin+1] = uint64(row) << (margin + 1)
	}
	middle := (n - 1) * one / 2
	for y := range n {
		down := y*one - middle
		fromY := down*row[0]/one - middle*column[0]/one + shift[0] + middle
		fromX := down*row[1]/one - middle*column[1]/one + shift[1] + middle
		cell := min(y*(grid-1)/(n-1), grid-2) // between which points of the grid the row lies
		share := (y*(grid-1) - cell*(n-1)) * one / (n - 1)
		above, below := &bend[cell], &bend[cell+1]
		left := place{mix(above[0][0], below[0][0], share), mix(above[0][1], below[0][1], share)}
		for j, from := 1, 0; j < grid; j++ {
			right := place{mix(above[j][0], below[j][0], share), mix(above[j][1], below[j][1], share)}
			turnY, turnX := (right[0]-left[0])*(grid-1)/(n-1), (right[1]-left[1])*(grid-1)/(n-1) // a column
			before := from*(grid-1) - (j-1)*(n-1)                                                // from the last point, in parts of a column
			to := j*(n-1)/(grid-1) + 1
			sample(ink[y*n+from:y*n+to], &old, uint(n),
				fromY+from*column[0]+left[0]+turnY*before/(grid-1), fromX+from*column[1]+left[1]+turnX*before/(grid-1),
				column[0]+turnY, column[1]+turnX)
			left, from = right, to
		}
	}
}

// mix is a at share 0 and b at one.
func mix(a, b, share int) int { return a + (b-a)*share>>16 }

// sample sets pixels to how much ink is between the four about a place of the old bitmap, which moves on by (dy, dx).
func sample(ink []uint8, old *[sheetMost + 2]uint64, n uint, y, x, dy, dx int) {
	for i := range ink {
		top, left := uint(y>>16+1), uint(x>>16+1)
		v := 0
		if top <= n && left <= n {
			above, below := int(old[top]>>left&3), int(old[top+1]>>left&3)
			if above&below == 3 {
				v = 255
			} else if above|below != 0 {
				across, down := x>>8&255, y>>8&255
				upper := above&1*(256-across) + above>>1*across
				lower := below&1*(256-across) + below>>1*across
				v = min(255, (upper*(256-down)+lower*down)>>8)
			}
		}
		ink[i] = uint8(v)
		y, x = y+dy, x+dx
	}
}

// thicken keeps the pixels that have at least so many inked of the nine around them; beyond the edge there are none. With
// five, strokes stay about as thick as they are.
func (f *form) thicken(least int) (out form) {
	for y, row := range f {
		rows := [3]uint64{uint64(f.at(y-1, 0)) << 1, uint64(row) << 1, uint64(f.at(y+1, 0)) << 1}
		for x := range size {
			if ones[rows[0]>>x&7]+ones[rows[1]>>x&7]+ones[rows[2]>>x&7] >= least {
				out[y] |= 1 << x
			}
		}
	}
	return out
}

// ones counts the bits of three.
var ones = [8]int{0, 1, 1, 2, 1, 2, 2, 3}
