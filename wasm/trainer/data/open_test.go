package data

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"

	"digitlab/wasm/protocol"
)

// open opens files and returns the states of both data sets.
func (h *fakeHost) open(files ...protocol.NamedFile) (opened, small protocol.DataState) {
	h.last()
	h.library.Open(&protocol.OpenData{Files: files})
	for len(h.events) > 0 {
		if s := <-h.events; s.Data == protocol.Opened {
			opened = *s
		} else {
			small = *s
		}
	}
	return opened, small
}

func file(name string, b []byte) protocol.NamedFile { return protocol.NamedFile{Name: name, Bytes: b} }

// tableOf returns pictures of IDX as a table, with labels before the values, or with numbers from 1 for labels == nil.
func tableOf(pictures, labels []byte) []byte {
	var b strings.Builder
	pictures = pictures[16:]
	for i := range len(pictures) / 784 {
		first := i + 1
		if labels != nil {
			first = int(labels[8+i])
		}
		b.WriteString(strconv.Itoa(first))
		for _, v := range pictures[784*i:][:784] {
			b.WriteString("," + strconv.Itoa(int(v)))
		}
		b.WriteString("\r\n")
	}
	return []byte(b.String())
}

func TestOpenData(t *testing.T) {
	h := newHost(t)
	pictures, labels := idx(100, 1)
	few, fewLabels := idx(99, 1)
	wrong := append(bytes.Clone(labels[:len(labels)-1]), 10)
	x, y := func(b []byte) protocol.NamedFile { return file("x.idx", b) }, func(b []byte) protocol.NamedFile { return file("y.idx", b) }
	bad := map[string]struct {
		files []protocol.NamedFile
		want  protocol.DataProblem
		where protocol.FileProblem
	}{
		"empty":       {[]protocol.NamedFile{x(nil), y(nil)}, protocol.EmptyFile, protocol.FileProblem{Name: "x.idx"}},
		"labels":      {[]protocol.NamedFile{y(labels)}, protocol.CountsDiffer, protocol.FileProblem{Name: "y.idx", Got: "0, 100"}},
		"cut":         {[]protocol.NamedFile{y(labels), x(pictures[:2000])}, protocol.Damaged, protocol.FileProblem{Name: "x.idx", Got: "2", Want: "100"}},
		"gzip cut":    {[]protocol.NamedFile{y(labels), x(zip(t, pictures)[:9000])}, protocol.Damaged, protocol.FileProblem{Name: "x.idx"}},
		"few":         {[]protocol.NamedFile{x(few), y(fewLabels)}, protocol.WrongCount, protocol.FileProblem{Name: "x.idx", Got: "99", Want: "100"}},
		"of two sets": {[]protocol.NamedFile{x(pictures), y(fewLabels)}, protocol.CountsDiffer, protocol.FileProblem{Name: "x.idx, y.idx", Got: "100, 99"}},
		"a letter":    {[]protocol.NamedFile{x(pictures), y(wrong)}, protocol.WrongLabel, protocol.FileProblem{Name: "x.idx", Got: "10", Want: "0 to 9"}},
		"32×32": {[]protocol.NamedFile{x(append(bytes.Clone(pictures[:8]), 0, 0, 0, 32, 0, 0, 0, 32)), y(labels)}, protocol.WrongSide,
			protocol.FileProblem{Name: "x.idx", Got: "32×32", Want: "8×8, 28×28"}},
		"a photo":   {[]protocol.NamedFile{file("7.png", []byte("\x89PNG\r\n\x1a\n"))}, protocol.PhotoOpened, protocol.FileProblem{Name: "7.png"}},
		"a ZIP":     {[]protocol.NamedFile{file("digits.zip", []byte("PK\x03\x04"))}, protocol.ArchiveOpened, protocol.FileProblem{Name: "digits.zip"}},
		"a word":    {[]protocol.NamedFile{file("a.csv", []byte("label,a,b,c,d\n1,2,3,four,5"))}, protocol.WrongSide, protocol.FileProblem{Name: "a.csv", Got: "2×2", Want: "8×8, 28×28"}},
		"a missing": {[]protocol.NamedFile{file("a.csv", bytes.Replace(tableOf(pictures, labels), []byte("\r\n7,"), []byte("\r\n,"), 1))}, protocol.MissingValue, protocol.FileProblem{Name: "a.csv", Line: 2, Column: 1}},
		"none":      {nil, protocol.WrongCount, protocol.FileProblem{Got: "0", Want: "100"}},
	}
	for name, test := range bad {
		if s, small := h.open(test.files...); s.Problem != test.want || s.File != test.where || s.Count+small.Count+s.Open.Unlabelled != 0 || s.Detail != "" {
			t.Errorf("%s: %+v, want problem %d and %+v", name, s, test.want, test.where)
		}
	}
	want := protocol.DataState{Data: protocol.Opened, Name: "y.idx, x.idx", Count: 100,
		Open: protocol.OpenedFiles{Digits: [10]int{10, 10, 10, 10, 10, 10, 10, 10, 10, 10}}}
	if s, small := h.open(y(labels), x(zip(t, pictures))); s != want || small.Count != 0 {
		t.Errorf("%+v, want %+v", s, want)
	}
	s := mnistSettings()
	s.Data = protocol.Opened
	before, err := h.library.Split(s)
	if err != nil || before.Fit.Len() != 56 || before.Validation.Len() != 14 || before.Test.Len() != 30 {
		t.Errorf("%d, %d, %d; %v", before.Fit.Len(), before.Validation.Len(), before.Test.Len(), err)
	}
	// After a bad file, all is as it was.
	for name, test := range bad {
		if s, _ := h.open(test.files...); s.Problem != test.want || s.Name != want.Name || s.Count != 100 || s.Open != want.Open {
			t.Errorf("%s, after a good one: %+v", name, s)
		}
	}
	// The same pictures as a table are the same data.
	if s, _ := h.open(file("train.csv", tableOf(pictures, labels)), file("test.csv", tableOf(few, nil))); s.Count != 100 || s.Open.Unlabelled != 99 ||
		s.Open.UnlabelledSide != 28 || s.Name != "train.csv" || s.Open.UnlabelledName != "test.csv" || s.Open.Ink != 255 || s.Open.Digits != want.Open.Digits {
		t.Errorf("tables: %+v", s)
	}
	if after, err := h.library.Split(s); err != nil || !bytes.Equal(after.Fit.X.Pixels, before.Fit.X.Pixels) || !slices.Equal(after.Test.Labels, before.Test.Labels) {
		t.Errorf("a table gives other data than IDX; %v", err)
	}
	if x, ids := h.library.Unlabelled(); !bytes.Equal(x.X.Pixels, few[16:]) || len(ids) != 99 || ids[98] != "99" {
		t.Errorf("without labels: %d, %v", x.Len(), ids)
	}
	h.library.Remove(protocol.Opened)
	if got := h.last(); *got != (protocol.DataState{Data: protocol.Opened}) {
		t.Errorf("%+v", got)
	}
	if _, err := h.library.Split(s); !h.library.ReportMissing(err) {
		t.Errorf("after it was removed: %v", err)
	}
}

