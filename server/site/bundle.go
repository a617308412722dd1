// Package site makes the page as visitors get it: from the static files to a bundle in memory, rendered, compressed and hashed. It
// answers requests from it, packs it into the program, and exports it for other hosts.
package site

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"
)

// Bundle is all that a visitor gets, in memory and compressed.
type Bundle struct {
	Base    string           // the path of the page: "/", or "/digitlab/" where it shares a host
	Version string           // a hash of the content
	Files   map[string]*File // by address

	origin       string           // such as https://example.org, or "" where it is not known
	korean       map[string]*File // what a page is for whom Korean is preferred, by the addresses that are in both languages
	modified     time.Time
	lastModified []string // modified, as a header
}

// What is in the static folder for other reasons than to be served.
var notServed = []string{serviceWorkerFile, "README.md", "screenshot.png"}

// NewBundle reads the static files and renders the page and what else go-app brings. All of it is in memory afterwards, so
// that no request reaches a file system. where is the path of the page, or its whole address.
func NewBundle(static fs.FS, where string, modified time.Time) (*Bundle, error) {
	b := &Bundle{Files: map[string]*File{}, korean: map[string]*File{}, modified: modified, lastModified: []string{modified.UTC().Format(http.TimeFormat)}}
	if err := b.place(where); err != nil {
		return nil, err
	}
	hash := sha256.New()
	err := walk(static, func(name string, c content) error {
		fmt.Fprintf(hash, "%s %x\n", name, c.sum)
		f, err := newFile(c, contentType(name), compressed(static, name))
		b.Files[b.Base+"web/"+name] = f
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, program := range []string{"app.wasm", "trainer.wasm", "trainer-scalar.wasm"} {
		if _, ok := b.Files[b.Base+"web/"+program]; !ok {
			return nil, errors.New("static/" + program + " is missing; build it with: make build")
		}
	}
	made, err := b.render()
	if err != nil {
		return nil, err
	}
	serviceWorker, err := fs.ReadFile(static, serviceWorkerFile)
	if err != nil {
		return nil, err
	}
	for _, p := range made {
		fmt.Fprintf(hash, "%s %d\n", p.address, len(p.body))
		hash.Write(p.body)
	}
	hash.Write(serviceWorker)
	b.Version = hex.EncodeToString(hash.Sum(nil)[:8])
	if err := b.addRendered(made); err != nil {
		return nil, err
	}
	return b, b.addServiceWorker(string(serviceWorker))
}

// place takes where the page is.
func (b *Bundle) place(where string) error {
	u, err := url.Parse(where)
	if err != nil || !strings.HasPrefix(u.Path, "/") || strings.TrimSuffix(path.Clean(u.Path), "/")+"/" != u.Path ||
		(u.Scheme == "") != (u.Hostname() == "") || !slices.Contains([]string{"", "http", "https"}, u.Scheme) || u.User != nil ||
		strings.ContainsAny(where, "\"'`<>\\ %;{}?#&$") {
		return fmt.Errorf("-base %s: expected a path such as /digitlab/, or an address such as https://example.org/digitlab/", where)
	}
	b.Base = u.Path
	if u.Host != "" {
		b.origin = u.Scheme + "://" + u.Host
	}
	return nil
}

// walk gives each static file that is served, in order of the names, and the style joined of its parts. Dotfiles are left out, and so
// are the compressed forms that lie beside a file.
func walk(static fs.FS, give func(name string, c content) error) error {
	return fs.WalkDir(static, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case strings.HasPrefix(entry.Name(), ".") && name != ".":
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir() && name == styleFolder:
			c, err := joinStyle(static)
			if err != nil {
				return err
			}
			if err := give(styleName, c); err != nil {
				return err
			}
			return fs.SkipDir
		case entry.IsDir() || slices.Contains(notServed, entry.Name()) || isForm(static, name) || path.Ext(name) == ".new":
			return nil
		case !entry.Type().IsRegular():
			return notRegular(name)
		}
		c, err := contentOf(static, name)
		if err != nil {
			return err
		}
		return give(name, c)
	})
}

func notRegular(name string) error {
	return fmt.Errorf("%s is not a regular file, and nothing else is served", name)
}

// isForm reports whether a file is a compressed form of one beside it.
func isForm(static fs.FS, name string) bool {
	for _, ending := range endings {
		if plain, ok := strings.CutSuffix(name, ending); ok {
			if _, err := fs.Stat(static, plain); err == nil {
				return true
			}
		}
	}
	return false
}

// compressed returns the compressed forms that lie beside a file.
func compressed(static fs.FS, name string) map[string]content {
	forms := map[string]content{}
	for coding, ending := range endings {
		if c, err := contentOf(static, name+ending); err == nil {
			forms[coding] = c
		}
	}
	return forms
}
