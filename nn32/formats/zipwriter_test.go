package formats_test

import (
	"archive/zip"
	"io"
)

// zipWriter returns a function that adds a file to a zip; a file without a name ends it.
func zipWriter(w io.Writer) func(name, data string) {
	z := zip.NewWriter(w)
	return func(name, data string) {
		if name == "" {
			z.Close()
			return
		}
		to, err := z.Create(name)
		if err == nil {
			_, err = to.Write([]byte(data))
		}
		if err != nil {
			panic(err)
		}
	}
}
