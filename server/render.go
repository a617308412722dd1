package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http/httptest"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"digitlab/wasm/ui/page"
)

const (
	description = "Train a convolutional neural network on handwritten digits in your own browser, and draw digits for it to read."
	themeColor  = "#0b4f7d" // the icons' ground

	serviceWorkerFile = "service-worker.js"

	// startsApp is where app.js loads the page's program, which page.js does if it is there.
	startsApp = "goappInitWebAssembly();\n\n"

	// fetchesApp is where app.js fetches it when page.js is not there, and checks it with the page's table of checksums.
	fetchesApp = "const response = await fetch(url);"
	checksApp  = `const integrity = new URLSearchParams(document.querySelector("meta[name=digitlab-files]").content).get("app.wasm");
  const response = await fetch(url, { integrity });`

	// versionSlot stands for the version until all that it follows from is there.
	versionSlot = "0123456789version"
)

// rendered is a file that go-app or we made; the version in it is still open.
type rendered struct {
	address string
	body    []byte
}

// register registers the page's routes, which go-app keeps for the whole program.
var register = sync.OnceFunc(page.Register)

// render lets go-app render the page and the files that it brings. The answers of go-app's own handler are kept and it is not
// asked again: it answers every method, lists folders, and gives all files one ETag.
func (b *bundle) render() (made []rendered, err error) {
	register()
	size := func(program string) string { return strconv.Itoa(len(b.files[b.base+"web/"+program].plain.body)) }
	h := &app.Handler{
		Name: "Digit Lab", Title: "Digit Lab", Author: "The Digit Lab authors",
		Description:       description,
		ThemeColor:        themeColor,
		BackgroundColor:   "#ffffff",
		Icon:              app.Icon{Default: "/web/icons/192.png", Large: "/web/icons/512.png", SVG: "/web/icons/icon.svg", Maskable: "/web/icons/maskable.png"},
		Styles:            []string{"/web/vendor/uPlot.min.css", "/web/style.css"},
		Env:               map[string]string{"TRAINER_SIZE": size("trainer.wasm")},
		Version:           versionSlot,
		WasmContentLength: size("app.wasm"),
		Resources:         b,
	}
	for _, address := range []string{"/app.js", "/app.css", "/wasm_exec.js", "/", "/?lang=ko"} {
		answer := httptest.NewRecorder()
		h.ServeHTTP(answer, httptest.NewRequest("GET", address, nil))
		if answer.Code != 200 {
			return nil, fmt.Errorf("go-app answers %d to %s", answer.Code, address)
		}
		body := answer.Body.String()
		if address == "/app.js" {
			if !strings.Contains(body, startsApp) || !strings.Contains(body, fetchesApp) {
				return nil, errors.New("go-app's app.js starts the page's program in another way than is known here")
			}
			body = strings.NewReplacer(startsApp, "if (!window.digitlab) "+startsApp, fetchesApp, checksApp).Replace(body)
		}
		if strings.HasPrefix(address, "/?") || address == "/" {
			body = b.head(sortAttributes(strings.Replace(body, "<!doctype html>", "<!DOCTYPE html>", 1)))
		}
		made = append(made, rendered{b.base + address[1:], []byte(body)})
	}
	made = append(made, rendered{b.base + "manifest.webmanifest", b.manifest()}, rendered{b.base + "robots.txt", []byte(robots)})
	return made, nil
}

// Resolve is how go-app finds the address of a file: under the page's, and with the version, so that files of two versions
// never meet. The service worker's address has none, because the browser compares what is there.
func (b *bundle) Resolve(location string) string {
	if !strings.HasPrefix(location, "/") {
		return location
	}
	address := b.base + location[1:]
	switch location {
	case "/", "/web", "/app-worker.js", "/manifest.webmanifest":
		return address
	}
	return address + "?v=" + versionSlot
}

// tag matches a start tag as go-app writes it, with its attributes in one group.
var (
	tag       = regexp.MustCompile(`<([a-z][a-z0-9]*)((?: [A-Za-z:-]+(?:="[^"]*")?)+)>`)
	attribute = regexp.MustCompile(` [A-Za-z:-]+(?:="[^"]*")?`)
)

// sortAttributes puts attributes in order: go-app writes them in any, and the same page should be the same bytes.
func sortAttributes(html string) string {
	return tag.ReplaceAllStringFunc(html, func(start string) string {
		parts := tag.FindStringSubmatch(start)
		attributes := attribute.FindAllString(parts[2], -1)
		slices.Sort(attributes)
		return "<" + parts[1] + strings.Join(attributes, "") + ">"
	})
}

