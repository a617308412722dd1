package digits

import (
	"html"
	"math"
	"strconv"
	"strings"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
)

// csv returns the map as a table: a row for each digit.
func (m *mapping) csv() string {
	var b strings.Builder
	b.WriteString("number,part,label,predicted,confidence,x,y\n")
	f := m.digits.facts()
	if !m.shown(f) {
		return b.String()
	}
	number := func(v float32, bits int) string { return strconv.FormatFloat(float64(v), 'g', -1, bits) }
	for place, label := range f.labels {
		predicted, confidence := "", ""
		if p := f.predicted(place); p != protocol.NoPrediction {
			predicted, confidence = strconv.Itoa(p), number(f.predictions.Confidence[place], 32)
		}
		b.WriteString(strings.Join([]string{strconv.Itoa(place + 1), [splits]string{"test", "training", "validation"}[f.part(place)],
			strconv.Itoa(int(label)), predicted, confidence, number(m.shows[2*place], 32), number(m.shows[2*place+1], 32)}, ",") + "\n")
	}
	return b.String()
}

// Sizes of the picture that is saved.
const (
	pictureSide = 900
	pictureHead = 84 // with two lines
	pictureFoot = 56
)

// svg returns the whole map as a picture: each digit as a number in its colour, with a corner where it is read wrongly.
func (m *mapping) svg(t words, c dom.Colours) string {
	f := m.digits.facts()
	var b strings.Builder
	px := func(v float64) string { return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64) }
	element := func(tag, text string, attributes ...string) {
		b.WriteString("<" + tag)
		for i := 0; i < len(attributes); i += 2 {
			b.WriteString(" " + attributes[i] + `="` + html.EscapeString(attributes[i+1]) + `"`)
		}
		b.WriteString(">" + html.EscapeString(text) + "</" + tag + ">\n")
	}
	said := lines(m.state(t), 120)
	head := pictureHead + 18*float64(max(0, len(said)-2))
	height := px(head + pictureSide + pictureFoot)
	b.WriteString(`<svg xmlns="` + dom.SvgNamespace + `" width="` + px(pictureSide) + `" height="` + height + `" viewBox="0 0 ` + px(pictureSide) + " " + height +
		`" font-family="system-ui, sans-serif">` + "\n")
	element("title", t.MapHeading())
	element("rect", "", "width", px(pictureSide), "height", height, "fill", c.Card)
	element("text", t.MapHeading(), "x", "20", "y", "30", "font-size", "20", "fill", c.Strong)
	for i, line := range said {
		element("text", line, "x", "20", "y", px(52+18*float64(i)), "font-size", "13", "fill", c.Text)
	}
	if m.shown(f) {
		p := plot{lens{zoom: 1}, pictureSide, pictureSide, 14}
		for place, a := range m.points {
			x, y := p.put(a)
			y += head
			if m.wrong(f, place) {
				element("path", "", "d", "M"+px(x)+" "+px(y-7)+"h6v6z", "fill", c.Validation)
			}
			label := int(f.labels[place])
			element("text", strconv.Itoa(label), "x", px(x), "y", px(y+4), "text-anchor", "middle", "font-size", "11", "fill", dom.Hex(c.Digits[label%10]))
		}
		if m.place != nil {
			x, y := p.put(m.frame.at(m.place.X, m.place.Y))
			element("circle", "", "cx", px(x), "cy", px(y+head), "r", "11", "fill", "none", "stroke", c.Strong, "stroke-width", "3")
		}
	}
	for d := range 10 {
		element("text", strconv.Itoa(d), "x", px(26+30*float64(d)), "y", px(head+pictureSide+24), "font-size", "18", "font-weight", "bold", "fill", dom.Hex(c.Digits[d]))
	}
	element("text", t.MapLegend(m.place != nil), "x", "340", "y", px(head+pictureSide+22), "font-size", "12", "fill", c.Text)
	b.WriteString("</svg>\n")
	return b.String()
}

// lines breaks a text into lines of at most so many Latin letters; a letter of another alphabet is as wide as two.
func lines(text string, most int) (all []string) {
	line, wide := "", 0
	for _, word := range strings.Fields(text) {
		width := 1
		for _, r := range word {
			if width++; r > 0x1100 {
				width++
			}
		}
		if wide > 0 && wide+width > most {
			all = append(all, line)
			line, wide = "", 0
		}
		if wide > 0 {
			line += " "
		}
		line += word
		wide += width
	}
	return append(all, line)
}
