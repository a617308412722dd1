package site

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"digitlab/server/servertest"
)

// listening serves a handler until the test ends.
func listening(t *testing.T, h http.Handler) (addr string) {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.Listener.Addr().String()
}

// An answer without the file does not have the file's length or coding, and is not cached.
func TestAnswersWithoutTheFile(t *testing.T) {
	b := testBundle(t)
	addr := listening(t, b)
	f := b.Files["/web/style.css"].As("br")
	etag := ""
	for _, field := range f.fields {
		if field.name == "Etag" {
			etag = field.values[0]
		}
	}
	for _, test := range []struct {
		condition     string
		code          int
		length, cache string // headers of the answer to GET; HEAD has no body to measure
	}{
		{`If-Match: "x"`, 412, "0", revalidate[0]},
		{"If-Unmodified-Since: Thu, 01 Jan 2004 00:00:00 GMT", 412, "0", revalidate[0]},
		{"If-None-Match: " + etag, 304, "", immutable[0]},
		{"If-None-Match: \"x\"\r\nIf-None-Match: " + etag, 304, "", immutable[0]}, // a list in two lines
		{"Range: bytes=999999-", 416, "33", revalidate[0]},
	} {
		for _, method := range []string{"GET", "HEAD"} {
			if method == "HEAD" && test.code == 416 {
				continue // Range is for GET
			}
			answer, body := servertest.Exchange(t, addr, fmt.Sprintf("%s /web/style.css?v=%s HTTP/1.1\r\nHost: x\r\nAccept-Encoding: br\r\n%s\r\n\r\n",
				method, b.Version, test.condition))
			length := test.length
			if method == "HEAD" {
				length = ""
			}
			if got := answer.Header.Get("Content-Length"); answer.StatusCode != test.code || got != length || test.code != 416 && body != "" {
				t.Errorf("%s, %s: %d, Content-Length %q and %d bytes; want %d, %q", method, test.condition, answer.StatusCode, got, len(body), test.code, length)
			}
			if answer.Header.Get("Content-Encoding") != "" || answer.Header.Get("Cache-Control") != test.cache ||
				!strings.Contains(answer.Header.Get("Vary"), "Accept-Encoding") {
				t.Errorf("%s, %s: %v", method, test.condition, answer.Header)
			}
		}
	}
}

// A list may come in several lines, as proxies send it.
func TestListsInSeveralLines(t *testing.T) {
	addr := listening(t, testBundle(t))
	answer, body := servertest.Exchange(t, addr, "GET / HTTP/1.1\r\nHost: x\r\nAccept-Encoding: deflate\r\nAccept-Encoding: br\r\nAccept-Language: fr\r\nAccept-Language: ko\r\n\r\n")
	if coding := answer.Header.Get("Content-Encoding"); coding != "br" {
		t.Fatalf("Content-Encoding is %q, want br", coding)
	}
	if !strings.Contains(string(decoded(t, "br", body)), `<html lang="ko"`) {
		t.Error("the page is not in Korean")
	}
}
