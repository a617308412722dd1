package ui

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"image/png"
	"reflect"
	"slices"
	"testing"
	"time"

	"digitlab/wasm/protocol"
)

// shares are the probabilities of a reading in which one digit and another have some share, and the rest nothing.
func shares(first int, share float32, second int, less float32) []float32 {
	p := make([]float32, 10)
	p[first], p[second] = share, less
	return p
}

func TestWhatIsSaidOfAReading(t *testing.T) {
	for _, c := range []struct {
		reading      *protocol.Prediction
		said, spoken string
	}{
		{nil, "Nothing drawn yet", ""},
		{&protocol.Prediction{Probabilities: shares(3, .72, 8, .2)}, "Not trained yet: this is a guess", "Not trained yet: this is a guess"},
		{&protocol.Prediction{Epoch: 1, Finding: protocol.OneDigit, Probabilities: shares(3, .72, 8, .2)}, "Prediction: 3 (72%), else 8 (20%)", "Prediction: 3 (72%)"},
		{&protocol.Prediction{Epoch: 1, Finding: protocol.OneDigit, Probabilities: shares(3, .999, 8, .001)}, "Prediction: 3 (100%)", "Prediction: 3 (100%)"},
		{&protocol.Prediction{Epoch: 1, Finding: protocol.OneDigit, Probabilities: shares(3, .49, 8, .4)}, "Not sure. Try thicker and larger", "Not sure. Try thicker and larger"},
		{&protocol.Prediction{Epoch: 1, Finding: protocol.NoDigit, Probabilities: shares(3, .99, 8, 0)}, "Not sure. Try thicker and larger", "Not sure. Try thicker and larger"},
		{&protocol.Prediction{Epoch: 9, Finding: protocol.SeveralDigits, Probabilities: shares(3, .99, 8, 0)}, english{}.OneAtATime(), english{}.OneAtATime()},
	} {
		if said := fullText(c.reading, english{}); said != c.said {
			t.Errorf("the card says %q, want %q", said, c.said)
		}
		if spoken := readingText(c.reading, english{}); spoken != c.spoken {
			t.Errorf("a screen reader hears %q, want %q", spoken, c.spoken)
		}
	}
	p := &protocol.Prediction{Epoch: 1, Probabilities: shares(3, .72, 8, .2), Picture: make([]byte, 64), Occlusion: make([]float32, 64)}
	if said, want := choicesText(p, english{}), "First choice 3 (72%), second 8 (20%): 52 points apart."; said != want {
		t.Errorf("%q, want %q", said, want)
	}
	if said := occlusionText(p, english{}); said != (english{}).NoPlaceMatters(3) {
		t.Error(said)
	}
	p.Occlusion[8*2+5] = .4
	if said, want := occlusionText(p, english{}), "Row 3, column 6 matters most: without the ink around it the share of 3 falls by 40 points."; said != want {
		t.Errorf("%q, want %q", said, want)
	}
}

// A reading during a run that brings no explanation keeps the one of the same drawing.
func TestExplanationStays(t *testing.T) {
	first := &protocol.Prediction{ID: 1, Run: 2, Epoch: 3, Finding: protocol.OneDigit, Nearest: []protocol.Neighbour{{Label: 4}}, Occlusion: []float32{1}, Stages: []protocol.StageImage{{Width: 1}}}
	s := session{Run: 2, Drawing: 1}.apply(first).apply(&protocol.Prediction{ID: 1, Run: 2, Epoch: 4, Finding: protocol.OneDigit})
	if r := s.Reading; r.Epoch != 4 || !reflect.DeepEqual(r.Nearest, first.Nearest) || !reflect.DeepEqual(r.Stages, first.Stages) || r.Occlusion == nil {
		t.Errorf("the next reading is %+v", r)
	}
	s.Drawing = 2
	if r := s.apply(&protocol.Prediction{ID: 2, Run: 2, Finding: protocol.OneDigit}).Reading; r.Nearest != nil {
		t.Errorf("another drawing has the explanation of the last: %+v", r)
	}
}

