package inside

import (
	"math"
	"slices"
	"testing"

	"digitlab/nn32"
)

// valueOf returns what a Path values at an element: the sum of a Conv2D or Dense, the output of other layers.
func valueOf(t testing.TB, s *nn32.Sequential, x *nn32.Tensor, layer, element int) float32 {
	t.Helper()
	terms, err := TermsOf(s, x, layer, element)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := s.Layers()[layer].(weighted); ok {
		return terms.Sum
	}
	return terms.Output
}

// The extremes of a unit of each layer are, to the bit, those that are found by computing each of its places on each digit alone.
func TestExtremes(t *testing.T) {
	data := digits(t)
	for name := range networks() {
		s, _ := trained(t, name, data)
		for layer, info := range s.LayerInfos() {
			units := info.Output[len(info.Output)-1]
			for _, unit := range []int{0, units - 1} {
				p, err := NewPath(s, layer, unit)
				if err != nil {
					t.Fatal(name, err)
				}
				some := data.Slice(20, 25)
				got := p.Extremes(some.X)
				for i, e := range got {
					x := some.Slice(i, i+1).X
					want := Extremes{Most: float32(math.Inf(-1)), Least: float32(math.Inf(1))}
					for place := range info.Output.Size() / units {
						v := valueOf(t, s, x, layer, place*units+unit)
						if v > want.Most {
							want.Most, want.MostAt = v, place
						}
						if v < want.Least {
							want.Least, want.LeastAt = v, place
						}
					}
					if e != want {
						t.Errorf("%s: on digit %d unit %d of layer %d has %+v, want %+v", name, i, unit, layer, e, want)
					}
				}
			}
		}
	}
}

// What is outside of the field changes no bit of the value at its place; each row and column at its edge changes it.
func TestField(t *testing.T) {
	data := digits(t)
	for name := range networks() {
		s, _ := trained(t, name, data)
		changes := reaches(s)
		for layer, info := range s.LayerInfos() {
			if len(info.Output) != 3 {
				p, _ := NewPath(s, layer, 0)
				if got := p.Field(0); got != (Field{0, 0, 8, 8}) {
					t.Errorf("%s: an element of layer %d sees %+v", name, layer, got)
				}
				continue
			}
			p, err := NewPath(s, layer, 0)
			if err != nil {
				t.Fatal(err)
			}
			for place := range changes[layer] {
				f := p.Field(place)
				reached := Field{Top: 8, Left: 8}
				bottom, right := 0, 0
				for pixel := range 64 {
					if !changes[layer][place][pixel] {
						continue
					}
					reached.Top, reached.Left = min(reached.Top, pixel/8), min(reached.Left, pixel%8)
					bottom, right = max(bottom, pixel/8), max(right, pixel%8)
				}
				reached.Height, reached.Width = bottom-reached.Top+1, right-reached.Left+1
				if f != reached {
					t.Errorf("%s: place %d of layer %d is reached by %+v, Field is %+v", name, place, layer, reached, f)
				}
			}
		}
	}
}

// reaches returns for each layer, place and pixel whether the pixel changes any unit at the place, on some background.
func reaches(s *nn32.Sequential) (yes [][][64]bool) {
	for _, info := range s.LayerInfos() {
		yes = append(yes, make([][64]bool, info.Output.Size()/info.Output[len(info.Output)-1]))
	}
	for _, grey := range []float32{0, .5, 1} {
		x := nn32.NewTensor(1, 8, 8, 1)
		for i := range x.Data {
			x.Data[i] = grey
		}
		outputs, _ := s.Trace(x)
		before := clonesOf(outputs)
		for pixel := range x.Data {
			for _, v := range []float32{-9, 9} {
				x.Data[pixel] = v
				outputs, _ = s.Trace(x)
				for layer, out := range outputs {
					units := out.Shape[len(out.Shape)-1]
					for place := range yes[layer] {
						changed := !slices.Equal(before[layer].Data[place*units:][:units], out.Data[place*units:][:units])
						yes[layer][place][pixel] = yes[layer][place][pixel] || changed
					}
				}
			}
			x.Data[pixel] = grey
		}
	}
	return yes
}

func clonesOf(outputs []*nn32.Tensor) (all []*nn32.Tensor) {
	for _, out := range outputs {
		all = append(all, clone(out))
	}
	return all
}

// The gradient of a unit of each layer is the numeric one.
func TestGradient(t *testing.T) {
	data := digits(t)
	for name := range networks() {
		s, _ := trained(t, name, data)
		for layer, info := range s.LayerInfos() {
			p, err := NewPath(s, layer, info.Output[len(info.Output)-1]/2)
			if err != nil {
				t.Fatal(err)
			}
			x := Noise(64, 1, 3)
			gradient := make([]float32, 64)
			if got, want := p.Gradient(x, gradient), p.Extremes(&nn32.Tensor{Shape: nn32.Shape{1, 8, 8, 1}, Data: x})[0].Most; got != want {
				t.Errorf("%s: layer %d has the value %v, want %v", name, layer, got, want)
			}
			at := p.extremes(0).MostAt
			value := func(v float32, pixel int) float64 {
				changed := slices.Clone(x)
				changed[pixel] += v
				p.forward(changed)
				return float64(p.values[at*Batch])
			}
			var largest float64
			for _, g := range gradient {
				largest = max(largest, math.Abs(float64(g)))
			}
			smooth := 0 // pixels at which no maximum and no ReLU changes sides
			for pixel, g := range gradient {
				const h = 2e-3
				up, down := (value(h, pixel)-value(0, pixel))/h, (value(0, pixel)-value(-h, pixel))/h
				tolerance := 2e-2*largest + 1e-3
				if math.Abs(up-down) > tolerance {
					continue
				}
				smooth++
				if numeric := (up + down) / 2; math.Abs(numeric-float64(g)) > tolerance {
					t.Errorf("%s: layer %d: the gradient of pixel %d is %v, numerically %v", name, layer, pixel, g, numeric)
				}
			}
			if smooth < 48 {
				t.Errorf("%s: layer %d is smooth at %d pixels only", name, layer, smooth)
			}
		}
	}
}

