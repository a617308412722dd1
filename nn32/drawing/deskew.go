package drawing

import "math"

// rowMoment has the sum of the ink of a row, and the sum of ink times column.
type rowMoment struct{ ink, moment int }

// rowMoments returns the moments of each row.
func (b Bitmap) rowMoments() []rowMoment {
	out := make([]rowMoment, b.Height)
	for y := range out {
		row := b.row(y)
		ink, moment := 0, 0
		for x := nextInk(row, 0); x < len(row); x = nextInk(row, x+1) {
			ink += int(row[x])
			moment += int(row[x]) * x
		}
		out[y] = rowMoment{ink, moment}
	}
	return out
}

// slant returns the slant of a drawing in columns per row, μ11/μ02 from its second moments, and the row of its centre of
// mass. Handwriting has a slant of at most maxSlant; more comes from a flat dash, so it is cut off there. Products are rounded
// before they are added, so that no machine fuses the two.
func slant(rows []rowMoment) (slope, centre float64) {
	const maxSlant = 1
	var ink, sumX, sumY float64
	for y, r := range rows {
		ink += float64(r.ink)
		sumX += float64(r.moment)
		sumY += float64(float64(r.ink) * float64(y))
	}
	if ink == 0 {
		return 0, 0
	}
	meanX, meanY := sumX/ink, sumY/ink
	var covariance, variance float64
	for y, r := range rows {
		distance := float64(y) - meanY
		covariance += float64(distance * (float64(r.moment) - float64(meanX*float64(r.ink))))
		variance += float64(float64(distance*distance) * float64(r.ink))
	}
	if variance == 0 {
		return 0, meanY
	}
	return max(-maxSlant, min(maxSlant, covariance/variance)), meanY
}

// deskew shears a drawing, at its own resolution, until its slant is 0. It becomes wider where the ink needs that.
func (b Bitmap) deskew() Bitmap {
	rows := b.rowMoments()
	slope, centre := slant(rows)
	shift := func(y int) int { return -int(math.Round(float64(slope * (float64(y) - centre)))) }
	minShift, maxShift := 0, 0
	for y, r := range rows {
		if r.ink > 0 {
			minShift, maxShift = min(minShift, shift(y)), max(maxShift, shift(y))
		}
	}
	if minShift == maxShift {
		return b
	}
	out := Bitmap{Width: b.Width + maxShift - minShift, Height: b.Height}
	out.Ink = make([]uint8, out.Width*out.Height)
	for y, r := range rows {
		if r.ink > 0 {
			copy(out.row(y)[shift(y)-minShift:], b.row(y))
		}
	}
	return out
}
