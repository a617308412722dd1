package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A file with a wrong checksum is never copied, and the reason names it.
func TestOtherFile(t *testing.T) {
	from, to := t.TempDir(), filepath.Join(t.TempDir(), "mnist")
	missing, err := copyFiles(from, to)
	if err != nil || missing == nil || !strings.Contains(missing.Error(), files[0].name) {
		t.Errorf("out of an empty folder: %v, %v", missing, err)
	}
	for _, file := range files {
		if err := os.WriteFile(filepath.Join(from, file.name), []byte("something else"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	missing, err = copyFiles(from, to)
	if err != nil || missing == nil || !strings.Contains(missing.Error(), files[0].sum) {
		t.Errorf("out of a folder of other files: %v, %v", missing, err)
	}
	if entries, err := os.ReadDir(to); err != nil || len(entries) != 0 {
		t.Errorf("the folder has %v (%v)", entries, err)
	}
}

func TestNoNetwork(t *testing.T) {
	t.Setenv("GOMODCACHE", t.TempDir())
	t.Setenv("GOPROXY", "off")
	t.Setenv("GOFLAGS", "-mod=vendor")
	if _, err := download(); err == nil || !strings.Contains(err.Error(), module) || !strings.Contains(err.Error(), "GOPROXY=off") {
		t.Errorf("the reason is %v", err)
	}
}

// A file that cannot be written is an error.
func TestNoFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if missing, err := copyFiles(t.TempDir(), filepath.Join(file, "mnist")); missing != nil || err == nil {
		t.Errorf("into a file: %v, %v", missing, err)
	}
}

// The checksums are documented in static/data/README.md.
func TestSumsAreDocumented(t *testing.T) {
	readme, err := os.ReadFile("../../static/data/README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if want := fmt.Sprintf("| %s | `%s` |", file.name, file.sum); !strings.Contains(string(readme), want) {
			t.Errorf("static/data/README.md does not have the line %s", want)
		}
	}
}
