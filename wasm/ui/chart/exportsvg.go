package chart

import (
	"html"
	"math"
	"strconv"
	"strings"

	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
)

// svg writes an SVG picture. It is well-formed for any text.
type svg struct{ strings.Builder }

// element writes an element with a text and with attributes, given as names and values in turn.
func (b *svg) element(tag, text string, attributes ...string) {
	b.WriteString("<" + tag)
	for i := 0; i < len(attributes); i += 2 {
		if attributes[i+1] != "" {
			b.WriteString(" " + attributes[i] + `="` + escapeXML(attributes[i+1]) + `"`)
		}
	}
	if text == "" {
		b.WriteString("/>\n")
		return
	}
	b.WriteString(">" + escapeXML(text) + "</" + tag + ">\n")
}

// escapeXML escapes a text and removes the characters that XML does not allow.
func escapeXML(s string) string {
	return html.EscapeString(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s))
}

// px formats a coordinate in pixels with one decimal.
func px(v float64) string { return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64) }

func (b *svg) text(x, y float64, anchor, size, colour, s string) {
	b.element("text", s, "x", px(x), "y", px(y), "text-anchor", anchor, "font-size", size, "fill", colour)
}

func (b *svg) line(x1, y1, x2, y2 float64, colour string) {
	b.element("line", "", "x1", px(x1), "y1", px(y1), "x2", px(x2), "y2", px(y2), "stroke", colour)
}

// stroke draws a line of a chart along an SVG path; a path of one point is a dot.
func (b *svg) stroke(path string, k LineKind, c dom.Colours, faint bool) {
	width, ends, opacity := px(k.width()), "", ""
	if faint {
		opacity = i18n.Weight(faintness)
	}
	if !strings.Contains(path, "L") {
		path, width, ends = path+"h.01", "9", "round"
	}
	b.element("path", "", "d", path, "fill", "none", "stroke", k.colour(c), "stroke-width", width,
		"stroke-linejoin", "round", "stroke-linecap", ends, "stroke-dasharray", dashes(k), "stroke-opacity", opacity)
}

func dashes(k LineKind) string {
	var parts []string
	for _, d := range k.dash() {
		parts = append(parts, px(d))
	}
	return strings.Join(parts, " ")
}

// faintness is the opacity of a raw line below its moving average.
const faintness = .35

// Dimensions of the picture, in pixels.
const (
	pictureWidth = 960
	chartsTop    = 104
	chartsHeight = 300
	legendTop    = chartsTop + chartsHeight + 76
	legendRow    = 24
	pictureEdge  = 28
)

// legendEntry is a line's kind and its name.
type legendEntry struct {
	Kind LineKind
	Text string
}

// Legend returns the names of the lines.
func (f Figure) Legend() []legendEntry {
	t := f.Text
	entries := []legendEntry{{trainingLine, t.Training()}, {validationLine, t.Validation()}, {testPoint, t.Test()}}
	for i, o := range f.Compared {
		entries = append(entries, legendEntry{o.Kind(i), t.ValidationOf(o.Name)})
	}
	return entries
}

// Picture returns both charts as they are on the page, with title, settings and legend, as SVG, and its size in pixels.
func (f Figure) Picture(settings string, c dom.Colours) (drawing string, width, height int) {
	var body svg
	body.text(pictureEdge, 42, "", "20", c.Strong, f.Text.PictureTitle())
	body.text(pictureEdge, 68, "", "13", c.Text, settings)
	for i, m := range Measures {
		left := float64(pictureEdge + i*(pictureWidth-pictureEdge)/2)
		f.chart(&body, m, left+52, left+(pictureWidth-pictureEdge)/2-pictureEdge-f.margin(), c)
	}
	x, y := float64(pictureEdge), float64(legendTop)
	for _, e := range f.Legend() {
		wide := 40 + 1.1*textWidth(e.Text) + 20
		if x > pictureEdge && x+wide > pictureWidth-pictureEdge {
			x, y = pictureEdge, y+legendRow
		}
		sample := "M" + px(x) + " " + px(y-4) + "L" + px(x+30) + " " + px(y-4)
		if e.Kind == testPoint {
			sample = "M" + px(x+15) + " " + px(y-4)
		}
		body.stroke(sample, e.Kind, c, false)
		body.text(x+38, y, "", "13", c.Strong, e.Text)
		x += wide
	}
	height = int(y) + legendRow
	var b svg
	size := strconv.Itoa(height)
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" width="` + strconv.Itoa(pictureWidth) + `" height="` + size + `" viewBox="0 0 ` +
		strconv.Itoa(pictureWidth) + ` ` + size + `" role="img" font-family="system-ui, sans-serif">` + "\n")
	b.element("title", f.Text.PictureTitle())
	b.element("desc", settings)
	b.element("rect", "", "width", strconv.Itoa(pictureWidth), "height", size, "fill", c.Card)
	b.WriteString(body.String() + "</svg>\n")
	return b.String(), pictureWidth, height
}

// chart draws one chart between two places on the x axis, in pixels.
func (f Figure) chart(b *svg, m measure, left, right float64, c dom.Colours) {
	const top, bottom = chartsTop, chartsTop + chartsHeight
	lines := f.traces(m)
	low, high := f.limits(m, lines)
	sight := f.sight()
	x := func(epoch float64) float64 { return left + (right-left)*(epoch-sight.From)/(sight.To-sight.From) }
	scale := func(v float64) float64 { return v }
	if f.onLog(m) {
		scale = math.Log10
	}
	y := func(v float64) float64 { return bottom - chartsHeight*(scale(v)-scale(low))/(scale(high)-scale(low)) }
	for _, v := range f.valueTicks(m, lines, mostValues) {
		b.line(left, y(v), right, y(v), c.Grid)
		b.text(left-8, y(v)+4, "end", "12", c.Text, tickText(v))
	}
	for _, v := range f.epochTicks(right - left) {
		b.line(x(v), top, x(v), bottom, c.Grid)
		b.text(x(v), bottom+20, "middle", "12", c.Text, tickText(v))
	}
	b.text((left+right)/2, bottom+42, "middle", "13", c.Text, f.Text.Epoch())
	b.text(left, top-12, "", "13", c.Text, m.title(f.Text))
	for _, t := range lines {
		if path := t.path(sight, x, func(v float64) float64 { return min(max(y(v), top), bottom) }); path != "" {
			b.stroke(path, t.kind, c, t.faint)
		}
	}
	for _, l := range f.labels(lines, top, bottom, x, y) {
		b.element("path", "", "d", "M"+px(l.x)+" "+px(l.y)+"L"+px(l.x+labelGap-3)+" "+px(l.at), "stroke", l.kind.colour(c))
		b.element("text", l.text, "x", px(l.x+labelGap), "y", px(l.at+4), "font-size", "12", "fill", c.Strong,
			"stroke", c.Card, "stroke-width", "3", "stroke-linejoin", "round", "paint-order", "stroke")
	}
}

// path returns the visible part of a line, with gaps where there are no values.
func (t trace) path(s Span, x, y func(float64) float64) string {
	var b strings.Builder
	from, to := t.inSight(s)
	for i, gap := from, true; i < to; i++ {
		v := t.values[i]
		if math.IsNaN(v) {
			gap = true
			continue
		}
		b.WriteString(map[bool]string{true: "M", false: "L"}[gap] + px(x(float64(i+1))) + " " + px(y(v)))
		gap = false
	}
	return b.String()
}
