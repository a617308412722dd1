// Package servertest has what the tests of several rooms of the server need: files, requests, and other programs. It knows none of the
// rooms, so that the tests of each may use it.
package servertest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// programs are small files in place of the built programs. A browser could not run them.
var programs = map[string]string{"app.wasm": strings.Repeat("\x00asm page ", 500), "trainer.wasm": "\x00asm trainer", "trainer-scalar.wasm": "\x00asm scalar"}

// StaticFolder returns a copy of the static folder for one test, as CopyStatic makes it.
func StaticFolder(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	if err := CopyStatic(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// CopyStatic copies the static folder as in a fresh clone, which is small: without MNIST, and with small programs in place of the
// built ones.
func CopyStatic(to string) error {
	from := "../static" // from the folder of the package under test, which is a room of the server, or the server itself
	if _, err := os.Stat(from); err != nil {
		from = "../../static"
	}
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		return err
	}
	if err := os.RemoveAll(filepath.Join(to, "data/mnist")); err != nil {
		return err
	}
	for name, body := range programs {
		if err := os.WriteFile(filepath.Join(to, name), []byte(body), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// Read returns the content of a file.
func Read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Write writes a file, with the folders above it. A link of that name is replaced.
func Write(t testing.TB, path, body string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(body), 0o644); err != nil {
		t.Fatal(err)
	}
}
