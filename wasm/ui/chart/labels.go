package chart

import (
	"math"
	"unicode"
)

// label is the name of a line at its end. Places are in pixels, downwards.
type label struct {
	text string
	kind LineKind
	x, y float64 // the end of the line
	at   float64 // the middle of the text, beside it
}

const (
	labelHeight = 15
	labelGap    = 14 // between the end of a line and its name
	longestName = 12
)

// labels names the lines that end in sight. x and y place a value.
func (f Figure) labels(lines []trace, top, bottom float64, x, y func(float64) float64) (labels []label) {
	for _, t := range lines {
		if epoch, v, ok := t.tip(f.sight()); ok && t.name != "" {
			at := min(max(y(v), top), bottom)
			labels = append(labels, label{text: shorten(t.name), kind: t.kind, x: x(float64(epoch)), y: at, at: at})
		}
	}
	spread(labels, bottom)
	return labels
}

// spread moves texts apart that would lie on each other: down, and up again where they would leave the chart.
func spread(labels []label, bottom float64) {
	for i := range labels { // a sort by hand: they are few, and the library's is large
		for j := i; j > 0 && labels[j].y < labels[j-1].y; j-- {
			labels[j], labels[j-1] = labels[j-1], labels[j]
		}
	}
	for i := range labels {
		for _, above := range labels[:i] {
			if labels[i].beside(above) {
				labels[i].at = max(labels[i].at, above.at+labelHeight)
			}
		}
	}
	for i := len(labels) - 1; i >= 0; i-- {
		labels[i].at = min(labels[i].at, bottom)
		for _, below := range labels[i+1:] {
			if labels[i].beside(below) {
				labels[i].at = min(labels[i].at, below.at-labelHeight)
			}
		}
	}
}

// beside reports whether two texts share a part of the x axis.
func (l label) beside(other label) bool {
	return l.x < other.x+textWidth(other.text)+labelGap && other.x < l.x+textWidth(l.text)+labelGap
}

// margin is the place that names need right of the chart.
func (f Figure) margin() float64 {
	widest := max(textWidth(f.Text.Training()), textWidth(f.Text.Validation()), textWidth(f.Text.Test()))
	for _, o := range f.Compared {
		widest = max(widest, textWidth(shorten(o.Name)))
	}
	return labelGap + math.Ceil(widest) + 2
}

// shorten cuts a name that is too long to stand beside a line.
func shorten(name string) string {
	if runes := []rune(name); len(runes) > longestName {
		return string(runes[:longestName-1]) + "…"
	}
	return name
}

// textWidth is about how wide a text of 12 pixels is, for where nothing can be asked.
func textWidth(s string) (width float64) {
	for _, r := range s {
		switch {
		case r >= 0x1100: // Hangul, and whatever else is as wide as high
			width += 12
		case unicode.IsUpper(r):
			width += 8
		default:
			width += 6.5
		}
	}
	return width
}
