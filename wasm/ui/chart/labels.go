package chart

import (
	"math"
	"unicode"
)

// label is the name at the end of a line. Coordinates are in pixels; y goes down.
type label struct {
	text string
	kind LineKind
	x, y float64 // end of the line
	at   float64 // y of the middle of the text
}

const (
	labelHeight = 15
	labelGap    = 14 // between the end of a line and its name
	longestName = 12
)

// labels returns the names of the lines whose ends are visible. x and y convert a value to pixels.
func (f Figure) labels(lines []trace, top, bottom float64, x, y func(float64) float64) (labels []label) {
	for _, t := range lines {
		if epoch, v, ok := t.tip(f.sight()); ok && t.name != "" {
			at := min(max(y(v), top), bottom)
			labels = append(labels, label{text: Shorten(t.name), kind: t.kind, x: x(float64(epoch)), y: at, at: at})
		}
	}
	spread(labels, bottom)
	return labels
}

// spread moves labels that overlap: down, and up again at the bottom of the chart.
func spread(labels []label, bottom float64) {
	for i := range labels { // insertion sort: there are few labels, and package sort would make the program larger
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

// beside reports whether two labels overlap in the x direction.
func (l label) beside(other label) bool {
	return l.x < other.x+textWidth(other.text)+labelGap && other.x < l.x+textWidth(l.text)+labelGap
}

// margin returns the space that the names need to the right of the chart, in pixels.
func (f Figure) margin() float64 {
	widest := max(textWidth(f.Text.Training()), textWidth(f.Text.Validation()), textWidth(f.Text.Test()))
	for _, o := range f.Compared {
		widest = max(widest, textWidth(o.brief()))
	}
	return labelGap + math.Ceil(widest) + 2
}

// Shorten cuts a name that is too long for the end of a line.
func Shorten(name string) string {
	if runes := []rune(name); len(runes) > longestName {
		return string(runes[:longestName-1]) + "…"
	}
	return name
}

// textWidth estimates the width of a text of 12 pixels, for where no browser can measure it.
func textWidth(s string) (width float64) {
	for _, r := range s {
		switch {
		case r >= 0x1100: // Hangul and other characters that are as wide as high
			width += 12
		case unicode.IsUpper(r):
			width += 8
		default:
			width += 6.5
		}
	}
	return width
}
