package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func write(t *testing.T, path, text string, mode os.FileMode) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// names fails if an error does not contain each of the words.
func names(t *testing.T, err error, words ...string) {
	t.Helper()
	if err == nil {
		t.Fatal("there is no error")
	}
	for _, word := range words {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("the error does not name %q:\n%v", word, err)
		}
	}
}

// The copy is made from the module, into a folder whose name has a space. make test vets and tests the copy itself.
func TestCopy(t *testing.T) {
	t.Chdir("../..")
	dir := filepath.Join(t.TempDir(), "a folder")
	for range 2 { // the second time over the first copy
		if err := run(dir); err != nil {
			t.Fatal(err)
		}
	}
	app := filepath.Join(dir, "go-app", library)
	for _, name := range leftOut {
		if !strings.HasPrefix(read(t, filepath.Join(app, name)), "//go:build !wasm\n\npackage app\n") {
			t.Errorf("%s is built for WebAssembly", name)
		}
	}
	for file, times := range map[string]int{"node.go": 2, "engine.go": 2} {
		if got := strings.Count(read(t, filepath.Join(app, file)), "\tbreathe()\n"); got != times {
			t.Errorf("%s breathes %d times, want %d", file, got, times)
		}
	}
	for _, file := range []string{"context.go", "state.go"} {
		if text := read(t, filepath.Join(app, file)); strings.Contains(text, "google/uuid") || !strings.Contains(text, "= randomUUID()") {
			t.Errorf("%s still needs the module uuid", file)
		}
	}
	if read(t, filepath.Join(app, "slim_wasm.go")) != read(t, "wasm/slim/_app/slim_wasm.go") {
		t.Error("slim_wasm.go is not in the copy as it is in the repository")
	}
	elements := read(t, filepath.Join(app, oneElement))
	for _, line := range []string{"type HTMLDiv = *element\n", "func Div() HTMLDiv {\n", "func (e *element) ID(format string, v ...any) *element {\n"} {
		if strings.Count(elements, line) != 1 {
			t.Errorf("%s does not have once: %s", oneElement, line)
		}
	}
	tests, err := filepath.Glob(filepath.Join(app, "*_test.go"))
	if err != nil || len(tests) != 3 {
		t.Errorf("the copy has the tests %v (%v), want ours alone", tests, err)
	}
	mod := read(t, filepath.Join(dir, "go.mod"))
	if want := `replace ` + module + ` => "` + filepath.Join(dir, "go-app") + `"`; !strings.Contains(mod, want) {
		t.Errorf("go.mod has no %s:\n%s", want, mod)
	}
	if read(t, filepath.Join(dir, "go.sum")) != read(t, "go.sum") {
		t.Error("the checksums are others")
	}
}

// The files and folders of the module cache are read-only, and those of the copy must not be.
func TestCopyOfReadOnly(t *testing.T) {
	from, to := t.TempDir(), t.TempDir()
	write(t, filepath.Join(from, "go.mod"), "module x\n", 0o444)
	write(t, filepath.Join(from, "docs/page.md"), "", 0o444)
	write(t, filepath.Join(from, "pkg/app/a.go"), "package app\n", 0o444)
	write(t, filepath.Join(from, "pkg/app/a_test.go"), "package app\n", 0o444)
	for _, dir := range []string{"pkg/app", "pkg"} {
		if err := os.Chmod(filepath.Join(from, dir), 0o555); err != nil {
			t.Fatal(err)
		}
		defer os.Chmod(filepath.Join(from, dir), 0o755)
	}
	if err := copyModule(from, to); err != nil {
		t.Fatal(err)
	}
	for name, there := range map[string]bool{"go.mod": true, "pkg/app": true, "pkg/app/a.go": true, "pkg/app/a_test.go": false, "docs": false} {
		info, err := os.Stat(filepath.Join(to, name))
		if (err == nil) != there {
			t.Errorf("%s: %v", name, err)
		} else if there && info.Mode().Perm()&0o200 == 0 {
			t.Errorf("%s is %v, not to be written", name, info.Mode())
		}
	}
}

