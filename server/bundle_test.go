package main

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
)

// programs are small files in place of the built programs. A browser could not run them.
var programs = map[string]string{"app.wasm": strings.Repeat("\x00asm page ", 500), "trainer.wasm": "\x00asm trainer", "trainer-scalar.wasm": "\x00asm scalar"}

// testDir returns a copy of the static folder with small programs in place of the built ones.
func testDir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	copyStatic(t, dir)
	return dir
}

func copyStatic(t testing.TB, dir string) {
	t.Helper()
	if err := copyWithoutMNIST(dir); err != nil {
		t.Fatal(err)
	}
	for name, body := range programs {
		write(t, filepath.Join(dir, name), body)
	}
}

// copyWithoutMNIST copies the static folder as in a fresh clone, which is small.
func copyWithoutMNIST(dir string) error {
	if err := os.CopyFS(dir, os.DirFS("../static")); err != nil {
		return err
	}
	return os.RemoveAll(filepath.Join(dir, "data/mnist"))
}

func write(t testing.TB, path, body string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(body), 0o644); err != nil {
		t.Fatal(err)
	}
}

func bundleOf(t testing.TB, dir, where string) *bundle {
	t.Helper()
	b, err := fromFolder(dir, where)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

var shared = sync.OnceValues(func() (*bundle, error) {
	dir, err := os.MkdirTemp("", "digitlab")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if err := copyWithoutMNIST(dir); err != nil {
		return nil, err
	}
	for name, body := range programs {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(body), 0o644); err != nil {
			return nil, err
		}
	}
	return fromFolder(dir, "/")
})