// The tutorial's digits, as scikit-learn has them in a file, are the same data as the page's own.
func TestOpenDigits(t *testing.T) {
	h := newHost(t)
	if _, err := h.library.LoadDigits(); err != nil {
		t.Fatal(err)
	}
	packed, err := h.Digits()
	if err != nil {
		t.Fatal(err)
	}
	if s, small := h.open(file("optdigits.csv", packed)); s.Count != 0 || small.Count != 1797 || small.Name != "optdigits.csv" || s.Open.Ink != 16 || s.Open.Digits[0] != 178 {
		t.Errorf("%+v, %+v", s, small)
	}
	// While it reads a table the library gives signs of life, with what was opened before.
	h.library.Open(&protocol.OpenData{Files: []protocol.NamedFile{file("optdigits.csv", packed)}})
	if signs := <-h.events; signs.Data != protocol.Opened || signs.Loaded <= 0 || signs.Loaded >= signs.Total || signs.Open.Ink != 16 {
		t.Errorf("while it reads: %+v", signs)
	}
	h.last()
	s := protocol.DefaultSettings()
	want, _ := h.library.Split(s)
	s.Data = protocol.OpenedSmall
	got, err := h.library.Split(s)
	if err != nil || !slices.Equal(got.Fit.X.Data, want.Fit.X.Data) || !slices.Equal(got.Test.X.Data, want.Test.X.Data) || !bytes.Equal(got.Sample(), want.Sample()) {
		t.Errorf("they are others than the page's; %v", err)
	}
	if x := Input(Pictures(got.Test), protocol.OpenedSmall); !slices.Equal(x.Data, got.Test.X.Data) {
		t.Error("the pictures of the test digits become another input")
	}
}

// Turning exchanges rows and columns, for the next run, and turning twice changes nothing.
func TestTurn(t *testing.T) {
	h := newHost(t)
	pictures, labels := idx(100, 1)
	h.open(file("x", pictures), file("y", labels))
	h.open(file("test", pictures))
	s := mnistSettings()
	s.Data = protocol.Opened
	before, _ := h.library.Split(s)
	h.library.ReportLying()
	if got := h.last(); !got.Open.Lying {
		t.Errorf("%+v", got.Open)
	}
	h.library.Turn()
	if got := h.last(); !got.Open.Turned || got.Open.Lying || got.Count != 100 || got.Name != "x, y" {
		t.Errorf("%+v", got)
	}
	after, _ := h.library.Split(s)
	for i := range 784 {
		if before.Test.X.Pixels[784+i] != after.Test.X.Pixels[784+i%28*28+i/28] {
			t.Fatalf("pixel %d of the second picture is elsewhere", i)
		}
	}
	if x, _ := h.library.Unlabelled(); x.X.Pixels[28] != pictures[16+1] || x.X.Pixels[1] != pictures[16+28] {
		t.Error("the pictures without labels are not turned")
	}
	if lying, _ := h.library.OrientationSample(); lying.Len() > 0 {
		t.Error("what was turned by the person is suspected again")
	}
	h.library.Turn()
	again, _ := h.library.Split(s)
	if !bytes.Equal(again.Test.X.Pixels, before.Test.X.Pixels) || !slices.Equal(again.Test.Labels, before.Test.Labels) {
		t.Error("turned twice they are others")
	}
}
