package drawing

import "math/rand/v2"

// distortion moves the pixels of a bitmap by a random affine map about the centre and a random elastic one, given by the
// displacements of the points of a coarse grid. All amounts are uniform within ± their bound, except elastic, which is normal.
type distortion struct {
	side    int     // side of the result in pixels, with the bitmap in its middle
	rotate  float64 // radians
	scale   float64 // the size is multiplied by e^-scale to e^scale
	shear   float64 // columns per row
	shift   float64 // pixels along each axis
	elastic float64 // standard deviation of the displacements, in pixels
}

const (
	maxSheet = 48      // the largest side
	grid     = 4       // number of points along each axis
	one      = 1 << 16 // one pixel in fixed point, which is the same on every machine
)

// vector is (row, column) in fixed point: a position or a displacement.
type vector [2]int

// draw returns a random map from positions in the new bitmap to the old one. One row further moves the position by row, one column
// further by column; the centre comes from shift away, and bend displaces the grid's points. e^s and the rotation are computed
// by rational approximations, whose bits do not depend on a library.
func (d *distortion) draw(rng *rand.Rand) (row, column, shift vector, bend [grid][grid]vector) {
	t := uniform(d.rotate/2, rng) // approximately the tangent of half the angle
	square := float64(t * t)
	cos, sin := (1-square)/(1+square), 2*t/(1+square)
	s := uniform(d.scale/2, rng)
	scale := (1 + s) / (1 - s)
	shear := uniform(d.shear, rng)
	fixed := func(v float64) int { return int(float64(v * one)) }
	row = vector{fixed(float64(scale * cos)), fixed(float64(scale * (float64(cos*shear) - sin)))}
	column = vector{fixed(float64(scale * sin)), fixed(float64(scale * (cos + float64(sin*shear))))}
	shift = vector{fixed(uniform(d.shift, rng)), fixed(uniform(d.shift, rng))}
	elastic := fixed(d.elastic)
	for i := range bend {
		for j := range bend[i] {
			bend[i][j] = vector{normal(elastic, rng), normal(elastic, rng)}
		}
	}
	return row, column, shift, bend
}

// uniform returns a random number from -bound to bound.
func uniform(bound float64, rng *rand.Rand) float64 {
	return float64((float64(rng.Float64()*2) - 1) * bound)
}

// normal returns a random number with the given standard deviation: the sum of four uniform ones, which is close to normal and
// bounded.
func normal(deviation int, rng *rand.Rand) int {
	bits := rng.Uint64()
	sum := int(bits&0xffff) + int(bits>>16&0xffff) + int(bits>>32&0xffff) + int(bits>>48)
	const mean, stddev = 2 * 0xffff, 37837 // of the sum: 65536/√3
	return (sum - mean) * deviation / stddev
}

// apply writes the distorted bitmap into ink, side×side values from 0 to 255, by bilinear interpolation.
func (d *distortion) apply(ink []uint8, f *bitmap32, rng *rand.Rand) {
	row, column, shift, bend := d.draw(rng)
	n, margin := d.side, (d.side-side32)/2
	var old [maxSheet + 2]uint64 // with a margin of one pixel: bit x+1 of row y+1 is pixel (y, x)
	for y, row := range f {
		old[y+margin+1] = uint64(row) << (margin + 1)
	}
	middle := (n - 1) * one / 2
	for y := range n {
		down := y*one - middle
		fromY := down*row[0]/one - middle*column[0]/one + shift[0] + middle
		fromX := down*row[1]/one - middle*column[1]/one + shift[1] + middle
		cell := min(y*(grid-1)/(n-1), grid-2) // the row is between the grid's points cell and cell+1
		share := (y*(grid-1) - cell*(n-1)) * one / (n - 1)
		above, below := &bend[cell], &bend[cell+1]
		left := vector{mix(above[0][0], below[0][0], share), mix(above[0][1], below[0][1], share)}
		for j, from := 1, 0; j < grid; j++ {
			right := vector{mix(above[j][0], below[j][0], share), mix(above[j][1], below[j][1], share)}
			stepY, stepX := (right[0]-left[0])*(grid-1)/(n-1), (right[1]-left[1])*(grid-1)/(n-1) // for one column
			before := from*(grid-1) - (j-1)*(n-1)                                                // distance from the last point, in units of 1/(grid-1) column
			to := j*(n-1)/(grid-1) + 1
			sample(ink[y*n+from:y*n+to], &old, uint(n),
				fromY+from*column[0]+left[0]+stepY*before/(grid-1), fromX+from*column[1]+left[1]+stepX*before/(grid-1),
				column[0]+stepY, column[1]+stepX)
			left, from = right, to
		}
	}
}

// mix interpolates between a, for share 0, and b, for share one.
func mix(a, b, share int) int { return a + (b-a)*share>>16 }

// sample sets each pixel of ink by bilinear interpolation at (y, x) of the old bitmap; (y, x) moves by (dy, dx) for each pixel.
func sample(ink []uint8, old *[maxSheet + 2]uint64, n uint, y, x, dy, dx int) {
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

// rankFilter returns the pixels with ink in at least least of the nine pixels around and including them. With 5, stroke widths
// stay about the same; with less they grow. Outside of the bitmap there is no ink.
func (f *bitmap32) rankFilter(least int) (out bitmap32) {
	for y, row := range f {
		rows := [3]uint64{uint64(f.at(y-1, 0)) << 1, uint64(row) << 1, uint64(f.at(y+1, 0)) << 1}
		for x := range side32 {
			if ones[rows[0]>>x&7]+ones[rows[1]>>x&7]+ones[rows[2]>>x&7] >= least {
				out[y] |= 1 << x
			}
		}
	}
	return out
}

// ones has the number of bits of each number below 8.
var ones = [8]int{0, 1, 1, 2, 1, 2, 2, 3}
