package network

import (
	"strconv"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// painter draws on two canvases outside of go-app's tree, one over the other: behind what stays the same until the network or its place
// changes, in front what changes with every step. All values of a network go to the browser as one small picture, the sheet, a pixel
// each, of which it then enlarges the tiles. To call it for every cell would take longer than a frame.
type painter struct {
	back, front app.Value // contexts
	sheet       app.Value // context
	image       app.Value // the sheet's pixels
	pixels      []byte
	width       int // of the canvases
	height      int
	ratio       float64
	shapes      []shape // that are arranged; none before they are rendered
	plan
}

func newPainter(back, front app.Value) *painter {
	context := func(canvas app.Value) app.Value { return canvas.Call("getContext", "2d") }
	return &painter{back: context(back), front: context(front),
		sheet: context(app.Window().Get("document").Call("createElement", "canvas"))}
}

// fit gives the canvases the size of their place, in pixels of the screen, and arranges the shapes in the boxes that the page has laid
// out for them.
func (p *painter) fit(flow app.Value, shapes []shape, down bool) {
	p.ratio = max(1, app.Window().Get("devicePixelRatio").Float())
	whole := flow.Call("getBoundingClientRect")
	left, top := whole.Get("left").Float(), whole.Get("top").Float()
	pixel := func(css float64) int { return int(css*p.ratio + .5) }
	p.width, p.height = pixel(whole.Get("width").Float()), pixel(whole.Get("height").Float())
	for _, context := range []app.Value{p.back, p.front} {
		canvas := context.Get("canvas")
		canvas.Set("width", p.width)
		canvas.Set("height", p.height)
	}
	arts := flow.Call("querySelectorAll", ".art")
	if arts.Length() != len(shapes) { // the new layers are not rendered yet
		p.shapes, p.plan = nil, plan{}
		return
	}
	boxes := make([]box, len(shapes))
	for i := range boxes {
		r := arts.Index(i).Call("getBoundingClientRect")
		x, y := pixel(r.Get("left").Float()-left), pixel(r.Get("top").Float()-top)
		boxes[i] = box{x, y, max(1, pixel(r.Get("right").Float()-left)-x), max(1, pixel(r.Get("bottom").Float()-top)-y)}
	}
	p.shapes, p.plan = shapes, arrange(shapes, boxes, p.ratio, down)
	canvas := p.sheet.Get("canvas")
	canvas.Set("width", p.sheetW)
	canvas.Set("height", p.sheetH)
	p.pixels = make([]byte, 4*p.sheetW*p.sheetH)
	if len(p.pixels) > 0 {
		p.image = p.sheet.Call("createImageData", p.sheetW, p.sheetH)
	}
}

// paintBack draws the links, and the frames of the tiles.
func (p *painter) paintBack(c dom.Colours) {
	p.back.Call("clearRect", 0, 0, p.width, p.height)
	thin := max(1, int(p.ratio))
	p.back.Set("lineWidth", thin)
	p.back.Set("strokeStyle", c.Grid)
	p.back.Set("fillStyle", c.Grid)
	for _, l := range p.links {
		p.back.Call("beginPath")
		p.curve(l, -1, true)
		if l.fromSide == 0 && l.toSide == 0 {
			p.back.Call("stroke")
			continue
		}
		p.curve(l, 1, false)
		p.back.Call("closePath")
		p.back.Set("globalAlpha", .25)
		p.back.Call("fill")
		p.back.Set("globalAlpha", 1)
	}
	for _, t := range p.tiles {
		p.back.Set("fillStyle", c.Grid)
		p.back.Call("fillRect", t.at.x-thin, t.at.y-thin, t.at.w+2*thin, t.at.h+2*thin)
		p.back.Set("fillStyle", c.Card)
		p.back.Call("fillRect", t.at.x, t.at.y, t.at.w, t.at.h)
	}
}

// curve leads the path along a link's line, or along a side of its band: before the middle or after it, forth or back.
func (p *painter) curve(l link, side int, forth bool) {
	along := 1 // the axis along the layer
	if p.down {
		along = 0
	}
	from, to := l.from, l.to
	from[along] += side * l.fromSide / 2
	to[along] += side * l.toSide / 2
	if !forth {
		from, to = to, from
	}
	middle := (from[1-along] + to[1-along]) / 2
	first, second := from, to
	first[1-along], second[1-along] = middle, middle
	start := "moveTo"
	if !forth {
		start = "lineTo"
	}
	p.back.Call(start, from[0], from[1])
	p.back.Call("bezierCurveTo", first[0], first[1], second[0], second[1], to[0], to[1])
}

// paintFront draws the network at work.
func (p *painter) paintFront(work *protocol.Inspection, most int, c dom.Colours) {
	p.front.Call("clearRect", 0, 0, p.width, p.height)
	if work == nil {
		return
	}
	p.fill(p.pixels, work, most, palette{c.Ink, c.Positive, c.Negative})
	app.CopyBytesToJS(p.image.Get("data"), p.pixels)
	p.sheet.Call("putImageData", p.image, 0, 0)
	sheet := p.sheet.Get("canvas")
	p.front.Set("imageSmoothingEnabled", false)
	for i := range p.tiles {
		t := &p.tiles[i]
		p.front.Call("drawImage", sheet, t.from.x, t.from.y, t.from.w, t.from.h, t.at.x, t.at.y, t.at.w, t.at.h)
	}
	p.paintShares(work.Probabilities, c)
}

// mostLines is how many lines lead to a unit: more would be a blot.
const mostLines = 40

// paintUnit marks a unit and what reaches it. A line is as strong as its term.
func (p *painter) paintUnit(t *protocol.Terms, work *protocol.Inspection, c dom.Colours) {
	to, ok := p.cell(p.shapes, work, t.Unit.Layer, t.Unit.Element)
	if !ok {
		return
	}
	thin := max(1, int(p.ratio))
	order := strongest(t, mostLines)
	largest := product(t, order[0])
	for _, i := range order {
		from, ok := p.cell(p.shapes, work, t.Unit.Layer-1, t.Inputs[i])
		if !ok {
			continue
		}
		v, hue := product(t, i)/largest, c.Positive
		if v < 0 {
			v = -v
		}
		if product(t, i) < 0 {
			hue = c.Negative
		}
		if !(v > 0) || !isNumber(v) {
			v = 0
		}
		p.front.Set("strokeStyle", dom.Hex(hue))
		p.front.Set("globalAlpha", .1+.9*v)
		p.front.Set("lineWidth", float32(thin)*(.5+1.5*v))
		p.front.Call("beginPath")
		p.front.Call("moveTo", from.x+from.w/2, from.y+from.h/2)
		p.front.Call("lineTo", to.x+to.w/2, to.y+to.h/2)
		p.front.Call("stroke")
	}
	p.front.Set("globalAlpha", 1)
	p.front.Set("lineWidth", 2*thin)
	p.front.Set("strokeStyle", c.Strong)
	if around, ok := p.windowOf(t, work); ok {
		p.front.Call("strokeRect", around.x, around.y, around.w, around.h)
	}
	p.front.Call("strokeRect", to.x-thin, to.y-thin, to.w+2*thin, to.h+2*thin)
}

// windowOf returns the place of a window on the map that it lies on; false where the terms come from everywhere.
func (p *painter) windowOf(t *protocol.Terms, work *protocol.Inspection) (box, bool) {
	if !p.shapes[t.Unit.Layer-1].isImage() || !p.shapes[t.Unit.Layer].isImage() {
		return box{}, false
	}
	first, ok := p.cell(p.shapes, work, t.Unit.Layer-1, t.Inputs[0])
	last, there := p.cell(p.shapes, work, t.Unit.Layer-1, t.Inputs[len(t.Inputs)-1])
	if !ok || !there {
		return box{}, false
	}
	if window := around([]box{first, last}); window.w <= first.w*protocol.MaxSize && window.h <= first.h*protocol.MaxSize {
		return window, true
	}
	return box{}, false // the terms come from several maps
}

// paintShares draws the ten bars. The largest is marked by its place, its weight and a mark, not by its colour alone.
func (p *painter) paintShares(probabilities []float32, c dom.Colours) {
	size := int(12*p.ratio + .5)
	unit := func(css float64) int { return int(css*p.ratio + .5) }
	winner := best(probabilities)
	p.front.Set("textBaseline", "middle")
	for d, v := range probabilities {
		if !(v >= 0) {
			v = 0
		}
		font, text, strength := "", c.Text, .6
		if d == winner {
			font, text, strength = "bold ", c.Strong, 1
		}
		p.front.Set("font", font+strconv.Itoa(size)+"px system-ui, sans-serif")
		p.front.Set("fillStyle", text)
		b := p.share(d)
		if p.down {
			middle := b.x + b.w/2
			p.front.Set("textAlign", "center")
			p.front.Call("fillText", strconv.Itoa(d), middle, b.bottom()-size/2)
			room := b.h - 2*size - unit(4)
			h := max(1, int(float32(room)*v))
			if d == winner {
				p.front.Call("fillText", "▾", middle, b.y+size/2+room-h)
			}
			p.bar(box{b.x + unit(3), b.y + size + room - h, b.w - unit(6), h}, c, strength)
			continue
		}
		middle := b.y + b.h/2
		p.front.Set("textAlign", "left")
		if d == winner {
			p.front.Call("fillText", "▸", b.x, middle)
		}
		p.front.Call("fillText", strconv.Itoa(d), b.x+unit(11), middle)
		p.front.Set("textAlign", "right")
		p.front.Call("fillText", strconv.Itoa(i18n.WholePercent(v))+"%", b.right(), middle)
		room := b.w - unit(23) - unit(42)
		h := min(unit(12), b.h-unit(2))
		p.bar(box{b.x + unit(23), middle - h/2, max(1, int(float32(room)*v)), h}, c, strength)
	}
}

// bar draws one of the ten bars.
func (p *painter) bar(at box, c dom.Colours, strength float64) {
	p.front.Set("fillStyle", c.Training)
	p.front.Set("globalAlpha", strength)
	p.front.Call("fillRect", at.x, at.y, at.w, at.h)
	p.front.Set("globalAlpha", 1)
}

// place returns where on the canvas a pointer is.
func (p *painter) place(e app.Value) (x, y int) {
	r := p.front.Get("canvas").Call("getBoundingClientRect")
	return int((e.Get("clientX").Float() - r.Get("left").Float()) * p.ratio), int((e.Get("clientY").Float() - r.Get("top").Float()) * p.ratio)
}
