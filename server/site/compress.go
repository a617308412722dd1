package site

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"math/bits"

	"github.com/andybalholm/brotli"
)

// endings are the file name extensions of the compressed forms, by content coding.
var endings = map[string]string{"br": ".br", "gzip": ".gz"}

// effort is the compression level of each coding.
type effort struct{ brotli, gzip int }

var (
	thorough = effort{brotli.BestCompression, gzip.BestCompression} // takes a minute for the page's program
	hasty    = effort{5, gzip.DefaultCompression}                   // takes a second
)

// quick returns the effort for compression at the server's start.
func quick(body []byte) effort {
	if len(body) < 100<<10 {
		return thorough
	}
	return hasty
}

func compress(coding string, body []byte, e effort) ([]byte, error) {
	var b bytes.Buffer
	var w io.WriteCloser
	switch coding {
	case "br":
		window := min(max(10, bits.Len(uint(len(body)))), 22) // as large as the file, because the memory is a multiple of the window
		w = brotli.NewWriterOptions(&b, brotli.WriterOptions{Quality: e.brotli, LGWin: window})
	case "gzip":
		var err error
		if w, err = gzip.NewWriterLevel(&b, e.gzip); err != nil {
			return nil, err
		}
	default:
		return nil, fmt.Errorf("there is no coding %s", coding)
	}
	if _, err := w.Write(body); err != nil {
		return nil, err
	}
	err := w.Close()
	return b.Bytes(), err
}
