package drawing

import "math"

// line is a row of a drawing: how much ink it has, and the sum of that times the column.
type line struct{ ink, moment int }

// lines sums each row.
func (b Bitmap) lines() []line {
	out := make([]line, b.Height)
	for y := range out {
		row := b.row(y)
		ink, moment := 0, 0
		for x := inked(row, 0); x < len(row); x = inked(row, x+1) {
			ink += int(row[x])
			moment += int(row[x]) * x
		}
		out[y] = line{ink, moment}
	}
	return out
}

// lean returns by how many columns a row the second moments of a drawing say that it leans, μ11/μ02, and about which
// row. Writing leans by at most steepest; what leans more, a flat dash, is no writing. Products are rounded before they are
// added, so that no machine fuses the two.
func lean(lines []line) (slope, about float64) {
	const steepest = 1
	var ink, sumX, sumY float64
	for y, l := range lines {
		ink += float64(l.ink)
		sumX += float64(l.moment)
		sumY += float64(float64(l.ink) * float64(y))
	}
	if ink == 0 {
		return 0, 0
	}
	meanX, meanY := sumX/ink, sumY/ink
	var mixed, vertical float64
	for y, l := range lines {
		away := float64(y) - meanY
		mixed += float64(away * (float64(l.moment) - float64(meanX*float64(l.ink))))
		vertical += float64(float64(away*away) * float64(l.ink))
	}
	if vertical == 0 {
		return 0, meanY
	}
	return max(-steepest, min(steepest, mixed/vertical)), meanY
}

// upright shears a drawing at its own resolution until its second moments say that it stands. It becomes as much wider
// as its ink needs.
func (b Bitmap) upright() Bitmap {
	lines := b.lines()
	slope, about := lean(lines)
	shift := func(y int) int { return -int(math.Round(float64(slope * (float64(y) - about)))) }
	least, most := 0, 0
	for y, l := range lines {
		if l.ink > 0 {
			least, most = min(least, shift(y)), max(most, shift(y))
		}
	}
	if least == most {
		return b
	}
	out := Bitmap{Width: b.Width + most - least, Height: b.Height}
	out.Ink = make([]uint8, out.Width*out.Height)
	for y, l := range lines {
		if l.ink > 0 {
			copy(out.row(y)[shift(y)-least:], b.row(y))
		}
	}
	return out
}
