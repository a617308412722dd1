// Command slim makes the copy of go-app that the page's program is built from:
//
//	go run ./wasm/slim DIR
//
// DIR/go.mod is for go build -modfile. The copy differs from go-app in eight things:
//
//   - It is without what the page does not use: the HTTP handler, which brings net/http and with it TLS and X.509; routes by regular
//     expression; encrypted storage, which brings AES. That is 0.37 MB of Brotli, and less to start.
//   - It has small packages in place of some of the standard library (std). That is 0.9 MB of the program, 0.18 MB of its Brotli.
//   - All HTML elements are of one type. That is 0.78 MB of the program, 0.07 MB of its Brotli.
//   - Until the page is complete, it lets the browser do other things again and again.
//   - Until then it renders no component a second time after its OnMount.
//   - It can render a component at once, or for nobody.
//   - It sees that a field holds the same pointer as before without reflect.DeepEqual.
//   - It puts back a text in whose place a browser's translator has put another, when that text changes.
package main

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

const (
	module  = "github.com/maxence-charriere/go-app/v10"
	known   = "v10.1.11"
	library = "pkg/app" // the package of the module that is changed
)

// leftOut are the files that are not built for WebAssembly. Their parts that the rest of go-app needs in a browser are in
// _app/slim_wasm.go.
var leftOut = []string{"http.go", "resource.go", "route.go", "crypto.go", elementsFile}

// edit replaces a text that must be in the file exactly once.
type edit struct{ file, old, new string }

var edits = []edit{
	// The module uuid imports hashes, net and database/sql/driver; a browser has a function for it.
	{"context.go", "\t\"github.com/google/uuid\"\n", ""},
	{"context.go", "uuid.NewString()", "randomUUID()"},
	{"state.go", "\t\"github.com/google/uuid\"\n", ""},
	{"state.go", "uuid.NewString()", "randomUUID()"},
	// The functions in which go-app spends its time while the page starts.
	{"node.go", "mountHTML(ctx Context, depth uint, v HTML) (UI, error) {\n", "mountHTML(ctx Context, depth uint, v HTML) (UI, error) {\n\tbreathe()\n"},
	{"node.go", "mountRawHTML(depth uint, v *raw) (UI, error) {\n", "mountRawHTML(depth uint, v *raw) (UI, error) {\n\tbreathe()\n"},
	{"engine.go", "\t\t\t}\n\t\t\tdispatch()\n", "\t\t\t}\n\t\t\tbreathe()\n\t\t\tdispatch()\n"},
	// While the page starts, what is mounted was just rendered, and is not rendered again.
	{"node.go", "\t\tctx.Dispatch(mounter.OnMount)\n", "\t\tctx.Dispatch(onMount(mounter))\n"},
	// Most fields of components are pointers, and the same as before. reflect.DeepEqual makes a map before it sees that.
	{"node.go", "\tswitch v.Kind() {\n\tcase reflect.String,\n", "\tif samePointer(v, new) {\n\t\treturn false\n\t}\n\n\tswitch v.Kind() {\n\tcase reflect.String,\n"},
	// A browser's translator puts elements in the place of texts, which an update would no more find, and which a removal would end the
	// program at.
	{"node.go", "\tnewChildren := new.body()\n", "\tnewChildren := new.body()\n\tputTextsBack(v, newChildren)\n"},
	// The browser's storage has none of go-app's states, and may have much else.
	{"engine.go", "\te.states.CleanupExpiredPersistedStates(e.baseContext())\n", ""},
	// Errors are texts, and not JSON.
	{"../errors/errors.go", "\t\treturn fmt.Sprintf(`{\"message\": \"encoding error failed: %s\"}`, err)\n", `		text := e.Message
		for k, v := range e.Tags {
			text += " " + k + "=" + fmt.Sprint(v)
		}
		if e.WrappedErr != nil {
			text += ": " + e.WrappedErr.Error()
		}
		return text
`},
	// All elements are of one type.
	{"node.go", "case *htmlElem, *htmlElemSelfClosing:", "case HTML:"},
	{"engine.go", "document.(HTML).body()", "HTML(document).body()"},
	{"engine.go", "child, isBody := child.(HTMLBody); isBody", "child, isHTML := child.(HTML); isHTML && child.Tag() == \"body\""},
	{"engine.go", "\t\tcase <-frames.C:\n\t\t\te.processFrame()\n", "\t\tcase <-frames.C:\n\t\t\tbreathe()\n\t\t\te.processFrame()\n"},
}

// standIns are packages of the standard library in whose place the copy has those of wasm/slim/std, and the files that import them.
var standIns = map[string][]string{
	"fmt":           {"action.go", "app.go", "log.go", "strings.go", "text.go", "../errors/errors.go"},
	"encoding/json": {"context.go", "engine.go", "notification.go", "state.go", "storage.go", "strings.go", "../errors/errors.go"},
	"net/url":       {"context.go", "engine.go", "js.go", "js_nowasm.go", "js_wasm.go", "page.go", "testing.go"},
	"os":            {"app.go"},
	"path/filepath": {"../errors/errors.go"},
}

// added are the files that come into the package: slim_wasm.go and its tests. The go command does not see a folder whose name begins
// with an underscore: they compile in the copy alone, and make check vets and tests them there.
//
//go:embed _app/*.go
var added embed.FS

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./wasm/slim DIR")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "wasm/slim:", err)
		os.Exit(1)
	}
}

