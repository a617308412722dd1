package site

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"digitlab/server/servertest"
)

// ask sends a request and returns the answer and its body.
func ask(h http.Handler, method, target string, headers ...string) (*http.Response, string) {
	r := httptest.NewRequest(method, "/", nil)
	r.URL.Path, r.URL.RawQuery, _ = strings.Cut(target, "?")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
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
		if answer.StatusCode != 200 || !strings.Contains(body, want[0]) || !strings.Contains(body, "<html "+want[1]) {
			t.Errorf("Accept-Language %q: %d without %q", accept, answer.StatusCode, want)
		}
		if got := answer.Header.Get("Vary"); got != "Accept-Encoding, Accept-Language" {
			t.Errorf("Vary is %q", got)
		}
		if strings.Contains(body, " style=") || strings.Contains(body, "<style") || strings.Contains(body, `disabled="false"`) {
			t.Error("the page has an inline style, or a control disabled by disabled=\"false\"")
		}
	}
}

// The lesson has an address for each language, and one for both, which asks for the visitor's.
func TestLessonInBothLanguages(t *testing.T) {
	b := testBundle(t)
	for target, languages := range map[string]map[string]string{
		"/lesson/":    {"": "en", "ko": "ko", "en-GB, ko;q=0.5": "en"},
		"/lesson/en/": {"": "en", "ko": "en"},
		"/lesson/ko/": {"": "ko", "en": "ko"},
	} {
		for accept, want := range languages {
			answer, body := ask(b, "GET", target, "Accept-Language", accept)
			if answer.StatusCode != 200 || !strings.Contains(body, `<html lang="`+want+`"`) || answer.Header.Get("Content-Type") != "text/html; charset=utf-8" ||
				answer.Header.Get("Cache-Control") != "no-cache" {
				t.Errorf("%s, %q: %d, %v, want %s", target, accept, answer.StatusCode, answer.Header, want)
			}
			if varies := strings.Contains(answer.Header.Get("Vary"), "Accept-Language"); varies != (target == "/lesson/") {
				t.Errorf("%s: Vary is %q", target, answer.Header.Get("Vary"))
			}
			if strings.Contains(body, " style=") || strings.Contains(body, "<style") || strings.Contains(body, `disabled="false"`) {
				t.Errorf("%s has an inline style, or a control that is disabled by false", target)
			}
		}
	}
	for target, to := range map[string]string{"/lesson": "/lesson/", "/lesson/ko": "/lesson/ko/"} {
		if answer, _ := ask(b, "GET", target); answer.StatusCode != 301 || answer.Header.Get("Location") != to {
			t.Errorf("%s: %d to %q", target, answer.StatusCode, answer.Header.Get("Location"))
		}
	}
}

func TestTypesAndHeaders(t *testing.T) {
	b := testBundle(t)
	for address, want := range map[string]string{
		"/": "text/html; charset=utf-8", "/web/app.wasm": "application/wasm", "/web/trainer.wasm": "application/wasm",
		"/app.js": "text/javascript; charset=utf-8", "/app-worker.js": "text/javascript; charset=utf-8",
		"/web/style.css": "text/css; charset=utf-8", "/manifest.webmanifest": "application/manifest+json",
		"/web/icons/icon.svg": "image/svg+xml", "/web/icons/512.png": "image/png", "/web/data/digits.csv.gz": "application/gzip",
		"/web/data/reader.nn": "application/octet-stream",
		"/robots.txt":         "text/plain; charset=utf-8", "/nothing": "text/plain; charset=utf-8",
	} {
		answer, _ := ask(b, "GET", address, "Accept-Encoding", "gzip, br")
		if got := answer.Header.Get("Content-Type"); got != want {
			t.Errorf("%s: %d, %s, want %s", address, answer.StatusCode, got, want)
		}
		for name, value := range SecurityHeaders {
			want := value[0]
			if slices.Contains(ofDocuments, name) && address != "/" && address != "/nothing" {
				want = ""
			}
			if answer.Header.Get(name) != want {
				t.Errorf("%s: %s is %q, want %q", address, name, answer.Header.Get(name), want)
			}
		}
	}
	for header, want := range map[string]string{"": "", "http": "", "https": "max-age=31536000"} {
		if answer, _ := ask(b, "GET", "/", "X-Forwarded-Proto", header); answer.Header.Get("Strict-Transport-Security") != want {
			t.Errorf("forwarded from %q: Strict-Transport-Security is %q", header, answer.Header.Get("Strict-Transport-Security"))
		}
	}
	if answer, _ := ask(b, "GET", "/"); strings.Contains(answer.Header.Get("Content-Security-Policy"), "unsafe-inline") ||
		strings.Contains(strings.ReplaceAll(answer.Header.Get("Content-Security-Policy"), "wasm-unsafe-eval", ""), "unsafe-eval") {
		t.Error("the policy lets scripts in that are not files of ours")
	}
}

