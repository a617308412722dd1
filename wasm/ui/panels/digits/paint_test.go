package digits

import (
	"bytes"
	"math"
	"testing"

	"digitlab/wasm/protocol"
)

func TestMix(t *testing.T) {
	black, white := [3]byte{}, [3]byte{255, 255, 255}
	for share, want := range map[int]byte{0: 0, 255: 255, 128: 128, 51: 51} {
		if got := mix(black, white, share); got != [3]byte{want, want, want} {
			t.Errorf("%d of 255: %v", share, got)
		}
	}
}

// A picture that is made smaller keeps its mean, and one that is made larger keeps its pixels.
func TestScale(t *testing.T) {
	picture := make([]byte, 64)
	for i := range picture {
		picture[i] = byte(i % 17)
	}
	out := make([]byte, 16*16)
	scale(out, 16, picture, 8, 16)
	for y := range 16 {
		for x := range 16 {
			if want := byte(int(picture[y/2*8+x/2]) * 255 / 16); out[y*16+x] != want {
				t.Fatalf("pixel %d, %d is %d, want %d", x, y, out[y*16+x], want)
			}
		}
	}
	large := make([]byte, 28*28)
	for i := range large {
		large[i] = byte(i * 7)
	}
	for _, side := range []int{1, 5, 7, 13, 28} {
		small := make([]byte, side*side)
		scale(small, side, large, 28, 255)
		var got, want float64
		for _, v := range small {
			got += float64(v) / float64(side*side)
		}
		for _, v := range large {
			want += float64(v) / (28 * 28)
		}
		if math.Abs(got-want) > 8 {
			t.Errorf("at side %d the mean is %.1f, want about %.1f", side, got, want)
		}
	}
}

// Ten digits have ten different glyphs, and where there is no room there is none.
func TestGlyph(t *testing.T) {
	seen := map[string]bool{}
	for d := range 10 {
		out := make([]byte, 12*12)
		glyph(out, 12, d)
		seen[string(out)] = true
		if bytes.Count(out, []byte{220})%4 != 0 || !bytes.Contains(out, []byte{220}) {
			t.Errorf("%d has %d pixels, want dots of four", d, bytes.Count(out, []byte{220}))
		}
	}
	if len(seen) != 10 {
		t.Errorf("%d different glyphs", len(seen))
	}
	small := []byte{1, 1, 1, 1, 1, 1, 1, 1, 1}
	glyph(small, 3, 5)
	if !bytes.Equal(small, make([]byte, 9)) {
		t.Errorf("in three pixels: %v", small)
	}
}

// A digit that lies half beyond an edge is cut off there; the corner of a wrong one is marked.
func TestDigitOnTheScreen(t *testing.T) {
	var r ramp
	for i := range r {
		r[i] = [4]byte{byte(i), 0, 0, 255}
	}
	mask := bytes.Repeat([]byte{9}, 36)
	at := func(s *screen, x, y int) [4]byte { return [4]byte(s.pixels[4*(y*s.w+x):]) }
	for _, place := range []spot{{-3, -3, 6}, {7, 7, 6}, {7, -3, 6}, {-3, 7, 6}, {2, 2, 6}, {-6, 0, 6}, {10, 0, 6}, {0, 10, 6}} {
		for _, wrong := range []bool{false, true} {
			s := &screen{}
			s.resize(10, 10)
			s.digit(place, mask, &r, wrong, [3]byte{1, 2, 3})
			for y := range 10 {
				for x := range 10 {
					dx, dy := x-place.x, y-place.y
					want := [4]byte{}
					if dx >= 0 && dy >= 0 && dx < 6 && dy < 6 {
						want = [4]byte{9, 0, 0, 255}
						if wrong && dx >= 4+dy {
							want = [4]byte{1, 2, 3, 255}
						}
					}
					if got := at(s, x, y); got != want {
						t.Fatalf("%+v, wrong %v: pixel %d, %d is %v, want %v", place, wrong, x, y, got, want)
					}
				}
			}
		}
	}
}

func TestRampOf(t *testing.T) {
	f := seven()
	for _, c := range []struct {
		tint  tint
		place int
		want  int
	}{
		{tintRight, 0, rightRamp + 5}, {tintRight, 2, rightRamp + 3}, {tintRight, 1, wrongRamp + 3}, {tintRight, 5, plainRamp},
		{tintLabel, 1, digitRamp + 8}, {tintPredicted, 1, digitRamp + 3}, {tintPredicted, 5, plainRamp}, {untinted, 0, plainRamp},
	} {
		if got := (options{tint: c.tint}).rampOf(f, c.place); got != c.want {
			t.Errorf("tint %d of digit %d: %d, want %d", c.tint, c.place, got, c.want)
		}
	}
	f.predictions.Confidence[0] = 1
	if got := (options{}).rampOf(f, 0); got != rightRamp+sures-1 {
		t.Errorf("of a sure prediction: %d", got)
	}
	f.predictions = nil
	for c, want := range map[tint]int{tintRight: plainRamp, tintLabel: digitRamp + 3, tintPredicted: plainRamp} {
		if got := (options{tint: c}).rampOf(f, 0); got != want {
			t.Errorf("unread, tint %d: %d, want %d", c, got, want)
		}
	}
}

// A mask is made again when its size, the picture or the kind of it changes.
func TestMasks(t *testing.T) {
	s := &sheet{of: protocol.Digits, labels: []byte{3, 4}, pictures: make([]byte, 128), have: 1}
	for i := range 64 {
		s.pictures[i], s.pictures[64+i] = 16, 8
	}
	var m masks
	if got := m.at(s, 0, 4, false); len(got) != 16 || got[0] != 255 {
		t.Errorf("a full picture: %v", got)
	}
	if got := m.at(s, 1, 4, false); got[0] != 0 {
		t.Errorf("one that has not come: %v", got)
	}
	s.have = 2
	if got := m.at(s, 1, 4, false); got[0] != 127 {
		t.Errorf("when it has come: %v", got)
	}
	if got := m.at(s, 1, 8, false); len(got) != 64 || got[63] != 127 {
		t.Errorf("larger: %v", got)
	}
	if got := m.at(s, 0, 8, true); got[0] != 0 || !bytes.Contains(got, []byte{220}) {
		t.Errorf("without pictures: %v", got)
	}
	other := *s
	other.pictures = make([]byte, 128)
	if got := m.at(&other, 0, 8, false); got[0] != 0 {
		t.Errorf("of another sheet: %v", got)
	}
}
