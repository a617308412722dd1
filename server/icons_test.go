package main

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the icons anew")

// logo is a 3 in the network's form: 8×8 values, 0 to 9.
const logo = `
........
..6993..
..3..95.
....684.
....395.
..2...9.
..6994..
........`

var background, ink = color.NRGBA{0x0b, 0x4f, 0x7d, 255}, color.NRGBA{0xff, 0xff, 0xff, 255}

func level(c byte) int {
	if c == '.' {
		return 0
	}
	return int(c - '0')
}

// picture draws the logo on a square of side pixels; margin is the free part at each edge, as a share of the side.
func picture(side int, margin float64) []byte {
	img := image.NewPaletted(image.Rect(0, 0, side, side), nil)
	for i := range 10 {
		mix := func(a, b uint8) uint8 { return uint8((int(a)*(9-i) + int(b)*i) / 9) }
		img.Palette = append(img.Palette, color.NRGBA{mix(background.R, ink.R), mix(background.G, ink.G), mix(background.B, ink.B), 255})
	}
	rows := strings.Fields(logo)
	free := int(float64(side) * margin)
	for y := free; y < side-free; y++ {
		for x := free; x < side-free; x++ {
			cell := func(v int) int { return (v - free) * 8 / (side - 2*free) }
			img.SetColorIndex(x, y, uint8(level(rows[cell(y)][cell(x)])))
		}
	}
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func svg() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8" shape-rendering="crispEdges"><path fill="#%02x%02x%02x" d="M0 0h8v8H0z"/>`,
		background.R, background.G, background.B)
	for y, row := range strings.Fields(logo) {
		for x := range row {
			if n := level(row[x]); n > 0 {
				fmt.Fprintf(&b, `<path fill="#fff" fill-opacity=".%d" d="M%d %dh1v1h-1z"/>`, min(n*11, 99), x, y)
			}
		}
	}
	return []byte(b.String() + "</svg>\n")
}

// The icons in static/icons are drawn from the logo above: go test ./server -run Icons -update
func TestIcons(t *testing.T) {
	for name, want := range map[string][]byte{
		"icon.svg": svg(), "192.png": picture(192, 0), "512.png": picture(512, 0), "maskable.png": picture(512, .1),
	} {
		path := "../static/icons/" + name
		if *update {
			if err := os.WriteFile(path, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what the logo gives (%v); draw it anew with -update", path, err)
		}
	}
}
