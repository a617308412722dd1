package main

import (
	"os"
	"path/filepath"
)

// export writes the bundle as files for any static host; the page is index.html, in English until WebAssembly runs.
func (b *bundle) export(dir string) error {
	for address, f := range b.files {
		if address == "/" {
			address = "/index.html"
		}
		path := filepath.Join(dir, filepath.FromSlash(address))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, f.body, 0o644); err != nil {
			return err
		}
	}
	return nil
}
