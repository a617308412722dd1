package datasets

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"digitlab/nn32"
)

// idxFile is a file of unsigned bytes.
func idxFile(values []byte, sizes ...uint32) []byte {
	b := []byte{0, 0, 8, byte(len(sizes))}
	for _, n := range sizes {
		b = binary.BigEndian.AppendUint32(b, n)
	}
	return append(b, values...)
}

func zipped(b []byte) []byte {
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	w.Write(b)
	w.Close()
	return z.Bytes()
}

var (
	threeImages = idxFile([]byte{1, 2, 3, 4, 5, 6, 0, 128, 255, 9, 8, 7}, 3, 2, 2)
	threeLabels = idxFile([]byte{7, 0, 9}, 3)
)

// gunzipStart returns the first most bytes, as the browser's worker does.
func gunzipStart(file []byte, most int) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(r, int64(most)))
}

var twoByTwo = Limits{Sides: []int{2}, Least: 2, Most: 4, Classes: 10}

// open opens files named a, b and so on.
func open(limits Limits, files ...[]byte) (Opened, error) {
	var sources []Source
	for i, file := range files {
		sources = append(sources, FromBytes(string(rune('a'+i)), file, gunzipStart))
	}
	return Open(limits, sources...)
}

// A pair of IDX is read in either order, compressed or not, in one scale by both ways in.
func TestReadIDX(t *testing.T) {
	want := nn32.Data{X: &nn32.Tensor{Shape: nn32.Shape{3, 2, 2, 1}, Pixels: []byte{1, 2, 3, 4, 5, 6, 0, 128, 255, 9, 8, 7}},
		Labels: []int{7, 0, 9}}
	for name, files := range map[string][2][]byte{
		"plain": {threeImages, threeLabels}, "gzip": {zipped(threeImages), zipped(threeLabels)}, "both": {zipped(threeImages), threeLabels},
		"in the other order": {threeLabels, zipped(threeImages)},
	} {
		got, err := ReadIDX(iotest.OneByteReader(bytes.NewReader(files[0])), iotest.DataErrReader(bytes.NewReader(files[1])))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
		if o, err := open(twoByTwo, files[0], files[1]); err != nil || !reflect.DeepEqual(o.Labelled, want) {
			t.Errorf("%s, opened: %v, %v", name, o, err)
		}
	}
	if v := want.X.Values(); v[8] != 1 || v[6] != 0 {
		t.Errorf("ink and paper are %v and %v for a network, want 1 and 0", v[8], v[6])
	}
}

