package datasets

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"
	"reflect"
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

func TestReadIDX(t *testing.T) {
	want := nn32.Data{X: &nn32.Tensor{Shape: nn32.Shape{3, 2, 2, 1}, Data: []float32{1, 2, 3, 4, 5, 6, 0, 128, 255, 9, 8, 7}},
		Labels: []int{7, 0, 9}}
	for name, files := range map[string][2][]byte{
		"plain": {threeImages, threeLabels}, "gzip": {zipped(threeImages), zipped(threeLabels)}, "both": {zipped(threeImages), threeLabels},
	} {
		got, err := ReadIDX(iotest.OneByteReader(bytes.NewReader(files[0])), iotest.DataErrReader(bytes.NewReader(files[1])))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

func TestWrongIDX(t *testing.T) {
	altered := zipped(threeImages)
	altered[len(altered)-5]++ // its checksum
	for name, test := range map[string]struct {
		images, labels []byte
		want           string
	}{
		"empty":          {nil, threeLabels, "images: these are not one file of pictures and one of labels in MNIST's format (IDX, unsigned bytes): it has only 0 bytes"},
		"short header":   {threeImages[:9], threeLabels, "images: the file is damaged: it ends in its header"},
		"short":          {threeImages[:len(threeImages)-1], threeLabels, "images: the file is damaged: it ends after 2 of 3; fetch it again"},
		"short labels":   {threeImages, threeLabels[:9], "labels: the file is damaged: it ends after 1 of 3"},
		"short gzip":     {zipped(threeImages)[:20], threeLabels, "images: the file is damaged: it ends in its compressed data"},
		"long":           {append(bytes.Clone(threeImages), 0), threeLabels, "images: the file is damaged: it goes on after 3"},
		"altered":        {altered, threeLabels, "invalid checksum"},
		"no gzip":        {[]byte{0x1f, 0x8b, 0, 0, 0, 0, 0, 0, 0, 0, 0}, threeLabels, "images: gzip: invalid header"},
		"swapped":        {threeLabels, threeImages, "it begins with 00000801, want 00000803; pictures begin with 00000803, labels with 00000801"},
		"a picture":      {[]byte("\x89PNG\r\n"), threeLabels, "begins with 89504e47, want 00000803"},
		"mislabelled":    {threeImages, idxFile([]byte{1, 2}, 2), "there are 3 images and 2 labels"},
		"no images":      {idxFile(nil, 0, 2, 2), threeLabels, "axis 0 is 0 long"},
		"a large number": {idxFile(nil, 1<<28, 2, 2), threeLabels, "it ends after 0 of 268435456"},
		"a large side":   {idxFile(nil, 1, 5000, 1), threeLabels, "axis 1 is 5000 long"},
	} {
		d, err := ReadIDX(bytes.NewReader(test.images), bytes.NewReader(test.labels))
		if d.X != nil || err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want …%s…", name, err, test.want)
		}
	}
	broken := errors.New("broken pipe")
	if _, err := ReadIDX(io.MultiReader(bytes.NewReader(threeImages[:18]), iotest.ErrReader(broken)), bytes.NewReader(threeLabels)); !errors.Is(err, broken) {
		t.Errorf("a reader that fails gives %v", err)
	}
}

// A header with large sizes allocates no memory for data that is not there.
func TestHeadersAllocateNothing(t *testing.T) {
	header := idxFile(nil, 1<<16, 64, 64)
	allocated := testing.Benchmark(func(b *testing.B) {
		for b.Loop() {
			if _, err := ReadIDX(bytes.NewReader(header), bytes.NewReader(idxFile(nil, 1<<16))); err == nil {
				b.Fatal("it was read")
			}
		}
	}).AllocedBytesPerOp()
	if allocated > 1<<16 {
		t.Errorf("%d bytes for a file of %d", allocated, len(header))
	}
}

func TestReadCSV(t *testing.T) {
	want := nn32.Data{X: &nn32.Tensor{Shape: nn32.Shape{2, 1, 2}, Data: []float32{1, -.5, 3e4, 0}}, Labels: []int{7, 65535}}
	for name, test := range map[string]struct {
		file string
		o    CSVOptions
	}{
		"plain":          {"1,-0.5,7\n3e4,0,65535\n", CSVOptions{}},
		"as others do":   {"\"1\", -0.5 ,7.0\r\n\r\n30000,0.0,65535", CSVOptions{}},
		"label first":    {"7,1,-0.5\n65535,3e4,0", CSVOptions{LabelFirst: true}},
		"with a header":  {"a,b,class\n1,-0.5,7\n3e4,0,65535\n", CSVOptions{Header: true}},
		"gzip":           {string(zipped([]byte("1,-0.5,7\n3e4,0,65535\n"))), CSVOptions{}},
		"gzip, a header": {string(zipped([]byte("x,y,z\n1,-0.5,7\n3e4,0,65535\n"))), CSVOptions{Header: true}},
	} {
		test.o.Sample = nn32.Shape{1, 2}
		got, err := ReadCSV(iotest.OneByteReader(strings.NewReader(test.file)), test.o)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

func TestWrongCSV(t *testing.T) {
	for name, test := range map[string]struct{ file, want string }{
		"empty":         {"", "the file has no samples"},
		"only lines":    {"\n\n\n", "the file has no samples"},
		"short line":    {"1,2,3\n1,2\n", "line 2: 2 columns, want 2 values and a label"},
		"long line":     {"1,2,3,4\n", "line 1: more than 2 values and a label"},
		"endless line":  {strings.Repeat("1", 1000), "line 1 is too long for 2 values and a label"},
		"a word":        {"1,two,3\n", `line 1: column 2 has "two" where a number should be`},
		"not a number":  {"1,2,3\n1,NaN,3\n", `line 2: column 2 has "NaN" where`},
		"infinite":      {"1,1e99,3\n", `line 1: column 2 has "1e99" where`},
		"half a label":  {"1,2,3.5\n", `line 1: column 3 has the label "3.5", want a whole number from 0 to 65535`},
		"below zero":    {"1,2,-3\n", `line 1: column 3 has the label "-3"`},
		"a large label": {"1,2,65536\n", `line 1: column 3 has the label "65536"`},
		"a header":      {"x,y,label\n1,2,3", `line 1: column 1 has "x" where a number should be`},
		"nothing":       {"1,,3\n", `line 1: column 2 has "" where a number should be`},
		"short gzip":    {string(zipped([]byte("1,2,3\n"))[:15]), "unexpected EOF"},
	} {
		d, err := ReadCSV(strings.NewReader(test.file), CSVOptions{Sample: nn32.Shape{2}})
		if d.X != nil || err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want …%s…", name, err, test.want)
		}
	}
	for _, shape := range []nn32.Shape{{0}, {-1}, {1 << 20, 1 << 20}, {1 << 62, 4}} {
		if _, err := ReadCSV(strings.NewReader("1,2\n"), CSVOptions{Sample: shape}); err == nil {
			t.Errorf("samples of %v are taken", shape)
		}
	}
}

// consistent fails unless shape, values and labels agree.
func consistent(t *testing.T, d nn32.Data, err error) {
	if err == nil && (d.X.Shape.Size() != len(d.X.Data) || d.Len() != len(d.Labels) || d.Len() == 0) {
		t.Errorf("X is %v with %d values, and there are %d labels", d.X.Shape, len(d.X.Data), len(d.Labels))
	}
}

func FuzzReadIDX(f *testing.F) {
	f.Add(threeImages, threeLabels)
	f.Add(zipped(threeImages), zipped(threeLabels))
	f.Add(threeLabels, threeImages)
	f.Add(threeImages[:20], threeLabels[:9])
	f.Fuzz(func(t *testing.T, images, labels []byte) {
		d, err := ReadIDX(bytes.NewReader(images), bytes.NewReader(labels))
		consistent(t, d, err)
	})
}

func FuzzReadCSV(f *testing.F) {
	f.Add([]byte("1,-0.5,7\n3e4,0,65535\n"), false, false)
	f.Add([]byte("a,b,class\n1,-0.5,7\n"), true, true)
	f.Add(zipped([]byte("1,2,3\n")), false, false)
	f.Fuzz(func(t *testing.T, file []byte, header, labelFirst bool) {
		d, err := ReadCSV(bytes.NewReader(file), CSVOptions{Sample: nn32.Shape{2}, Header: header, LabelFirst: labelFirst})
		consistent(t, d, err)
	})
}
