package datasets

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"math"
	"strconv"

	"digitlab/nn32"
	"digitlab/nn32/internal/errfmt"
)

// CSVOptions describes the columns of a CSV file.
type CSVOptions struct {
	Sample     nn32.Shape // shape of one sample, whose values are columns in row-major order
	LabelFirst bool       // the label is the first column; otherwise the last
	Header     bool       // the first line has the columns' names
}

// Labels must be below maxLabel, since a network has an output for each. The number of lines is limited because a small gzip file
// can have very many empty ones.
const (
	maxLabel = 1 << 16
	maxLines = 1 << 24
)

// ReadCSV reads samples X (N, Sample…) and N labels from a CSV file, plain or compressed with gzip. Each line has the finite values of
// one sample and its label, a whole number from 0. Memory grows only with the data that arrives. Errors name the line and column.
func ReadCSV(r io.Reader, o CSVOptions) (nn32.Data, error) {
	size := 1
	for _, n := range o.Sample {
		if n < 1 || n > maxElements/size {
			return nn32.Data{}, errfmt.Errorf("datasets: a sample of %v has no size or too much", o.Sample)
		}
		size *= n
	}
	unzipped, err := maybeGunzip(r)
	if err != nil {
		return nn32.Data{}, errfmt.Errorf("datasets: %w", err)
	}
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, 32*(size+1)) // 32 bytes suffice for any number
	d := nn32.Data{X: &nn32.Tensor{}}
	number := 0
	for lines.Scan() {
		if number++; number > maxLines {
			return nn32.Data{}, errfmt.Errorf("datasets: there are more than %d lines", maxLines)
		}
		line := bytes.TrimSpace(lines.Bytes())
		if number == 1 && o.Header || len(line) == 0 {
			continue
		}
		if err := o.parse(&d, line, size); err != nil {
			return nn32.Data{}, errfmt.Errorf("datasets: line %d: %w", number, err)
		}
		if len(d.X.Data) > maxElements {
			return nn32.Data{}, errfmt.Errorf("datasets: line %d: there are more than %d values", number, maxElements)
		}
	}
	if err := lines.Err(); errors.Is(err, bufio.ErrTooLong) {
		return nn32.Data{}, errfmt.Errorf("datasets: line %d is too long for %d values and a label", number+1, size)
	} else if err != nil {
		return nn32.Data{}, errfmt.Errorf("datasets: line %d: %w", number+1, err)
	}
	if len(d.Labels) == 0 {
		return nn32.Data{}, errors.New("datasets: the file has no samples")
	}
	d.X.Shape = append(nn32.Shape{len(d.Labels)}, o.Sample...)
	return d, nil
}

// parse appends the sample and the label of a line to the data. size is the number of values of a sample.
func (o CSVOptions) parse(d *nn32.Data, line []byte, size int) error {
	labelColumn := size
	if o.LabelFirst {
		labelColumn = 0
	}
	column := 0
	for field := range bytes.SplitSeq(line, []byte(",")) {
		text := string(bytes.Trim(field, " \t\""))
		v, err := strconv.ParseFloat(text, 32)
		switch {
		case column > size:
			return errfmt.Errorf("more than %d values and a label", size)
		case err != nil || math.IsInf(v, 0) || math.IsNaN(v):
			return errfmt.Errorf("column %d has %s where a number should be", column+1, quote(text))
		case column != labelColumn:
			d.X.Data = append(d.X.Data, float32(v))
		case v < 0 || v >= maxLabel || v != math.Trunc(v):
			return errfmt.Errorf("column %d has the label %s, want a whole number from 0 to %d", column+1, quote(text), maxLabel-1)
		default:
			d.Labels = append(d.Labels, int(v))
		}
		column++
	}
	if column != size+1 {
		return errfmt.Errorf("%d columns, want %d values and a label", column, size)
	}
	return nil
}

// quote returns the first 20 bytes of a text, in quotes.
func quote(text string) string { return strconv.Quote(text[:min(len(text), 20)]) }
