package datasets

import (
	"errors"
	"hash/crc32"

	"digitlab/nn32"
	"digitlab/nn32/internal/errfmt"
)

// File is a file as it must be. The Makefile, which has it from elsewhere, checks its SHA-256 too.
type File struct {
	Name string
	Size int
	CRC  uint32
}

// MNIST is the four files of Yann LeCun and Corinna Cortes: 60,000 pictures of 28×28 and their labels, then 10,000 for the test.
func MNIST() [4]File {
	return [4]File{
		{"train-images-idx3-ubyte.gz", 9_912_422, 0xeb392171},
		{"train-labels-idx1-ubyte.gz", 28_881, 0x28ee680a},
		{"t10k-images-idx3-ubyte.gz", 1_648_877, 0xdf9322ee},
		{"t10k-labels-idx1-ubyte.gz", 4_542, 0x5c1cf43b},
	}
}

// ErrAltered is wrapped by errors about bytes that are not the file they should be.
var ErrAltered = errors.New("this is not the file it should be")

// Check says what is wrong with a file that came.
func (f File) Check(b []byte) error {
	if len(b) != f.Size {
		return errfmt.Errorf("%s: %w: it has %d bytes, want %d", f.Name, ErrAltered, len(b), f.Size)
	}
	if sum := crc32.ChecksumIEEE(b); sum != f.CRC {
		return errfmt.Errorf("%s: %w: its CRC-32 is %08x, want %08x", f.Name, ErrAltered, sum, f.CRC)
	}
	return nil
}

// DecodeMNIST makes pictures (N, 28, 28, 1) of MNIST's four files, as DecodeIDX does.
func DecodeMNIST(files [4][]byte, gunzip func(file []byte, most int) ([]byte, error)) (train, test nn32.Data, err error) {
	limits := IDXLimits{Side: 28, Least: 1, Most: 60_000}
	if train, err = DecodeIDX(limits, [2][]byte{files[0], files[1]}, gunzip); err != nil {
		return nn32.Data{}, nn32.Data{}, err
	}
	if test, err = DecodeIDX(limits, [2][]byte{files[2], files[3]}, gunzip); err != nil {
		return nn32.Data{}, nn32.Data{}, err
	}
	return train, test, nil
}
