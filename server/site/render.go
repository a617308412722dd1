package site

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

	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lesson"
	"digitlab/wasm/ui/page"
)

const (
	description = "Train a convolutional neural network on handwritten digits in your own browser, and draw digits for it to read."
	themeColor  = "#0b4f7d" // the background of the icons

	serviceWorkerFile = "service-worker.js"

	// startsApp and startsServiceWorker are the places in app.js that load the page's program and start the service worker; page.js does
	// that instead, if it is there.
	startsApp           = "goappInitWebAssembly();\n\n"
	startsServiceWorker = "goappInitServiceWorker();\ngoapp"

	// fetchesApp is the place in app.js that fetches the program if page.js is not there. checksApp replaces it: it verifies the
	// program by the page's table of checksums.
	fetchesApp = "const response = await fetch(url);"
	checksApp  = `const integrity = new URLSearchParams(document.querySelector("meta[name=digitlab-files]").content).get("app.wasm");
  const response = await fetch(url, { integrity });`

	// versionSlot stands for the version until everything that it depends on is known.
	versionSlot = "0123456789version"
)

// rendered is a generated file whose version is not filled in yet.
type rendered struct {
	address string
	body    []byte
}

// register registers the page's routes, once for the whole program, as go-app stores them globally.
var register = sync.OnceFunc(page.Register)

// render makes go-app render the page and its own files. The answers of go-app's handler are stored, and visitors never reach it:
// it answers every method, lists folders, and gives all files the same ETag.
func (b *Bundle) render() (made []rendered, err error) {
	register()
	size := func(program string) string { return strconv.Itoa(len(b.Files[b.Base+"web/"+program].Plain.Body)) }
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
		// The page speaks in two languages itself, and changes its texts all the time: a browser's translator would stop them.
		HTML: func() app.HTMLHtml { return app.Html().Attr("translate", "no") },
	}
	for _, address := range append([]string{"/app.js", "/app.css", "/wasm_exec.js", "/", koreanLab}, lessons...) {
		answer := httptest.NewRecorder()
		h.ServeHTTP(answer, httptest.NewRequest("GET", address, nil))
		if answer.Code != 200 {
			return nil, fmt.Errorf("go-app answers %d to %s", answer.Code, address)
		}
		body := answer.Body.String()
		if address == "/app.js" {
			for _, place := range []string{startsApp, startsServiceWorker, fetchesApp} {
				if !strings.Contains(body, place) {
					return nil, errors.New("go-app's app.js starts the page's program in another way than is known here")
				}
			}
			const unlessStarted = "if (!window.digitlab) "
			body = strings.NewReplacer(startsApp, unlessStarted+startsApp, startsServiceWorker, unlessStarted+startsServiceWorker,
				fetchesApp, checksApp).Replace(body)
		}
		if address == koreanLab || isPage(address) {
			body = b.head(address, repairAttributes(strings.Replace(body, "<!doctype html>", "<!DOCTYPE html>", 1)))
		}
		made = append(made, rendered{b.Base + address[1:], []byte(body)})
	}
	made = append(made, rendered{b.Base + "manifest.webmanifest", b.manifest()}, rendered{b.Base + "robots.txt", []byte(robots)})
	return made, nil
}

// Resolve returns the address of a file for go-app: below the page's, with the version, so that files of two versions are never
// mixed. The service worker's address has no version, because the browser compares its content.
func (b *Bundle) Resolve(location string) string {
	if !strings.HasPrefix(location, "/") {
		return location
	}
	address := b.Base + location[1:]
	if isPage(location) {
		return address
	}
	switch location {
	case "/web", "/app-worker.js", "/manifest.webmanifest":
		return address
	}
	return address + "?v=" + versionSlot
}

// tag matches a start tag in go-app's form; its attributes are a group.
var (
	tag       = regexp.MustCompile(`<([a-z][a-z0-9]*)((?: [A-Za-z:-]+(?:="[^"]*")?)+)>`)
	attribute = regexp.MustCompile(` [A-Za-z:-]+(?:="[^"]*")?`)
)

// repairAttributes sorts the attributes, which go-app writes in random order: the same page must be the same bytes. It also gives those of ARIA
// that are true their value, which go-app leaves out as if it were HTML.
func repairAttributes(html string) string {
	return tag.ReplaceAllStringFunc(html, func(start string) string {
		parts := tag.FindStringSubmatch(start)
		attributes := attribute.FindAllString(parts[2], -1)
		for i, a := range attributes {
			if strings.HasPrefix(a, " aria-") && !strings.Contains(a, "=") {
				attributes[i] = a + `="true"`
			}
		}
		slices.Sort(attributes)
		return "<" + parts[1] + strings.Join(attributes, "") + ">"
	})
}

// koreanLab is the address at which go-app renders the lab in Korean. Its visitors have the same address as all others.
const koreanLab = "/?lang=ko"

// lessons are the addresses of the lesson in each language, in the order of i18n's.
var lessons = func() (all []string) {
	for in := range i18n.LanguageCount {
		all = append(all, "/"+lesson.Address(in))
	}
	return all
}()

// isPage reports whether an address is that of a document.
func isPage(address string) bool { return strings.HasSuffix(address, "/") }

// absolute matches go-app's tags with the page's absolute address, which go-app assumes to be known.
var absolute = regexp.MustCompile(`\n *<meta content="https://[^"]*" property="og:(?:url|image)">`)

