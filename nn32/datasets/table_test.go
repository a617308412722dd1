package datasets

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"digitlab/nn32"
)

// utf16Of returns a text in UTF-16.
func utf16Of(text string, order binary.AppendByteOrder, mark bool) []byte {
	var b []byte
	if mark {
		b = order.AppendUint16(b, 0xfeff)
	}
	for _, unit := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, unit)
	}
	return b
}

// The forms in which programs write the same table.
func TestFormsOfTables(t *testing.T) {
	const plain = "3,0,1,2,255\n5,9,8,7,6\n"
	want := nn32.Data{X: &nn32.Tensor{Shape: nn32.Shape{2, 2, 2, 1}, Pixels: []byte{0, 1, 2, 255, 9, 8, 7, 6}}, Labels: []int{3, 5}}
	named := "label,p0,p1,p2,p3\n" + plain
	for name, file := range map[string][]byte{
		"named":                  []byte(named),
		"a byte order mark":      []byte("\ufeff" + named),
		"CRLF":                   []byte(strings.ReplaceAll(named, "\n", "\r\n")),
		"CR":                     []byte(strings.ReplaceAll(named, "\n", "\r")),
		"semicolons":             []byte(strings.ReplaceAll(named, ",", ";")),
		"tabs":                   []byte(strings.ReplaceAll(named, ",", "\t")),
		"spaces":                 []byte("label  p0 p1 p2 p3\n 3 0  1 2 255\n5 9 8 7 6  \n"),
		"UTF-16, little":         utf16Of(named, binary.LittleEndian, true),
		"UTF-16, big":            utf16Of(named, binary.BigEndian, true),
		"UTF-16, without a mark": utf16Of(named, binary.LittleEndian, false),
		"UTF-16, big, without":   utf16Of(named, binary.BigEndian, false),
		"UTF-16, tabs, CRLF":     utf16Of(strings.NewReplacer(",", "\t", "\n", "\r\n").Replace(named), binary.LittleEndian, true),
		"quoted":                 []byte("\"label\",\"a \"\"first\"\" value\",\"two,\nlines\",\"p2\",\"p3\"\n\"3\",\"0\", \"1\" ,2,\"255\"\n5,9,8,\" 7\",6"),
		"blank lines":            []byte("\n\r\n" + named + "\n\n  \n,,,,\n"),
		"no end":                 []byte(strings.TrimSuffix(named, "\n")),
		"decimals":               []byte("label,p0,p1,p2,p3\n3.0,0.0,1e0,20e-1,2.55E+2\n5.,9.0,+8,7.00,6\n"),
		"decimal commas":         []byte("label;p0;p1;p2;p3\n3,0;0,0;1;2,0;255,00\n5;9;8;7;6\n"),
		"long names":             []byte("label," + strings.Repeat("long ", 50_000) + ",p1,p2,p3\n" + plain),
		"Korean names":           []byte("정답,가,나,다,라\n" + plain),
		"the label last":         []byte("p0,p1,p2,p3,class\n0,1,2,255,3\n9,8,7,6,5\n"),
		"an id and the label":    []byte("id,label,p0,p1,p2,p3\n17,3,0,1,2,255\n4,5,9,8,7,6\n"),
		"the label and an id":    []byte("p0,p1,p2,p3,Label,file name\n0,1,2,255,3,a.png\n9,8,7,6,5,b.png\n"),
		"an id, the label last":  []byte(",p0,p1,p2,p3,target\n0,0,1,2,255,3\n1,9,8,7,6,5\n"),
		"names that count":       []byte(",0,1,2,3,target\n0,0,1,2,255,3\n1,9,8,7,6,5\n"),
		"gzip":                   zipped([]byte(named)),
	} {
		o, err := open(Limits{Classes: 10}, file)
		if err != nil || !reflect.DeepEqual(o.Labelled, want) || o.Scale != 255 || o.Unlabelled.Len() > 0 {
			t.Errorf("%s: %+v, %v", name, o, err)
		}
	}
	unlabelled := "ImageId,p0,p1,p2,p3\nb,0,1,2,255\na,9,8,7,6\n"
	o, err := ReadCSV(strings.NewReader(unlabelled))
	if err != nil || !reflect.DeepEqual(o.Unlabelled.X, want.X) || !reflect.DeepEqual(o.IDs, []string{"b", "a"}) || o.Unlabelled.Labels != nil {
		t.Errorf("without labels: %+v, %v", o, err)
	}
	if o, err = ReadCSV(strings.NewReader("0,1,2,255\n9,8,7,6\n")); err != nil || !reflect.DeepEqual(o.Unlabelled.X, want.X) || o.IDs != nil {
		t.Errorf("without names and labels: %+v, %v", o, err)
	}
}

