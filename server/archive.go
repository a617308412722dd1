package main

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"maps"
	"slices"
)

// archive is a zip with the files as they are, so that each can be had where it lies.
type archive struct {
	*zip.Reader
	bytes []byte
}

func newArchive(b []byte) (archive, error) {
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	return archive{r, b}, err
}

// ReadFile returns a file without copying it.
func (a archive) ReadFile(name string) ([]byte, error) {
	i := slices.IndexFunc(a.File, func(f *zip.File) bool { return f.Name == name && f.Method == zip.Store })
	if i < 0 {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	at, err := a.File[i].DataOffset()
	if err != nil {
		return nil, err
	}
	end := at + int64(a.File[i].UncompressedSize64)
	return a.bytes[at:end:end], nil
}

// writeArchive writes files as newArchive reads them; the same files are the same bytes.
func writeArchive(w io.Writer, files map[string][]byte) error {
	z := zip.NewWriter(w)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			return err
		}
		if _, err := f.Write(files[name]); err != nil {
			return err
		}
	}
	return z.Close()
}
