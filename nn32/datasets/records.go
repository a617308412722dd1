package datasets

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"
)

// records splits a table into its lines and these into fields, as RFC 4180 has it, with other separators and ends of lines too. Package
// encoding/csv would bring fmt into a program.
type records struct {
	rest   []byte
	comma  byte // the separator; for a space, several are one
	lines  int  // number of lines before rest
	line   int  // number of the line where the record of next begins
	fields [][]byte

	size     int // of all lines, in bytes
	progress func(bytes, all int)
}

// maxColumns is the largest number of columns: pictures of 64×64, a label and a number.
const maxColumns = 64*64 + 2

// newRecords returns the records of a text in UTF-8 or UTF-16.
func newRecords(text []byte, progress func(bytes, all int)) records {
	r := records{rest: toUTF8(text), comma: ',', progress: progress}
	r.size = len(r.rest)
	if line, ok := firstLine(r.rest); ok {
		r.comma = separator(line)
	}
	return r
}

// firstLine returns the first line that is not blank.
func firstLine(text []byte) (line []byte, ok bool) {
	text = bytes.TrimLeft(text, " \t\r\n")
	if end := bytes.IndexAny(text, "\r\n"); end >= 0 {
		text = text[:end]
	}
	return text, len(text) > 0
}

// separator finds the separator by a line: a semicolon or tab, if it has one outside quotes, otherwise a comma, or else a space. With
// semicolons and tabs, commas are decimal ones.
func separator(line []byte) byte {
	var count [256]int
	quoted := false
	for _, c := range line {
		if c == '"' {
			quoted = !quoted
		} else if !quoted {
			count[c]++
		}
	}
	for _, c := range []byte(";\t, ") {
		if count[c] > 0 {
			return c
		}
	}
	return ','
}

// toUTF8 returns a text without a byte order mark. A text in UTF-16 has one, or a first character below 256.
func toUTF8(text []byte) []byte {
	switch {
	case len(text) >= 3 && text[0] == 0xef && text[1] == 0xbb && text[2] == 0xbf:
		return text[3:]
	case len(text) < 2:
		return text
	case text[0] == 0xff && text[1] == 0xfe:
		return fromUTF16(text[2:], 0)
	case text[0] == 0xfe && text[1] == 0xff:
		return fromUTF16(text[2:], 1)
	case text[0] != 0 && text[1] == 0:
		return fromUTF16(text, 0)
	case text[0] == 0 && text[1] != 0:
		return fromUTF16(text, 1)
	}
	return text
}

// fromUTF16 returns UTF-16 as UTF-8; low is the place of a unit's low byte.
func fromUTF16(text []byte, low int) []byte {
	out := make([]byte, 0, len(text)/2)
	unit := func(i int) rune { return rune(text[i+low]) | rune(text[i+1-low])<<8 }
	for i := 0; i+1 < len(text); i += 2 {
		r := unit(i)
		if utf16.IsSurrogate(r) && i+3 < len(text) {
			if pair := utf16.DecodeRune(r, unit(i+2)); pair != utf8.RuneError {
				r = pair
				i += 2
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

// next takes the next record that has anything in it. It returns false at the end. Fields beyond maxColumns are dropped but one.
func (r *records) next() bool {
	for len(r.rest) > 0 {
		r.line = r.lines + 1
		r.fields = r.fields[:0]
		blank := true
		for more := true; more; {
			var field []byte
			field, more = r.field()
			blank = blank && len(field) == 0
			if len(r.fields) <= maxColumns {
				r.fields = append(r.fields, field)
			}
		}
		if last := len(r.fields) - 1; r.comma == ' ' && last > 0 && len(r.fields[last]) == 0 {
			r.fields = r.fields[:last] // spaces at the end of the line
		}
		if r.progress != nil && r.line%1000 == 0 {
			r.progress(r.size-len(r.rest), r.size)
		}
		if !blank {
			return true
		}
	}
	return false
}

// field takes the next field without spaces and quotes around it, and reports whether the record has more.
func (r *records) field() (field []byte, more bool) {
	b, i := r.rest, 0
	for i < len(b) && (b[i] == ' ' || b[i] == '\t' && r.comma != '\t') {
		i++
	}
	if i < len(b) && b[i] == '"' {
		field, i = r.quoted(b, i+1)
	}
	start := i
	for i < len(b) && b[i] != r.comma && b[i] != '\n' && b[i] != '\r' {
		i++
	}
	if field == nil {
		field = bytes.TrimRight(b[start:i], " \t")
	}
	switch {
	case i == len(b):
		r.rest = nil
		r.lines++
	case b[i] == r.comma:
		r.rest = b[i+1:]
		return field, true
	default:
		if b[i] == '\r' && i+1 < len(b) && b[i+1] == '\n' {
			i++
		}
		r.rest = b[i+1:]
		r.lines++
	}
	return field, false
}

// quoted returns the content of quotes that begin before i, and the index after the closing one.
func (r *records) quoted(b []byte, i int) (field []byte, end int) {
	start, doubled := i, false
	for i < len(b) {
		if b[i] == '"' {
			if i+1 == len(b) || b[i+1] != '"' {
				break
			}
			doubled = true
			i++
		} else if b[i] == '\n' || b[i] == '\r' && (i+1 == len(b) || b[i+1] != '\n') {
			r.lines++
		}
		i++
	}
	field = bytes.Trim(b[start:min(i, len(b))], " \t\r\n")
	if doubled {
		field = bytes.ReplaceAll(field, []byte(`""`), []byte(`"`))
	}
	if field == nil {
		field = []byte{}
	}
	return field, min(i+1, len(b))
}