// What is asked for follows what is on the canvas.
func TestWhatIsRead(t *testing.T) {
	l, expect := trained(t)
	show := func(d drawing) {
		l.revise(d)
		l.frame(time.Now())
		l.sent.read = l.sent.id
	}
	photo := &opened{Width: 3, Height: 2, Lightness: []byte{1, 2, 3, 4, 5, 6}}
	show(l.drawing.open(photo))
	expect(&protocol.Predict{ID: 1, Source: protocol.Photo, Width: 3, Height: 2, Ink: photo.Lightness, Explain: true})
	cells := make([]byte, 64)
	cells[3] = 7
	show(l.drawing.edit(cells, false))
	expect(&protocol.Predict{ID: 2, Source: protocol.Edited, Width: 8, Height: 8, Ink: cells, Explain: true})
	skip := protocol.Stages(0).With(protocol.Crop, true)
	l.leaveOut(skip)
	l.frame(time.Now())
	l.sent.read = l.sent.id
	expect(&protocol.Predict{ID: 3, Source: protocol.Edited, Width: 8, Height: 8, Ink: cells, Explain: true, Skip: skip})
	show(l.drawing.edit(make([]byte, 64), true))
	expect(&protocol.Predict{ID: 4, Width: 1, Height: 1, Ink: []byte{0}})
	show(l.drawing.undo()) // the cells painted in one go, to the photo
	expect(&protocol.Predict{ID: 5, Source: protocol.Photo, Width: 3, Height: 2, Ink: photo.Lightness, Explain: true, Skip: skip})
	show(l.drawing.begin(point{.5, .5}))
	if len(l.drawing.Strokes) != 1 || l.drawing.Opened != nil {
		t.Errorf("the pen on a photo leaves %+v", l.drawing.content)
	}
	if back := l.drawing.clear().undo().undo(); back.Opened != photo {
		t.Errorf("undo does not come back to the photo: %+v", back.content)
	}
	l.clear()
	expect(&protocol.Predict{ID: 6, Width: inkSide, Height: inkSide, Ink: l.ink(nil), Explain: true, Skip: skip}, &protocol.Predict{ID: 7, Width: 1, Height: 1, Ink: []byte{0}})
	l.leaveOut(0)
	l.frame(time.Now())
	expect() // there is nothing to be read
}

func TestCellsBeginAsThePicture(t *testing.T) {
	l, _ := trained(t)
	if cells := l.cells(); len(cells) != 64 || slices.Max(cells) != 0 {
		t.Errorf("without a drawing the cells are %v", cells)
	}
	l.draw(l.drawing.begin(point{.5, .5}))
	l.frame(time.Now())
	picture := slices.Repeat([]byte{5}, 64)
	l.apply(&protocol.Prediction{ID: 1, Run: 1, Picture: picture, Finding: protocol.OneDigit})
	if cells := l.cells(); !slices.Equal(cells, picture) {
		t.Errorf("with a drawing the cells are %v", cells)
	}
	l.session.Built = &protocol.Built{Run: 1, Settings: protocol.Settings{Data: protocol.MNIST}}
	if cells := l.cells(); len(cells) != 28*28 {
		t.Errorf("for 28×28 pictures there are %d cells", len(cells))
	}
}

func TestKeysOfTheGrid(t *testing.T) {
	for _, c := range []struct {
		at      int
		key     string
		command bool
		want    int
		ok      bool
	}{
		{0, "ArrowLeft", false, 0, true}, {0, "ArrowUp", false, 0, true}, {9, "ArrowLeft", false, 8, true}, {9, "ArrowUp", false, 1, true},
		{7, "ArrowRight", false, 7, true}, {63, "ArrowDown", false, 63, true}, {9, "ArrowDown", false, 17, true}, {9, "ArrowRight", false, 10, true},
		{29, "Home", false, 24, true}, {29, "End", false, 31, true}, {29, "PageUp", false, 5, true}, {29, "PageDown", false, 61, true},
		{29, "Home", true, 0, true}, {29, "End", true, 63, true}, {29, "ArrowUp", true, 29, false}, {29, "x", false, 29, false},
	} {
		if to, ok := movedCell(c.at, c.key, c.command); to != c.want || ok != c.ok {
			t.Errorf("%s (%v) from %d: %d, %v", c.key, c.command, c.at, to, ok)
		}
	}
	for _, c := range []struct {
		level int
		key   string
		tens  bool
		want  int
		ok    bool
	}{
		{3, "7", false, 7, true}, {1, "6", true, 16, true}, {1, "7", true, 7, true}, {1, "0", true, 10, true}, {1, "0", false, 0, true},
		{15, "+", false, 16, true}, {16, "+", false, 16, true}, {16, "=", false, 16, true}, {0, "-", false, 0, true}, {9, "-", false, 8, true},
		{9, " ", false, 0, true}, {0, " ", false, 16, true}, {9, "Backspace", false, 0, true}, {9, "Delete", false, 0, true},
		{9, "a", false, 9, false}, {9, "Tab", false, 9, false},
	} {
		if level, ok := keyedLevel(c.level, c.key, c.tens); level != c.want || ok != c.ok {
			t.Errorf("%q on %d: %d, %v", c.key, c.level, level, ok)
		}
	}
}

