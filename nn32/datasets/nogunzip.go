//go:build nogzip

package datasets

import (
	"errors"
	"io"
)

// The trainer is built like this. The browser unzips for it, and compress/gzip, with package fmt and the files of package os,
// makes a program larger even where nothing of it is called.
func gunzip(io.Reader) (io.Reader, error) {
	return nil, errors.New("datasets: this program was built without gzip")
}
