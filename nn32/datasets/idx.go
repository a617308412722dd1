package datasets

import (
	"encoding/binary"
	"io"
	"slices"
	"strconv"

	"digitlab/nn32"
	"digitlab/nn32/internal/errfmt"
)

// IDX is MNIST's format (described with MNIST by LeCun et al.). A header has two zeros, the type of the values (8: unsigned bytes), the
// number of axes, and the length of each in four bytes. The values follow, row by row.
const (
	labelsMagic   uint32 = 0x801
	picturesMagic uint32 = 0x803
)

// maxSide is the largest height or width of a picture.
const maxSide = 1 << 12

// magic returns the first four bytes of a file, or 0 if it is shorter.
func magic(file []byte) uint32 {
	if len(file) < 4 {
		return 0
	}
	return binary.BigEndian.Uint32(file)
}

// wrongMagic is the error of a file that begins as IDX does, with values or axes that are not those of pictures or labels.
func (s Source) wrongMagic(head []byte) error {
	return &FileError{Kind: ErrFormat, File: s.Name, Got: errfmt.Sprintf("%08x", magic(head)),
		Want: errfmt.Sprintf("%08x (pictures) or %08x (labels) as the first bytes", picturesMagic, labelsMagic)}
}

// idx is the content of a file of IDX.
type idx struct {
	name   string
	count  int // in the header; values may have fewer, if there are more than a limit
	height int // 1 for labels
	width  int
	values []byte
}

// readIDX reads a file of IDX with up to most items. Its size is known from the header before memory is allocated for it.
func (s Source) readIDX(head []byte, limits Limits) (f idx, err error) {
	axes := int(magic(head) & 0xff)
	header := 4 + 4*axes
	if len(head) < header {
		return f, &FileError{Kind: ErrDamaged, File: s.Name}
	}
	size := func(axis int) int { return int(binary.BigEndian.Uint32(head[4+4*axis:])) }
	f = idx{name: s.Name, count: size(0), height: 1, width: 1}
	if axes == 3 {
		f.height, f.width = size(1), size(2)
		if f.height < 1 || f.width < 1 || f.height > maxSide || f.width > maxSide || !limits.take(f.height, f.width) {
			return f, limits.sideError(s.Name, f.height, f.width)
		}
	}
	if f.count < 1 {
		return f, &FileError{Kind: ErrEmpty, File: s.Name}
	}
	count := f.count
	if limits.Most > 0 {
		count = min(count, limits.Most)
	}
	item := f.height * f.width
	if count > MaxValues/item {
		return f, &FileError{Kind: ErrTooLarge, File: s.Name, Got: strconv.Itoa(f.count), Want: strconv.Itoa(MaxValues / item)}
	}
	wanted := header + count*item
	whole := count == f.count
	if whole {
		wanted++ // a byte that must not be there
	}
	content, err := s.read(wanted)
	if err != nil {
		return f, err
	}
	switch f.values = content[header:]; {
	case len(f.values) < count*item:
		return f, &FileError{Kind: ErrDamaged, File: s.Name, Got: strconv.Itoa(len(f.values) / item), Want: strconv.Itoa(f.count)}
	case whole && len(f.values) > count*item:
		return f, &FileError{Kind: ErrDamaged, File: s.Name, Want: strconv.Itoa(f.count)}
	}
	return f, nil
}

// data returns the pictures with these labels, or without if labels is nil.
func (f idx) data(labels *idx) nn32.Data {
	most := 255
	if f.height == side && f.width == side {
		most = scaleOf(float64(slices.Max(f.values)))
	}
	d := nn32.Data{X: picturesOf(f.values, most, f.height, f.width)}
	if labels != nil {
		d.Labels = make([]int, d.Len())
		for i := range d.Labels {
			d.Labels[i] = int(labels.values[i])
		}
	}
	return d
}

// ReadIDX reads a pair of files in IDX, of pictures and of labels in either order, each plain or compressed with gzip. It returns
// X (N, H, W, 1) and N labels, 0 to 255. X is as Open's.
func ReadIDX(a, b io.Reader) (nn32.Data, error) {
	o, err := Open(Limits{Classes: 256}, FromReader("first file", a), FromReader("second file", b))
	if err == nil && o.Labelled.Len() == 0 {
		err = &FileError{Kind: ErrPair, File: "second file"}
	}
	return o.Labelled, err
}