func TestEncodings(t *testing.T) {
	b := testBundle(t)
	for accept, want := range map[string]string{
		"": "", "identity": "", "br": "br", "gzip": "gzip", "gzip, deflate, br, zstd": "br", "GZIP": "gzip", "deflate": "",
		"br;q=0.5, gzip;q=0.8": "gzip", "br;q=0, gzip": "gzip", "br;q=0, gzip;q=0": "", "*": "br", "*;q=0.5, br;q=0": "gzip",
		"identity;q=1, br;q=0.5": "", "identity;q=0.5, br;q=0.5": "br", "br;q=0.001": "br", "br;q=2": "", "br;q=x, gzip;q=0.1": "gzip",
		"identity;q=0": "", "identity;q=0, *;q=0.1": "br", "br ; q=0.2 , gzip ; q=0.1": "br", ", ,;": "",
	} {
		for _, address := range []string{"/web/app.wasm", "/", "/app.js"} {
			answer, body := ask(b, "GET", address, "Accept-Encoding", accept)
			if got := answer.Header.Get("Content-Encoding"); got != want {
				t.Errorf("%s, Accept-Encoding %q: %q, want %q", address, accept, got, want)
			}
			if !strings.HasPrefix(answer.Header.Get("Vary"), "Accept-Encoding") {
				t.Errorf("%s: Vary is %q", address, answer.Header.Get("Vary"))
			}
			if plain := b.Files[address].Plain.Body; !bytes.Equal(decoded(t, answer.Header.Get("Content-Encoding"), body), plain) {
				t.Errorf("%s in %q is not the file", address, want)
			}
			if answer.Header.Get("Content-Length") != fmt.Sprint(len(body)) {
				t.Errorf("%s: Content-Length %s of %d", address, answer.Header.Get("Content-Length"), len(body))
			}
		}
	}
	// The trainer verifies the bytes of this file.
	answer, body := ask(b, "GET", "/web/data/digits.csv.gz", "Accept-Encoding", "gzip, br")
	if answer.Header.Get("Content-Encoding") != "" || body != string(b.Files["/web/data/digits.csv.gz"].Plain.Body) {
		t.Error("the data is not delivered as it is")
	}
}