func TestCheckPicture(t *testing.T) {
	encoded := func(encode func(*bytes.Buffer) error) []byte {
		var b bytes.Buffer
		if err := encode(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	im := image.NewGray(image.Rect(0, 0, 40, 30))
	pngFile := encoded(func(b *bytes.Buffer) error { return png.Encode(b, im) })
	jpegFile := encoded(func(b *bytes.Buffer) error { return jpeg.Encode(b, im, nil) })
	// A camera writes its notes before the size.
	notes := slices.Concat([]byte{0xff, 0xd8, 0xff, 0xe1, 0x80, 0x02}, make([]byte, 0x8000), jpegFile[2:])
	huge := slices.Clone(pngFile)
	binary.BigEndian.PutUint32(huge[16:], 1<<31)
	binary.BigEndian.PutUint32(huge[20:], 1<<31)
	flat := slices.Clone(pngFile)
	binary.BigEndian.PutUint32(flat[20:], 0)
	for _, c := range []struct {
		name string
		size int
		head []byte
		want pictureProblem
	}{
		{"a PNG", len(pngFile), pngFile, noProblem},
		{"a JPEG", len(jpegFile), jpegFile, noProblem},
		{"a JPEG from a camera", len(notes), notes, noProblem},
		{"a heavy file", mostBytes + 1, pngFile, tooHeavy},
		{"a huge picture", len(huge), huge, tooManyPixels},
		{"a picture without height", len(flat), flat, brokenPicture},
		{"nothing", 0, nil, notAPicture},
		{"SVG", 100, []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`), notAPicture},
		{"HTML", 100, []byte("<!doctype html><script>alert(1)</script>"), notAPicture},
		{"GIF", 100, []byte("GIF89a\x01\x00\x01\x00"), notAPicture},
		{"a PNG cut short", 10, pngFile[:10], notAPicture},
		{"a JPEG cut short", 20, jpegFile[:20], notAPicture},
	} {
		if got := checkPicture(c.size, c.head); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
	if w, h, ok := pictureSize(notes); w != 40 || h != 30 || !ok {
		t.Errorf("the photo is %d×%d", w, h)
	}
}

func FuzzPictureSize(f *testing.F) {
	f.Add([]byte{0xff, 0xd8, 0xff, 0xff, 0xff, 0xc0, 0, 1})
	f.Fuzz(func(t *testing.T, head []byte) {
		if w, h, _ := pictureSize(head); w < 0 || h < 0 {
			t.Errorf("%d×%d", w, h)
		}
	})
}

func TestWithin(t *testing.T) {
	for _, c := range [][5]int{{600, 400, 600, 600, 400}, {1200, 800, 600, 600, 400}, {800, 1200, 600, 400, 600}, {9000, 1, 600, 600, 1}, {3, 2, 600, 3, 2}} {
		if w, h := within(c[0], c[1], c[2]); w != c[3] || h != c[4] {
			t.Errorf("%v: %d×%d", c, w, h)
		}
	}
	if got := lightness([]byte{255, 255, 255, 255, 0, 0, 0, 255, 0, 255, 0, 255}); !slices.Equal(got, []byte{255, 0, 149}) {
		t.Errorf("white, black and green have the lightness %v", got)
	}
}
