package chart

import "math"

// Span is the visible part of the x axis, in epochs. The zero value is the whole axis.
type Span struct{ From, To float64 }

// leastSpan is the minimum length of a span, in epochs.
const leastSpan = 4

func (s Span) whole() bool { return s == Span{} }

// Fitted returns the span, rounded and moved into an axis of length epochs. A span as long as the axis becomes the zero value.
func (s Span) Fitted(length int) Span {
	end := float64(length)
	width := max(math.Round(s.To)-math.Round(s.From), leastSpan)
	if width >= end {
		return Span{}
	}
	from := min(max(math.Round((s.From+s.To-width)/2), 0), end-width)
	return Span{from, from + width}
}

// Zoomed returns the span magnified by factor around an epoch, which stays in its place. A factor below 1 shows more.
func (s Span) Zoomed(factor, epoch float64, length int) Span {
	if s.whole() {
		s = Span{0, float64(length)}
	}
	epoch = min(max(epoch, s.From), s.To)
	return Span{epoch - (epoch-s.From)/factor, epoch + (s.To-epoch)/factor}.Fitted(length)
}

// Showing returns the span moved by the minimum that makes an epoch visible.
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
