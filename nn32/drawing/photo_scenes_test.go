package drawing_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"math"
	"math/rand/v2"

	"digitlab/nn32/drawing"
	"digitlab/nn32/drawing/strokes"
)

// scene describes a made-up photo of paper. Values of light that reflect are from 0, black, to 1, white.
type scene struct {
	name            string
	paper, ink      float64 // what they reflect
	pen             float64 // the pen's width as a share of the digit's side
	size            float64 // the digit's side as a share of the photo's shorter side
	gradient        float64 // how much darker the photo is on its dark side
	vignette        float64 // how much darker it is in the corners
	ruled           float64 // lines are this much darker than paper; 0: there are none
	squared, margin bool    // lines also from top to bottom; one line from top to bottom
	table           float64 // what the table around the sheet reflects; 0: none is seen
	grain           float64 // the strength of the table's wood grain
	shadow          float64 // how much darker a shadow with a sharp edge is
	finger          bool    // holds the sheet at its edge
	fold            float64 // how much darker a fold in the sheet is
	blur            int     // passes of a 3×3 mean
	noise           float64 // standard deviation, in shades of 255
	quality         int     // of the JPEG
}

// scenes has the kinds of photos. photograph varies each.
var scenes = []scene{
	{name: "a lamp at one side", gradient: .5, vignette: .3},
	{name: "a sheet on a dark table", table: .15},
	{name: "a sheet in shade on a white table", paper: .5, table: .97, gradient: .4},
	{name: "ruled paper", ruled: .25},
	{name: "squared paper", ruled: .2, squared: true},
	{name: "pencil", ink: .6, pen: .03},
	{name: "coloured ink", ink: .35, gradient: .3},
	{name: "a small digit", size: .13, gradient: .2},
	{name: "a finger at the edge", finger: true},
	{name: "a shadow", shadow: .45},
	{name: "a wooden table", table: .35, grain: .25},
	{name: "chalk on a board", paper: .06, ink: .75, vignette: .3},
	{name: "pencil on ruled paper", ink: .5, pen: .035, ruled: .2},
	{name: "squared paper on a table", ruled: .25, squared: true, table: .25, gradient: .3},
	{name: "a thin pen", pen: .012},
	{name: "a folded sheet", fold: .2, vignette: .2},
	{name: "ruled paper with a margin", ruled: .3, margin: true, gradient: .3},
	{name: "out of focus", blur: 8, pen: .06},
	{name: "a noisy photo", noise: 9, quality: 25, gradient: .3},
	{name: "everything at once", ruled: .2, squared: true, table: .3, grain: .2, shadow: .3, finger: true, vignette: .3},
}

