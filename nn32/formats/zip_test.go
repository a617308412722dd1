package formats

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
)

// drawnBytes returns bytes that compress more or less well.
func drawnBytes(rng *rand.Rand, n, kinds int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(rng.IntN(kinds))
		if i > 300 && rng.IntN(20) == 0 {
			n := copy(b[i:], b[rng.IntN(i-260):][:rng.IntN(258)])
			i += n
		}
	}
	return b
}

func TestZipIsReadByGo(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	files := []File{{"a.txt", []byte("a")}, {"folder/empty", nil}, {"폴더/숫자.bin", drawnBytes(rng, 70000, 256)}}
	r, err := zip.NewReader(bytes.NewReader(writeZip(files)), int64(len(writeZip(files))))
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range r.File {
		open, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(open)
		if err != nil || f.Name != files[i].Name || !bytes.Equal(got, files[i].Data) {
			t.Errorf("%s is read as %s with %d bytes (error %v), want %d", files[i].Name, f.Name, len(got), err, len(files[i].Data))
		}
	}
	if len(r.File) != len(files) {
		t.Errorf("%d files are read, want %d", len(r.File), len(files))
	}
}

func TestZipOfGoIsRead(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 1))
	var want []File
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	w.SetComment("a comment")
	w.Create("folder/")
	for i := range 60 {
		f := File{strings.Repeat("x", i+1), drawnBytes(rng, rng.IntN(1<<uint(1+i%18)), 1+rng.IntN(256))}
		want = append(want, f)
		method := zip.Deflate
		if i%3 == 0 {
			method = zip.Store
		}
		w.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, -2+i%12) })
		to, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: method})
		if err != nil {
			t.Fatal(err)
		}
		to.Write(f.Data)
	}
	w.Close()
	room := maxUnpacked
	got, err := readZip(b.Bytes(), &room)
	if err != nil || len(got) != len(want) {
		t.Fatalf("%d files are read, want %d; error %v", len(got), len(want), err)
	}
	for i := range want {
		if got[i].Name != want[i].Name || !bytes.Equal(got[i].Data, want[i].Data) {
			t.Errorf("file %d is another", i)
		}
	}
}

// bomb returns a zip whose entries unpack to many more bytes than it has.
func bomb(entries, size int) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := range entries {
		to, _ := w.Create(strings.Repeat("b", i+1))
		to.Write(make([]byte, size))
	}
	w.Close()
	return b.Bytes()
}

func TestZipRefuses(t *testing.T) {
	good := writeZip([]File{{"a", []byte("abc")}})
	change := func(place int, to byte) []byte {
		b := bytes.Clone(good)
		b[place] = to
		return b
	}
	central := bytes.Index(good, []byte(centralSignature))
	for want, data := range map[string][]byte{
		"no directory at its end":         good[:len(good)-1],
		"larger than 32 MB":               bomb(9, 4<<20),
		"4097 entries, at most 4096":      bomb(4097, 0),
		"its checksum is wrong":           change(localSize+1, 'x'),
		"compressed by method 12":         change(central+10, 12),
		"encrypted":                       change(central+8, 1),
		"not where the directory says":    change(central+42, 1),
		"beyond the end of the file":      change(central+20, 200),
		"stored, but with 2 bytes":        change(central+20, 2),
		"entry 1 of 1 of the zip's direc": change(central, 'x'),
		"two entries \"a\"":               writeZip([]File{{"a", nil}, {"a", nil}}),
	} {
		room := maxUnpacked
		if _, err := readZip(data, &room); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %v, want one with %q", err, want)
		}
	}
	// Entries that are all the same bytes are counted, too.
	same := writeZip([]File{{"a", make([]byte, 5<<20)}})
	central = bytes.LastIndex(same, []byte(centralSignature))
	header := same[central : central+centralSize+1]
	for i := range byte(8) {
		same = append(same, header...)
		same[len(same)-1] = 'b' + i
	}
	end := bytes.LastIndex(same[:central+centralSize+1+endSize], []byte(endSignature))
	same = append(append(same[:central:central], same[end+endSize:]...), same[end:end+endSize]...)
	same[len(same)-endSize+10] = 8
	room := maxUnpacked
	if _, err := readZip(same, &room); err == nil || !strings.Contains(err.Error(), "larger than 32 MB") {
		t.Errorf("eight entries of the same 5 MB: the error is %v", err)
	}
}

// Blocks that say nothing cost time: there are not more than of any compressor's.
func TestEmptyBlocks(t *testing.T) {
	empty := strings.Repeat("\x00\x00\x00\xff\xff", 1000)
	if _, err := inflate([]byte(empty+"\x01\x00\x00\xff\xff"), 0); err == nil {
		t.Error("a thousand empty blocks are read")
	}
	if got, err := inflate([]byte(empty[:50]+"\x01\x01\x00\xfe\xffa"), 1); err != nil || string(got) != "a" {
		t.Errorf("ten empty blocks and a letter are %q, error %v", got, err)
	}
}

func FuzzZip(f *testing.F) {
	f.Add(writeZip([]File{{"a", []byte("abc")}}))
	f.Add(bomb(2, 1000))
	f.Fuzz(func(t *testing.T, data []byte) {
		room := maxUnpacked
		files, err := readZip(data, &room)
		if err != nil {
			return
		}
		size := 0
		for _, file := range files {
			size += len(file.Data)
		}
		if size > maxUnpacked-room {
			t.Errorf("%d bytes are unpacked, and %d counted", size, maxUnpacked-room)
		}
	})
}

func FuzzInflate(f *testing.F) {
	rng := rand.New(rand.NewPCG(3, 1))
	for level := -2; level < 10; level++ {
		var b bytes.Buffer
		w, _ := flate.NewWriter(&b, level)
		data := drawnBytes(rng, 3000, 20)
		w.Write(data)
		w.Close()
		f.Add(b.Bytes(), len(data))
	}
	f.Fuzz(func(t *testing.T, data []byte, size int) {
		if size < 0 || size > 1<<20 {
			return
		}
		want, wantErr := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(data)), 1<<20+1))
		got, err := inflate(data, size)
		switch {
		case err == nil && wantErr == nil && !bytes.Equal(got, want):
			t.Errorf("%d bytes, want %d others", len(got), len(want))
		case err != nil && err != errBlocks && wantErr == nil && len(want) == size:
			t.Errorf("it is refused, and Go's compress/flate reads its %d bytes", len(want))
		}
	})
}
