package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// pack writes the static folder with its compressed forms to another, to be embedded. Compressing takes a minute; what has not
// changed since is kept.
func pack(from, to string, out io.Writer) error {
	root, err := os.OpenRoot(from)
	if err != nil {
		return err
	}
	defer root.Close()
	static := root.FS()
	present := map[string]bool{}
	var work sync.WaitGroup
	var failed sync.Map
	err = walk(static, func(name string, body []byte) error {
		present[name] = true
		work.Go(func() {
			if err := packFile(to, name, body, out); err != nil {
				failed.Store(name, err)
			}
		})
		return nil
	})
	work.Wait()
	failed.Range(func(_, e any) bool { err = e.(error); return false })
	if err != nil {
		return err
	}
	script, err := fs.ReadFile(static, serviceWorkerFile)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(to, serviceWorkerFile), script, 0o644); err != nil {
		return err
	}
	return removeOthers(to, present)
}

// removeOthers removes what is in the static folder no more.
func removeOthers(dir string, present map[string]bool) error {
	var gone []string
	err := walk(os.DirFS(dir), func(name string, _ []byte) error {
		if !present[name] {
			gone = append(gone, name, name+endings["br"], name+endings["gzip"])
		}
		return nil
	})
	for _, name := range gone {
		err = errors.Join(err, os.RemoveAll(filepath.Join(dir, name)))
	}
	return err
}

// packFile writes a file after its compressed forms, so that it stands only beside its own.
func packFile(to, name string, body []byte, out io.Writer) error {
	path := filepath.Join(to, filepath.FromSlash(name))
	if before, err := os.ReadFile(path); err == nil && bytes.Equal(before, body) {
		return nil
	}
	if err := os.RemoveAll(path); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if compresses(contentType(name)) {
		line := fmt.Sprintf("%-28s %8d", name, len(body))
		for _, coding := range []string{"br", "gzip"} {
			small, err := compress(coding, body, thorough)
			if err != nil {
				return err
			}
			if err := os.WriteFile(path+endings[coding], small, 0o644); err != nil {
				return err
			}
			line += fmt.Sprintf("  %s %8d", coding, len(small))
		}
		fmt.Fprintln(out, line)
	}
	return os.WriteFile(path, body, 0o644)
}
