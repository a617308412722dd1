package site

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"digitlab/server/servertest"
)

// entries returns the names of everything in a folder.
func entries(t *testing.T, dir string) (names []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, _ fs.DirEntry, err error) error {
		names = append(names, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// An export replaces the one before as a whole: nothing of that is left, no link is followed, and no other file is created beside
// it.
func TestExportReplaces(t *testing.T) {
	b, parent := testBundle(t), t.TempDir()
	dir := filepath.Join(parent, "new", "site")
	if err := b.Export(dir); err != nil {
		t.Fatal(err)
	}
	fresh := entries(t, dir)
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o755 {
		t.Errorf("the folder is %v, %v: others have to read it", info.Mode(), err)
	}
	// An earlier export with a file that does not exist any more, and with a file that was replaced by a link.
	stale := filepath.Join(dir, "web", "old.wasm")
	servertest.Write(t, stale, "old")
	servertest.Write(t, filepath.Join(dir, exportedName), servertest.Read(t, filepath.Join(dir, exportedName))+"web/old.wasm\n")
	precious := filepath.Join(parent, "precious")
	servertest.Write(t, precious, "precious")
	robots := filepath.Join(dir, "robots.txt")
	if err := os.Remove(robots); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(precious, robots); err != nil {
		t.Fatal(err)
	}
	if err := b.Export(dir); err != nil {
		t.Fatal(err)
	}
	if got := entries(t, dir); !slices.Equal(got, fresh) {
		t.Errorf("it has %v, want %v", got, fresh)
	}
	if servertest.Read(t, precious) != "precious" {
		t.Error("it wrote through a link")
	}
	if got := entries(t, filepath.Dir(dir)); len(got) != len(fresh)+1 { // "." and the folder
		t.Errorf("beside it lies something: %v", got)
	}
	empty := filepath.Join(parent, "empty")
	if err := os.Mkdir(empty, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := b.Export(empty); err != nil {
		t.Error(err)
	}
}

// A folder with other files is not replaced and stays unchanged.
func TestExportRefuses(t *testing.T) {
	b := testBundle(t)
	with := func(name string) func(dir string) {
		return func(dir string) { servertest.Write(t, filepath.Join(dir, name), "mine") }
	}
	exported := func(dir string) {
		if err := b.Export(dir); err != nil {
			t.Fatal(err)
		}
	}
	for want, prepare := range map[string]func(dir string){
		"letter.txt in it was written by no export":     with("letter.txt"),
		"index.html in it was written by no export":     with("index.html"), // of another page
		"web in it was written by no export":            with("web/mine.js"),
		"web/mine.js in it was written by no export":    func(dir string) { exported(dir); with("web/mine.js")(dir) },
		".git in it was written by no export":           func(dir string) { exported(dir); with(".git/config")(dir) },
		"it is a link or a file, and no folder; name a": func(dir string) { servertest.Write(t, dir, "a file") },
		"it is a link or a file, and no folder; name":   func(dir string) { exported(dir + "2"); os.Symlink(dir+"2", dir) },
	} {
		parent := t.TempDir()
		dir := filepath.Join(parent, "site")
		prepare(dir)
		before := entries(t, parent)
		if err := b.Export(dir + "/"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
		if after := entries(t, parent); !slices.Equal(before, after) {
			t.Errorf("%s: of %v it left %v", want, before, after)
		}
	}
}

// If an export fails, the export before stays.
func TestExportFails(t *testing.T) {
	b, dir := testBundle(t), filepath.Join(t.TempDir(), "site")
	if err := b.Export(dir); err != nil {
		t.Fatal(err)
	}
	before := entries(t, dir)
	bad := *b
	bad.Files = map[string]*File{"/web": b.Files["/web/style.css"], "/web/style.css": b.Files["/web/style.css"]} // an address that would be a file and a folder
	if err := bad.Export(dir); err == nil {
		t.Error("a name that is both a file and a folder is written")
	}
	if got := entries(t, dir); !slices.Equal(got, before) {
		t.Errorf("it left %v of %v", got, before)
	}
	if got := entries(t, filepath.Dir(dir)); len(got) != len(before)+1 {
		t.Errorf("beside it lies something: %v", got)
	}
}