// Errors are values that name the file and say what it has and should have.
func TestWrongIDX(t *testing.T) {
	altered := zipped(threeImages)
	altered[len(altered)-5]++ // its checksum
	signed := bytes.Clone(threeLabels)
	signed[2] = 9
	for name, test := range map[string]struct {
		files [][]byte
		kind  error
		file  string
		got   string
	}{
		"none":             {nil, ErrCount, "", "0"},
		"nothing":          {[][]byte{nil, threeLabels}, ErrEmpty, "a", ""},
		"images twice":     {[][]byte{threeImages, threeImages, threeLabels}, nil, "", ""},
		"labels alone":     {[][]byte{threeLabels}, ErrPair, "a", "0, 3"},
		"labels twice":     {[][]byte{threeLabels, threeImages, threeLabels}, ErrPair, "c", "0, 3"},
		"a photo":          {[][]byte{threeLabels, []byte("\x89PNG\r\n\x1a\n")}, ErrPhoto, "b", ""},
		"a JPEG":           {[][]byte{[]byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00")}, ErrPhoto, "a", ""},
		"a photo of Apple": {[][]byte{[]byte("\x00\x00\x00\x24ftypheic0000")}, ErrPhoto, "a", ""},
		"an archive":       {[][]byte{[]byte("PK\x03\x04\x14\x00")}, ErrArchive, "a", ""},
		"signed":           {[][]byte{threeImages, signed}, ErrFormat, "b", "00000901"},
		"half a header":    {[][]byte{threeImages[:10], threeLabels}, ErrDamaged, "a", ""},
		"cut":              {[][]byte{threeLabels, threeImages[:27]}, ErrDamaged, "b", "2"},
		"labels cut":       {[][]byte{threeLabels[:10], threeImages}, ErrDamaged, "a", "2"},
		"long":             {[][]byte{append(bytes.Clone(threeImages), 0), threeLabels}, ErrDamaged, "a", ""},
		"gzip cut":         {[][]byte{threeLabels, zipped(threeImages)[:25]}, ErrDamaged, "b", ""},
		"altered":          {[][]byte{altered, threeLabels}, ErrDamaged, "a", ""},
		"no gzip":          {[][]byte{{0x1f, 0x8b, 0}, threeLabels}, ErrDamaged, "a", ""},
		"other pictures":   {[][]byte{idxFile(make([]byte, 27), 3, 3, 3), threeLabels}, ErrSide, "a", "3×3"},
		"a large side":     {[][]byte{idxFile(nil, 1, 5000, 1)}, ErrSide, "a", "5000×1"},
		"one":              {[][]byte{idxFile(make([]byte, 4), 1, 2, 2), idxFile([]byte{1}, 1)}, ErrCount, "a", "1"},
		"none in it":       {[][]byte{idxFile(nil, 0, 2, 2), idxFile(nil, 0)}, ErrEmpty, "a", ""},
		"a large number":   {[][]byte{idxFile(nil, 1<<31, 2, 2), idxFile(nil, 1<<31)}, ErrDamaged, "a", "0"},
		"of two sets":      {[][]byte{threeImages, idxFile([]byte{1, 2}, 2)}, ErrPair, "a, b", "3, 2"},
		"letters":          {[][]byte{threeImages, idxFile([]byte{1, 26, 2}, 3)}, ErrLabel, "a", "26"},
		"a single letter":  {[][]byte{threeImages, idxFile([]byte{1, 10, 2}, 3)}, ErrLabel, "a", "10"},
		"letters by class": {[][]byte{threeImages, idxFile([]byte{11, 61, 12}, 3)}, ErrLabel, "a", "61"},
	} {
		o, err := open(twoByTwo, test.files...)
		if test.kind == nil {
			if err == nil {
				continue
			}
			if e := new(FileError); !errors.As(err, &e) || e.Kind != ErrPair {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		var e *FileError
		if !errors.As(err, &e) || !errors.Is(err, test.kind) || e.File != test.file || e.Got != test.got || o.Labelled.X != nil {
			t.Errorf("%s: got %v, want %v in %q with %q", name, err, test.kind, test.file, test.got)
		}
	}
	broken := errors.New("broken pipe")
	_, err := ReadIDX(io.MultiReader(bytes.NewReader(threeImages[:18]), iotest.ErrReader(broken)), bytes.NewReader(threeLabels))
	if !errors.Is(err, broken) {
		t.Errorf("a reader that fails gives %v", err)
	}
	if _, err := ReadIDX(bytes.NewReader(threeImages), bytes.NewReader(threeImages)); !errors.Is(err, ErrPair) {
		t.Errorf("pictures twice give %v", err)
	}
}

// Pictures without labels are no error. Of more pictures than the limit, the first are taken. In EMNIST's sets by class, letters are
// left out.
func TestPartsOfIDX(t *testing.T) {
	if o, err := open(twoByTwo, threeImages); err != nil || o.Unlabelled.Len() != 3 || o.Labelled.Len() != 0 {
		t.Errorf("pictures alone: %v, %v", o, err)
	}
	six, sixLabels := idxFile(bytes.Repeat([]byte{1, 2, 3, 4}, 6), 6, 2, 2), idxFile([]byte{0, 1, 2, 3, 4, 5}, 6)
	for name, images := range map[string][]byte{"plain": six, "gzip": zipped(six)} {
		if o, err := open(twoByTwo, images, sixLabels); err != nil || o.Labelled.Len() != 4 || len(o.Labelled.X.Pixels) != 16 || o.Beyond != 2 {
			t.Errorf("%s: six of at most four: %v, %v", name, o, err)
		}
	}
	o, err := open(twoByTwo, threeImages, idxFile([]byte{4, 61, 9}, 3))
	if want := []byte{1, 2, 3, 4, 255, 9, 8, 7}; err != nil || !reflect.DeepEqual(o.Labelled.Labels, []int{4, 9}) || !bytes.Equal(o.Labelled.X.Pixels, want) || o.Letters != 1 {
		t.Errorf("by class: %v, %v", o, err)
	}
	file := bytes.Clone(threeImages)
	o, err = open(Limits{}, file[:len(file):len(file)], idxFile([]byte{1, 2}, 2), idxFile([]byte{9, 9, 9, 9, 8, 8, 8, 8}, 2, 2, 2), idxFile([]byte{5, 6, 7}, 3))
	if err == nil {
		t.Errorf("labels above none: %v", o)
	}
	o, err = open(Limits{Classes: 10}, threeImages, idxFile([]byte{1, 2}, 2), idxFile([]byte{9, 9, 9, 9, 8, 8, 8, 8}, 2, 2, 2), threeLabels)
	if err != nil || !reflect.DeepEqual(o.Labelled.Labels, []int{7, 0, 9, 1, 2}) || o.Labelled.X.Shape.String() != "5×2×2×1" || o.Labelled.X.Pixels[12] != 9 {
		t.Errorf("two pairs: %v, %v", o, err)
	}
}

// allocated returns the bytes that f allocates.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// endless is a reader of zeros, which gzip makes a thousand times smaller.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	clear(p)
	e.read += len(p)
	return len(p), nil
}

// What a file promises or pretends takes no memory beyond the limits, and an endless file ends there.
func TestMemoryIsLimited(t *testing.T) {
	header := idxFile(nil, 1<<16, 64, 64)
	bomb := zipped(append(idxFile(nil, 4, 2, 2), make([]byte, 200<<20)...))
	gigabyte := zipped(append(idxFile(nil, 1<<20, 28, 28), make([]byte, 16<<20)...))
	for name, test := range map[string]struct {
		most uint64
		open func() error
	}{
		"a header": {1 << 17, func() error {
			_, err := ReadIDX(bytes.NewReader(header), bytes.NewReader(idxFile(nil, 1<<16)))
			return err
		}},
		"more than the header promises": {1 << 20, func() error {
			_, err := ReadIDX(bytes.NewReader(bomb), bytes.NewReader(threeLabels))
			return err
		}},
		"more than the limit": {1 << 20, func() error {
			_, err := ReadIDX(bytes.NewReader(gigabyte), bytes.NewReader(threeLabels))
			return err
		}},
		"no header": {1 << 20, func() error {
			_, err := ReadIDX(new(endless), new(endless))
			return err
		}},
	} {
		var err error
		if got := allocated(func() { err = test.open() }); got > test.most || err == nil {
			t.Errorf("%s takes %d bytes, want at most %d; %v", name, got, test.most, err)
		}
	}
	e := new(endless)
	if _, err := ReadCSV(io.MultiReader(strings.NewReader("0,0,0,0"), e)); err == nil || e.read > 2*MaxText {
		t.Errorf("%d bytes of an endless table are read; %v", e.read, err)
	}
}

// consistent fails unless shape, values and labels agree.
func consistent(t *testing.T, o Opened, err error) {
	t.Helper()
	if err != nil {
		if e := new(FileError); !errors.As(err, &e) || e.Error() == "" {
			t.Errorf("%v is no FileError", err)
		}
		return
	}
	for _, d := range []nn32.Data{o.Labelled, o.Unlabelled} {
		if d.X == nil {
			continue
		}
		if d.X.Shape.Size() != len(d.X.Values()) || d.Labels != nil && len(d.Labels) != d.Len() || d.Len() == 0 {
			t.Errorf("X is %v with %d values, and there are %d labels", d.X.Shape, len(d.X.Values()), len(d.Labels))
		}
		for _, label := range d.Labels {
			if label < 0 || label > 9 {
				t.Errorf("a label is %d", label)
			}
		}
		for _, v := range d.X.Data {
			if v < 0 || v > 16 {
				t.Errorf("a value of 8×8 is %v", v)
			}
		}
	}
	if o.IDs != nil && len(o.IDs) != o.Unlabelled.Len() {
		t.Errorf("%d numbers for %d pictures", len(o.IDs), o.Unlabelled.Len())
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(threeImages, threeLabels)
	f.Add(zipped(threeImages), zipped(threeLabels))
	f.Add(threeLabels[:9], threeImages[:20])
	f.Add(idxFile(make([]byte, 128), 2, 8, 8), idxFile([]byte{3, 61}, 2))
	f.Add([]byte("label,p0,p1,p2,p3\n7,0,1,2,3\n"), []byte("1;0,5;0;0;1\r\n"))
	f.Add([]byte("\xff\xfe1\x00,\x002\x00"), []byte("\"a\"\"\n\",,"))
	limits := Limits{Most: 100, Classes: 10}
	f.Fuzz(func(t *testing.T, a, b []byte) {
		if len(a)+len(b) > 1<<16 {
			return
		}
		var o Opened
		var err error
		// A file is decompressed to 1032 times its size at most, and to 32 bytes of fields for each of its bytes.
		most := uint64(1<<20 + 100_000*(len(a)+len(b)))
		if got := allocated(func() { o, err = open(limits, a, b) }); got > most {
			t.Errorf("%d bytes for files of %d and %d", got, len(a), len(b))
		}
		consistent(t, o, err)
		read, err := ReadIDX(bytes.NewReader(a), bytes.NewReader(b))
		if err == nil && (read.X.Shape.Size() != len(read.X.Values()) || len(read.Labels) != read.Len()) {
			t.Errorf("X is %v, and there are %d labels", read.X.Shape, len(read.Labels))
		}
	})
}
