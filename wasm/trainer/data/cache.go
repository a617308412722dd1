package data

import (
	"errors"

	"digitlab/nn32/datasets"
)

// Cache fetches the files of data sets from the server and stores them for later visits.
type Cache interface {
	// Fetch requests a file of size bytes from the page's server. It calls progress with the number of bytes so far, and stops when
	// that returns false. Its errors wrap ErrNotServed if the server does not have the file, and ErrAltered if the file is longer.
	Fetch(name string, size int, progress func(bytes int) bool) ([]byte, error)
	// Put stores a file.
	Put(name string, file []byte) error
	// Has reports whether a file is stored.
	Has(name string) bool
	// Get returns a file, or nil if it is not stored.
	Get(name string) ([]byte, error)
	// Delete deletes a file. It returns nil if the file is not stored.
	Delete(name string) error
}

// Errors that Fetch's errors may wrap.
var (
	ErrNotServed = errors.New("the server does not have it")
	ErrAltered   = datasets.ErrAltered
)
