package strokes

import "math/rand/v2"

// Write returns a digit as one of many people might write it, and the diameter of the pen, both on a sheet of 1×1. The form, its
// proportions and the manner of writing are random: forms differ by country, age and haste. All randomness comes from rng, and the
// points are the same on every machine.
func Write(digit int, rng *rand.Rand) (drawn []Stroke, pen float64) {
	h := hand{rng: rng, care: .4 + float64(1.3*rng.Float64())}
	return h.place(h.form(digit))
}

// form returns a digit in a box of 1×1.
func (h *hand) form(digit int) []Stroke {
	switch digit {
	case 0:
		return h.zero()
	case 1:
		return h.one()
	case 2:
		return h.two()
	case 3:
		return h.three()
	case 4:
		return h.four()
	case 5:
		return h.five()
	case 6:
		return h.six()
	case 7:
		return h.seven()
	case 8:
		return h.eight()
	case 9:
		return h.nine()
	}
	return nil
}

// zero is not always closed, ends sometimes in a curl, and has a slash where it must not be taken for the letter.
func (h *hand) zero() []Stroke {
	from, turn := h.in(-160, -20), -h.in(310, 400)
	if h.odds(.2) {
		from, turn = h.in(-160, -20), -turn
	}
	s := h.ring(.5, .5, .5, .5, from, turn, h.in(-.15, .12))
	if h.odds(.08) {
		last := s[len(s)-1]
		s = join(s, curve(last, h.at(.5, .12), h.at(.3, h.in(.15, .3))))
	}
	if h.odds(.1) {
		return []Stroke{s, {h.at(h.in(.75, 1.05), h.in(-.05, .2)), h.at(h.in(-.05, .25), h.in(.8, 1.05))}}
	}
	return []Stroke{s}
}

// one is a plain line, or has a flag, and a foot.
func (h *hand) one() []Stroke {
	top, bottom := h.at(.5, 0), h.at(.5, 1)
	bend := h.in(-.07, .07)
	stem := Stroke{top, bottom}
	if h.odds(.5) {
		stem = curve(top, Point{(top.X+bottom.X)/2 + bend, .5}, bottom)
	}
	flag, foot := h.odds(.55), h.odds(.2)
	if flag {
		wide := h.in(.15, .65)
		high := h.in(.1, .2) + float64(wide*h.in(.2, .6))
		tip := h.at(.5-wide, high)
		rise := Stroke{tip, top}
		if h.odds(.3) {
			rise = curve(tip, Point{(tip.X + top.X) / 2, tip.Y*.5 + h.in(-.02, .08)}, top)
		}
		if h.odds(.1) { // lifted
			return []Stroke{rise, {h.at(.5, .02), bottom}}
		}
		stem = join(rise, stem)
	}
	if !foot {
		return []Stroke{stem}
	}
	left, right := h.at(.5-h.in(.15, .6), 1), h.at(.5+h.in(.15, .6), 1)
	if h.odds(.3) {
		return []Stroke{join(stem, Stroke{left, right})}
	}
	return []Stroke{stem, {left, right}}
}

// two ends below in a corner, in a wave or in a loop.
func (h *hand) two() []Stroke {
	corner := h.at(.05, .97)
	if h.odds(.1) {
		return []Stroke{{h.at(0, .06), h.at(.92, .03), corner, h.at(1, .97)}}
	}
	right := h.in(.2, .34)
	arch := []Point{h.at(h.in(0, .25), h.in(.1, .4)), h.at(.22, .08), h.at(.55, 0), h.at(.93, right), h.at(h.in(.55, .8), h.in(.5, .62))}
	if h.odds(.15) { // no hook at the beginning
		arch = arch[1:]
	}
	end := h.at(h.in(.65, 1.1), h.in(.88, 1.03))
	switch kind := h.rng.Float64(); {
	case kind < .4:
		return []Stroke{join(curve(append(arch, corner)...), Stroke{corner, end})}
	case kind < .65:
		return []Stroke{join(curve(append(arch, corner)...), curve(corner, h.at(.3, .9), h.at(.65, 1), end))}
	}
	size := h.in(.5, 1.2)
	return []Stroke{curve(append(arch, h.at(.25, .9), h.at(.05, 1), h.at(.05-float64(.1*size), 1-float64(.12*size)), h.at(.12, 1-float64(.2*size)), h.at(.4, .93),
		h.at(.75, 1), end)...)}
}

