package site

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
)

// archive is a zip whose files are not compressed further, so that each can be served from its place in memory. The comment of a
// file is its SHA-256, so that it need not be read before it is requested.
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
	c, err := a.content(name)
	return c.body, err
}

func (a archive) content(name string) (c content, err error) {
	i := slices.IndexFunc(a.File, func(f *zip.File) bool { return f.Name == name && f.Method == zip.Store })
	if i < 0 {
		return c, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	f := a.File[i]
	at, err := f.DataOffset()
	if err != nil {
		return c, err
	}
	if n, err := hex.Decode(c.sum[:], []byte(f.Comment)); err != nil || n != len(c.sum) {
		return c, fmt.Errorf("%s was packed without its SHA-256", name)
	}
	end := at + int64(f.UncompressedSize64)
	c.body = a.bytes[at:end:end]
	return c, nil
}

// content is the content of a file and its SHA-256.
type content struct {
	body []byte
	sum  [sha256.Size]byte
}

func newContent(body []byte) content { return content{body, sha256.Sum256(body)} }

// contentOf reads a file.
func contentOf(static fs.FS, name string) (content, error) {
	if a, ok := static.(archive); ok {
		return a.content(name)
	}
	body, err := fs.ReadFile(static, name)
	return newContent(body), err
}

// writeArchive writes files in the form that newArchive reads. The same files give the same bytes.
func writeArchive(w io.Writer, files map[string][]byte) error {
	z := zip.NewWriter(w)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		sum := newContent(files[name]).sum
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store, Comment: hex.EncodeToString(sum[:])})
		if err != nil {
			return err
		}
		if _, err := f.Write(files[name]); err != nil {
			return err
		}
	}
	return z.Close()
}
