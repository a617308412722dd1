//go:build !nogzip

package datasets

import (
	"compress/gzip"
	"io"
)

// gunzip returns the content of a gzip file.
func gunzip(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }
