package datasets

import (
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
	if magic(files[0]) == labelsMagic {
		files[0], files[1] = files[1], files[0]
	}
	pictures, err := parseIDX(files[0], picturesMagic)
	if err != nil {
		return nn32.Data{}, err
	}
	labels, err := parseIDX(files[1], labelsMagic)
	if err != nil {
		return nn32.Data{}, err
	}
	count, height, width := pictures.sizes[0], pictures.sizes[1], pictures.sizes[2]
	switch {
	case height != limits.Side || width != limits.Side:
		return nn32.Data{}, errfmt.Errorf("%w: %d×%d, want %d×%d", ErrIDXSide, height, width, limits.Side, limits.Side)
	case count < limits.Least || count > limits.Most:
		return nn32.Data{}, errfmt.Errorf("%w: %d, want %d to %d", ErrIDXCount, count, limits.Least, limits.Most)
	case labels.sizes[0] != count:
		return nn32.Data{}, errfmt.Errorf("%w: there are %d pictures and %d labels", ErrIDXPair, count, labels.sizes[0])
	}
	for _, file := range []idx{pictures, labels} {
		if err := file.check(); err != nil {
			return nn32.Data{}, err
		}
	}
	d := nn32.Data{X: &nn32.Tensor{Shape: nn32.Shape{count, height, width, 1}, Pixels: pictures.values}, Labels: make([]int, count)}
	for i, label := range labels.values {
		if label > 9 {
			return nn32.Data{}, errfmt.Errorf("%w: %d, of picture %d", ErrIDXLabel, label, i+1)
		}
		d.Labels[i] = int(label)
	}
	return d, nil
}
