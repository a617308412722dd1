package site

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"digitlab/server/servertest"
)

func bundleOf(t testing.TB, dir, where string) *Bundle {
	t.Helper()
	b, err := FromFolder(dir, where)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

var shared = sync.OnceValues(func() (*Bundle, error) {
	dir, err := os.MkdirTemp("", "digitlab")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if err := servertest.CopyStatic(dir); err != nil {
		return nil, err
	}
	return FromFolder(dir, "/")
})

// testBundle returns the bundle of a staticFolder, the same for all tests.
func testBundle(t testing.TB) *Bundle {
	t.Helper()
	b, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestVersionFollowsTheContent(t *testing.T) {
	dir := servertest.StaticFolder(t)
	first, same := bundleOf(t, dir, "/"), bundleOf(t, dir, "/")
	for address, f := range first.Files {
		if !bytes.Equal(f.Plain.Body, same.Files[address].Plain.Body) {
			t.Errorf("%s is not the same from the same files", address)
		}
	}
	if first.Version != same.Version || len(first.Version) != 16 {
		t.Errorf("versions %s and %s of the same content", first.Version, same.Version)
	}
	for _, name := range []string{"app.wasm", "style/page.css", "service-worker.js", "icons/icon.svg"} {
		servertest.Write(t, filepath.Join(dir, name), "another")
		if other := bundleOf(t, dir, "/"); other.Version == first.Version {
			t.Errorf("another %s gives no other version", name)
		}
	}
	for address, f := range first.Files {
		if bytes.Contains(f.Plain.Body, []byte(versionSlot)) {
			t.Errorf("%s has no version where one belongs", address)
		}
	}
}

// Working offline needs every address: one that fails or is missing breaks it.
func TestServiceWorkerListsEveryFileByItsContent(t *testing.T) {
	b := bundleOf(t, servertest.StaticFolder(t), "/digitlab/")
	script := string(b.Files["/digitlab/app-worker.js"].Plain.Body)
	for _, line := range []string{`const version = "` + b.Version + `";`, `const base = "/digitlab/";`} {
		if !strings.Contains(script, line) {
			t.Errorf("the service worker lacks %s", line)
		}
	}
	_, rest, _ := strings.Cut(script, "const files = ")
	list, _, _ := strings.Cut(rest, ";\n")
	var listed map[string]string
	if err := json.Unmarshal([]byte(list), &listed); err != nil {
		t.Fatalf("%v in %q", err, list)
	}
	for address, f := range b.Files {
		if address != "/digitlab/app-worker.js" && !slices.Contains(strings.Fields(listed[address]), f.integrity) {
			t.Errorf("%s: the service worker has %q, want %s", address, listed[address], f.integrity)
		}
		delete(listed, address)
	}
	if len(listed) > 0 {
		t.Errorf("the service worker would fetch what is not there: %v", listed)
	}
	for address, f := range b.korean {
		if !strings.Contains(script, f.integrity) {
			t.Errorf("the service worker would refuse %s in Korean", address)
		}
	}
}

// The page has the checksum of each script and style sheet that it names, in both languages, and of each file that a script
// fetches.
func TestPageHasChecksums(t *testing.T) {
	b := bundleOf(t, servertest.StaticFolder(t), "/digitlab/")
	for _, page := range []*File{b.Files["/digitlab/"], b.korean["/digitlab/"], b.Files["/digitlab/lesson/"], b.Files["/digitlab/lesson/ko/"]} {
		html := string(page.Plain.Body)
		starts := regexp.MustCompile(`<script [^>]*>|<link [^>]*rel="stylesheet"[^>]*>`).FindAllString(html, -1)
		if len(starts) != 6 {
			t.Errorf("%d scripts and styles in %q", len(starts), starts)
		}
		for _, start := range starts {
			address := regexp.MustCompile(`(?:src|href)="([^"?]*)`).FindStringSubmatch(start)[1]
			if !strings.Contains(start, ` integrity="`+b.Files[address].integrity+`"`) {
				t.Errorf("%s, want %s", start, b.Files[address].integrity)
			}
		}
		table := regexp.MustCompile(`<meta content="([^"]*)" name="digitlab-files">`).FindStringSubmatch(html)
		if table == nil {
			t.Fatal("there is no table")
		}
		sums, err := url.ParseQuery(strings.ReplaceAll(table[1], "&amp;", "&"))
		if err != nil || len(sums) != len(checkedByScripts) {
			t.Errorf("%v, %v", sums, err)
		}
		for name := range sums {
			if f := b.Files[path.Join("/digitlab/web", name)]; f == nil || f.integrity != sums.Get(name) {
				t.Errorf("%s has %s", name, sums.Get(name))
			}
		}
	}
}

// Files that are fetched on demand are served and exported like the others, but no visitor must download them.
func TestMNISTIsOnDemand(t *testing.T) {
	dir := servertest.StaticFolder(t)
	const address = "/digitlab/web/data/mnist/train-images-idx3-ubyte.gz"
	servertest.Write(t, filepath.Join(dir, "data/mnist/train-images-idx3-ubyte.gz"), "\x1f\x8b pictures")
	b := bundleOf(t, dir, "/digitlab/")
	if strings.Contains(string(b.Files["/digitlab/app-worker.js"].Plain.Body), "data/mnist") {
		t.Error("the service worker fetches it ahead")
	}
	for query, want := range map[string]string{"": revalidate[0], "?v=" + b.Version: immutable[0]} {
		answer, body := ask(b, "GET", address+query, "Accept-Encoding", "gzip, br")
		if answer.StatusCode != 200 || body != "\x1f\x8b pictures" || answer.Header.Get("Content-Encoding") != "" ||
			answer.Header.Get("Content-Type") != "application/gzip" || answer.Header.Get("Cache-Control") != want {
			t.Errorf("%q: %d, %q, %v", query, answer.StatusCode, body, answer.Header)
		}
	}
	to := t.TempDir()
	if err := b.Export(to); err != nil {
		t.Fatal(err)
	}
	if servertest.Read(t, filepath.Join(to, "web/data/mnist/train-images-idx3-ubyte.gz")) != "\x1f\x8b pictures" {
		t.Error("it is not exported")
	}
	if answer, _ := ask(bundleOf(t, servertest.StaticFolder(t), "/digitlab/"), "GET", address); answer.StatusCode != 404 {
		t.Errorf("where it is not: %d", answer.StatusCode)
	}
}

func TestWhereThePageIs(t *testing.T) {
	dir := servertest.StaticFolder(t)
	for _, where := range []string{"", "digitlab", "/digitlab", "digitlab/", "/digitlab/?x", "/digitlab/#x", "//example.org/", "https:/digitlab/", "/<script>/", `/"/`, "/a b/", "https://example.org",
		"/../", "/digitlab/../", "/./", "/digitlab//", "//", "/digitlab/?", "/digitlab/#", "/a&b/", "/$uri/", "ftp://example.org/", "javascript://example.org/",
		"https://somebody:secret@example.org/", "https://somebody@example.org/", "https://:443/", "https://example.org//digitlab/", "https://example.org/../"} {
		if _, err := FromFolder(dir, where); err == nil || !strings.Contains(err.Error(), "expected a path such as /digitlab/") {
			t.Errorf("-base %s: %v", where, err)
		}
	}
	b := bundleOf(t, dir, "https://example.org/digitlab/")
	page := string(b.Files["/digitlab/"].Plain.Body)
	for _, want := range []string{
		`<link href="https://example.org/digitlab/" rel="canonical">`,
		`<meta content="https://example.org/digitlab/" property="og:url">`,
		`<meta content="https://example.org/digitlab/web/icons/512.png" property="og:image">`,
		`src="/digitlab/web/page.js?v=` + b.Version + `"`,
		`href="/digitlab/manifest.webmanifest"`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for _, want := range []string{
		`<link href="https://example.org/digitlab/lesson/ko/" rel="canonical">`,
		`<link href="https://example.org/digitlab/lesson/en/" hreflang="en" rel="alternate">`,
		`<link href="https://example.org/digitlab/lesson/" hreflang="x-default" rel="alternate">`,
		`<a href="/digitlab/">실험실</a>`,
		`href="/digitlab/#`,
	} {
		if !strings.Contains(string(b.Files["/digitlab/lesson/ko/"].Plain.Body), want) {
			t.Errorf("the lesson lacks %s", want)
		}
	}
	if page := string(testBundle(t).Files["/"].Plain.Body); strings.Contains(page, "canonical") || strings.Contains(page, "og:url") || strings.Contains(page, "https://") {
		t.Error("the page says where it is, which nobody knows")
	}
	// Every address that begins at the root is below the page's.
	for _, part := range strings.Split(page+string(b.Files["/digitlab/lesson/en/"].Plain.Body), `="/`)[1:] {
		if !strings.HasPrefix(part, "digitlab/") {
			t.Errorf("the page asks for /%.30s", part)
		}
	}
}

func TestManifest(t *testing.T) {
	b := bundleOf(t, servertest.StaticFolder(t), "/digitlab/")
	var m struct {
		ID, Name, Lang, Scope, Display string
		StartURL                       string `json:"start_url"`
		Icons                          []struct{ Src, Sizes, Purpose string }
	}
	if err := json.Unmarshal(b.Files["/digitlab/manifest.webmanifest"].Plain.Body, &m); err != nil {
		t.Fatal(err)
	}
	if m.ID != "/digitlab/" || m.Scope != "/digitlab/" || m.StartURL != "/digitlab/" || m.Lang != "en" || m.Display != "standalone" {
		t.Errorf("%+v", m)
	}
	kinds := map[string]bool{}
	for _, i := range m.Icons {
		if b.Files[i.Src] == nil {
			t.Errorf("the icon %s is not served", i.Src)
		}
		kinds[i.Sizes+" "+i.Purpose] = true
	}
	for _, want := range []string{"192x192 ", "512x512 ", "512x512 maskable"} {
		if !kinds[want] {
			t.Errorf("there is no icon %s, which an installation needs, in %v", want, slices.Collect(maps.Keys(kinds)))
		}
	}
}

func TestMissingProgram(t *testing.T) {
	dir := servertest.StaticFolder(t)
	if err := os.Remove(filepath.Join(dir, "trainer.wasm")); err != nil {
		t.Fatal(err)
	}
	if _, err := FromFolder(dir, "/"); err == nil || !strings.Contains(err.Error(), "static/trainer.wasm is missing; build it with: make build") {
		t.Errorf("got %v", err)
	}
}

func TestLinksAreRefused(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret.txt")
	servertest.Write(t, secret, "secret")
	for name, target := range map[string]string{"file.txt": secret, "folder": filepath.Dir(secret), "inside.css": "vendor/uPlot.min.css"} {
		dir := servertest.StaticFolder(t)
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
		if _, err := FromFolder(dir, "/"); err == nil || !strings.Contains(err.Error(), name+" is not a regular file, and nothing else is served") {
			t.Errorf("a link to %s: %v", target, err)
		}
	}
}

func TestPack(t *testing.T) {
	from, to := servertest.StaticFolder(t), filepath.Join(t.TempDir(), "staged", "page.zip")
	servertest.Write(t, filepath.Join(from, "old.txt"), strings.Repeat("old ", 100))
	var out strings.Builder
	packed := func() (archive, *Bundle) {
		t.Helper()
		out.Reset()
		if err := Pack(from, to, &out); err != nil {
			t.Fatal(err)
		}
		b := []byte(servertest.Read(t, to))
		a, err := newArchive(b)
		if err != nil {
			t.Fatal(err)
		}
		bundle, err := FromArchive(b, "/", time.Now())
		if err != nil {
			t.Fatal(err)
		}
		return a, bundle
	}
	a, first := packed()
	if !strings.Contains(out.String(), "app.wasm") {
		t.Errorf("it says %q", out.String())
	}
	plain := bundleOf(t, from, "/")
	if first.Version != plain.Version || len(first.Files) != len(plain.Files) {
		t.Errorf("%d files of version %s, want %d of %s", len(first.Files), first.Version, len(plain.Files), plain.Version)
	}
	// The answer is the file.
	for _, name := range []string{"app.wasm", "app.wasm.br", "icons/512.png"} {
		packed, err := a.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		plain, coding := strings.CutSuffix(name, ".br")
		sent := first.Files["/web/"+plain].As(map[bool]string{true: "br"}[coding]).Body
		if !bytes.Equal(sent, packed) || coding && !bytes.Equal(decoded(t, "br", string(sent)), []byte(servertest.Read(t, filepath.Join(from, "app.wasm")))) {
			t.Errorf("%s is sent as %d bytes, packed as %d", name, len(sent), len(packed))
		}
		if again, err := a.ReadFile(name); err != nil || &again[0] != &packed[0] {
			t.Errorf("%s is copied, %v", name, err)
		}
	}
	// Packed again, unchanged files are kept, changed ones are compressed again, and files that are gone are removed.
	servertest.Write(t, filepath.Join(from, "style/page.css"), strings.Repeat("p {\n}\n", 100))
	if err := os.Remove(filepath.Join(from, "old.txt")); err != nil {
		t.Fatal(err)
	}
	a, second := packed()
	if lines := strings.Fields(out.String()); len(lines) == 0 || lines[0] != "style.css" || strings.Count(out.String(), "\n") != 1 {
		t.Errorf("it says %q, want a line of style.css", out.String())
	}
	if second.Version == first.Version || second.Files["/web/old.txt"] != nil || len(second.Files) != len(first.Files)-1 {
		t.Errorf("%d files of version %s after %d of %s", len(second.Files), second.Version, len(first.Files), first.Version)
	}
	for _, f := range a.File {
		if strings.HasPrefix(f.Name, "old.txt") {
			t.Errorf("%s is left", f.Name)
		}
	}
}

// What a screen reader is told of before the program runs is whole: go-app leaves out the value of an attribute that is true, as HTML may, and
// ARIA may not.
func TestRenderedARIA(t *testing.T) {
	b := testBundle(t)
	for language, file := range map[string]*File{"en": b.Files["/"], "ko": b.korean["/"]} {
		page := string(file.Plain.Body)
		if bare := regexp.MustCompile(`<[^>]* aria-[a-z]+(="")?[ >][^>]*`).FindAllString(page, -1); len(bare) > 0 {
			t.Errorf("%s: %q", language, bare)
		}
		for _, want := range []string{`aria-pressed="true"`, `aria-hidden="true"`, ` translate="no"`} {
			if !strings.Contains(page, want) {
				t.Errorf("%s: no %s", language, want)
			}
		}
	}
}
