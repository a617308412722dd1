package datasets

import (
	"bytes"
	"errors"
	"hash/crc32"
	"io"

	"digitlab/nn32"
	"digitlab/nn32/internal/errfmt"
)

// Properties of digits.csv.gz. Its source, licence and SHA-256 are in the README beside the file.
const (
	digitsCount = 1797
	digitsBytes = 57512 // compressed
	digitsCRC   = 0x20507dba
	side        = 8
	digitsInk   = 16 // value of a pixel that is ink
)

// ErrDigits is wrapped by errors for bytes that are not digits.csv.gz.
var ErrDigits = errors.New("this is not the file of digits")

// ReadDigits reads digits.csv.gz. It returns X (1797, 8, 8, 1) with values 0 to 16, which the tutorial uses without scaling, and labels
// 0 to 9. For any other file the error wraps ErrDigits. It reads at most one byte more than the file's size.
func ReadDigits(r io.Reader) (nn32.Data, error) {
	file, err := io.ReadAll(io.LimitReader(r, digitsBytes+1))
	if err != nil {
		return nn32.Data{}, errfmt.Errorf("digits: %w", err)
	}
	return DecodeDigits(file, func(file []byte) ([]byte, error) {
		unzipped, err := gunzip(bytes.NewReader(file))
		if err != nil {
			return nil, err
		}
		return io.ReadAll(unzipped)
	})
}

// DecodeDigits is ReadDigits for the file's bytes and another implementation of gunzip, such as the browser's. The file is checked
// before it is decompressed.
func DecodeDigits(file []byte, gunzip func([]byte) ([]byte, error)) (nn32.Data, error) {
	if len(file) != digitsBytes {
		more := ""
		if len(file) > digitsBytes {
			more = " or more"
		}
		return nn32.Data{}, errfmt.Errorf("%w: it has %d bytes%s, want %d; fetch it again", ErrDigits, len(file), more, digitsBytes)
	}
	if sum := crc32.ChecksumIEEE(file); sum != digitsCRC {
		return nn32.Data{}, errfmt.Errorf("%w: its CRC-32 is %08x, want %08x; fetch it again", ErrDigits, sum, uint32(digitsCRC))
	}
	csv, err := gunzip(file)
	if err != nil {
		return nn32.Data{}, errfmt.Errorf("%w: %w", ErrDigits, err)
	}
	return parseDigits(csv)
}

// parseDigits returns the samples of lines with 64 values and a label each. It goes through the bytes in one loop: the page waits for it,
// and a browser runs new code slowly, most of all its calls.
func parseDigits(csv []byte) (nn32.Data, error) {
	d := nn32.Data{X: nn32.NewTensor(digitsCount, side, side, 1), Labels: make([]int, 0, digitsCount)}
	for image := 0; len(csv) > 0; image++ {
		if image == digitsCount {
			return nn32.Data{}, errfmt.Errorf("%w: it has more than %d lines", ErrDigits, digitsCount)
		}
		var line []byte
		line, csv, _ = bytes.Cut(csv, []byte("\n"))
		line = bytes.TrimSuffix(line, []byte("\r"))
		column, begin, value, isNumber := 0, 0, 0, true // of the present field
		for at := 0; at <= len(line); at++ {
			if at < len(line) && line[at] != ',' {
				digit := line[at] - '0'
				value = value*10 + int(digit)
				isNumber = isNumber && digit <= 9
				continue
			}
			switch length := at - begin; {
			case !isNumber || length < 1 || length > 2:
				return nn32.Data{}, errfmt.Errorf("%w: line %d has \"%s\" where a number should be", ErrDigits, image+1, line[begin:at])
			case column < side*side && value <= digitsInk:
				d.X.Data[image*side*side+column] = float32(value)
			case column == side*side && value <= 9:
				d.Labels = append(d.Labels, value)
			default:
				return nn32.Data{}, errfmt.Errorf("%w: line %d has \"%s\" as value %d", ErrDigits, image+1, line[begin:at], column+1)
			}
			column, begin, value, isNumber = column+1, at+1, 0, true
		}
		if column != side*side+1 {
			return nn32.Data{}, errfmt.Errorf("%w: line %d has %d values, want %d", ErrDigits, image+1, column, side*side+1)
		}
	}
	if len(d.Labels) != digitsCount {
		return nn32.Data{}, errfmt.Errorf("%w: it has %d lines, want %d", ErrDigits, len(d.Labels), digitsCount)
	}
	return d, nil
}
