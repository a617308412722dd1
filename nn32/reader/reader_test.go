package reader

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"digitlab/nn32/drawing"
	"digitlab/nn32/drawing/strokes"
)

const shipped = "../../static/data/reader.nn"

func load(t testing.TB) []byte {
	t.Helper()
	file, err := os.ReadFile(shipped)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// The file that comes with the page reads what people draw. These strokes are made up, by many hands and pens; the program
// that trains it prints what it reads of MNIST's test images.
func TestShipped(t *testing.T) {
	file := load(t)
	if len(file) > 100<<10 {
		t.Errorf("the file has %d bytes", len(file))
	}
	r, err := Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	const side, count = 150, 500
	rng := rand.New(rand.NewPCG(3, 3))
	right := 0
	for i := range count {
		digit := i % Classes
		ways := strokes.Ways(digit)
		way := strokes.Vary(ways[rng.IntN(len(ways))], rng)
		picture, _ := drawing.FromDrawingMNIST(drawing.Bitmap{Width: side, Height: side, Ink: strokes.Draw(way, side, .03+.07*rng.Float64())})
		p := r.Read(&picture)
		var sum float64
		best := 0
		for class, v := range p {
			sum += float64(v)
			if v > p[best] {
				best = class
			}
		}
		if math.Abs(sum-1) > 1e-5 {
			t.Fatalf("the probabilities of drawing %d are %v", i, p)
		}
		if best == digit {
			right++
		}
	}
	if share := float64(right) / count; share < .96 {
		t.Errorf("it reads %.1f %% of %d drawings", 100*share, count)
	}
}

// The same readings to the bit, natively and as WebAssembly. Another file has others.
func TestReadingsAreTheSameEverywhere(t *testing.T) {
	r, err := Decode(load(t))
	if err != nil {
		t.Fatal(err)
	}
	const side = 150
	h := fnv.New64a()
	for digit := range Classes {
		picture, _ := drawing.FromDrawingMNIST(drawing.Bitmap{Width: side, Height: side, Ink: strokes.Draw(strokes.Plain(digit), side, .07)})
		p := r.Read(&picture)
		binary.Write(h, binary.LittleEndian, p)
	}
	if got, want := fmt.Sprintf("%016x", h.Sum64()), "ca38cff23226f719"; got != want {
		t.Errorf("the readings have the hash %s, want %s", got, want)
	}
}

// What is encoded comes back, each weight within half a step of its unit's.
func TestEncode(t *testing.T) {
	a, err := New()
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 1))
	params := a.network.Params()
	for _, p := range params {
		for i := range p.Value.Data {
			p.Value.Data[i] = float32(rng.NormFloat64())
		}
	}
	clear(params[0].Value.Data[:1])
	b, err := Decode(Encode(params, 1.5))
	if err != nil {
		t.Fatal(err)
	}
	if b.temperature != 1.5 {
		t.Errorf("the temperature is %v, want 1.5", b.temperature)
	}
	for i, p := range b.network.Params() {
		far := 6. / 127 / 2 // half a step of the largest there can be, nearly
		if i%2 == 1 {
			far = 0
		}
		for j, v := range p.Value.Data {
			if d := math.Abs(float64(v - params[i].Value.Data[j])); d > far {
				t.Fatalf("element %d of %s is %v, want %v", j, p.Name, v, params[i].Value.Data[j])
			}
		}
	}
}

func TestWrongFiles(t *testing.T) {
	file := load(t)
	altered := bytes.Clone(file)
	altered[len(altered)/2]++
	for name, wrong := range map[string][]byte{
		"empty": nil, "short": file[:len(file)-1], "long": append(bytes.Clone(file), 0), "another": make([]byte, len(file)),
		"altered": altered, "a page of HTML": []byte("<!doctype html>"),
	} {
		if r, err := Decode(wrong); r != nil || !errors.Is(err, ErrFile) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// Whatever the bytes after a right checksum, they are decoded or refused. What is decoded is what is encoded again, but for the
// last bits of its scales.
func FuzzDecode(f *testing.F) {
	file := load(f)
	f.Add(file[4:])
	f.Add(file[4:100])
	f.Fuzz(func(t *testing.T, body []byte) {
		r, err := Decode(append(binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE(body)), body...))
		if err != nil {
			if !errors.Is(err, ErrFile) || len(body) == len(file)-4 {
				t.Error(err)
			}
			return
		}
		var picture drawing.MNISTPicture
		if p := r.Read(&picture); len(p) != Classes {
			t.Errorf("it reads %v", p)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	r, err := New()
	if err != nil {
		b.Fatal(err)
	}
	var picture drawing.MNISTPicture
	for b.Loop() {
		r.Read(&picture)
	}
}
