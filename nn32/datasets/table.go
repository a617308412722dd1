package datasets

import (
	"bytes"
	"io"
	"math"
	"slices"
	"strconv"

	"digitlab/nn32"
)

// Tables are files of CSV: a line for each picture with its values, row by row. A label, a number or name of the picture, or both may
// stand before or after them; what they are follows from the first line, if it has names, otherwise from what is in them. Text may be
// UTF-8 or UTF-16; separators are commas, semicolons, tabs or spaces; fields may be quoted.

// ReadCSV reads a table, plain or compressed with gzip, with or without labels, whose values Opened describes.
func ReadCSV(r io.Reader) (Opened, error) { return Open(Limits{Classes: 10}, FromReader("table", r)) }

// addTable adds the pictures of a table.
func (o *Opened) addTable(s Source, limits Limits) error {
	text, err := s.read(MaxText + 1)
	if err != nil {
		return err
	}
	if len(text) > MaxText {
		return &FileError{Kind: ErrTooLarge, File: s.Name, Want: strconv.Itoa(MaxText)}
	}
	t, err := newTableOf(s.Name, text, limits.Progress)
	if err != nil {
		return err
	}
	if !limits.take(t.side, t.side) {
		return limits.sideError(s.Name, t.side, t.side)
	}
	if err := t.parse(limits.Most); err != nil {
		return err
	}
	o.Beyond += t.beyond
	o.Scale = scaleOf(t.largest)
	d := nn32.Data{X: t.picturesOf(o.Scale), Labels: t.labels}
	return o.add(s.Name, d, t.ids, limits)
}

// tableOf is a table that is being read.
type tableOf struct {
	name    string
	records records
	point   byte // the decimal point
	named   bool // the first line has names
	columns int
	side    int // of the pictures
	label   int // column of the labels, or -1
	id      int // column of the pictures' numbers or names, or -1

	labels  []int
	ids     []string
	whole   []byte    // the values while all are whole numbers
	parts   []float32 // the values otherwise
	largest float64
	beyond  int // number of lines after the limit
}

