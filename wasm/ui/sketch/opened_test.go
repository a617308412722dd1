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
		{"a GIF", 100, []byte("GIF89a\x01\x00\x01\x00"), NoProblem},
		{"a huge GIF", 100, []byte("GIF89a\xff\xff\xff\xff"), TooManyPixels},
		{"HEIC without a size", 100, []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), HEICPicture},
		{"a movie", 100, []byte("\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp41isom"), NotAPicture},
		{"sound", 100, []byte("RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x00\x00"), NotAPicture},
		{"a PNG cut short", 10, pngFile[:10], NotAPicture},
		{"a JPEG cut short", 20, jpegFile[:20], NotAPicture},
	} {
		if got := checkPicture(c.size, c.head); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
	for name, head := range formats {
		if w, h, ok := pictureSize([]byte(head)); w != 280 || h != 190 || !ok {
			t.Errorf("%s is %d×%d, %v; want 280×190", name, w, h, ok)
		}
		if isHEIC([]byte(head)) != (name == "HEIC") {
			t.Errorf("%s is taken for HEIC, or HEIC for none", name)
		}
	}
	if w, h, ok := pictureSize(notes); w != 40 || h != 30 || !ok {
		t.Errorf("the photo is %d×%d", w, h)
	}
}

// formats has the beginnings of files of 280×190, as their specifications have them.
var formats = map[string]string{
	"GIF":              "GIF87a\x18\x01\xbe\x00",
	"BMP":              "BM\x00\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00\x18\x01\x00\x00\xbe\x00\x00\x00",
	"BMP from the top": "BM\x00\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00\x18\x01\x00\x00\x42\xff\xff\xff",
	"WebP":             "RIFF\xbc\x04\x00\x00WEBPVP8 \xb0\x04\x00\x00\x50\x28\x00\x9d\x01\x2a\x18\x01\xbe\x00",
	"lossless WebP":    "RIFF\xbc\x04\x00\x00WEBPVP8L\xb0\x04\x00\x00\x2f\x17\x41\x2f\x00\x00\x00\x00\x00\x00",
	"extended WebP":    "RIFF\xbc\x04\x00\x00WEBPVP8X\x0a\x00\x00\x00\x10\x00\x00\x00\x17\x01\x00\xbd\x00\x00",
	"AVIF": "\x00\x00\x00\x1cftypavif\x00\x00\x00\x00mif1avifmiaf\x00\x00\x00\x14ispe\x00\x00\x00\x00\x00\x00\x00\x20\x00\x00\x00\x10" +
		"\x00\x00\x00\x14ispe\x00\x00\x00\x00\x00\x00\x01\x18\x00\x00\x00\xbe",
	"HEIC": "\x00\x00\x00\x1cftypheic\x00\x00\x00\x00mif1heicmiaf\x00\x00\x00\x14ispe\x00\x00\x00\x00\x00\x00\x01\x18\x00\x00\x00\xbe",
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
}

// Ink that lies on a transparent ground is put on the paper on which it is seen.
func TestLightness(t *testing.T) {
	for _, c := range []struct {
		name string
		rgba []byte
		want []byte
		dark bool
	}{
		{"white, black and green", []byte{255, 255, 255, 255, 0, 0, 0, 255, 0, 255, 0, 255}, []byte{255, 0, 149}, false},
		{"black ink on nothing", []byte{0, 0, 0, 255, 0, 0, 0, 128, 0, 0, 0, 0}, []byte{0, 127, 255}, false},
		{"white ink on nothing", []byte{255, 255, 255, 255, 255, 255, 255, 128, 0, 0, 0, 0}, []byte{255, 128, 0}, true},
		{"light ink on nothing", []byte{220, 220, 220, 255, 220, 220, 220, 0}, []byte{220, 0}, true},
		{"a white sheet with black ink on nothing", []byte{255, 255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 0}, []byte{255, 0, 255}, false},
		{"nothing", []byte{0, 0, 0, 0, 255, 255, 255, 0}, []byte{255, 255}, false},
	} {
		if got, dark := lightness(c.rgba); !slices.Equal(got, c.want) || dark != c.dark {
			t.Errorf("%s: %v, %v; want %v, %v", c.name, got, dark, c.want, c.dark)
		}
	}
}

func TestNoiseIsNoticed(t *testing.T) {
	black := slices.Repeat([]byte{0, 0, 0, 255}, 256)
	off := slices.Clone(black)
	for i := range off {
		off[i] = off[i] ^ byte(i%3)
	}
	lone := slices.Clone(black)
	lone[4*17] = 200
	for _, c := range []struct {
		name string
		rgba []byte
		w, h int
		want bool
	}{
		{"black", black, 600, 400, true},
		{"off by a little", off, 600, 400, true},
		{"one pixel of another colour", lone, 600, 400, false},
		{"that pixel lies beyond the edge", lone, 600, 1, true},
		{"white", slices.Repeat([]byte{255}, 1024), 600, 400, false},
		{"nothing", make([]byte, 1024), 600, 400, false},
	} {
		if got := isBlack(c.rgba, c.w, c.h); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
