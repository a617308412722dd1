package datasets

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"

	"digitlab/nn32"
	"digitlab/nn32/internal/errfmt"
)

// IDX is MNIST's format (described with MNIST by LeCun et al.). A header has two zeros, the type of the values (8: unsigned bytes), the
// number of axes, and the length of each in four bytes. The values follow, row by row.
const (
	labelsMagic   uint32 = 0x801
	picturesMagic uint32 = 0x803
	imagesHeader         = 16 // bytes
)

// Limits of the memory that a file can use, whatever its header contains.
const (
	maxElements = 1 << 28
	maxSide     = 1 << 12
)

// magic returns the first four bytes of a file, or 0 if it is shorter.
func magic(file []byte) uint32 {
	if len(file) < 4 {
		return 0
	}
	return binary.BigEndian.Uint32(file)
}

// idx is a file whose header is parsed. The values are not checked yet.
type idx struct {
	sizes  []int // lengths of the axes
	values []byte
}

// parseIDX parses the header of a file that must begin with a magic number.
func parseIDX(file []byte, begin uint32) (f idx, err error) {
	header := 4 + 4*int(begin&0xff)
	switch {
	case len(file) < 4:
		return f, errfmt.Errorf("%w: it has only %d bytes", ErrIDX, len(file))
	case magic(file) != begin:
		return f, errfmt.Errorf("%w: it begins with %08x, want %08x; pictures begin with %08x, labels with %08x", ErrIDX, magic(file), begin,
			picturesMagic, labelsMagic)
	case len(file) < header:
		return f, errfmt.Errorf("%w: it ends in its header; fetch it again", ErrIDXDamaged)
	}
	for at := 4; at < header; at += 4 {
		f.sizes = append(f.sizes, int(binary.BigEndian.Uint32(file[at:])))
	}
	f.values = file[header:]
	return f, nil
}

// check returns an error unless the header tells the number of the values.
func (f idx) check() error {
	size := 1 // number of values of one image, or label
	for i, n := range f.sizes {
		if n < 1 || i > 0 && n > maxSide {
			return errfmt.Errorf("%w: axis %d is %d long, which is none or too much", ErrIDXDamaged, i, n)
		}
		if i > 0 {
			size *= n
		}
	}
	switch count, whole := f.sizes[0], len(f.values)/size; {
	case whole < count:
		return errfmt.Errorf("%w: it ends after %d of %d; fetch it again", ErrIDXDamaged, whole, count)
	case whole > count || len(f.values)%size > 0:
		return errfmt.Errorf("%w: it goes on after %d; its header does not fit", ErrIDXDamaged, count)
	}
	return nil
}

// ReadIDX reads a pair of files in IDX, each plain or compressed with gzip. It returns X (N, H, W, 1) with values 0 to 255, and N labels.
// Memory grows with the data that arrives, not with the sizes in a header. There are errors for files that are too short, too long,
// swapped, or of different numbers of samples.
func ReadIDX(images, labels io.Reader) (nn32.Data, error) {
	x, err := readIDX("images", images, picturesMagic)
	if err != nil {
		return nn32.Data{}, err
	}
	y, err := readIDX("labels", labels, labelsMagic)
	if err != nil {
		return nn32.Data{}, err
	}
	if x.sizes[0] != y.sizes[0] {
		return nn32.Data{}, errfmt.Errorf("datasets: there are %d images and %d labels; take both files of one set", x.sizes[0], y.sizes[0])
	}
	d := nn32.Data{X: nn32.NewTensor(x.sizes[0], x.sizes[1], x.sizes[2], 1), Labels: make([]int, len(y.values))}
	for i, v := range x.values {
		d.X.Data[i] = float32(v)
	}
	for i, label := range y.values {
		d.Labels[i] = int(label)
	}
	return d, nil
}

// readIDX reads and checks a file; kind is images or labels, for errors.
func readIDX(kind string, r io.Reader, begin uint32) (f idx, err error) {
	file, err := readAll(r)
	if err == nil {
		f, err = parseIDX(file, begin)
	}
	if err == nil {
		err = f.check()
	}
	if err != nil {
		return idx{}, errfmt.Errorf("datasets: %s: %w", kind, err)
	}
	return f, nil
}

// readAll returns the content of a file that may be compressed with gzip.
func readAll(r io.Reader) ([]byte, error) {
	unzipped, err := maybeGunzip(r)
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(io.LimitReader(unzipped, maxElements+imagesHeader+1))
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, errfmt.Errorf("%w: it ends in its compressed data; fetch it again", ErrIDXDamaged)
	case err == nil && len(b) > maxElements+imagesHeader:
		return nil, errfmt.Errorf("the file has more than %d values", maxElements)
	}
	return b, err
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