func decoded(t *testing.T, coding, body string) []byte {
	t.Helper()
	var r io.Reader = strings.NewReader(body)
	switch coding {
	case "br":
		r = brotli.NewReader(r)
	case "gzip":
		var err error
		if r, err = gzip.NewReader(r); err != nil {
			t.Fatal(err)
		}
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestRevalidationAndRanges(t *testing.T) {
	b := testBundle(t)
	const address = "/web/style.css"
	etags := map[string]bool{}
	for _, coding := range []string{"", "gzip", "br"} {
		first, body := ask(b, "GET", address, "Accept-Encoding", coding)
		etag, modified := first.Header.Get("ETag"), first.Header.Get("Last-Modified")
		if !strings.HasPrefix(etag, `"`) || len(etag) < 10 || etags[etag] {
			t.Fatalf("in %q the ETag is %s, of %v", coding, etag, etags)
		}
		etags[etag] = true
		later := b.modified.Add(time.Hour).UTC().Format(http.TimeFormat)
		earlier := b.modified.Add(-time.Hour).UTC().Format(http.TimeFormat)
		middle := fmt.Sprintf("bytes 2-5/%d", len(body))
		for _, test := range []struct {
			headers []string
			code    int
			part    string // Content-Range
			body    string
		}{
			{nil, 200, "", body},
			{[]string{"If-None-Match", etag}, 304, "", ""},
			{[]string{"If-None-Match", "W/" + etag}, 304, "", ""},
			{[]string{"If-None-Match", `"x", ` + etag}, 304, "", ""},
			{[]string{"If-None-Match", "*"}, 304, "", ""},
			{[]string{"If-None-Match", `"x"`}, 200, "", body},
			{[]string{"If-None-Match", `"x"`, "If-Modified-Since", later}, 200, "", body},
			{[]string{"If-Modified-Since", modified}, 304, "", ""},
			{[]string{"If-Modified-Since", later}, 304, "", ""},
			{[]string{"If-Modified-Since", earlier}, 200, "", body},
			{[]string{"If-Modified-Since", "yesterday"}, 200, "", body},
			{[]string{"If-Match", `"x"`}, 412, "", ""},
			{[]string{"If-Unmodified-Since", earlier}, 412, "", ""},
			{[]string{"Range", "bytes=2-5"}, 206, middle, body[2:6]},
			{[]string{"Range", "bytes=-4"}, 206, fmt.Sprintf("bytes %d-%d/%d", len(body)-4, len(body)-1, len(body)), body[len(body)-4:]},
			{[]string{"Range", "bytes=2-5", "If-Range", etag}, 206, middle, body[2:6]},
			{[]string{"Range", "bytes=2-5", "If-Range", `"x"`}, 200, "", body},
			{[]string{"Range", "bytes=999999-"}, 416, fmt.Sprintf("bytes */%d", len(body)), "invalid range: failed to overlap\n"},
			{[]string{"Range", "bytes=x"}, 416, fmt.Sprintf("bytes */%d", len(body)), "invalid range\n"},
			{[]string{"Range", "bytes=-0"}, 416, fmt.Sprintf("bytes */%d", len(body)), "invalid range: failed to overlap\n"},
			{[]string{"Range", "bytes=-00, -0"}, 416, fmt.Sprintf("bytes */%d", len(body)), "invalid range: failed to overlap\n"},
			{[]string{"Range", "bytes=-0, 2-5"}, 206, middle, body[2:6]},
			{[]string{"Range", "BYTES=2-5"}, 206, middle, body[2:6]},
			{[]string{"Range", "bytes=2-99999999999999999999"}, 206, fmt.Sprintf("bytes 2-%d/%d", len(body)-1, len(body)), body[2:]},
			{[]string{"Range", "lines=1-2"}, 200, "", body},
			{[]string{"Range", "bytes"}, 200, "", body},
			{[]string{"Range", "bytes=0-,0-,0-"}, 200, "", body}, // more than the whole file
		} {
			for _, method := range []string{"GET", "HEAD"} {
				test, want := test, test.body
				if method == "HEAD" {
					want = ""
					if test.headers != nil && test.headers[0] == "Range" { // Range is for GET only
						test.code, test.part, test.body = 200, "", body
					}
				}
				answer, got := ask(b, method, address, append([]string{"Accept-Encoding", coding}, test.headers...)...)
				if answer.StatusCode != test.code || got != want || answer.Header.Get("Content-Range") != test.part {
					t.Errorf("%s in %q with %q: %d, %d bytes, Content-Range %q; want %d, %d, %q", method, coding, test.headers, answer.StatusCode,
						len(got), answer.Header.Get("Content-Range"), test.code, len(want), test.part)
				}
				if test.code < 400 && (answer.Header.Get("ETag") != etag || !strings.Contains(answer.Header.Get("Vary"), "Accept-Encoding")) {
					t.Errorf("%s with %q: ETag %s, Vary %q", method, test.headers, answer.Header.Get("ETag"), answer.Header.Get("Vary"))
				}
				if length := answer.Header.Get("Content-Length"); (test.code == 200 || test.code == 206) && length != fmt.Sprint(len(test.body)) {
					t.Errorf("%s with %q: Content-Length %q, want %d", method, test.headers, length, len(test.body))
				}
			}
		}
	}
	_, etag := ask(b, "GET", "/app.js")
	if other, _ := ask(b, "GET", address, "If-None-Match", etag); other.StatusCode != 200 {
		t.Errorf("with another's ETag: %d, want 200", other.StatusCode)
	}
}

func TestWhatIsKept(t *testing.T) {
	b := testBundle(t)
	const keep, check = "public, max-age=31536000, immutable", "no-cache"
	for target, want := range map[string]string{
		"/": check, "/?v=" + b.Version: check, "/?lang=ko": check, "/app-worker.js": check, "/web/app.wasm": check, "/web/app.wasm?size=3": check,
		"/web/app.wasm?v=" + b.Version: keep, "/web/worker.js?size=3&v=" + b.Version: keep, "/app.js?v=" + b.Version: keep, "/nothing": check,
	} {
		answer, _ := ask(b, "GET", target)
		if got := answer.Header.Get("Cache-Control"); got != want {
			t.Errorf("%s: Cache-Control %q, want %q", target, got, want)
		}
	}
	if answer, body := ask(b, "GET", "/web/trainer.wasm?v=0123456789abcdef"); answer.StatusCode != 404 || !strings.Contains(body, "reload the page") ||
		answer.Header.Get("Cache-Control") != check {
		t.Errorf("a file of another version: %d %q", answer.StatusCode, body)
	}
}

func TestWhatIsNotServed(t *testing.T) {
	dir := servertest.StaticFolder(t)
	servertest.Write(t, filepath.Join(dir, ".secret"), "x")
	servertest.Write(t, filepath.Join(dir, ".git", "config"), "x")
	servertest.Write(t, filepath.Join(dir, "app.wasm.new"), "half of it")
	b := bundleOf(t, dir, "/")
	for _, address := range []string{"/web/", "/web", "/nothing", "/web/.secret", "/web/.git/config", "/web/../go.mod", "/../go.mod", "/web/data/README.md",
		"/web/data", "/web/data/", "/web/icons/", "//", "/web/service-worker.js", "/web/%2e%2e/go.mod", "/index.html", "/web/app.wasm.br", "/web/app.wasm.new",
		"/web//app.wasm", "/web/./app.wasm", "/WEB/app.wasm", `/web/..\go.mod`, "/web/app.wasm\x00", "/web/app.wasm/", "/etc/passwd", "",
		"/web/..%2f..%2fgo.mod", "/web/\xc0\xae\xc0\xae/go.mod"} {
		if answer, body := ask(b, "GET", address); answer.StatusCode != 404 || !strings.Contains(body, "the page is at /") {
			t.Errorf("%s: %d %q, want 404", address, answer.StatusCode, body)
		}
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND"} {
		if answer, _ := ask(b, method, "/"); answer.StatusCode != 405 || answer.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %d, Allow %q", method, answer.StatusCode, answer.Header.Get("Allow"))
		}
	}
}
