package sketch

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"image/png"
	"slices"
	"testing"
)

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
	// A camera writes its metadata before the size.
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
		want PictureProblem
	}{
		{"a PNG", len(pngFile), pngFile, NoProblem},
		{"a JPEG", len(jpegFile), jpegFile, NoProblem},
		{"a JPEG from a camera", len(notes), notes, NoProblem},
		{"a heavy file", mostBytes + 1, pngFile, TooHeavy},
		{"a huge picture", len(huge), huge, TooManyPixels},
		{"a picture without height", len(flat), flat, brokenPicture},
		{"nothing", 0, nil, NotAPicture},
		{"SVG", 100, []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`), NotAPicture},
		{"HTML", 100, []byte("<!doctype html><script>alert(1)</script>"), NotAPicture},
		{"GIF", 100, []byte("GIF89a\x01\x00\x01\x00"), NotAPicture},
		{"a PNG cut short", 10, pngFile[:10], NotAPicture},
		{"a JPEG cut short", 20, jpegFile[:20], NotAPicture},
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