// three has a round or flat top, and a cusp, a loop or hardly a notch in the middle.
func (h *hand) three() []Stroke {
	middle := h.at(h.in(.2, .55), h.in(.4, .52))
	if h.odds(.1) {
		middle.X = h.in(.55, .75)
	}
	var top Stroke
	if h.odds(.28) {
		corner := h.at(.85, .02)
		top = join(Stroke{h.at(.05, .03), corner}, Stroke{corner, middle})
	} else {
		top = curve(h.at(h.in(0, .22), h.in(.06, .26)), h.at(.45, 0), h.at(h.in(.75, .95), .2), middle)
	}
	low := h.in(.68, .8)
	end := []Point{h.at(.52, 1), h.at(h.in(-.05, .2), h.in(.78, .97))}
	if h.odds(.2) {
		end[1] = h.at(h.in(.2, .4), h.in(.93, 1.02))
	}
	if h.odds(.15) {
		return []Stroke{join(top, curve(append([]Point{middle, {middle.X - .13, middle.Y + .06}, {middle.X - .1, middle.Y - .05},
			h.at(.6, middle.Y+.03), h.at(1, low)}, end...)...))}
	}
	return []Stroke{join(top, curve(append([]Point{middle, h.at(.72, middle.Y+.06), h.at(1, low)}, end...)...))}
}

// four is open or closed, in one stroke or two, whose ends may not meet.
func (h *hand) four() []Stroke {
	x := h.in(.58, .88) // of the stem
	bar := h.in(.5, .74)
	stem := Stroke{h.at(x, h.in(0, .2)), h.at(x+h.in(-.15, .08), 1)}
	right := h.at(h.in(x+.08, 1.1), bar+h.in(-.06, .06))
	if h.odds(.12) { // ends at the stem
		right.X = x + h.in(-.04, .04)
	}
	left := h.at(0, bar)
	switch kind := h.rng.Float64(); {
	case kind < .3: // open, with a corner
		if h.odds(.35) {
			stem[0].Y = h.in(.2, .45)
		}
		return []Stroke{{h.at(h.in(.05, .42), 0), left, right}, stem}
	case kind < .5: // open, like a u
		return []Stroke{curve(h.at(h.in(0, .2), h.in(0, .1)), h.at(.03, bar-.2), h.at(.2, bar), right), stem}
	case kind < .62: // open, one stroke
		up := Point{stem[0].X + h.in(-.02, .08), stem[0].Y}
		if h.odds(.5) {
			return []Stroke{join(Stroke{h.at(h.in(.05, .3), 0), left}, Stroke{{x, bar}, up, stem[1]})}
		}
		return []Stroke{join(curve(h.at(h.in(.05, .3), 0), h.at(.02, bar-.15), h.at(.3, bar), Point{x - .05, bar - .15}, up), Stroke{stem[1]})}
	case kind < .8: // closed, two strokes
		apex := Point{stem[0].X + h.in(-.12, .03), stem[0].Y + h.in(-.08, .04)}
		if h.odds(.3) {
			return []Stroke{join(curve(apex, h.at(.35, .35), left), Stroke{right}), stem}
		}
		return []Stroke{{apex, left, right}, stem}
	case kind < .9: // closed, one stroke from below
		return []Stroke{{stem[1], stem[0], left, right}}
	}
	return []Stroke{{stem[0], left, right, {x, bar}, stem[1]}} // closed, one stroke, without going back to the top
}

// five is one stroke, or gets its hat afterwards, or is like an S.
func (h *hand) five() []Stroke {
	shoulder := h.at(h.in(.02, .2), h.in(.36, .5))
	bowl := []Point{shoulder, h.at(.5, shoulder.Y-h.in(-.02, .1)), h.at(1, h.in(.62, .74)), h.at(.55, 1), h.at(h.in(-.05, .15), h.in(.8, .98))}
	if h.odds(.2) {
		bowl[4] = h.at(h.in(.15, .4), h.in(.95, 1.02))
	}
	if h.odds(.15) { // the bowl begins without a corner
		bowl = append([]Point{h.at(.12, .3)}, bowl...)
	}
	corner := h.at(h.in(.08, .25), 0)
	hat := h.at(h.in(.55, 1.1), h.in(-.06, .06))
	switch kind := h.rng.Float64(); {
	case kind < .4:
		return []Stroke{join(Stroke{hat, corner}, curve(bowl...))}
	case kind < .8:
		gap := Point{h.in(-.08, .12), h.in(-.08, .06)}
		return []Stroke{join(Stroke{corner}, curve(bowl...)), {{corner.X + gap.X, corner.Y + gap.Y}, {hat.X, hat.Y + gap.Y}}}
	}
	return []Stroke{curve(append([]Point{hat, h.at(.35, .04), h.at(.15, .25)}, bowl...)...)}
}

