package lesson

import (
	"math"
	"strconv"

	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/stats"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// why draws a digit, the same moved, and below them what a dense network gets of each: one row of numbers.
func (d *sheet) why(s *state) app.UI {
	a := digit(s.Image)
	b := a.shifted(s.Shift)
	d.grid(20, 4, 18, a, ink, false)
	d.grid(196, 4, 18, b, ink, false)
	const cell = sheetWidth / 64.
	for i, p := range []picture{a, b} {
		top := 168 + 44*float64(i)
		for j, v := range p.values {
			if v > 0 {
				d.add(shape("rect", "ink").Attr("x", units(cell*float64(j))).Attr("y", units(top)).Attr("width", units(cell)).Attr("height", "22").Attr("fill-opacity", units(v/ink)))
			}
		}
		d.rect("frame", 0, top, sheetWidth, 22)
	}
	for j, v := range a.values {
		if v != b.values[j] {
			x := cell * (float64(j) + .5)
			d.line("changed", x, 194, x, 208)
		}
	}
	return d.drawn(238)
}

func (d *sheet) oneHot(s *state) app.UI {
	const cell = sheetWidth / classes
	d.grid(8, 4, 12, digit(s.Label), ink, false)
	d.text("large", 180, 62, strconv.Itoa(s.Label))
	d.arrow(126, 52, 152, 52)
	d.arrow(180, 76, 180, 104)
	for i := range classes {
		class, value, on := "frame", "0", ""
		if i == s.Label {
			class, value, on = "chosen", "1", " on"
		}
		x := cell * float64(i)
		d.rect(class, x+2, 114, cell-4, 32)
		d.text("value"+on, x+cell/2, 130, value)
		d.text("tick", x+cell/2, 160, strconv.Itoa(i))
	}
	return d.drawn(172)
}

func (d *sheet) split(s *state, l *labels) app.UI {
	digits := tutorial.Data.Count()
	c := split(digits, s.TestPercent, s.ValidationPercent)
	at := 0.
	for _, part := range []struct {
		class, name string
		count       int
	}{{"training", l.Training, c.fit}, {"validation", l.Validation, c.validation}, {"test", l.Test, c.test}} {
		w := sheetWidth * float64(part.count) / float64(digits)
		d.rect("part "+part.class, at, 34, w, 56)
		d.text("tick", at+w/2, 24, whole(part.count))
		d.text("tick", at+w/2, 106, part.name)
		at += w
	}
	d.line("bracket", 0, 8, sheetWidth*float64(c.rest)/float64(digits), 8)
	return d.drawn(116)
}

// conv draws the picture with the kernel on it, the kernel, and the map.
func (d *sheet) conv(s *state) app.UI {
	in, kernel, out := s.conv()
	pad := before(in.w, kernel.w, s.Stride, s.Padding == 1)
	const cell, left, top = 19., 38., 44.
	padded := 0
	if s.Padding == 1 {
		padded = max((out.w-1)*s.Stride+kernel.w, in.w) // columns with the zeros
		d.rect("zeros", left-cell*float64(pad), top-cell*float64(pad), cell*float64(padded), cell*float64(padded))
	}
	d.grid(left, top, cell, in, ink, false)
	row, column := s.Window/out.w, s.Window%out.w
	x, y := left+cell*float64(column*s.Stride-pad), top+cell*float64(row*s.Stride-pad)
	for j := range kernel.h {
		for i := range kernel.w {
			v := in.at(column*s.Stride-pad+i, row*s.Stride-pad+j)
			class := "value"
			if v > .55*ink {
				class = "value on"
			}
			d.text(class, x+cell*(float64(i)+.5), y+cell*(float64(j)+.5), brief(v))
		}
	}
	d.rect("window", x, y, cell*float64(kernel.w), cell*float64(kernel.h))
	const right = 242.
	d.grid(right, 4, 20, kernel, 1, true)
	mapTop := 4 + 20*float64(kernel.h) + 32
	d.text("sign", right+10*float64(kernel.w), mapTop-16, "= "+brief(out.values[s.Window]))
	mapCell := math.Min(104/float64(out.w), 22)
	d.grid(right, mapTop, mapCell, out, most(out), false)
	d.rect("window", right+mapCell*float64(column), mapTop+mapCell*float64(row), mapCell, mapCell)
	return d.drawn(242)
}

// most returns the largest distance from zero, or 1 where all is zero.
func most(p picture) float64 {
	m := 0.
	for _, v := range p.values {
		m = math.Max(m, math.Abs(v))
	}
	if m == 0 {
		return 1
	}
	return m
}

func (d *sheet) relu(s *state) app.UI {
	const left, width, bottom, height = 70., 220., 118., 110.
	x := func(v float64) float64 { return left + width*(v+10)/20 }
	y := func(v float64) float64 { return bottom - height*v/10 }
	d.line("axis", x(-10), y(0), x(10), y(0))
	d.line("axis", x(0), y(0), x(0), y(10))
	d.path("curve", "M"+units(x(-10))+" "+units(y(0))+"H"+units(x(0))+"L"+units(x(10))+" "+units(y(10)))
	at := float64(s.X)
	d.line("guide", x(at), y(0), x(at), y(math.Max(at, 0)))
	d.dot("mark", x(at), y(math.Max(at, 0)), 5)
	d.text("tick", x(at), y(0)+16, brief(at))
	p := s.featureMap()
	d.grid(20, 150, 22, p, most(p), false)
	d.arrow(162, 216, 196, 216)
	d.grid(208, 150, 22, p.relu(), most(p), false)
	return d.drawn(288)
}

func (d *sheet) pool(s *state) app.UI {
	p := s.featureMap().relu()
	out := p.pooled(s.PoolSize, s.PoolKind == 1)
	const cell, top = 30., 6.
	d.grid(6, top, cell, p, most(p), true)
	row, column := s.PoolWindow/out.w, s.PoolWindow%out.w
	side := cell * float64(s.PoolSize)
	d.rect("window", 6+side*float64(column), top+side*float64(row), side, side)
	outCell := 132 / float64(out.w)
	d.arrow(192, 96, 212, 96)
	d.grid(222, 30, outCell, out, most(p), true)
	d.rect("window", 222+outCell*float64(column), 30+outCell*float64(row), outCell, outCell)
	return d.drawn(194)
}

// flatten draws the maps, and the row that becomes of them.
func (d *sheet) flatten(s *state) app.UI {
	pooled := describe(tutorial.Layers)[1].Output
	const cell = 10.
	place, of := s.Element/pooled[2], s.Element%pooled[2]
	step := sheetWidth / float64(pooled[2])
	var fromX, fromY float64
	for m := range pooled[2] {
		x := step*float64(m) + (step-cell*float64(pooled[1]))/2
		for i := range pooled[0] * pooled[1] {
			class := "cell"
			cx, cy := x+cell*float64(i%pooled[1]), 22+cell*float64(i/pooled[1])
			if m == of && i == place {
				class, fromX, fromY = "chosen", cx+cell/2, cy+cell
			}
			d.rect(class, cx, cy, cell, cell)
		}
		d.text("tick", x+cell*float64(pooled[1])/2, 12, strconv.Itoa(m+1))
	}
	width := sheetWidth / float64(flat())
	for i := range flat() {
		class := "cell"
		if i == s.Element {
			class = "chosen"
		}
		d.rect(class, width*float64(i), 104, width, 22)
	}
	d.line("guide", fromX, fromY, width*(float64(s.Element)+.5), 104)
	return d.drawn(130)
}

func (d *sheet) softmax(s *state) app.UI {
	for i, p := range s.probabilities() {
		y := 8 + 40*float64(i)
		d.text("tick start", 0, y+14, strconv.Itoa(i))
		d.rect("frame", 24, y, 268, 28)
		d.rect("bar-part", 24, y, 268*p, 28)
		d.text("tick start", 300, y+14, percent(p)+" %")
	}
	return d.drawn(124)
}

// summary is the table of the network's layers, with the names that the cell of Keras prints.
func summary(s *state, l *labels) app.UI {
	infos, names := describe(s.layers()), kerasNames(kinds(mlp()), kinds(s.layers()))
	return app.Table().Class("summary").Body(
		app.THead().Body(app.Tr().Body(app.Th().Scope("col").Text(l.Layer), app.Th().Scope("col").Text(l.Output), app.Th().Scope("col").Text(l.Parameters))),
		app.TBody().Body(app.Range(infos).Slice(func(i int) app.UI {
			return app.Tr().Body(app.Th().Scope("row").Text(names[i]), app.Td().Text(i18n.Shape(infos[i].Output)), app.Td().Text(whole(infos[i].Params)))
		})),
		app.TFoot().Body(app.Tr().Body(app.Th().Scope("row").Text(l.Sum), app.Td(), app.Td().Text(whole(total(infos))))),
	)
}

func (d *sheet) loss(s *state) app.UI {
	const left, width, bottom, height, highest = 34., 316., 180., 168., 5.
	x := func(p float64) float64 { return left + width*p }
	y := func(v float64) float64 { return bottom - height*math.Min(v, highest)/highest }
	d.line("axis", x(0), y(0), x(1), y(0))
	d.line("axis", x(0), y(0), x(0), y(highest))
	for v := range int(highest) + 1 {
		d.text("tick end", left-8, y(float64(v)), strconv.Itoa(v))
	}
	for p := 0; p <= 100; p += 25 {
		d.text("tick", x(float64(p)/100), bottom+16, strconv.Itoa(p)+" %")
	}
	curve := ""
	for i := range 101 {
		p := math.Exp(-highest) + (1-math.Exp(-highest))*float64(i*i)/10000
		curve += map[bool]string{true: "M", false: "L"}[i == 0] + units(x(p)) + " " + units(y(lossOf(p)))
	}
	d.path("curve", curve)
	p := float64(s.Sure) / 100
	d.line("guide", x(p), y(0), x(p), y(lossOf(p)))
	d.dot("mark", x(p), y(lossOf(p)), 5)
	return d.drawn(206)
}

// batches draws an epoch, a block for each batch, as wide as it has digits; and below it the loss of the run.
func (d *sheet) batches(s *state, l *labels) app.UI {
	fit := split(tutorial.Data.Count(), tutorial.TestPercent, tutorial.ValidationPercent).fit
	unit := sheetWidth / float64(fit)
	for at := 0; at < fit; at += s.Batch {
		w := unit * float64(min(s.Batch, fit-at))
		d.rect("batch", unit*float64(at), 6, math.Max(w-math.Min(1.5, w/3), .5), 44)
	}
	d.curves(s.run, s.run.epochs(), 64, 1, 1, l)
	return d.drawn(228)
}

// curves draws the loss of a run below top, with two charts also the accuracy, and the epoch that is read. The loss is
// magnified.
func (d *sheet) curves(r run, epoch int, top float64, charts int, magnified float32, l *labels) {
	const left, width, height = 34., 318., 118.
	epochs := r.planned
	x := func(epoch int) float64 { return left + width*float64(epoch)/float64(epochs) }
	for i, chart := range []struct {
		title                string
		training, validation []float32
		most                 float32
		ticks                []string
	}{
		{l.Loss, r.rows[trainingLoss], r.rows[validationLoss], 2.5 / magnified, []string{"0", units(1 / float64(magnified)), units(2 / float64(magnified))}},
		{l.Accuracy, r.rows[trainingAccuracy], r.rows[validationAccuracy], 1, []string{"0", "50", "100"}},
	}[:charts] {
		bottom := top + 142 + 164*float64(i)
		y := func(v float32) float64 { return bottom - height*float64(min(v, chart.most)/chart.most) }
		d.text("title start", left, bottom-height-14, chart.title)
		for j, t := range chart.ticks {
			at := y(float32(j) / magnified)
			if i == 1 {
				at = y(float32(j) / 2)
			}
			d.line("gridline", left, at, left+width, at)
			d.text("tick end", left-6, at, t)
		}
		for k, values := range [][]float32{chart.training, chart.validation} {
			path := ""
			for e, v := range values {
				path += map[bool]string{true: "M", false: "L"}[e == 0] + units(x(e+1)) + " " + units(y(v))
			}
			d.path([]string{"curve training", "curve validation"}[k], path)
			if epoch > 0 && epoch <= len(values) {
				d.dot([]string{"mark training", "mark validation"}[k], x(epoch), y(values[epoch-1]), 4)
			}
		}
		d.line("guide", x(epoch), bottom-height, x(epoch), bottom)
		for _, e := range []int{0, epochs / 2, epochs} {
			d.text("tick", x(e), bottom+14, strconv.Itoa(e))
		}
	}
	d.line("curve training", 190, top+10, 208, top+10)
	d.text("tick start", 212, top+10, l.Training)
	d.line("curve validation", 268, top+10, 286, top+10)
	d.text("tick start", 290, top+10, l.Validation)
}

// interval is where the true accuracy may be, with 95 % confidence.
func interval(right, of int) (low, high float64) { return stats.Wilson(right, of) }

func (d *sheet) interval(s *state, l *labels) app.UI {
	const from, to = .86, 1.
	x := func(v float64) float64 { return 12 + (sheetWidth-24)*(math.Max(v, from)-from)/(to-from) }
	d.rect("range", x(lowest), 34, x(highest)-x(lowest), 40)
	d.rect("range", x(meanAccuracy-spread), 34, x(meanAccuracy+spread)-x(meanAccuracy-spread), 40)
	d.line("goal", x(published), 26, x(published), 82)
	d.text("tick", x(published), 14, l.Network)
	low, high := interval(s.Right, testDigits())
	d.line("whisker", x(low), 54, x(high), 54)
	d.dot("mark", x(float64(s.Right)/float64(testDigits())), 54, 6)
	d.line("axis", x(from), 90, x(to), 90)
	for v := from; v < to+.001; v += .02 {
		d.text("tick", x(v), 104, strconv.Itoa(int(math.Round(100*v)))+" %")
	}
	return d.drawn(116)
}