func TestEditMatchesOnce(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "node.go")
	e := edit{"node.go", "mount() {\n", "mount() {\n\tbreathe()\n"}
	write(t, file, "func mount() {\n}\n", 0o644)
	if err := e.apply(dir); err != nil {
		t.Fatal(err)
	}
	if got, want := read(t, file), "func mount() {\n\tbreathe()\n}\n"; got != want {
		t.Errorf("edited to %q, want %q", got, want)
	}
	for text, times := range map[string]string{"func Mount() {\n}\n": "0 times", "func mount() {\n}\nfunc remount() {\n}\n": "2 times"} {
		write(t, file, text, 0o644)
		names(t, e.apply(dir), "pkg/app/node.go", "mount() {\n", times, known, "Compare", "wasm/slim/main.go")
		if read(t, file) != text {
			t.Error("the file was changed all the same")
		}
	}
	names(t, edit{file: "gone.go"}.apply(dir), "gone.go", "wasm/slim/main.go")
}

func TestMergeElements(t *testing.T) {
	const (
		two = `package app

import "strings"

// The interface of an "a".
type HTMLA interface {
	HTML

	// Sets the class.
	Class(v ...string) HTMLA
}

func A() HTMLA {
	e := &htmlA{htmlElement: htmlElement{tag: "a"}}

	return e
}

type htmlA struct{ htmlElement }

func (e *htmlA) Class(v ...string) HTMLA {
	return e.setAttr(strings.Join(v, " ")).(*htmlA)
}

type htmlB struct{ htmlElement }

func (e *htmlB) Class(v ...string) HTMLB {
	return e.setAttr(strings.Join(v, " ")).(*htmlB)
}
`
		one = `package app

import "strings"

type element struct{ htmlElement }

type HTMLA = *element

func A() HTMLA {
	e := &element{htmlElement: htmlElement{tag: "a"}}

	return e
}

func (e *element) Class(v ...string) *element {
	return e.setAttr(strings.Join(v, " ")).(*element)
}
`
	)
	if got, err := mergeElements([]byte(two)); err != nil || string(got) != one {
		t.Errorf("%v\n%s\nwant\n%s", err, got, one)
	}
	_, err := mergeElements([]byte(strings.Replace(two, `" ")).(*htmlB)`, `", ")).(*htmlB)`, 1)))
	names(t, err, "Class", `" "`, `", "`)
	_, err = mergeElements([]byte("package app\n"))
	names(t, err, "no elements")
}

func TestOtherVersion(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "go.sum", "", 0o644)
	for _, version := range []string{"v10.1.10", "v10.2.0"} {
		write(t, "go.mod", "module digitlab\n\ngo 1.27\n\nrequire "+module+" "+version+"\n", 0o644)
		names(t, run("build"), module, known, version, "http.go", "engine.go", "wasm/slim/_app/slim_wasm.go", "wasm/slim/main.go", "make check")
	}
	write(t, "go.mod", "module digitlab\n\ngo 1.27\n", 0o644)
	names(t, run("build"), module, known)
	if _, err := os.Stat("build"); err == nil {
		t.Error("a copy was made")
	}
}

// Nothing can be downloaded: the module cache is empty, and there is no proxy. Flags of the environment are not the reason.
func TestNoNetwork(t *testing.T) {
	t.Chdir("../..")
	cache := t.TempDir()
	t.Setenv("GOMODCACHE", cache)
	t.Setenv("GOPROXY", "off")
	t.Setenv("GOTOOLCHAIN", "local")
	t.Setenv("GOFLAGS", "-mod=vendor")
	names(t, run(t.TempDir()), module, known, "could not be downloaded", "GOPROXY=off")
}