// run makes the copy in dir, for the module of the present folder. go.mod is written last, so that make recognises a copy that was
// interrupted.
func run(dir string) error {
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		return err
	}
	sum, err := os.ReadFile("go.sum")
	if err != nil {
		return err
	}
	if err := checkVersion(); err != nil {
		return err
	}
	from, err := download()
	if err != nil {
		return err
	}
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	copied := filepath.Join(dir, "go-app")
	if err := copyModule(from, copied); err != nil {
		return err
	}
	if err := change(filepath.Join(copied, library)); err != nil {
		return err
	}
	// In go.mod a path to a folder begins with ./ or /.
	if !filepath.IsAbs(copied) {
		copied = "./" + filepath.ToSlash(copied)
	}
	mod = fmt.Appendf(mod, "\nreplace %s => %q\n", module, copied)
	return errors.Join(
		os.WriteFile(filepath.Join(dir, "go.sum"), sum, 0o666),
		os.WriteFile(filepath.Join(dir, "go.mod"), mod, 0o666))
}

// goCommand runs the go command without the environment's flags, because -mod=vendor would forbid a download, and decodes its JSON
// output.
func goCommand(to any, arguments ...string) error {
	command := exec.Command("go", arguments...)
	command.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	var complaints bytes.Buffer
	command.Stderr = &complaints
	out, err := command.Output()
	if unclear := json.Unmarshal(out, to); unclear != nil {
		return fmt.Errorf("go %s: %w\n%s", strings.Join(arguments, " "), errors.Join(err, unclear), &complaints)
	}
	return nil
}

// checkVersion refuses versions of go-app that are not the known one.
func checkVersion() error {
	var mod struct {
		Require []struct{ Path, Version string }
	}
	if err := goCommand(&mod, "mod", "edit", "-json"); err != nil {
		return err
	}
	var version string
	for _, required := range mod.Require {
		if required.Path == module {
			version = required.Version
		}
	}
	if version == known {
		return nil
	}
	var edited []string
	for _, e := range edits {
		if !slices.Contains(edited, e.file) {
			edited = append(edited, e.file)
		}
	}
	return fmt.Errorf(`it was written for %s %s, and go.mod has %q. Compare in %s of both versions:
  %s, which are left out, with wasm/slim/_app/slim_wasm.go and wasm/slim/elements.go, which stand in for them;
  %s, which are changed, with the edits in wasm/slim/main.go.
Then set known in wasm/slim/main.go to the new version, and run: make check`,
		module, known, version, library, strings.Join(leftOut, ", "), strings.Join(edited, ", "))
}

// download returns the folder of go-app.
func download() (string, error) {
	var got struct{ Dir, Error string }
	if err := goCommand(&got, "mod", "download", "-json", module+"@"+known); err != nil {
		return "", err
	}
	if got.Error != "" {
		return "", fmt.Errorf("%s %s could not be downloaded: %s", module, known, got.Error)
	}
	return got.Dir, nil
}

// copyModule copies the packages of a module without their tests. Files in the module cache are read-only; those of the copy are
// not.
func copyModule(from, to string) error {
	return fs.WalkDir(os.DirFS(from), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || name != "go.mod" && name != "." && name != "pkg" && !strings.HasPrefix(name, "pkg/") {
			if err == nil && entry.IsDir() {
				return fs.SkipDir
			}
			return err
		}
		target := filepath.Join(to, filepath.FromSlash(name))
		if entry.IsDir() {
			return os.MkdirAll(target, 0o777)
		}
		if strings.HasSuffix(name, "_test.go") {
			return nil
		}
		b, err := os.ReadFile(filepath.Join(from, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		return os.WriteFile(target, b, 0o666)
	})
}

// change turns the package app in a folder into the slim one.
func change(dir string) error {
	for _, name := range leftOut {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return fmt.Errorf("%w; see leftOut in wasm/slim/main.go", err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), append([]byte("//go:build !wasm\n\n"), b...), 0o666); err != nil {
			return err
		}
	}
	all := slices.Clone(edits)
	for name, files := range standIns {
		for _, file := range files {
			all = append(all, edit{file, "\t\"" + name + "\"\n", "\t\"digitlab/wasm/slim/std/" + path.Base(name) + "\"\n"})
		}
	}
	for _, e := range all {
		if err := e.apply(dir); err != nil {
			return err
		}
	}
	elements, err := os.ReadFile(filepath.Join(dir, elementsFile))
	if err != nil {
		return err
	}
	if elements, err = mergeElements(elements); err != nil {
		return fmt.Errorf("%s/%s: %w; see wasm/slim/elements.go", library, elementsFile, err)
	}
	if err := os.WriteFile(filepath.Join(dir, oneElement), elements, 0o666); err != nil {
		return err
	}
	entries, err := added.ReadDir("_app")
	if err != nil {
		return err
	}
	for _, entry := range entries {
		b, err := added.ReadFile("_app/" + entry.Name())
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, entry.Name()), b, 0o666); err != nil {
			return err
		}
	}
	return nil
}

func (e edit) apply(dir string) error {
	path := filepath.Join(dir, e.file)
	b, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("%w; see edits in wasm/slim/main.go", err)
	}
	if times := bytes.Count(b, []byte(e.old)); times != 1 {
		return fmt.Errorf("%s/%s has this text %d times, and not once:\n\n%s\n\nCompare the file in %s %s with the edits in wasm/slim/main.go",
			library, e.file, times, e.old, module, known)
	}
	return os.WriteFile(path, bytes.Replace(b, []byte(e.old), []byte(e.new), 1), 0o666)
}
