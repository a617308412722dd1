package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"digitlab/server/servertest"
)

// The same files give the same bytes, for any folder, commit and time: otherwise each commit would be a new version for each
// visitor. The page's programs are truncated before packing, because their compression is slow and not tested here.
func TestBuildsAreReproducible(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds everything twice")
	}
	programs := []string{"static/app.wasm", "static/trainer.wasm", "static/trainer-scalar.wasm"}
	packed := []string{"server/site/staged/page.zip", "build/server"}
	built := map[string][][]byte{}
	for _, name := range []string{"one", "another folder/further down"} {
		dir := filepath.Join(t.TempDir(), name)
		copyTree(t, dir)
		if name == "one" {
			in(t, dir, "git", "init", "-q")
			in(t, dir, "git", "-c", "user.name=a", "-c", "user.email=a@localhost", "commit", "-q", "--allow-empty", "-m", "a commit")
		}
		in(t, dir, "make", append([]string{"MNIST_FILES="}, programs...)...)
		for _, program := range programs {
			path := filepath.Join(dir, program)
			built[program] = append(built[program], []byte(servertest.Read(t, path)))
			if err := os.Truncate(path, 10_000); err != nil {
				t.Fatal(err)
			}
		}
		in(t, dir, "make", "MNIST_FILES=", "build/server")
		for _, file := range packed {
			built[file] = append(built[file], []byte(servertest.Read(t, filepath.Join(dir, file))))
		}
	}
	for _, file := range slices.Concat(programs, packed) {
		if a, b := built[file][0], built[file][1]; !bytes.Equal(a, b) || len(a) == 0 {
			t.Errorf("%s is built as %d bytes, and in another folder as %d others", file, len(a), len(b))
		}
	}
}

// copyTree copies the files of the repository that a build needs.
func copyTree(t *testing.T, to string) {
	t.Helper()
	for _, name := range []string{".ci", "nn32", "server", "static", "wasm"} {
		if err := os.CopyFS(filepath.Join(to, name), os.DirFS(filepath.Join("..", name))); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"Makefile", "go.mod", "go.sum"} {
		if err := os.WriteFile(filepath.Join(to, name), []byte(servertest.Read(t, filepath.Join("..", name))), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	made, err := filepath.Glob(filepath.Join(to, "static", "*.wasm*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(made, filepath.Join(to, "static/data/mnist"), filepath.Join(to, "server/site/staged")) {
		if err := os.RemoveAll(name); err != nil {
			t.Fatal(err)
		}
	}
}

// in runs a program in a folder, without the variables of make and Git that the test itself got.
func in(t *testing.T, dir, name string, arguments ...string) {
	t.Helper()
	command := exec.Command(name, arguments...)
	command.Dir = dir
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "MAKE") && !strings.HasPrefix(variable, "MFLAGS=") && !strings.HasPrefix(variable, "GIT_") {
			command.Env = append(command.Env, variable)
		}
	}
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(arguments, " "), err, out)
	}
}
