package datasets

// redraw draws strokes anew along their centre line, by the round brush that brings the ink closest to the mean of the data.
func redraw(f form) form {
	const mean = 313
	line := f.centreLine()
	best := f
	for square := 1; square <= 20; square++ { // of the brush's radius: up to 9 pixels across
		if next := line.brush(square); square == 1 || abs(next.count()-mean) < abs(best.count()-mean) {
			best = next
		}
	}
	return best
}

func abs(x int) int { return max(x, -x) }

// centreLine thins strokes to lines of one pixel; Zhang & Suen 1984.
func (f form) centreLine() form {
	for {
		before := f
		for pass := range 2 {
			from := f
			for y, row := range from {
				above, here, below := uint64(from.at(y-1, 0))<<1, uint64(row)<<1, uint64(from.at(y+1, 0))<<1
				for x := range size {
					around := above>>x&7 | here>>x&1<<3 | here>>x>>2&1<<4 | below>>x&7<<5
					if removable[around]>>pass&1 == 1 {
						f[y] &^= 1 << x
					}
				}
			}
		}
		if f == before {
			return f
		}
	}
}

// removable says for the eight pixels around one, row by row, in which of the two passes it is no part of the line.
var removable = func() (passes [256]uint8) {
	for around := range passes {
		var p [8]int // clockwise from the one above
		ink, begins := 0, 0
		for i, bit := range [...]int{1, 2, 4, 7, 6, 5, 3, 0} {
			p[i] = around >> bit & 1
			ink += p[i]
		}
		for i := range p {
			begins += (1 - p[i]) * p[(i+1)%8]
		}
		if ink < 2 || ink > 6 || begins != 1 {
			continue
		}
		if p[0]*p[2]*p[4] == 0 && p[2]*p[4]*p[6] == 0 {
			passes[around] |= 1
		}
		if p[0]*p[2]*p[6] == 0 && p[0]*p[4]*p[6] == 0 {
			passes[around] |= 2
		}
	}
	return passes
}()

// brush inks all pixels whose distance from ink is at most the root of square.
func (f form) brush(square int) (out form) {
	for dy := 0; dy*dy <= square; dy++ {
		var wide form
		for y, row := range f {
			wide[y] = row
			for dx := 1; dx*dx+dy*dy <= square; dx++ {
				wide[y] |= row<<dx | row>>dx
			}
		}
		for y := range out {
			out[y] |= wide.at(y-dy, 0) | wide.at(y+dy, 0)
		}
	}
	return out
}
