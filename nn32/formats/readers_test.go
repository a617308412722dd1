//go:build readers

// The tests with this tag run the programs that read models, and that write them: make test-formats.
package formats_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"digitlab/nn32/formats"
)

// python is the one of the system, which has the packages that were installed with it.
const python = "/usr/bin/python3"

// output runs a program and returns what it prints.
func output(t testing.TB, stdin []byte, program string, arguments ...string) []byte {
	t.Helper()
	c := exec.Command(program, arguments...)
	c.Stdin = bytes.NewReader(stdin)
	var stderr bytes.Buffer
	c.Stderr = &stderr
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", program, arguments[0], err, out, stderr.String())
	}
	return out
}

// packages is the folder with what server/formats/package.json names.
func packages(t testing.TB) string {
	t.Helper()
	folder, err := filepath.Abs("../../build/formats")
	if err == nil {
		_, err = os.Stat(folder + "/node_modules")
	}
	if err != nil {
		t.Fatal("the programs that read models are not here; make test-formats gets them: ", err)
	}
	return folder
}

// save writes files into a folder of the test, and returns their paths.
func save(t testing.TB, files ...formats.File) (paths []string) {
	t.Helper()
	folder := t.TempDir()
	for _, f := range files {
		path := filepath.Join(folder, f.Name)
		if err := os.WriteFile(path, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}
