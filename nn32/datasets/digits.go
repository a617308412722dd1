package datasets

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strconv"

	"digitlab/nn32"
)

// DigitsSHA256 is the checksum of digits.csv.gz; its source and licence are beside the file.
const DigitsSHA256 = "46abec6b12486ad9e51943373abcf22bbea1b5a51a1619b361570d8893f1464a"

// The sizes of digits.csv.gz.
const (
	digitsCount = 1797
	digitsBytes = 57512 // compressed
	side        = 8
)

// ErrDigits is wrapped by the errors of ReadDigits about bytes that are not digits.csv.gz.
var ErrDigits = errors.New("this is not the file of digits")

// ReadDigits reads digits.csv.gz: X (1797, 8, 8, 1) with values 0 to 16, as the tutorial feeds them, and labels 0 to 9. A
// file that is truncated, altered or another is an error that wraps ErrDigits; no more than its size is read.
func ReadDigits(r io.Reader) (nn32.Data, error) {
	file, err := io.ReadAll(io.LimitReader(r, digitsBytes+1))
	if err != nil {
		return nn32.Data{}, fmt.Errorf("digits: %w", err)
	}
	if len(file) != digitsBytes {
		more := ""
		if len(file) > digitsBytes {
			more = " or more"
		}
		return nn32.Data{}, fmt.Errorf("%w: it has %d bytes%s, want %d; fetch it again", ErrDigits, len(file), more, digitsBytes)
	}
	if sum := sha256.Sum256(file); hex.EncodeToString(sum[:]) != DigitsSHA256 {
		return nn32.Data{}, fmt.Errorf("%w: its SHA-256 is %x, want %s; fetch it again", ErrDigits, sum, DigitsSHA256)
	}
	unzipped, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		return nn32.Data{}, fmt.Errorf("%w: %w", ErrDigits, err)
	}
	csv, err := io.ReadAll(unzipped)
	if err != nil {
		return nn32.Data{}, fmt.Errorf("%w: %w", ErrDigits, err)
	}
	return parseDigits(csv)
}

// parseDigits reads lines of 64 values and a label.
func parseDigits(csv []byte) (nn32.Data, error) {
	d := nn32.Data{X: nn32.NewTensor(digitsCount, side, side, 1), Labels: make([]int, 0, digitsCount)}
	for line := range bytes.Lines(csv) {
		image := len(d.Labels)
		if image == digitsCount {
			return nn32.Data{}, fmt.Errorf("%w: it has more than %d lines", ErrDigits, digitsCount)
		}
		column := 0
		for field := range bytes.SplitSeq(bytes.TrimSpace(line), []byte(",")) {
			value, err := strconv.ParseFloat(string(field), 32)
			switch {
			case err != nil:
				return nn32.Data{}, fmt.Errorf("%w: line %d has %q where a number should be", ErrDigits, image+1, field)
			case column < side*side && value >= 0 && value <= 16:
				d.X.Data[image*side*side+column] = float32(value)
			case column == side*side && value >= 0 && value <= 9 && value == float64(int(value)):
				d.Labels = append(d.Labels, int(value))
			default:
				return nn32.Data{}, fmt.Errorf("%w: line %d has %q as value %d", ErrDigits, image+1, field, column+1)
			}
			column++
		}
		if column != side*side+1 {
			return nn32.Data{}, fmt.Errorf("%w: line %d has %d values, want %d", ErrDigits, image+1, column, side*side+1)
		}
	}
	if len(d.Labels) != digitsCount {
		return nn32.Data{}, fmt.Errorf("%w: it has %d lines, want %d", ErrDigits, len(d.Labels), digitsCount)
	}
	return d, nil
}