// testBundle returns the bundle of a testDir, the same for all tests.
func testBundle(t testing.TB) *bundle {
	t.Helper()
	b, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestVersionFollowsTheContent(t *testing.T) {
	dir := testDir(t)
	first, same := bundleOf(t, dir, "/"), bundleOf(t, dir, "/")
	for address, f := range first.files {
		if !bytes.Equal(f.plain.body, same.files[address].plain.body) {
			t.Errorf("%s is not the same from the same files", address)
		}
	}
	if first.version != same.version || len(first.version) != 16 {
		t.Errorf("versions %s and %s of the same content", first.version, same.version)
	}
	for _, name := range []string{"app.wasm", "style/page.css", "service-worker.js", "icons/icon.svg"} {
		write(t, filepath.Join(dir, name), "another")
		if other := bundleOf(t, dir, "/"); other.version == first.version {
			t.Errorf("another %s gives no other version", name)
		}
	}
	for address, f := range first.files {
		if bytes.Contains(f.plain.body, []byte(versionSlot)) {
			t.Errorf("%s has no version where one belongs", address)
		}
	}
}

// Working offline needs every address: one that fails or is missing breaks it.
func TestServiceWorkerListsEveryFileByItsContent(t *testing.T) {
	b := bundleOf(t, testDir(t), "/digitlab/")
	script := string(b.files["/digitlab/app-worker.js"].plain.body)
	for _, line := range []string{`const version = "` + b.version + `";`, `const base = "/digitlab/";`} {
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
	for address, f := range b.files {
		if address != "/digitlab/app-worker.js" && !slices.Contains(strings.Fields(listed[address]), f.integrity) {
			t.Errorf("%s: the service worker has %q, want %s", address, listed[address], f.integrity)
		}
		delete(listed, address)
	}
	if len(listed) > 0 {
		t.Errorf("the service worker would fetch what is not there: %v", listed)
	}
	if !strings.Contains(script, b.korean.integrity) {
		t.Error("the service worker would refuse the Korean page")
	}
}

// The page has the checksum of each script and style sheet that it names, in both languages, and of each file that a script
// fetches.
func TestPageHasChecksums(t *testing.T) {
	b := bundleOf(t, testDir(t), "/digitlab/")
	for _, page := range []*file{b.files["/digitlab/"], b.korean} {
		html := string(page.plain.body)
		starts := regexp.MustCompile(`<script [^>]*>|<link [^>]*rel="stylesheet"[^>]*>`).FindAllString(html, -1)
		if len(starts) != 6 {
			t.Errorf("%d scripts and styles in %q", len(starts), starts)
		}
		for _, start := range starts {
			address := regexp.MustCompile(`(?:src|href)="([^"?]*)`).FindStringSubmatch(start)[1]
			if !strings.Contains(start, ` integrity="`+b.files[address].integrity+`"`) {
				t.Errorf("%s, want %s", start, b.files[address].integrity)
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
			if f := b.files[path.Join("/digitlab/web", name)]; f == nil || f.integrity != sums.Get(name) {
				t.Errorf("%s has %s", name, sums.Get(name))
			}
		}
	}
}

// Files that are fetched on demand are served and exported like the others, but no visitor must download them.
func TestMNISTIsOnDemand(t *testing.T) {
	dir := testDir(t)
	const address = "/digitlab/web/data/mnist/train-images-idx3-ubyte.gz"
	write(t, filepath.Join(dir, "data/mnist/train-images-idx3-ubyte.gz"), "\x1f\x8b pictures")
	b := bundleOf(t, dir, "/digitlab/")
	if strings.Contains(string(b.files["/digitlab/app-worker.js"].plain.body), "data/mnist") {
		t.Error("the service worker fetches it ahead")
	}
	for query, want := range map[string]string{"": revalidate[0], "?v=" + b.version: immutable[0]} {
		answer, body := ask(b, "GET", address+query, "Accept-Encoding", "gzip, br")
		if answer.StatusCode != 200 || body != "\x1f\x8b pictures" || answer.Header.Get("Content-Encoding") != "" ||
			answer.Header.Get("Content-Type") != "application/gzip" || answer.Header.Get("Cache-Control") != want {
			t.Errorf("%q: %d, %q, %v", query, answer.StatusCode, body, answer.Header)
		}
	}
	to := t.TempDir()
	if err := b.export(to); err != nil {
		t.Fatal(err)
	}
	if read(t, filepath.Join(to, "web/data/mnist/train-images-idx3-ubyte.gz")) != "\x1f\x8b pictures" {
		t.Error("it is not exported")
	}
	if answer, _ := ask(bundleOf(t, testDir(t), "/digitlab/"), "GET", address); answer.StatusCode != 404 {
		t.Errorf("where it is not: %d", answer.StatusCode)
	}
}

func TestWhereThePageIs(t *testing.T) {
	dir := testDir(t)
	for _, where := range []string{"", "digitlab", "/digitlab", "digitlab/", "/digitlab/?x", "/digitlab/#x", "//example.org/", "https:/digitlab/", "/<script>/", `/"/`, "/a b/", "https://example.org",
		"/../", "/digitlab/../", "/./", "/digitlab//", "//", "/digitlab/?", "/digitlab/#", "/a&b/", "/$uri/", "ftp://example.org/", "javascript://example.org/",
		"https://somebody:secret@example.org/", "https://somebody@example.org/", "https://:443/", "https://example.org//digitlab/", "https://example.org/../"} {
		if _, err := fromFolder(dir, where); err == nil || !strings.Contains(err.Error(), "expected a path such as /digitlab/") {
			t.Errorf("-base %s: %v", where, err)
		}
	}
	b := bundleOf(t, dir, "https://example.org/digitlab/")
	page := string(b.files["/digitlab/"].plain.body)
	for _, want := range []string{
		`<link href="https://example.org/digitlab/" rel="canonical">`,
		`<meta content="https://example.org/digitlab/" property="og:url">`,
		`<meta content="https://example.org/digitlab/web/icons/512.png" property="og:image">`,
		`src="/digitlab/web/page.js?v=` + b.version + `"`,
		`href="/digitlab/manifest.webmanifest"`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if page := string(testBundle(t).files["/"].plain.body); strings.Contains(page, "canonical") || strings.Contains(page, "og:url") || strings.Contains(page, "https://") {
		t.Error("the page says where it is, which nobody knows")
	}
	// Every address that begins at the root is below the page's.
	for _, part := range strings.Split(page, `="/`)[1:] {
		if !strings.HasPrefix(part, "digitlab/") {
			t.Errorf("the page asks for /%.30s", part)
		}
	}
}

func TestManifest(t *testing.T) {
	b := bundleOf(t, testDir(t), "/digitlab/")
	var m struct {
		ID, Name, Lang, Scope, Display string
		StartURL                       string `json:"start_url"`
		Icons                          []struct{ Src, Sizes, Purpose string }
	}
	if err := json.Unmarshal(b.files["/digitlab/manifest.webmanifest"].plain.body, &m); err != nil {
		t.Fatal(err)
	}
	if m.ID != "/digitlab/" || m.Scope != "/digitlab/" || m.StartURL != "/digitlab/" || m.Lang != "en" || m.Display != "standalone" {
		t.Errorf("%+v", m)
	}
	kinds := map[string]bool{}
	for _, i := range m.Icons {
		if b.files[i.Src] == nil {
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
	dir := testDir(t)
	if err := os.Remove(filepath.Join(dir, "trainer.wasm")); err != nil {
		t.Fatal(err)
	}
	if _, err := fromFolder(dir, "/"); err == nil || !strings.Contains(err.Error(), "static/trainer.wasm is missing; build it with: make build") {
		t.Errorf("got %v", err)
	}
}

func TestLinksAreRefused(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret.txt")
	write(t, secret, "secret")
	for name, target := range map[string]string{"file.txt": secret, "folder": filepath.Dir(secret), "inside.css": "vendor/uPlot.min.css"} {
		dir := testDir(t)
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
		if _, err := fromFolder(dir, "/"); err == nil || !strings.Contains(err.Error(), name+" is not a regular file, and nothing else is served") {
			t.Errorf("a link to %s: %v", target, err)
		}
	}
}

func TestPack(t *testing.T) {
	from, to := testDir(t), filepath.Join(t.TempDir(), "staged", "page.zip")
	write(t, filepath.Join(from, "old.txt"), strings.Repeat("old ", 100))
	var out strings.Builder
	packed := func() (archive, *bundle) {
		t.Helper()
		out.Reset()
		if err := pack(from, to, &out); err != nil {
			t.Fatal(err)
		}
		b := []byte(read(t, to))
		a, err := newArchive(b)
		if err != nil {
			t.Fatal(err)
		}
		bundle, err := fromArchive(b, "/", time.Now())
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
	if first.version != plain.version || len(first.files) != len(plain.files) {
		t.Errorf("%d files of version %s, want %d of %s", len(first.files), first.version, len(plain.files), plain.version)
	}
	// The answer is the file.
	for _, name := range []string{"app.wasm", "app.wasm.br", "icons/512.png"} {
		packed, err := a.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		plain, coding := strings.CutSuffix(name, ".br")
		sent := first.files["/web/"+plain].as(map[bool]string{true: "br"}[coding]).body
		if !bytes.Equal(sent, packed) || coding && !bytes.Equal(decoded(t, "br", string(sent)), []byte(programs["app.wasm"])) {
			t.Errorf("%s is sent as %d bytes, packed as %d", name, len(sent), len(packed))
		}
		if again, err := a.ReadFile(name); err != nil || &again[0] != &packed[0] {
			t.Errorf("%s is copied, %v", name, err)
		}
	}
	// Packed again, unchanged files are kept, changed ones are compressed again, and files that are gone are removed.
	write(t, filepath.Join(from, "style/page.css"), strings.Repeat("p {\n}\n", 100))
	if err := os.Remove(filepath.Join(from, "old.txt")); err != nil {
		t.Fatal(err)
	}
	a, second := packed()
	if lines := strings.Fields(out.String()); len(lines) == 0 || lines[0] != "style.css" || strings.Count(out.String(), "\n") != 1 {
		t.Errorf("it says %q, want a line of style.css", out.String())
	}
	if second.version == first.version || second.files["/web/old.txt"] != nil || len(second.files) != len(first.files)-1 {
		t.Errorf("%d files of version %s after %d of %s", len(second.files), second.version, len(first.files), first.version)
	}
	for _, f := range a.File {
		if strings.HasPrefix(f.Name, "old.txt") {
			t.Errorf("%s is left", f.Name)
		}
	}
}
