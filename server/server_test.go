package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// testDir returns a copy of the static folder with small programs in place of the built ones.
func testDir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../static")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"app.wasm", "trainer.wasm", "trainer-scalar.wasm"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("\x00asm\x01\x00\x00\x00"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func testBundle(t *testing.T) *bundle {
	t.Helper()
	b, err := newBundle(testDir(t))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// ask sends a request and returns the answer and its body.
func ask(b *bundle, method, target string, headers ...string) (*http.Response, string) {
	r := httptest.NewRequest(method, "/", nil)
	r.URL.Path, r.URL.RawQuery, _ = strings.Cut(target, "?")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	b.ServeHTTP(w, r)
	return w.Result(), w.Body.String()
}

func TestPageInBothLanguages(t *testing.T) {
	b := testBundle(t)
	const english, korean = "Watch a CNN learn digits, right in your browser", "브라우저 안에서 CNN이 숫자를 배우는 모습을 보세요"
	for accept, want := range map[string][2]string{
		"": {english, `lang="en"`}, "en-GB": {english, `lang="en"`}, "fr, de;q=0.5": {english, `lang="en"`},
		"ko": {korean, `lang="ko"`}, "ko-KR,ko;q=0.9,en;q=0.8": {korean, `lang="ko"`},
		"en;q=0.8, ko": {korean, `lang="ko"`}, "en, ko": {english, `lang="en"`}, "ko;q=0": {english, `lang="en"`}, "ko;q=x": {english, `lang="en"`},
	} {
		answer, body := ask(b, "GET", "/", "Accept-Language", accept)
		if answer.StatusCode != 200 || !strings.Contains(body, want[0]) || !strings.Contains(body, want[1]) {
			t.Errorf("Accept-Language %q: %d without %q", accept, answer.StatusCode, want)
		}
		if answer.Header.Get("Vary") != "Accept-Language" {
			t.Errorf("Vary is %q", answer.Header.Get("Vary"))
		}
		if strings.Contains(body, " style=") || strings.Contains(body, "<style") || strings.Contains(body, `disabled="false"`) {
			t.Error("the page has an inline style, or a control disabled by disabled=\"false\"")
		}
	}
}

func TestTypesAndHeaders(t *testing.T) {
	b := testBundle(t)
	for address, want := range map[string]string{
		"/": "text/html; charset=utf-8", "/web/app.wasm": "application/wasm", "/web/trainer.wasm": "application/wasm",
		"/app.js": "text/javascript; charset=utf-8", "/app-worker.js": "text/javascript; charset=utf-8",
		"/web/style.css": "text/css; charset=utf-8", "/manifest.webmanifest": "application/manifest+json",
		"/web/icons/icon.svg": "image/svg+xml", "/web/data/digits.csv.gz": "application/gzip",
	} {
		answer, _ := ask(b, "GET", address)
		if got := answer.Header.Get("Content-Type"); answer.StatusCode != 200 || got != want {
			t.Errorf("%s: %d, %s, want %s", address, answer.StatusCode, got, want)
		}
		for name, value := range securityHeaders {
			if answer.Header.Get(name) != value {
				t.Errorf("%s: %s is %q", address, name, answer.Header.Get(name))
			}
		}
		if answer.Header.Get("Content-Encoding") != "" {
			t.Errorf("%s has an encoding, and the trainer checks the file's own bytes", address)
		}
	}
}

func TestRevalidation(t *testing.T) {
	b := testBundle(t)
	first, body := ask(b, "GET", "/web/style.css")
	etag := first.Header.Get("ETag")
	if !strings.HasPrefix(etag, `"`) || len(etag) < 10 {
		t.Fatalf("ETag %q", etag)
	}
	if again, _ := ask(b, "GET", "/web/style.css", "If-None-Match", etag); again.StatusCode != http.StatusNotModified {
		t.Errorf("with its ETag: %d, want 304", again.StatusCode)
	}
	if other, _ := ask(b, "GET", "/app.js", "If-None-Match", etag); other.StatusCode != 200 {
		t.Errorf("with another's ETag: %d, want 200", other.StatusCode)
	}
	if part, got := ask(b, "GET", "/web/style.css", "Range", "bytes=2-5"); part.StatusCode != 206 || got != body[2:6] {
		t.Errorf("a range: %d %q, want 206 %q", part.StatusCode, got, body[2:6])
	}
	head, nothing := ask(b, "HEAD", "/web/style.css")
	if head.StatusCode != 200 || nothing != "" || head.Header.Get("Content-Length") != fmt.Sprint(len(body)) {
		t.Errorf("HEAD: %d, %d bytes, length %s", head.StatusCode, len(nothing), head.Header.Get("Content-Length"))
	}
}

