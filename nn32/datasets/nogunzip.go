//go:build nogzip

package datasets

import (
	"errors"
	"io"
)

// The trainer is built with this file: the browser decompresses for it, and compress/gzip, with package fmt and the files of package
// os, would make the program larger even if nothing of it is called.
func gunzip(io.Reader) (io.Reader, error) {
	return nil, errors.New("datasets: this program was built without gzip")
}