// newTableOf finds what the columns are.
func newTableOf(name string, text []byte, progress func(bytes, all int)) (*tableOf, error) {
	t := &tableOf{name: name, records: newRecords(text, progress), point: '.', label: -1, id: -1}
	if t.records.comma == ';' || t.records.comma == '\t' {
		t.point = 0 // either
	}
	begin := t.records
	if !t.records.next() {
		return nil, &FileError{Kind: ErrEmpty, File: name}
	}
	t.columns = len(t.records.fields)
	first := t.records.fields
	t.named = t.areNames(first)
	// Squares of 2 and more are further apart than a label and a number.
	extra := 0
	for ; extra <= 2; extra++ {
		if side := int(math.Sqrt(float64(t.columns - extra))); side >= 2 && side*side == t.columns-extra {
			t.side = side
			break
		}
	}
	if t.side == 0 || t.columns > maxColumns {
		kind := ErrColumns
		if t.columns < 4 || bytes.IndexByte(begin.rest[:min(len(begin.rest), 512)], 0) >= 0 {
			kind = ErrFormat
		}
		return nil, &FileError{Kind: kind, File: name, Line: t.records.line, Got: strconv.Itoa(t.columns)}
	}
	if !t.named {
		t.records = begin
	}
	if extra > 0 && !(t.named && t.layByNames(first, extra)) {
		if err := t.layByContent(extra); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// number parses a field.
func (t *tableOf) number(field []byte) (v float64, ok bool) {
	if t.point == 0 {
		if v, ok = parseFloat(field, ','); ok {
			return v, true
		}
	}
	return parseFloat(field, '.')
}

// areNames reports whether fields are the names of columns: most are no numbers, or those that are count up, as pandas names columns.
func (t *tableOf) areNames(fields [][]byte) bool {
	words, numbers, last, counts := 0, 0, 0., true
	for _, field := range fields {
		v, ok := t.number(field)
		if !ok {
			if len(field) > 0 {
				words++
			}
			continue
		}
		counts = counts && (numbers == 0 && v <= 1 || v == last+1)
		numbers++
		last = v
	}
	return words > numbers || counts && numbers >= 4
}

// edges returns the columns beside the values, if before of extra columns are before them.
func (t *tableOf) edges(before, extra int) []int {
	columns := make([]int, 0, 2)
	for i := range extra {
		if i < before {
			columns = append(columns, i)
		} else {
			columns = append(columns, t.columns-extra+i)
		}
	}
	return columns
}

// Names of columns, as plainName gives them.
var (
	labelNames = []string{"label", "labels", "class", "classes", "target", "digit", "y", "정답", "라벨", "레이블", "숫자", "분류", "클래스"}
	idNames    = []string{"", "id", "imageid", "index", "idx", "unnamed0", "filename", "file", "name", "image", "번호", "순번", "파일", "파일명", "이름"}
)

// plainName returns a name in lower case and without spaces and such. The tables of package unicode would make a program larger.
func plainName(field []byte) string {
	var plain []byte
	for _, c := range field {
		switch {
		case c >= 'A' && c <= 'Z':
			plain = append(plain, c+'a'-'A')
		case c > '.' && c != '_' && c != ':':
			plain = append(plain, c)
		}
	}
	return string(plain)
}

// layByNames takes the roles of the columns from their names, if these tell.
func (t *tableOf) layByNames(names [][]byte, extra int) bool {
	for before := extra; before >= 0; before-- {
		t.label, t.id = -1, -1
		for _, column := range t.edges(before, extra) {
			name := plainName(names[column])
			switch {
			case slices.Contains(labelNames, name):
				t.label = column
			case slices.Contains(idNames, name):
				t.id = column
			}
		}
		if found := min(t.label, 0) + min(t.id, 0) + 2; found == extra {
			return true
		}
	}
	return false
}

// edge is what is in a column at the edge of a table.
type edge struct {
	rows    int
	words   int     // fields that are no numbers
	labels  [64]int // number of each possible label
	others  int     // numbers that are none
	rises   bool    // each number is larger than the one before
	last    float64
	largest float64
}

// add adds a field to what is known of a column.
func (e *edge) add(v float64, ok bool) {
	e.rows++
	switch {
	case !ok:
		e.words++
		return
	case v >= 0 && v < 64 && v == math.Trunc(v):
		e.labels[int(v)]++
	default:
		e.others++
	}
	e.rises = e.rows == 1 || e.rises && v > e.last
	e.last, e.largest = v, max(e.largest, v)
}

// isID reports whether the column has names or numbers of the pictures: neither labels nor values are above 255 or rise for long.
func (e *edge) isID() bool {
	return e.words == e.rows || e.largest > 255 || e.rises && e.largest >= 10
}

// score is how much the column is like labels; -1 if it has something else. Labels vary, and the corner of a picture is nearly always
// paper, or has noise above 9. A column of one label other than 0 is one.
func (e *edge) score() int {
	if e.words+e.others > 0 {
		return -1
	}
	varying := e.rows - slices.Max(e.labels[:])
	digits := e.largest <= 9
	switch {
	case digits && varying == 0 && e.labels[0] == 0:
		return e.rows
	case digits && varying >= e.rows/10:
		return e.rows + varying
	}
	return varying
}

// layByContent finds the roles of the columns from all lines.
func (t *tableOf) layByContent(extra int) error {
	r := t.records
	columns := [4]int{0, 1, t.columns - 2, t.columns - 1}
	var edges [4]edge
	for r.next() {
		if len(r.fields) != t.columns {
			continue // parse tells where
		}
		for i, column := range columns {
			edges[i].add(t.number(r.fields[column]))
		}
	}
	at := func(column int) *edge { return &edges[slices.Index(columns[:], column)] }
	best := -2
	for before := extra; before >= 0; before-- {
		label, id, score := -1, -1, 0
		for _, column := range t.edges(before, extra) {
			e := at(column)
			if id < 0 && e.isID() {
				id = column
				score += e.rows
			} else {
				label = column
				score += e.score()
			}
		}
		if extra == 2 && (id < 0 || label < 0) {
			continue
		}
		if score > best {
			best, t.label, t.id = score, label, id
		}
	}
	if best == -2 {
		return &FileError{Kind: ErrColumns, File: t.name, Got: strconv.Itoa(t.columns)}
	}
	return nil
}

// parse reads the values of up to most pictures; 0 for all.
func (t *tableOf) parse(most int) error {
	r := &t.records
	for count := 0; r.next(); count++ {
		if most > 0 && count == most {
			for t.beyond = 1; r.next(); t.beyond++ {
			}
			return nil
		}
		if len(r.fields) != t.columns {
			return &FileError{Kind: ErrRow, File: t.name, Line: r.line, Got: strconv.Itoa(len(r.fields)), Want: strconv.Itoa(t.columns)}
		}
		for column, field := range r.fields {
			if column == t.id {
				if t.label < 0 {
					t.ids = append(t.ids, string(field))
				}
				continue
			}
			v, ok := t.number(field)
			kind := ErrValue
			switch {
			case len(field) == 0:
				ok, kind = false, ErrMissing
			case !ok && column == t.label:
				kind = ErrLabel
			case ok && column == t.label:
				if ok, kind = v >= 0 && v <= 255 && v == math.Trunc(v), ErrLabel; ok {
					t.labels = append(t.labels, int(v))
				}
			case ok:
				if ok, kind = v >= 0 && v <= 255, ErrRange; ok {
					t.add(v)
				}
			}
			if !ok {
				return &FileError{Kind: kind, File: t.name, Line: r.line, Column: column + 1, Got: quote(field)}
			}
		}
	}
	if len(t.whole) == 0 && len(t.parts) == 0 {
		return &FileError{Kind: ErrEmpty, File: t.name}
	}
	return nil
}

// add adds a value.
func (t *tableOf) add(v float64) {
	t.largest = max(t.largest, v)
	switch {
	case t.parts != nil:
		t.parts = append(t.parts, float32(v))
	case v == math.Trunc(v):
		t.whole = append(t.whole, byte(v))
	default:
		t.parts = make([]float32, len(t.whole), 2*len(t.whole)+t.side*t.side)
		for i, whole := range t.whole {
			t.parts[i] = float32(whole)
		}
		t.whole, t.parts = nil, append(t.parts, float32(v))
	}
}

// picturesOf returns the pictures in the scale of Opened.
func (t *tableOf) picturesOf(scale int) *nn32.Tensor {
	if t.parts == nil {
		return picturesOf(t.whole, scale, t.side, t.side)
	}
	most := 255
	if t.side == side {
		most = digitsInk
	}
	whole := make([]byte, len(t.parts))
	for i, v := range t.parts {
		whole[i] = byte(v*float32(most)/float32(scale) + .5)
	}
	return picturesOf(whole, most, t.side, t.side)
}

// quote returns the first characters of a field, in quotes; nothing for none.
func quote(field []byte) string {
	const most = 24 // bytes
	text, cut := "", ""
	for i, c := range string(field) {
		if i >= most {
			cut = "…"
			break
		}
		text += string(c)
	}
	if text == "" {
		return ""
	}
	return "“" + text + cut + "”"
}