// absolute matches what go-app says of the page's address, which it takes for known.
var absolute = regexp.MustCompile(`\n *<meta content="https://[^"]*" property="og:(?:url|image)">`)

// head adds the policy, for hosts that send no headers, and the page's address where it is known: the canonical one, and what
// is shown where a link to it is shared.
func (b *bundle) head(html string) string {
	const first = `<meta charset="UTF-8">`
	html = strings.Replace(html, first, fmt.Sprintf("%s\n    <meta content=%q http-equiv=\"Content-Security-Policy\">", first, policy), 1)
	html = absolute.ReplaceAllString(html, "")
	if b.origin == "" {
		return html
	}
	where := b.origin + b.base
	return strings.Replace(html, "\n    <title>", fmt.Sprintf(`
    <link href="%s" rel="canonical">
    <meta content="%s" property="og:url">
    <meta content="%sweb/icons/512.png" property="og:image">
    <title>`, where, where, where), 1)
}

// checkedByScripts are the files that a script asks for and whose checksums it has to know, by their places in web/. What the
// document itself names has its checksum there; data sets are checked by what decodes them.
var checkedByScripts = []string{"app.wasm", "trainer.wasm", "trainer-scalar.wasm", "compiler.js", "worker.js", "checked.js",
	"../wasm_exec.js", "vendor/uPlot.iife.min.js", "data/reader.nn"}

// linked matches the start tag of a file that the browser runs or applies, with the file's address in a group.
var linked = regexp.MustCompile(`<script [^>]*?src="([^"?]*)[^>]*>|<link href="([^"?]*)[^>]* rel="stylesheet"[^>]*>`)

// addChecksums has the page accept no other files than those of the bundle: each that it names, and those in a table that its
// scripts use, and hand to their workers. The compiler's script is asked for ahead, since it is checked before it runs.
func (b *bundle) addChecksums(html string) string {
	html = linked.ReplaceAllStringFunc(html, func(start string) string {
		groups := linked.FindStringSubmatch(start)
		return fmt.Sprintf("%s integrity=%q>", strings.TrimSuffix(start, ">"), b.files[groups[1]+groups[2]].integrity)
	})
	sums := url.Values{}
	for _, name := range checkedByScripts {
		sums.Set(name, b.files[path.Join(b.base, "web", name)].integrity)
	}
	head := fmt.Sprintf("    <meta content=%q name=\"digitlab-files\">\n", strings.ReplaceAll(sums.Encode(), "&", "&amp;"))
	for _, name := range []string{"compiler.js", "checked.js"} {
		head += fmt.Sprintf("    <link as=\"fetch\" crossorigin href=%q rel=\"preload\">\n", b.base+"web/"+name+"?v="+b.version)
	}
	return strings.Replace(html, "  </head>", head+"  </head>", 1)
}

// addRendered adds what was rendered, now that the version is known. The pages come last, since they have the checksums of the
// others in them.
func (b *bundle) addRendered(made []rendered) error {
	for _, p := range made {
		kind := contentType(p.address)
		isPage := strings.HasPrefix(p.address[len(b.base):], "?") || p.address == b.base
		if isPage {
			kind = contentType("index.html")
		}
		body := strings.ReplaceAll(string(p.body), versionSlot, b.version)
		if isPage {
			body = b.addChecksums(body)
		}
		f, err := newFile(newContent([]byte(body)), kind, nil)
		if err != nil {
			return err
		}
		if isPage {
			f.varyBy("Accept-Language")
		}
		if p.address == b.base+"?lang=ko" {
			b.korean = f
			continue
		}
		b.files[p.address] = f
	}
	return nil
}

// onDemand is the folder of what is fetched only when somebody asks for it, and kept by the worker.
const onDemand = "web/data/mnist/"

// addServiceWorker adds the service worker, which knows each file by its content, and takes no other in its place.
func (b *bundle) addServiceWorker(script string) error {
	integrity := map[string]string{}
	for address, f := range b.files {
		if !strings.HasPrefix(address, b.base+onDemand) {
			integrity[address] = f.integrity
		}
	}
	integrity[b.base] += " " + b.korean.integrity
	list, err := json.MarshalIndent(integrity, "", "  ")
	if err != nil {
		return err
	}
	script = strings.NewReplacer("{{.Version}}", b.version, "{{.Base}}", b.base, `{ "{{.Files}}": "" }`, string(list)).Replace(script)
	b.files[b.base+"app-worker.js"], err = newFile(newContent([]byte(script)), contentType(serviceWorkerFile), nil)
	return err
}
