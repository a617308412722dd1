package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"digitlab/wasm/ui"
)

// bundle is all that a visitor gets, in memory. Its version is a hash of the content.
type bundle struct {
	version string
	files   map[string]file // by address
	korean  file            // what / is for whom Korean is preferred
}

type file struct {
	body        []byte
	contentType string
	etag        string
}

func newFile(body []byte, contentType string) file {
	sum := sha256.Sum256(body)
	return file{body, contentType, `"` + hex.EncodeToString(sum[:12]) + `"`}
}

// What is in the static folder for other reasons than to be served.
var notServed = []string{"service-worker.js", "README.md", "screenshot.png"}

// register registers the page's routes, which go-app keeps for the whole program.
var register = sync.OnceFunc(ui.Register)

// newBundle reads the static folder and lets go-app render the page and the files that it brings. The answers of go-app's
// own handler are kept and it is not asked again: it answers every method, lists folders, and gives all files one ETag.
func newBundle(dir string) (*bundle, error) {
	register()
	b := &bundle{files: map[string]file{}}
	if err := b.addStatic(dir); err != nil {
		return nil, err
	}
	serviceWorker, err := os.ReadFile(filepath.Join(dir, "service-worker.js")) // a change of which the browser sees by itself
	if err != nil {
		return nil, err
	}
	h := b.goApp(string(serviceWorker))
	for _, address := range []string{"/app.js", "/app.css", "/wasm_exec.js", "/manifest.webmanifest", "/app-worker.js", "/"} {
		if b.files[address], err = rendered(h, address); err != nil {
			return nil, err
		}
	}
	b.korean, err = rendered(h, "/?lang=ko")
	return b, err
}

// addStatic adds the files of the static folder under /web/, and takes the version from them.
func (b *bundle) addStatic(dir string) error {
	version := sha256.New()
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if strings.HasPrefix(name, ".") && path != dir {
			if entry.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if entry.IsDir() {
			return nil
		}
		if !entry.Type().IsRegular() {
			return fmt.Errorf("%s is not a regular file, and nothing else is served", path)
		}
		body, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		if slices.Contains(notServed, name) {
			return nil
		}
		fmt.Fprintf(version, "%s %d\n", relative, len(body))
		version.Write(body)
		b.files["/web/"+filepath.ToSlash(relative)] = newFile(body, contentType(name))
		return nil
	})
	if err != nil {
		return err
	}
	for _, program := range []string{"/web/app.wasm", "/web/trainer.wasm", "/web/trainer-scalar.wasm"} {
		if _, ok := b.files[program]; !ok {
			return errors.New("static" + strings.TrimPrefix(program, "/web") + " is missing; build it with: make build")
		}
	}
	b.version = hex.EncodeToString(version.Sum(nil)[:8])
	return nil
}

// contentType returns the MIME type by the end of a name. The machine's table is not asked, since it may be any.
func contentType(name string) string {
	switch filepath.Ext(name) {
	case ".wasm":
		return "application/wasm"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".png":
		return "image/png"
	case ".gz":
		return "application/gzip"
	}
	return "text/plain; charset=utf-8"
}

// goApp returns go-app's handler with what the page is made of.
func (b *bundle) goApp(serviceWorker string) *app.Handler {
	size := func(address string) string { return strconv.Itoa(len(b.files[address].body)) }
	h := &app.Handler{
		Name: "Digit Lab", Title: "Digit Lab", Author: "The Digit Lab authors",
		Description:           "Train a convolutional neural network on handwritten digits in your own browser, and draw digits for it to read.",
		Image:                 "/web/icons/512.png",
		ThemeColor:            "#0072b2",
		BackgroundColor:       "#ffffff",
		Icon:                  app.Icon{Default: "/web/icons/192.png", Large: "/web/icons/512.png", SVG: "/web/icons/icon.svg", Maskable: "/web/icons/maskable.png"},
		Styles:                []string{"/web/vendor/uPlot.min.css", "/web/style.css"},
		Scripts:               []string{"/web/vendor/uPlot.iife.min.js defer"},
		Env:                   map[string]string{"TRAINER_SIZE": size("/web/trainer.wasm")},
		Version:               b.version,
		WasmContentLength:     size("/web/app.wasm"),
		ServiceWorkerTemplate: serviceWorker,
	}
	for address := range b.files {
		h.CacheableResources = append(h.CacheableResources, address)
	}
	return h
}

// rendered returns go-app's answer to a GET.
func rendered(h *app.Handler, address string) (file, error) {
	answer := httptest.NewRecorder()
	h.ServeHTTP(answer, httptest.NewRequest("GET", address, nil))
	if answer.Code != 200 {
		return file{}, fmt.Errorf("go-app answers %d to %s", answer.Code, address)
	}
	kind := answer.Header().Get("Content-Type")
	switch filepath.Ext(strings.TrimSuffix(address, "?lang=ko")) {
	case ".js", ".css":
		kind = contentType(address)
	case "":
		kind = "text/html; charset=utf-8"
	}
	return newFile(answer.Body.Bytes(), kind), nil
}
