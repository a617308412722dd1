package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestVendoredFiles(t *testing.T) {
	readme, err := os.ReadFile("../static/vendor/README.md")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../static/vendor/uPlot*")
	if err != nil || len(files) != 3 {
		t.Fatalf("%v, %v; want the script, the style and the licence", files, err)
	}
	for _, path := range files {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if line := fmt.Sprintf("| %s | `%x` |", filepath.Base(path), sha256.Sum256(b)); !strings.Contains(string(readme), line) {
			t.Errorf("static/vendor/README.md does not have the line %s", line)
		}
	}
}

func TestDataFile(t *testing.T) {
	readme, err := os.ReadFile("../static/data/README.md")
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile("../static/data/digits.csv.gz")
	if err != nil {
		t.Fatal(err)
	}
	if sum := fmt.Sprintf("%x", sha256.Sum256(b)); !strings.Contains(string(readme), sum) {
		t.Errorf("digits.csv.gz has the SHA-256 %s, which its README does not name", sum)
	}
}