func TestWhatIsNotServed(t *testing.T) {
	dir := testDir(t)
	if err := os.WriteFile(filepath.Join(dir, ".secret"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	b, err := newBundle(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"/web/", "/web", "/nothing", "/web/.secret", "/web/../go.mod", "/../go.mod", "/web/data/README.md",
		"/web/data", "//", "/web/service-worker.js", "/web/%2e%2e/go.mod", "/index.html"} {
		if answer, body := ask(b, "GET", address); answer.StatusCode != 404 || !strings.Contains(body, "the page is at /") {
			t.Errorf("%s: %d %q, want 404", address, answer.StatusCode, body)
		}
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS"} {
		if answer, _ := ask(b, method, "/"); answer.StatusCode != 405 || answer.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %d, Allow %q", method, answer.StatusCode, answer.Header.Get("Allow"))
		}
	}
}

func TestMissingProgram(t *testing.T) {
	dir := testDir(t)
	if err := os.Remove(filepath.Join(dir, "trainer.wasm")); err != nil {
		t.Fatal(err)
	}
	if _, err := newBundle(dir); err == nil || !strings.Contains(err.Error(), "static/trainer.wasm is missing; build it with: make build") {
		t.Errorf("got %v", err)
	}
}

func TestVersionFollowsTheContent(t *testing.T) {
	dir := testDir(t)
	first, err := newBundle(dir)
	if err != nil {
		t.Fatal(err)
	}
	same, _ := newBundle(dir)
	if err := os.WriteFile(filepath.Join(dir, "app.wasm"), []byte("another"), 0o644); err != nil {
		t.Fatal(err)
	}
	other, _ := newBundle(dir)
	if first.version != same.version || first.version == other.version {
		t.Errorf("versions %s, %s of the same and %s of another content", first.version, same.version, other.version)
	}
}

// Offline needs every address: one that fails, or is forgotten, and nothing works.
func TestServiceWorkerListsEveryAddress(t *testing.T) {
	b := testBundle(t)
	_, script := ask(b, "GET", "/app-worker.js")
	if !strings.Contains(script, `"digitlab-" + "`+b.version) && !strings.Contains(script, `prefix + "`+b.version) {
		t.Error("the service worker does not know the version")
	}
	_, rest, _ := strings.Cut(script, "const all = ")
	list, _, _ := strings.Cut(rest, ";\n")
	var addresses []string
	if err := json.Unmarshal([]byte(list), &addresses); err != nil {
		t.Fatalf("%v in %q", err, list)
	}
	listed := map[string]bool{}
	for _, address := range addresses {
		listed[address] = true
		if answer, _ := ask(b, "GET", address); answer.StatusCode != 200 {
			t.Errorf("the service worker would fetch %s and get %d", address, answer.StatusCode)
		}
	}
	for address := range b.files {
		if !listed[address] && address != "/app-worker.js" {
			t.Errorf("the service worker does not keep %s", address)
		}
	}
}

func TestExport(t *testing.T) {
	b, dir := testBundle(t), t.TempDir()
	if err := b.export(dir); err != nil {
		t.Fatal(err)
	}
	for address, f := range b.files {
		if address == "/" {
			address = "/index.html"
		}
		if got, err := os.ReadFile(filepath.Join(dir, address)); err != nil || !bytes.Equal(got, f.body) {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestBusyPort(t *testing.T) {
	taken, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	err = run([]string{"-dir", testDir(t), "-addr", taken.Addr().String()}, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "is in use; stop the program that has it, or choose another: make run PORT=") {
		t.Errorf("got %v", err)
	}
}

func TestServeUntilTold(t *testing.T) {
	listener, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	b := testBundle(t)
	go func() { ended <- serve(ctx, listener, b) }()
	answer, err := http.Get("http://" + listener.Addr().String() + "/")
	if err != nil || answer.StatusCode != 200 {
		t.Fatalf("%v, %v", answer, err)
	}
	answer.Body.Close()
	cancel()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(15 * time.Second):
		t.Error("it does not stop")
	}
}

func TestVendoredFiles(t *testing.T) {
	readme, err := os.ReadFile("../static/vendor/README.md")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../static/vendor/uPlot*")
	if err != nil || len(files) != 3 {
		t.Fatalf("%v, %v; want the script, the style and the licence", files, err)
	}
	for _, path := range files {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if line := fmt.Sprintf("| %s | `%x` |", filepath.Base(path), sha256.Sum256(b)); !strings.Contains(string(readme), line) {
			t.Errorf("static/vendor/README.md does not have the line %s", line)
		}
	}
}

func TestDataFile(t *testing.T) {
	readme, err := os.ReadFile("../static/data/README.md")
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile("../static/data/digits.csv.gz")
	if err != nil {
		t.Fatal(err)
	}
	if sum := fmt.Sprintf("%x", sha256.Sum256(b)); !strings.Contains(string(readme), sum) {
		t.Errorf("digits.csv.gz has the SHA-256 %s, which its README does not name", sum)
	}
}
