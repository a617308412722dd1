package site

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// Pack writes the static folder with its compressed forms into an archive, which is embedded. Compression takes a minute; forms of
// unchanged files are taken from the previous archive.
func Pack(from, to string, out io.Writer) error {
	root, err := os.OpenRoot(from)
	if err != nil {
		return err
	}
	defer root.Close()
	static := root.FS()
	p := packing{last: lastArchive(to), files: map[string][]byte{}, out: out}
	if p.files[serviceWorkerFile], err = fs.ReadFile(static, serviceWorkerFile); err != nil {
		return err
	}
	err = walk(static, func(name string, c content) error {
		p.work.Go(func() { p.add(name, c.body) })
		return nil
	})
	p.work.Wait()
	if err := errors.Join(err, p.failed); err != nil {
		return err
	}
	// The archive is written under another name first: an interrupted run leaves no incomplete archive.
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	f, err := os.Create(to + ".new")
	if err != nil {
		return err
	}
	if err := errors.Join(writeArchive(f, p.files), f.Close()); err != nil {
		return err
	}
	return os.Rename(to+".new", to)
}

// lastArchive returns the previous archive, or an empty one if there is none or it cannot be read.
func lastArchive(name string) fs.FS {
	if b, err := os.ReadFile(name); err == nil {
		if a, err := newArchive(b); err == nil {
			return a
		}
	}
	return archive{Reader: &zip.Reader{}}
}

// packing is an archive that is being made.
type packing struct {
	last fs.FS
	work sync.WaitGroup

	mu     sync.Mutex // protects the fields below
	files  map[string][]byte
	failed error
	out    io.Writer
}

// add adds a file with its compressed forms.
func (p *packing) add(name string, body []byte) {
	forms := map[string]content{}
	made := false
	if compresses(contentType(name)) {
		if before, err := fs.ReadFile(p.last, name); err == nil && bytes.Equal(before, body) {
			forms = compressed(p.last, name)
		}
		for coding := range endings {
			if _, ok := forms[coding]; ok {
				continue
			}
			small, err := compress(coding, body, thorough)
			if err != nil {
				p.mu.Lock()
				p.failed = errors.Join(p.failed, err)
				p.mu.Unlock()
			}
			forms[coding], made = content{body: small}, true
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.files[name] = body
	for coding, small := range forms {
		p.files[name+endings[coding]] = small.body
	}
	if made {
		fmt.Fprintf(p.out, "%-28s %8d  br %8d  gzip %8d\n", name, len(body), len(forms["br"].body), len(forms["gzip"].body))
	}
}
