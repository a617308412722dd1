package drawing

// Ruled lines are thin and go across the sheet, about along its edges.
const (
	slopeSteps   = 256 // a line falls by slope/slopeSteps pixels for each pixel to the right
	mostSlope    = 56  // 12 degrees
	lineShare    = 45  // a line is thinner than the photo's shorter side divided by this
	leastLines   = 3   // lines of one slope that are ruled
	ruledShare   = 40  // of the photo's side along the line that a ruled line has ink on, in %
	crossesShare = 70  // the same for a single line, as a margin or a fold, which also begins at the photo's edge
)

// eraseLines removes the contrast of ruled lines: of the horizontal ones, then of those from top to bottom.
func (b Bitmap) eraseLines(threshold int) {
	b.eraseRows(uint8(threshold))
	turned := b.transposed()
	turned.eraseRows(uint8(threshold))
	copy(b.Ink, turned.transposed().Ink)
}

func (b Bitmap) transposed() Bitmap {
	out := Bitmap{b.Height, b.Width, make([]uint8, len(b.Ink))}
	for y := range b.Height {
		for x, v := range b.row(y) {
			out.Ink[x*b.Height+y] = v
		}
	}
	return out
}

// thin is a short run of ink in a column.
type thin struct{ x, from, to int }

// eraseRows removes lines that are nearly horizontal. They are found by the Hough transform (Duda and Hart 1972) of the runs of ink in
// columns that are as short as a line is thick: for each slope, the lines on which most of them lie. Of a line, only short runs are
// erased, so that a stroke that crosses it stays, as the staves of music are removed (Dalitz et al. 2008).
func (b Bitmap) eraseRows(threshold uint8) {
	thickest := min(b.Width, b.Height) / lineShare
	runs := b.thinRuns(threshold, thickest)
	if len(runs)*100 < b.Width*ruledShare {
		return
	}
	rise := b.Width * mostSlope / slopeSteps
	votes := make([]int, b.Height+2*rise+4)
	var best []int // the lines' positions at the left edge, plus rise
	bestVotes, bestSlope := 0, 0
	for slope := -mostSlope; slope <= mostSlope; slope++ {
		clear(votes)
		for _, r := range runs {
			votes[(r.from+r.to)/2-r.x*slope/slopeSteps+rise+2]++
		}
		lines, sum := peaks(votes, b.Width)
		if sum > bestVotes {
			best, bestVotes, bestSlope = lines, sum, slope
		}
	}
	for _, line := range best {
		b.eraseLine(line-rise-2, bestSlope, thickest, runs)
	}
}

// thinRuns returns the runs of ink in columns that are at most most long.
func (b Bitmap) thinRuns(threshold uint8, most int) (runs []thin) {
	since := make([]int, b.Width) // the row after the last paper in each column
	for y := range b.Height + 1 {
		for x := range b.Width {
			if y < b.Height && b.Ink[y*b.Width+x] >= threshold {
				continue
			}
			if n := y - since[x]; n > 0 && n <= most {
				runs = append(runs, thin{x, since[x], y})
			}
			since[x] = y + 1
		}
	}
	return runs
}

// peaks returns the lines with votes for at least the share of the width that ruled lines need, and the sum of their votes.
func peaks(votes []int, width int) (lines []int, sum int) {
	single := 0
	for y := 2; y < len(votes)-2; y++ {
		n := votes[y-1] + votes[y] + votes[y+1]
		if n*100 < width*ruledShare || votes[y] < max(votes[y-1], votes[y+1], votes[y-2]+1, votes[y+2]) || votes[y] == votes[y-1] {
			continue
		}
		lines = append(lines, y)
		sum += n
		if n*100 >= width*crossesShare {
			single++
		}
	}
	if len(lines) < leastLines && single < len(lines) {
		return nil, 0
	}
	return lines, sum
}

// eraseLine erases the runs of a line.
func (b Bitmap) eraseLine(left, slope, thickest int, runs []thin) {
	var thickness histogram
	for _, r := range runs {
		if at := left + r.x*slope/slopeSteps; abs((r.from+r.to)/2-at) <= 2 {
			thickness[r.to-r.from]++
		}
	}
	most := thickness.quantile(1, 2) + 2
	for _, r := range runs {
		at := left + r.x*slope/slopeSteps
		if r.to-r.from <= most && r.from <= at+2 && r.to > at-2 {
			for y := r.from; y < r.to; y++ {
				b.Ink[y*b.Width+r.x] = 0
			}
		}
	}
}
