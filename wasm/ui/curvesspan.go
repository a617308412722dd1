package ui

import "math"

// span is the part of the x axis in sight, in epochs; the zero value is all of it.
type span struct{ From, To float64 }

// leastSpan is how near zooming goes.
const leastSpan = 4

func (s span) whole() bool { return s == span{} }

// fitted returns the span moved and cut to the epochs of an axis; one as long as the axis is the whole.
func (s span) fitted(length int) span {
	end := float64(length)
	width := max(math.Round(s.To)-math.Round(s.From), leastSpan)
	if width >= end {
		return span{}
	}
	from := min(max(math.Round((s.From+s.To-width)/2), 0), end-width)
	return span{from, from + width}
}

// zoomed returns the span magnified around an epoch, which stays where it is; a factor below 1 shows more.
func (s span) zoomed(factor, epoch float64, length int) span {
	if s.whole() {
		s = span{0, float64(length)}
	}
	epoch = min(max(epoch, s.From), s.To)
	return span{epoch - (epoch-s.From)/factor, epoch + (s.To-epoch)/factor}.fitted(length)
}

// showing returns the span moved just so far that an epoch is in sight.
func (s span) showing(epoch float64, length int) span {
	switch {
	case s.whole():
		return s
	case epoch < s.From:
		s = span{epoch, epoch + s.To - s.From}
	case epoch > s.To:
		s = span{epoch - (s.To - s.From), epoch}
	}
	return s.fitted(length)
}
