package drawing_test

import (
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"digitlab/nn32/drawing"
	"digitlab/nn32/drawing/strokes"
	"digitlab/nn32/pretrained"
)

// reading returns what the page says of a photo with the pretrained network: a digit, or -1 for none or not sure.
func reading(network *pretrained.Network, photo drawing.Bitmap) (digit int) {
	picture, analysis := drawing.DefaultPipeline().AnalyseMNIST(drawing.FromPhoto(photo))
	if analysis.Finding != drawing.OneDigit {
		return -1
	}
	digit = -1
	const leastShare = .5 // as on the page
	for d, share := range network.Predict(&picture) {
		if share >= leastShare {
			digit = d
		}
	}
	return digit
}

func thePretrained(t testing.TB) *pretrained.Network {
	t.Helper()
	file, err := os.ReadFile("../../static/data/reader.nn")
	if err != nil {
		t.Fatal(err)
	}
	network, err := pretrained.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	return network
}

// Twenty photos of each digit, one in each scene: how many are read right, and how many wrong.
func TestPhotosOfDigits(t *testing.T) {
	network := thePretrained(t)
	rng := rand.New(rand.NewPCG(2024, 1))
	right, wrong := 0, 0
	for _, s := range scenes {
		bad := []int(nil)
		for digit := range 10 {
			ways := strokes.Ways(digit)
			photo := s.photograph(strokes.Vary(ways[rng.IntN(len(ways))], rng), rng)
			switch got := reading(network, photo); got {
			case digit:
				right++
			case -1:
				bad = append(bad, digit)
			default:
				bad = append(bad, digit*10+got+100)
				wrong++
			}
		}
		if len(bad) > 0 {
			t.Logf("%s: %v", s.name, bad)
		}
	}
	t.Logf("of %d photos, %d are read right, %d wrong, and for the others there is no sure reading", 10*len(scenes), right, wrong)
}

// Photos without a digit give no digit.
func TestPhotosOfNoDigit(t *testing.T) {
	network := thePretrained(t)
	scribble := func(rng *rand.Rand) []strokes.Stroke {
		var s strokes.Stroke
		a, b, phase := 3+rng.IntN(4), 4+rng.IntN(4), rng.Float64()*6
		for i := range 300 {
			at := float64(i) / 300 * 2 * math.Pi
			s = append(s, strokes.Point{X: .5 + .4*math.Sin(float64(a)*at+phase), Y: .5 + .4*math.Cos(float64(b)*at)})
		}
		return []strokes.Stroke{s}
	}
	text := func(rng *rand.Rand) (all []strokes.Stroke) {
		for i := range 12 {
			for _, s := range strokes.Vary(strokes.Plain(rng.IntN(10)), rng) {
				for k := range s {
					s[k].X, s[k].Y = (s[k].X+float64(i%4))/4, (s[k].Y+float64(i/4))/3
				}
				all = append(all, s)
			}
		}
		return all
	}
	for _, kind := range []struct {
		name  string
		what  func(*rand.Rand) []strokes.Stroke
		times int
	}{
		{"nothing", func(*rand.Rand) []strokes.Stroke { return nil }, 10},
		{"a scribble", scribble, 3},
		{"rows of digits", text, 3},
	} {
		rng := rand.New(rand.NewPCG(2024, 2))
		read, all := 0, 0
		for _, s := range scenes {
			bad := []int(nil)
			if kind.name == "rows of digits" {
				s.pen = .015
			}
			for range kind.times {
				all++
				if got := reading(network, s.photograph(kind.what(rng), rng)); got >= 0 {
					bad = append(bad, got)
				}
			}
			read += len(bad)
			if len(bad) > 0 {
				t.Logf("%s: %s: %v", kind.name, s.name, bad)
			}
		}
		t.Logf("of %d photos of %s, %d are read as a digit", all, kind.name, read)
	}
}