// six has a stem that is round or straight, and a loop that is large or small, closed or open.
func (h *hand) six() []Stroke {
	top := h.in(.36, .7) // of the loop
	middle := (top + 1) / 2
	stem := []Point{h.at(h.in(.35, 1), h.in(0, .06)), h.at(h.in(.22, .4), h.in(.22, .32)), h.at(0, h.in(.55, .72))}
	if h.odds(.3) {
		stem = []Point{h.at(h.in(.1, .6), 0), h.at(0, h.in(.6, .75))}
	}
	loop := []Point{h.at(.15, .93), h.at(.5, 1), h.at(h.in(.8, 1), middle), h.at(.55, top), h.at(h.in(.15, .3), top+.12)}
	switch kind := h.rng.Float64(); {
	case kind < .5:
		loop = append(loop, h.at(.04, middle+.05))
	case kind < .65:
		loop = append(loop, h.at(.08, middle), h.at(.2, .93))
	case kind < .8: // open
		loop = loop[:4]
	}
	return []Stroke{curve(append(stem, loop...)...)}
}

// seven has a round or sharp corner, and sometimes a serif and a bar.
func (h *hand) seven() []Stroke {
	left, corner, foot := h.at(0, h.in(0, .12)), h.at(.97, h.in(-.03, .07)), h.at(h.in(.1, .65), 1)
	middle := Point{corner.X*.5 + foot.X*.5 + h.in(-.15, .1), h.in(.4, .6)}
	var s Stroke
	switch kind := h.rng.Float64(); {
	case kind < .4:
		s = Stroke{left, corner, foot}
		middle.X = corner.X + (foot.X-corner.X)*(middle.Y-corner.Y)/(foot.Y-corner.Y)
	case kind < .75:
		s = join(Stroke{left, corner}, curve(corner, middle, foot))
	default:
		s = curve(left, h.at(.6, left.Y-.03), h.at(.95, .1), middle, foot)
	}
	if h.odds(.3) {
		s = join(Stroke{h.at(h.in(-.05, .06), left.Y+h.in(.08, .36))}, s)
	}
	if h.odds(.3) {
		wide, rise := h.in(.15, .4), h.in(-.08, .06)
		return []Stroke{s, {{middle.X - wide, middle.Y - rise}, {middle.X + float64(wide*h.in(.6, 1.1)), middle.Y + rise}}}
	}
	return []Stroke{s}
}

// eight is one stroke, whose ends may not meet, or two circles.
func (h *hand) eight() []Stroke {
	waist, small := h.in(.38, .54), h.in(.28, .5)
	if h.odds(.22) {
		gap := h.in(-.05, .05)
		return []Stroke{h.ring(.5, (waist-gap)/2, small, (waist-gap)/2, h.in(-180, 180), -h.in(330, 390), h.in(-.1, .1)),
			h.ring(.5, (1+waist)/2, .5, (1-waist)/2, h.in(-180, 0), -h.in(330, 390), h.in(-.1, .1))}
	}
	low := (1 + waist) / 2
	left, right := h.at(.5-small, waist/2), h.at(.5+small, waist/2)
	below := []Point{h.at(.5, waist), h.at(1, low), h.at(.5, 1), h.at(0, low), h.at(.5, waist)}
	top := h.at(.5, 0)
	var loop []Point
	switch kind := h.rng.Float64(); {
	case kind < .6: // from above
		loop = append(append([]Point{h.at(.5+float64(small*h.in(.6, 1)), h.in(.02, .2)), top, left}, below...), right)
		if h.odds(.5) {
			loop = append(loop, h.at(h.in(.5, .85), h.in(-.03, .08)))
		}
	case kind < .8: // from the waist
		loop = append([]Point{h.at(.5, waist), right, top, left}, below...)
	default: // closed
		loop = append(append([]Point{top, left}, below...), right, h.at(.45, -.01))
	}
	if h.odds(.2) {
		for i := range loop {
			loop[i].X = 1 - loop[i].X
		}
	}
	return []Stroke{curve(loop...)}
}

// nine has a loop that is large or small, closed or open, and a tail that is straight or round, sometimes a stroke of its own.
func (h *hand) nine() []Stroke {
	high, wide := h.in(.34, .64), h.in(.36, .5)
	right := .5 + wide
	from := h.in(-75, 10)
	loop := h.ring(.5, high/2, wide, high/2, from, -h.in(290, 375)-max(0, -from), h.in(-.1, .15))
	start := h.at(right, h.in(.05, high*.6))
	var tail Stroke
	switch kind := h.rng.Float64(); {
	case kind < .3:
		tail = Stroke{start, h.at(right-h.in(-.03, .15), 1)}
	case kind < .55:
		tail = Stroke{start, h.at(right-h.in(.15, .7), 1)}
	case kind < .75:
		tail = curve(start, h.at(right-h.in(0, .08), h.in(.55, .7)), h.at(right-h.in(.2, .5), 1))
	default:
		tail = curve(start, h.at(right, h.in(.55, .7)), h.at(right-.15, h.in(.86, .95)), h.at(.45, 1), h.at(h.in(-.05, .25), h.in(.82, .97)))
	}
	if h.odds(.2) {
		return []Stroke{loop, tail}
	}
	return []Stroke{join(loop, tail)}
}
