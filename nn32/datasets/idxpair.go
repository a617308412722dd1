package datasets

import (
	"encoding/binary"
	"errors"

	"digitlab/nn32"
	"digitlab/nn32/internal/errfmt"
)

// Each error of DecodeIDX wraps one of these.
var (
	ErrIDX        = errors.New("these are not one file of pictures and one of labels in MNIST's format (IDX, unsigned bytes)")
	ErrIDXDamaged = errors.New("the file is damaged")
	ErrIDXSide    = errors.New("the pictures have another size")
	ErrIDXCount   = errors.New("there are too few pictures or too many")
	ErrIDXPair    = errors.New("pictures and labels do not belong together")
	ErrIDXLabel   = errors.New("a label is not one of the ten digits")
)

// IDXLimits are the limits of the pictures that DecodeIDX accepts.
type IDXLimits struct {
	Side        int // height and width in pixels
	Least, Most int // number of pictures
}

// A header has two zeros, the type of the values (8: unsigned bytes), the number of axes, and the length of each in four bytes.
const (
	labelsMagic   = 0x801
	picturesMagic = 0x803
	labelsHeader  = 8
	imagesHeader  = 16
	idxClasses    = 10
)

// DecodeIDX is ReadIDX for the bytes of both files, in any order, and another implementation of gunzip, which must return an error for
// more than most bytes. X (N, Side, Side, 1) has Pixels, which share the memory of a file that is not compressed. There are errors
// for pictures of another size, labels above 9, and files that are longer or shorter than their headers tell.
func DecodeIDX(limits IDXLimits, files [2][]byte, gunzip func(file []byte, most int) ([]byte, error)) (nn32.Data, error) {
	size := limits.Side * limits.Side
	for i, file := range files {
		if len(file) >= 2 && file[0] == 0x1f && file[1] == 0x8b {
			unzipped, err := gunzip(file, imagesHeader+limits.Most*size)
			if err != nil {
				return nn32.Data{}, errfmt.Errorf("%w: it cannot be unzipped: %w", ErrIDXDamaged, err)
			}
			files[i] = unzipped
		}
	}
	pictures, labels := files[0], files[1]
	if magic(pictures) == labelsMagic {
		pictures, labels = labels, pictures
	}
	if magic(pictures) != picturesMagic || magic(labels) != labelsMagic {
		return nn32.Data{}, ErrIDX
	}
	if len(pictures) < imagesHeader || len(labels) < labelsHeader {
		return nn32.Data{}, errfmt.Errorf("%w: it ends in its header", ErrIDXDamaged)
	}
	axis := func(file []byte, i int) int { return int(binary.BigEndian.Uint32(file[4+4*i:])) }
	count, height, width := axis(pictures, 0), axis(pictures, 1), axis(pictures, 2)
	switch {
	case height != limits.Side || width != limits.Side:
		return nn32.Data{}, errfmt.Errorf("%w: %d×%d, want %d×%d", ErrIDXSide, height, width, limits.Side, limits.Side)
	case count < limits.Least || count > limits.Most:
		return nn32.Data{}, errfmt.Errorf("%w: %d, want %d to %d", ErrIDXCount, count, limits.Least, limits.Most)
	case axis(labels, 0) != count:
		return nn32.Data{}, errfmt.Errorf("%w: there are %d pictures and %d labels", ErrIDXPair, count, axis(labels, 0))
	case len(pictures) != imagesHeader+count*size:
		return nn32.Data{}, errfmt.Errorf("%w: %d pictures take %d bytes, and it has %d", ErrIDXDamaged, count, imagesHeader+count*size, len(pictures))
	case len(labels) != labelsHeader+count:
		return nn32.Data{}, errfmt.Errorf("%w: %d labels take %d bytes, and it has %d", ErrIDXDamaged, count, labelsHeader+count, len(labels))
	}
	d := nn32.Data{X: &nn32.Tensor{Shape: nn32.Shape{count, height, width, 1}, Pixels: pictures[imagesHeader:]}, Labels: make([]int, count)}
	for i, label := range labels[labelsHeader:] {
		if label >= idxClasses {
			return nn32.Data{}, errfmt.Errorf("%w: %d, of picture %d", ErrIDXLabel, label, i+1)
		}
		d.Labels[i] = int(label)
	}
	return d, nil
}

// magic returns the first four bytes of a file, or 0 if it is shorter.
func magic(file []byte) uint32 {
	if len(file) < 4 {
		return 0
	}
	return binary.BigEndian.Uint32(file)
}
