package data

import (
	"errors"

	"digitlab/nn32/datasets"
)

// Cache is where the files of data sets come from, and where they stay beyond the life of the program.
type Cache interface {
	// Fetch requests a file of a size from the page's server, and no more bytes than that. It calls progress from time to time with
	// the number of bytes that have come, and gives up when that returns false. Its errors wrap ErrNotServed where the server has no
	// such file, and ErrAltered where it is longer.
	Fetch(name string, size int, progress func(bytes int) bool) ([]byte, error)
	// Put stores a file.
	Put(name string, file []byte) error
	// Has reports whether a file is stored.
	Has(name string) bool
	// Get returns a file; nil where it is not stored.
	Get(name string) ([]byte, error)
	// Delete deletes a file; one that is not stored is no error.
	Delete(name string) error
}

// What errors of Fetch may wrap.
var (
	ErrNotServed = errors.New("the server does not have it")
	ErrAltered   = datasets.ErrAltered
)