// photograph returns the lightness of a photo of strokes in a scene. strokes are on a sheet of 1×1; nil gives an empty sheet.
func (s scene) photograph(what []strokes.Stroke, rng *rand.Rand) drawing.Bitmap {
	between := func(from, to float64) float64 { return from + (to-from)*rng.Float64() }
	given := func(v, from, to float64) float64 { // a value of the scene, varied a little, or else a common one
		if v != 0 {
			return v * between(.85, 1.15)
		}
		return between(from, to)
	}
	size := [][2]int{{450, 600}, {600, 450}, {600, 600}}[rng.IntN(3)]
	w, h := size[0], size[1]
	short := float64(min(w, h))
	light := make([]float64, w*h) // what each pixel reflects
	paper, ink := given(s.paper, .8, .95), given(s.ink, .05, .3)
	if s.ink > .4 && s.paper == 0 { // faint ink is relative to its paper
		ink *= paper
	}

	// The table is everywhere, and the sheet on it.
	turn := between(-.05, .05)
	if s.table > 0 {
		turn = between(-.2, .2)
	}
	sin, cos := math.Sincos(turn)
	middleX, middleY := float64(w)/2, float64(h)/2
	onSheet := func(x, y int) (float64, float64) { // pixels along the sheet's edges, from the photo's middle
		dx, dy := float64(x)-middleX, float64(y)-middleY
		return cos*dx + sin*dy, cos*dy - sin*dx
	}
	left, right, top, bottom := -1e9, 1e9, -1e9, 1e9
	if s.table > 0 { // one to three edges are seen
		edges := 1 + rng.IntN(7)
		for i, edge := range []*float64{&left, &right, &bottom} {
			if edges>>i&1 == 1 {
				*edge = []float64{-1, 1, 1}[i] * between(.32, .5) * []float64{float64(w), float64(w), float64(h)}[i]
			}
		}
	}
	period, phase := between(9, 20), between(0, 6)
	spacing := short * between(.06, .12)
	lineWidth := between(.7, 2)
	foldAt, foldTurn := between(-.15, .15)*short, between(-.1, .1)
	shadowAt, shadowTurn := between(-.2, .2)*short, between(-2, 2)
	tableLight, grain := s.table*between(.9, 1.03), s.grain
	for y := range h {
		for x := range w {
			u, v := onSheet(x, y)
			r := paper
			if u < left || u > right || v < top || v > bottom {
				waves := math.Sin((v+12*math.Sin(u/70+phase))/period) + math.Sin((v+9*math.Sin(u/90))/(.37*period))
				r = min(1, tableLight*(1+grain*waves/2))
			} else {
				line := func(at float64) float64 { // how much of a pixel lies on a line at a multiple of spacing
					at = math.Abs(at - spacing*math.Round(at/spacing))
					return max(0, min(1, lineWidth/2+.5-at))
				}
				cover := 0.
				if s.ruled > 0 {
					cover = line(v + phase)
					if s.squared {
						cover = max(cover, line(u+phase))
					}
				}
				if s.margin {
					cover = max(cover, max(0, min(1, lineWidth/2+.5-math.Abs(u+.3*short))))
				}
				r *= 1 - s.ruled*cover
				if s.fold > 0 {
					r *= 1 - s.fold*math.Exp(-math.Pow((v-foldAt-foldTurn*u)/3, 2))
				}
			}
			light[y*w+x] = r
		}
	}

	if what != nil {
		side := int(short * given(s.size, .3, .7))
		pen := given(s.pen, .04, .09)
		fine := drawing.Bitmap{Width: 3 * side, Height: 3 * side, Ink: strokes.Draw(what, 3*side, max(pen, 1.6/float64(side)))}.Thumbnail(side)
		atX, atY := int(middleX+between(-.06, .06)*short)-side/2, int(middleY+between(-.06, .06)*short)-side/2
		for i, cover := range fine.Ink {
			p := &light[(atY+i/side)*w+atX+i%side]
			c := float64(cover) / 255
			if ink < *p == (ink < paper) { // ink on a line does not become lighter
				*p = *p*(1-c) + ink*c
			}
		}
	}

	if s.finger { // a rounded bar of skin from one edge, and its soft shadow
		fromX, fromY := between(.1, .9)*float64(w), float64(h)
		toX, toY := fromX+between(-.1, .1)*short, float64(h)*between(.8, .9)
		thick := short * between(.05, .08)
		for y := range h {
			for x := range w {
				t := max(0, min(1, ((float64(x)-fromX)*(toX-fromX)+(float64(y)-fromY)*(toY-fromY))/(math.Pow(toX-fromX, 2)+math.Pow(toY-fromY, 2))))
				d := math.Hypot(float64(x)-fromX-t*(toX-fromX), float64(y)-fromY-t*(toY-fromY)) - thick
				switch p := &light[y*w+x]; {
				case d < 0:
					*p = .45 + .1*d/thick
				default:
					*p *= 1 - .4*math.Exp(-d/(.03*short))
				}
			}
		}
	}

	// Light, the camera and its file.
	angle := between(0, 2*math.Pi)
	sinLight, cosLight := math.Sincos(angle)
	exposure := between(.75, 1)
	for y := range h {
		for x := range w {
			dx, dy := (float64(x)-middleX)/short, (float64(y)-middleY)/short
			l := exposure * (1 - s.gradient*(.5+.6*(dx*cosLight+dy*sinLight))) * (1 - s.vignette*(dx*dx+dy*dy)*1.4)
			if s.shadow > 0 {
				l *= 1 - s.shadow/(1+math.Exp(-(float64(x)-middleX-shadowAt-shadowTurn*(float64(y)-middleY))/2))
			}
			light[y*w+x] *= max(.05, l)
		}
	}
	for range s.blur {
		light = mean3(light, w, h)
	}
	noise := given(s.noise, 1, 4)
	picture := image.NewGray(image.Rect(0, 0, w, h))
	for i, l := range light {
		picture.Pix[i] = uint8(max(0, min(255, 255*math.Pow(l, 1/1.6)+noise*rng.NormFloat64())))
	}
	quality := s.quality
	if quality == 0 {
		quality = 50 + rng.IntN(45)
	}
	var file bytes.Buffer
	if err := jpeg.Encode(&file, picture, &jpeg.Options{Quality: quality}); err != nil {
		panic(err)
	}
	decoded, err := jpeg.Decode(&file)
	if err != nil {
		panic(err)
	}
	photo := drawing.Bitmap{Width: w, Height: h}
	for grey, y := decoded.(*image.Gray), 0; y < h; y++ {
		photo.Ink = append(photo.Ink, grey.Pix[y*grey.Stride:][:w]...)
	}
	return photo
}

// mean3 returns the means of 3×3 pixels; the edge stays.
func mean3(v []float64, w, h int) []float64 {
	out := append([]float64(nil), v...)
	for y := 1; y < h-1; y++ {
		for x := 1; x < w-1; x++ {
			sum := 0.
			for dy := -1; dy <= 1; dy++ {
				for dx := -1; dx <= 1; dx++ {
					sum += v[(y+dy)*w+x+dx]
				}
			}
			out[y*w+x] = sum / 9
		}
	}
	return out
}
