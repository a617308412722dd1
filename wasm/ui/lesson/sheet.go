package lesson

import (
	"math"
	"strconv"

	"digitlab/wasm/ui/dom"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// sheet collects what is drawn, as SVG, in units of which it is sheetWidth wide. What it is to be read as stands below it in words, so that it is
// hidden from screen readers.
type sheet struct{ parts []app.UI }

const sheetWidth = 360

// units writes a length or a place.
func units(v float64) string { return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64) }

func (s *sheet) add(e app.HTMLElem) { s.parts = append(s.parts, e) }

// shape returns an element of SVG with a class.
func shape(tag, class string) app.HTMLElem {
	return app.Elem(tag).XMLNS(dom.SvgNamespace).Attr("class", class)
}

func (s *sheet) rect(class string, x, y, w, h float64) {
	s.add(shape("rect", class).Attr("x", units(x)).Attr("y", units(y)).Attr("width", units(w)).Attr("height", units(h)))
}

func (s *sheet) line(class string, x1, y1, x2, y2 float64) {
	s.add(shape("path", class).Attr("d", "M"+units(x1)+" "+units(y1)+"L"+units(x2)+" "+units(y2)))
}

// arrow draws an arrow to the right or downwards.
func (s *sheet) arrow(x1, y1, x2, y2 float64) {
	s.line("arrow", x1, y1, x2, y2)
	if y1 == y2 {
		s.path("arrow", "M"+units(x2-6)+" "+units(y2-5)+"L"+units(x2)+" "+units(y2)+"L"+units(x2-6)+" "+units(y2+5))
	} else {
		s.path("arrow", "M"+units(x2-5)+" "+units(y2-6)+"L"+units(x2)+" "+units(y2)+"L"+units(x2+5)+" "+units(y2-6))
	}
}

func (s *sheet) path(class, d string) { s.add(shape("path", class).Attr("d", d)) }

func (s *sheet) dot(class string, x, y, r float64) {
	s.add(shape("circle", class).Attr("cx", units(x)).Attr("cy", units(y)).Attr("r", units(r)))
}

func (s *sheet) text(class string, x, y float64, said string) {
	s.add(shape("text", class).Attr("x", units(x)).Attr("y", units(y)).Body(app.Text(said)))
}

// grid draws the values of a picture as cells: ink for values above 0, another colour below. most is what is drawn in full. With
// words each cell has its value.
func (s *sheet) grid(x, y, cell float64, p picture, most float64, words bool) {
	s.rect("sheet-paper", x, y, cell*float64(p.w), cell*float64(p.h))
	s.cells(x, y, cell, p, most)
	for i, v := range p.values {
		if words {
			class := "value"
			if math.Abs(v)/most > .55 {
				class = "value on"
			}
			s.text(class, x+cell*(float64(i%p.w)+.5), y+cell*(float64(i/p.w)+.5), brief(v))
		}
	}
	s.rect("frame", x, y, cell*float64(p.w), cell*float64(p.h))
}

// cells draws the values of a picture: one element for each shade, so that a document with many pictures stays small.
func (s *sheet) cells(x, y, cell float64, p picture, most float64) {
	type shade struct{ class, strength string }
	var order []shade
	paths := map[shade]string{}
	for i, v := range p.values {
		sh := shade{"ink", units(math.Min(math.Abs(v)/most, 1))}
		if v < 0 {
			sh.class = "below"
		}
		if sh.strength == "0" {
			continue
		}
		if paths[sh] == "" {
			order = append(order, sh)
		}
		paths[sh] += "M" + units(x+cell*float64(i%p.w)) + " " + units(y+cell*float64(i/p.w)) + "h" + units(cell) + "v" + units(cell) + "h-" + units(cell) + "z"
	}
	for _, sh := range order {
		s.add(shape("path", sh.class).Attr("d", paths[sh]).Attr("fill-opacity", sh.strength))
	}
}

// brief writes a value with at most two digits after the point, and a typographic minus.
func brief(v float64) string {
	text := strconv.FormatFloat(math.Abs(math.Round(v*100)/100), 'f', -1, 64)
	if math.Round(v*100) < 0 {
		return "−" + text
	}
	return text
}

// drawn returns the sheet, so many units high.
func (s *sheet) drawn(height float64) app.UI {
	return dom.Decorative(app.Elem("svg").XMLNS(dom.SvgNamespace)).Attr("class", "sheet").Attr("viewBox", "0 0 "+strconv.Itoa(sheetWidth)+" "+units(height)).Body(s.parts...)
}
