package datasets

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"

	"digitlab/nn32"
	"digitlab/nn32/internal/errfmt"
)

// Limits of the memory that a file can use, whatever its header contains.
const (
	maxElements = 1 << 28
	maxSide     = 1 << 12
)

// ReadIDX reads a pair of files in IDX, MNIST's format (described with MNIST by LeCun et al.), each plain or compressed with gzip. It
// returns X (N, H, W, 1) with values 0 to 255, and N labels. Memory grows with the data that arrives, not with the sizes in a header.
// There are errors for files that are too short, too long, swapped, or of different numbers of samples.
func ReadIDX(images, labels io.Reader) (nn32.Data, error) {
	x, err := openIDX("images", images, 3)
	if err != nil {
		return nn32.Data{}, err
	}
	y, err := openIDX("labels", labels, 1)
	if err != nil {
		return nn32.Data{}, err
	}
	if x.sizes[0] != y.sizes[0] {
		return nn32.Data{}, errfmt.Errorf("datasets: there are %d images and %d labels; take both files of one set", x.sizes[0], y.sizes[0])
	}
	d := nn32.Data{X: &nn32.Tensor{Shape: nn32.Shape{x.sizes[0], x.sizes[1], x.sizes[2], 1}}}
	if err := x.readValues(func(b byte) { d.X.Data = append(d.X.Data, float32(b)) }); err != nil {
		return nn32.Data{}, err
	}
	if err := y.readValues(func(b byte) { d.Labels = append(d.Labels, int(b)) }); err != nil {
		return nn32.Data{}, err
	}
	return d, nil
}

// idx is a file whose header has been read.
type idx struct {
	kind  string // images or labels, for errors
	r     *bufio.Reader
	sizes []int // lengths of the axes
}

// openIDX reads the header: two zeros, the type of the values (8: unsigned bytes), the number of axes, and their sizes.
func openIDX(kind string, r io.Reader, axes int) (*idx, error) {
	unzipped, err := maybeGunzip(r)
	if err != nil {
		return nil, errfmt.Errorf("datasets: %s: %w", kind, err)
	}
	var header [4]byte
	if _, err := io.ReadFull(unzipped, header[:]); err != nil {
		return nil, readError(kind, "in its header", err)
	}
	if magic, want := binary.BigEndian.Uint32(header[:]), 0x800|uint32(axes); magic != want {
		hint := "is it a file of MNIST's format?"
		if magic == 0x801 || magic == 0x803 {
			hint = "are images and labels swapped?"
		}
		return nil, errfmt.Errorf("datasets: %s: the file begins with %08x, want %08x; %s", kind, magic, want, hint)
	}
	f := &idx{kind: kind, r: unzipped}
	elements := 1
	for i := range axes {
		var size [4]byte
		if _, err := io.ReadFull(unzipped, size[:]); err != nil {
			return nil, readError(kind, "in its header", err)
		}
		n := int64(binary.BigEndian.Uint32(size[:]))
		if n < 1 || i > 0 && n > maxSide || n > int64(maxElements/elements) {
			return nil, errfmt.Errorf("datasets: %s: axis %d is %d long, which is none or too much", kind, i, int(n))
		}
		elements *= int(n)
		f.sizes = append(f.sizes, int(n))
	}
	return f, nil
}

// readValues calls add with each value, and returns an error if the file is too short or too long.
func (f *idx) readValues(add func(byte)) error {
	size := 1 // number of values of one image, or label
	for _, n := range f.sizes[1:] {
		size *= n
	}
	for i := range f.sizes[0] * size {
		b, err := f.r.ReadByte()
		if err != nil {
			return readError(f.kind, errfmt.Sprintf("after %d of %d", i/size, f.sizes[0]), err)
		}
		add(b)
	}
	if _, err := f.r.ReadByte(); err == nil {
		return errfmt.Errorf("datasets: %s: the file goes on after %d; its header does not fit", f.kind, f.sizes[0])
	} else if err != io.EOF {
		return errfmt.Errorf("datasets: %s: %w", f.kind, err)
	}
	return nil
}

// readError returns the error for a failed read: the file ends too early, or cannot be read.
func readError(kind, where string, err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errfmt.Errorf("datasets: %s: the file ends %s; fetch it again", kind, where)
	}
	return errfmt.Errorf("datasets: %s: %w", kind, err)
}

// maybeGunzip returns the content of a file that may be compressed with gzip.
func maybeGunzip(r io.Reader) (*bufio.Reader, error) {
	buffered := bufio.NewReader(r)
	if start, err := buffered.Peek(2); err != nil || start[0] != 0x1f || start[1] != 0x8b {
		return buffered, nil // a file too short for gzip is too short for every format, which gives an error later
	}
	unzipped, err := gunzip(buffered)
	if err != nil {
		return nil, err
	}
	return bufio.NewReader(unzipped), nil
}
