package chart

import "math"

// Span is the part of the x axis in sight, in epochs; the zero value is all of it.
type Span struct{ From, To float64 }

// leastSpan is how near zooming goes.
const leastSpan = 4

func (s Span) whole() bool { return s == Span{} }

// Fitted returns the span moved and cut to the epochs of an axis; one as long as the axis is the whole.
func (s Span) Fitted(length int) Span {
	end := float64(length)
	width := max(math.Round(s.To)-math.Round(s.From), leastSpan)
	if width >= end {
		return Span{}
	}
	from := min(max(math.Round((s.From+s.To-width)/2), 0), end-width)
	return Span{from, from + width}
}

// Zoomed returns the span magnified around an epoch, which stays where it is; a factor below 1 shows more.
func (s Span) Zoomed(factor, epoch float64, length int) Span {
	if s.whole() {
		s = Span{0, float64(length)}
	}
	epoch = min(max(epoch, s.From), s.To)
	return Span{epoch - (epoch-s.From)/factor, epoch + (s.To-epoch)/factor}.Fitted(length)
}

// Showing returns the span moved just so far that an epoch is in sight.
func (s Span) Showing(epoch float64, length int) Span {
	switch {
	case s.whole():
		return s
	case epoch < s.From:
		s = Span{epoch, epoch + s.To - s.From}
	case epoch > s.To:
		s = Span{epoch - (s.To - s.From), epoch}
	}
	return s.Fitted(length)
}
