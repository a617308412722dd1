package datasets

import (
	"errors"
	"hash/crc32"

	"digitlab/nn32"
	"digitlab/nn32/internal/errfmt"
)

// File has the name and the checksum of a file with fixed content. The Makefile, which copies the file, checks its SHA-256 too.
type File struct {
	Name string
	Size int    // in bytes
	CRC  uint32 // CRC-32 (IEEE)
}

// MNIST returns the four files of Yann LeCun and Corinna Cortes: images and labels of 60,000 training digits of 28×28, then of 10,000
// test digits.
func MNIST() [4]File {
	return [4]File{
		{"train-images-idx3-ubyte.gz", 9_912_422, 0xeb392171},
		{"train-labels-idx1-ubyte.gz", 28_881, 0x28ee680a},
		{"t10k-images-idx3-ubyte.gz", 1_648_877, 0xdf9322ee},
		{"t10k-labels-idx1-ubyte.gz", 4_542, 0x5c1cf43b},
	}
}

// ErrAltered is wrapped by the errors of Check.
var ErrAltered = errors.New("this is not the file it should be")

// Check returns an error unless b is the content of the file.
func (f File) Check(b []byte) error {
	if len(b) != f.Size {
		return errfmt.Errorf("%s: %w: it has %d bytes, want %d", f.Name, ErrAltered, len(b), f.Size)
	}
	if sum := crc32.ChecksumIEEE(b); sum != f.CRC {
		return errfmt.Errorf("%s: %w: its CRC-32 is %08x, want %08x", f.Name, ErrAltered, sum, f.CRC)
	}
	return nil
}

// DecodeMNIST returns the digits of MNIST's four files, X (60000, 28, 28, 1) and (10000, 28, 28, 1), as Open does.
func DecodeMNIST(files [4][]byte, gunzip func(file []byte, most int) ([]byte, error)) (train, test nn32.Data, err error) {
	limits := Limits{Sides: []int{28}, Classes: 10}
	decode := func(from int) nn32.Data {
		known := MNIST()
		o, problem := Open(limits, FromBytes(known[from].Name, files[from], gunzip), FromBytes(known[from+1].Name, files[from+1], gunzip))
		err = errors.Join(err, problem)
		return o.Labelled
	}
	if train, test = decode(0), decode(2); err != nil {
		return nn32.Data{}, nn32.Data{}, err
	}
	return train, test, nil
}