// digitsTable returns the tutorial's digits as lines of 64 values and the label: scikit-learn's format, and optdigits'.
func digitsTable(t testing.TB) []byte {
	t.Helper()
	f, err := os.Open("../../static/data/digits.csv.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// The tutorial's digits are the same by ReadDigits and as a table, whatever its columns, without names, and its scale.
func TestDigitsAsTables(t *testing.T) {
	want, text := readDigits(t), digitsTable(t)
	permuted := func(line func(values []string, label string, number int) []string) string {
		var b strings.Builder
		for i, l := range strings.Split(strings.TrimSpace(string(text)), "\n") {
			fields := strings.Split(l, ",")
			b.WriteString(strings.Join(line(fields[:64:64], fields[64], i+1), ",") + "\n")
		}
		return b.String()
	}
	scaled := func(most int, decimals int) string {
		return permuted(func(values []string, label string, _ int) (line []string) {
			for _, v := range values {
				n, _ := strconv.Atoi(v)
				line = append(line, strconv.FormatFloat(float64(n*most)/16, 'f', decimals, 64))
			}
			return append(line, label)
		})
	}
	for name, test := range map[string]struct {
		text  string
		scale int
		ids   bool
	}{
		"as it is":        {string(text), 16, false},
		"the label first": {permuted(func(v []string, label string, _ int) []string { return append([]string{label}, v...) }), 16, false},
		"a number first": {permuted(func(v []string, label string, i int) []string {
			return append(append([]string{strconv.Itoa(i)}, v...), label)
		}), 16, false},
		"a number and a label": {permuted(func(v []string, label string, i int) []string { return append([]string{strconv.Itoa(i), label}, v...) }), 16, false},
		"a label and a number": {permuted(func(v []string, label string, i int) []string { return append([]string{label, strconv.Itoa(i)}, v...) }), 16, false},
		"a label, a name last": {permuted(func(v []string, label string, i int) []string { return append(v, label, fmt.Sprintf("%d.png", i)) }), 16, false},
		"no label":             {permuted(func(v []string, _ string, _ int) []string { return v }), 16, false},
		"a number, no label":   {permuted(func(v []string, _ string, i int) []string { return append([]string{strconv.Itoa(i)}, v...) }), 16, true},
		"other numbers, no": {permuted(func(v []string, _ string, i int) []string {
			return append([]string{strconv.Itoa(i * 7919 % 1801)}, v...)
		}), 16, true},
		"a name last, no label": {permuted(func(v []string, _ string, i int) []string { return append(v, fmt.Sprintf("%d.png", i)) }), 16, true},
		"from 0 to 1":           {scaled(1, 4), 1, false},
		"from 0 to 255":         {scaled(255, 0), 255, false},
	} {
		o, err := ReadCSV(strings.NewReader(test.text))
		got := o.Labelled
		if got.X == nil {
			got = o.Unlabelled
			got.Labels = want.Labels
		}
		if err != nil || !reflect.DeepEqual(got, want) || o.Scale != test.scale || (o.IDs != nil) != test.ids {
			t.Errorf("%s: %d pictures, scale %d, ids %v, %v", name, got.Len(), o.Scale, o.IDs != nil, err)
		}
	}
}

// Kaggle's columns of 784 with values of any scale; those from 0 to 1 come back as the bytes that they were.
func TestTablesOf784(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	want := nn32.Data{X: &nn32.Tensor{Shape: nn32.Shape{60, 28, 28, 1}, Pixels: make([]byte, 60*784)}}
	var first, parts, ids strings.Builder
	ids.WriteString("ImageId")
	for i := range 784 {
		fmt.Fprintf(&ids, ",pixel%d", i)
	}
	ids.WriteString("\n")
	for i := range 60 {
		label := i / 6 // sorted by class
		want.Labels = append(want.Labels, label)
		picture := want.X.Pixels[784*i:][:784]
		for j := range picture[100:600] {
			picture[100+j] = byte(r.IntN(256))
		}
		fmt.Fprintf(&first, "%d", label)
		fmt.Fprintf(&ids, "%d", i+1)
		for _, v := range picture {
			fmt.Fprintf(&first, ",%d", v)
			fmt.Fprintf(&ids, ",%d", v)
			fmt.Fprintf(&parts, "%.6f;", float64(v)/255)
		}
		first.WriteString("\n")
		ids.WriteString("\n")
		fmt.Fprintf(&parts, "%d\n", label)
	}
	for name, text := range map[string]string{"label first": first.String(), "decimal commas, label last": strings.ReplaceAll(parts.String(), ".", ",")} {
		if o, err := ReadCSV(strings.NewReader(text)); err != nil || !reflect.DeepEqual(o.Labelled, want) {
			t.Errorf("%s: %d pictures, labels %v, %v", name, o.Labelled.Len(), o.Labelled.Labels, err)
		}
	}
	o, err := ReadCSV(strings.NewReader(ids.String()))
	if err != nil || !bytes.Equal(o.Unlabelled.X.Pixels, want.X.Pixels) || len(o.IDs) != 60 || o.IDs[59] != "60" {
		t.Errorf("test.csv: %v, %v", o.IDs, err)
	}
	// One class, and a limit.
	lines := strings.SplitAfter(first.String(), "\n")
	o, err = open1(Limits{Most: 4, Classes: 10}, strings.Join(lines[18:24], ""))
	if err != nil || !reflect.DeepEqual(o.Labelled.Labels, []int{3, 3, 3, 3}) || o.Beyond != 2 {
		t.Errorf("of one class: %v, %d beyond, %v", o.Labelled.Labels, o.Beyond, err)
	}
}

func open1(limits Limits, text string) (Opened, error) { return open(limits, []byte(text)) }

func TestWrongTables(t *testing.T) {
	const names = "label,p0,p1,p2,p3\n"
	for name, test := range map[string]struct {
		text string
		want FileError
	}{
		"empty":          {"\n \n", FileError{Kind: ErrEmpty}},
		"only names":     {names, FileError{Kind: ErrEmpty}},
		"prose":          {"Dear reader,\nthis is no table.\n", FileError{Kind: ErrFormat, Line: 1, Got: "2"}},
		"a program":      {"\x7fELF\x02\x01\x01\x00\x00\x00", FileError{Kind: ErrFormat, Line: 1, Got: "1"}},
		"three numbers":  {"1,2,3\n", FileError{Kind: ErrFormat, Line: 1, Got: "3"}},
		"no square":      {"1,2,3,4,5,6,7,8\n", FileError{Kind: ErrColumns, Line: 1, Got: "8"}},
		"a short line":   {names + "3,1,2,3,4\n\n3,1,2\n", FileError{Kind: ErrRow, Line: 4, Got: "3", Want: "5"}},
		"a long line":    {names + "3,1,2,3,4,5\n", FileError{Kind: ErrRow, Line: 2, Got: "6", Want: "5"}},
		"a missing one":  {names + "3,1,2,3,4\n5,1,,3,4\n", FileError{Kind: ErrMissing, Line: 3, Column: 3}},
		"no label":       {names + "3,1,2,3,4\n,1,2,3,4\n", FileError{Kind: ErrMissing, Line: 3, Column: 1}},
		"a word":         {names + "3,1,2,three,4\n", FileError{Kind: ErrValue, Line: 2, Column: 4, Got: "“three”"}},
		"not a number":   {names + "3,1,2,NaN,4\n", FileError{Kind: ErrValue, Line: 2, Column: 4, Got: "“NaN”"}},
		"below zero":     {names + "3,1,2,-0.5,4\n", FileError{Kind: ErrRange, Line: 2, Column: 4, Got: "“-0.5”"}},
		"too large":      {names + "3,1,2,256,4\n", FileError{Kind: ErrRange, Line: 2, Column: 4, Got: "“256”"}},
		"half a label":   {names + "3.5,1,2,3,4\n", FileError{Kind: ErrLabel, Line: 2, Column: 1, Got: "“3.5”"}},
		"a letter":       {names + "A,1,2,3,4\n", FileError{Kind: ErrLabel, Line: 2, Column: 1, Got: "“A”"}},
		"letters":        {names + "25,1,2,3,4\n0,1,2,3,4\n", FileError{Kind: ErrLabel, Got: "25", Want: "0 to 9"}},
		"after quotes":   {names + "\"3\",\"\n1\",2,3,4\n3,1,2,x,4\n", FileError{Kind: ErrValue, Line: 4, Column: 4, Got: "“x”"}},
		"an open quote":  {names + "3,1,2,\"3,4\n5,6", FileError{Kind: ErrRow, Line: 2, Got: "4", Want: "5"}},
		"a long word":    {names + "3,1,2," + strings.Repeat("가", 9000) + ",4\n", FileError{Kind: ErrValue, Line: 2, Column: 4, Got: "“" + strings.Repeat("가", 8) + "…”"}},
		"endless commas": {strings.Repeat(",", 10_000) + "1", FileError{Kind: ErrColumns, Line: 1, Got: "4099"}},
	} {
		o, err := open1(Limits{Classes: 10}, test.text)
		var e *FileError
		if !errors.As(err, &e) || o.Labelled.X != nil {
			t.Errorf("%s: %v, %+v", name, err, o)
			continue
		}
		if test.want.Want == "" {
			test.want.Want = e.Want
		}
		if test.want.File = "a"; *e != test.want {
			t.Errorf("%s: got %+v, want %+v", name, *e, test.want)
		}
	}
	_, err := open1(Limits{Sides: []int{8, 28}}, names+"3,1,2,3,4\n")
	if e := new(FileError); !errors.As(err, &e) || e.Kind != ErrSide || e.Got != "2×2" || e.Want != "8×8, 28×28" {
		t.Errorf("another size: %v", err)
	}
	_, err = open(Limits{Classes: 10}, []byte("3,1,2,3,4\n4,1,2,3,4\n"), idxFile(make([]byte, 9), 1, 3, 3), idxFile([]byte{1}, 1))
	if e := new(FileError); !errors.As(err, &e) || e.Kind != ErrSide || e.File != "b" || e.Want != "2×2" {
		t.Errorf("two sizes: %v", err)
	}
}

func TestParseFloat(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	texts := []string{"0", "-0.5", "+7", ".5", "5.", "1e0", "2.55E+2", "1e-300", "1e22", "255", "0.1", "16.0000", "1e308", "00012", "0.00000000000000000000000000000000001e40"}
	for range 2000 {
		texts = append(texts, strconv.FormatFloat(r.Float64()*256, 'f', r.IntN(9), 64), strconv.FormatFloat(r.Float64(), 'e', r.IntN(18), 64))
	}
	for _, text := range texts {
		want, err := strconv.ParseFloat(text, 64)
		got, ok := parseFloat([]byte(text), '.')
		if err != nil || !ok || math.Abs(got-want) > 4e-16*math.Abs(want) {
			t.Errorf("%s is %v, %v; want %v", text, got, ok, want)
		}
		if comma, ok := parseFloat([]byte(strings.ReplaceAll(text, ".", ",")), ','); !ok || comma != got {
			t.Errorf("%s with a comma is %v, %v", text, comma, ok)
		}
	}
	for _, text := range []string{"", "-", ".", "e5", "1e", "1e+", "1.2.3", "1,5", "0x10", "NaN", "Inf", "1e99999999999999999999", "1e400", "1 2", "--1", "１"} {
		if v, ok := parseFloat([]byte(text), '.'); ok {
			t.Errorf("%q is %v", text, v)
		}
	}
}

// A table gives the same, plain, compressed and in UTF-16, or the same kind of error.
func FuzzReadCSV(f *testing.F) {
	f.Add("label,a,b,c,d\n7,0,1,2,255\n")
	f.Add("0,5;0;1;1;3\r\n\r\n1;1;1;1;4\r\n")
	f.Add("\"a\"\"\n\"\tb\tc\td\n1\t2\t3\t4")
	f.Add(",0,1,2,3\n0,.5,1e-1,0,1\n")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<14 || len(text) < 16 || text[0] == 0 || text[1] == 0 || !utf8.ValidString(text) || strings.HasPrefix(text, "\ufeff") {
			return
		}
		want, wantErr := ReadCSV(strings.NewReader(text))
		consistent(t, want, wantErr)
		for name, file := range map[string][]byte{"gzip": zipped([]byte(text)), "UTF-16": utf16Of(text, binary.BigEndian, true)} {
			got, err := ReadCSV(bytes.NewReader(file))
			var e, wantE *FileError
			if errors.As(wantErr, &wantE) && (errors.Is(wantErr, ErrPhoto) || errors.Is(wantErr, ErrArchive)) {
				continue // the first bytes in UTF-16 are others
			}
			if errors.As(err, &e) != errors.As(wantErr, &wantE) || e != nil && *e != *wantE || !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %v, %v; want %v, %v", name, got, err, want, wantErr)
			}
		}
	})
}