// head adds the policy, for hosts that send no headers, and the page's absolute address if it is known: the canonical address, those of a lesson
// in each language, and those for previews of links.
func (b *Bundle) head(page, html string) string {
	const first = `<meta charset="UTF-8">`
	html = strings.Replace(html, first, fmt.Sprintf("%s\n    <meta content=%q http-equiv=\"Content-Security-Policy\">", first, policy), 1)
	html = absolute.ReplaceAllString(html, "")
	if b.origin == "" {
		return html
	}
	where := b.origin + b.Base
	if isPage(page) {
		where += page[1:]
	}
	links := fmt.Sprintf(`
    <link href="%s" rel="canonical">
    <meta content="%s" property="og:url">
    <meta content="%sweb/icons/512.png" property="og:image">`, where, where, b.origin+b.Base)
	if slices.Contains(lessons, page) {
		for in, address := range lessons {
			links += b.alternate(i18n.Language(in).Code(), address)
		}
		links += b.alternate("x-default", "/"+lesson.Folder)
	}
	return strings.Replace(html, "\n    <title>", links+"\n    <title>", 1)
}

// alternate is the link to a page in a language.
func (b *Bundle) alternate(language, address string) string {
	return fmt.Sprintf("\n    <link href=%q hreflang=%q rel=\"alternate\">", b.origin+b.Base+address[1:], language)
}

// checkedByScripts are the files in web/ that scripts fetch and verify by checksum. Files that the document itself names have their
// checksum there; data sets are verified by their decoders.
var checkedByScripts = []string{"app.wasm", "trainer.wasm", "trainer-scalar.wasm", "compiler.js", "worker.js", "checked.js",
	"../wasm_exec.js", "vendor/uPlot.iife.min.js", "data/reader.nn"}

// linked matches the start tag of a script or style sheet; its address is a group.
var linked = regexp.MustCompile(`<script [^>]*?src="([^"?]*)[^>]*>|<link href="([^"?]*)[^>]* rel="stylesheet"[^>]*>`)

// addChecksums adds the checksums of files to the page, so that it accepts only the bundle's files: for those that it names as
// attributes, and for those that scripts fetch as a table, which the scripts pass on to their workers. It also preloads the
// compiler's script, which is verified before it runs.
func (b *Bundle) addChecksums(html string) string {
	html = linked.ReplaceAllStringFunc(html, func(start string) string {
		groups := linked.FindStringSubmatch(start)
		return fmt.Sprintf("%s integrity=%q>", strings.TrimSuffix(start, ">"), b.Files[groups[1]+groups[2]].integrity)
	})
	sums := url.Values{}
	for _, name := range checkedByScripts {
		sums.Set(name, b.Files[path.Join(b.Base, "web", name)].integrity)
	}
	head := fmt.Sprintf("    <meta content=%q name=\"digitlab-files\">\n", strings.ReplaceAll(sums.Encode(), "&", "&amp;"))
	for _, name := range []string{"compiler.js", "checked.js"} {
		head += fmt.Sprintf("    <link as=\"fetch\" crossorigin href=%q rel=\"preload\">\n", b.Base+"web/"+name+"?v="+b.Version)
	}
	return strings.Replace(html, "  </head>", head+"  </head>", 1)
}

// addRendered adds the generated files after the version is known. The pages come last, because they contain the checksums of the
// others.
func (b *Bundle) addRendered(made []rendered) error {
	for _, p := range made {
		body := strings.ReplaceAll(string(p.body), versionSlot, b.Version)
		address := "/" + p.address[len(b.Base):]
		if address != koreanLab && !isPage(address) {
			f, err := newFile(newContent([]byte(body)), contentType(p.address), nil)
			if err != nil {
				return err
			}
			b.Files[p.address] = f
			continue
		}
		if err := b.addPage(address, b.addChecksums(body)); err != nil {
			return err
		}
	}
	return nil
}

// addPage adds a document. The lab has one address for both languages. The lesson has one, too, and one more for each language.
func (b *Bundle) addPage(address, html string) error {
	page := func() (*File, error) { return newFile(newContent([]byte(html)), contentType("index.html"), nil) }
	both := b.Base
	if in := slices.Index(lessons, address); in >= 0 {
		f, err := page()
		if err != nil {
			return err
		}
		b.Files[b.Base+address[1:]] = f
		both += lesson.Folder
	}
	f, err := page()
	if err != nil {
		return err
	}
	f.varyBy("Accept-Language")
	if address == koreanLab || address == lessons[i18n.InKorean] {
		b.korean[both] = f
	} else {
		b.Files[both] = f
	}
	return nil
}

// onDemand is the folder of files that are fetched only on request of the person, and stored by the worker.
const onDemand = "web/data/mnist/"

// addServiceWorker adds the service worker. It contains each file's checksum and accepts no other content.
func (b *Bundle) addServiceWorker(script string) error {
	integrity := map[string]string{}
	for address, f := range b.Files {
		if !strings.HasPrefix(address, b.Base+onDemand) {
			integrity[address] = f.integrity
		}
	}
	for address, f := range b.korean {
		integrity[address] += " " + f.integrity
	}
	list, err := json.MarshalIndent(integrity, "", "  ")
	if err != nil {
		return err
	}
	script = strings.NewReplacer("{{.Version}}", b.Version, "{{.Base}}", b.Base, `{ "{{.Files}}": "" }`, string(list)).Replace(script)
	b.Files[b.Base+"app-worker.js"], err = newFile(newContent([]byte(script)), contentType(serviceWorkerFile), nil)
	return err
}