// To look for what excites a unit, between any two steps, changes no bit of the run.
func TestPathDisturbsNoRun(t *testing.T) {
	data := digits(t)
	for name := range networks() {
		undisturbed, n := trained(t, name, data)
		if _, err := undisturbed.Fit(data, n.epochs(1, 2)); err != nil {
			t.Fatal(name, err)
		}
		s, n := trained(t, name, data)
		for step, err := range s.Steps(data, n.epochs(1, 2)) {
			if err != nil {
				t.Fatal(name, err)
			}
			p, err := NewPath(s, step.Step%len(s.Layers()), 0)
			if err != nil {
				t.Fatal(name, err)
			}
			p.Extremes(data.Slice(0, 8).X)
			(&Ascent{Path: p, Most: 1, Picture: Noise(64, 1, 1)}).Step()
		}
		if got, want := weightsHash(s), weightsHash(undisturbed); got != want {
			t.Errorf("%s: looked into, the weights are %x, want %x", name, got, want)
		}
	}
}

// An ascent raises every unit that can be raised, stays in the range of pictures, and is the same to the bit each time.
func TestAscent(t *testing.T) {
	data := digits(t)
	climb := func(p *Path, variation, l2 float32) (first, last float32, picture []float32) {
		a := &Ascent{Path: p, Most: 1, TotalVariation: variation, L2: l2, Picture: Noise(64, 1, 9)}
		for i := range 60 {
			last = a.Step()
			if i == 0 {
				first = last
			}
		}
		return first, last, a.Picture
	}
	for name := range networks() {
		s, _ := trained(t, name, data)
		for layer, info := range s.LayerInfos() {
			p, err := NewPath(s, layer, info.Output[len(info.Output)-1]-1)
			if err != nil {
				t.Fatal(err)
			}
			first, last, picture := climb(p, 0, 0)
			moved := !slices.Equal(picture, Noise(64, 1, 9))
			if moved && !(last > first) || !moved && first != 0 {
				t.Errorf("%s: layer %d goes from %v to %v", name, layer, first, last)
			}
			for _, v := range picture {
				if !(v >= 0 && v <= 1) {
					t.Fatalf("%s: layer %d leads to a pixel of %v", name, layer, v)
				}
			}
			if _, again, same := climb(p, 0, 0); again != last || !slices.Equal(same, picture) {
				t.Errorf("%s: layer %d leads to another picture the second time", name, layer)
			}
		}
	}
}

// The penalties do what they are for: a picture with less variation, and a picture with less ink.
func TestPenalties(t *testing.T) {
	s, _ := trained(t, "tutorial", digits(t))
	p, err := NewPath(s, 4, 3)
	if err != nil {
		t.Fatal(err)
	}
	made := func(variation, l2 float32) (differences, ink float64) {
		a := &Ascent{Path: p, Most: 1, TotalVariation: variation, L2: l2, Picture: Noise(64, 1, 9)}
		for range 60 {
			a.Step()
		}
		for i, v := range a.Picture {
			ink += float64(v)
			if i%8 < 7 {
				differences += math.Abs(float64(a.Picture[i+1] - v))
			}
		}
		return differences, ink
	}
	differences, ink := made(0, 0)
	if plain, _ := made(1, 0); !(plain < .7*differences) {
		t.Errorf("with the penalty for variation the differences are %v, without %v", plain, differences)
	}
	if _, light := made(0, 1); !(light < .7*ink) {
		t.Errorf("with the penalty for ink there is %v, without %v", light, ink)
	}
}

// The gradient of the total variation is the numeric one.
func TestVariation(t *testing.T) {
	s, _ := trained(t, "tutorial", digits(t))
	p, _ := NewPath(s, 0, 0)
	a := &Ascent{Path: p, Most: 16, Picture: Noise(64, 16, 5), variation: make([]float32, 64)}
	a.vary()
	total := func() (sum float64) {
		for i, v := range a.Picture {
			var right, below float64
			if i%8 < 7 {
				right = float64(a.Picture[i+1]-v) / 16
			}
			if i/8 < 7 {
				below = float64(a.Picture[i+8]-v) / 16
			}
			sum += math.Sqrt(right*right + below*below + 1e-3)
		}
		return sum
	}
	for i := range a.Picture {
		const h = .02
		a.Picture[i] += h
		more := total()
		a.Picture[i] -= 2 * h
		less := total()
		a.Picture[i] += h
		if numeric := (more - less) / (2 * h / 16); math.Abs(numeric-float64(a.variation[i])) > 1e-2 {
			t.Errorf("pixel %d: %v, numerically %v", i, a.variation[i], numeric)
		}
	}
}

func TestNoPath(t *testing.T) {
	s, _ := trained(t, "tutorial", digits(t))
	for _, at := range [][2]int{{-1, 0}, {5, 0}, {0, -1}, {0, 10}, {3, 50}} {
		if _, err := NewPath(s, at[0], at[1]); err == nil {
			t.Errorf("there is a path to unit %d of layer %d", at[1], at[0])
		}
	}
}
