//go:build browser

package site

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"digitlab/server/servertest"
)

// The export, served by an nginx without Brotli's module, has the same types, codings and headers as our server.
func TestBrowserNginxServesTheExport(t *testing.T) {
	for _, base := range []string{"/", "/digitlab/"} {
		b := bundleOf(t, servertest.StaticFolder(t), base)
		root := t.TempDir()
		dir := filepath.Join(root, filepath.FromSlash(base))
		if base == "/" { // as on a host that has served another page before
			dir = filepath.Join(root, "page")
			root = dir
		}
		if err := b.Export(dir); err != nil {
			t.Fatal(err)
		}
		addr, stop := servertest.Nginx(t, root, filepath.Join(dir, nginxName))
		get := func(address string, headers ...string) (code int, header map[string][]string, body string) {
			answer, body := servertest.Exchange(t, addr, fmt.Sprintf("GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s\r\n", address, strings.Join(headers, "")))
			return answer.StatusCode, answer.Header, body
		}
		for address, f := range b.Files {
			ours, _ := ask(b, "GET", address)
			for accept, coding := range map[string]string{"": "", "identity": "", "br": "br", "gzip, deflate, br, zstd": "br", "gzip": "gzip", "GZIP, BR;q=0.3": "br",
				"br;q=0, gzip": "gzip", "br;q=0.000": "", "gzip;q=1.0, br ; q=0.05": "br", "brotli, xbr": "", "br;q=1.000": "br"} {
				want := f.As(coding)
				if coding == "gzip" && want.Coding != "gzip" || want.Coding == "" || coding == "br" && want.Coding != "br" {
					want = &f.Plain // if there is no compressed form
				}
				query := map[bool]string{true: "?v=" + b.Version}[accept == "br"]
				code, header, body := get(address+query, "Accept-Encoding: "+accept+"\r\n")
				got := strings.Join(header["Content-Encoding"], "|")
				if code != 200 || body != string(want.Body) || got != want.Coding {
					t.Errorf("%s, Accept-Encoding %q: %d, in %q, %d bytes; want 200, %q, %d", address, accept, code, got, len(body), want.Coding, len(want.Body))
				}
				if strings.Join(header["Content-Type"], "|") != ours.Header.Get("Content-Type") || strings.Join(header["Vary"], "|") != "Accept-Encoding" {
					t.Errorf("%s, Accept-Encoding %q: Content-Type %q, want %q; Vary %q", address, accept, header["Content-Type"], ours.Header.Get("Content-Type"), header["Vary"])
				}
				for name, value := range SecurityHeaders {
					if strings.Join(header[name], "|") != value[0] {
						t.Errorf("%s, Accept-Encoding %q: %s is %q", address, accept, name, header[name])
					}
				}
			}
		}
		for _, name := range []string{nginxName, headersName, exportedName, "nothing", "web/app.wasm.br", "index.html.br"} {
			if _, err := os.Stat(filepath.Join(dir, name)); err != nil && name != "nothing" {
				t.Error(err)
			}
			for _, coding := range []string{"", "br", "gzip"} {
				if code, header, _ := get(base+name, "Accept-Encoding: "+coding+"\r\n"); code != 404 || header["Content-Encoding"] != nil {
					t.Errorf("%s, Accept-Encoding %q: %d, %v; want 404", base+name, coding, code, header)
				}
			}
		}
		code, header, body := get(base+"web/app.wasm", "Accept-Encoding: br\r\n", "Range: bytes=2-5\r\n")
		if want := string(b.Files[base+"web/app.wasm"].As("br").Body[2:6]); code != 206 || body != want || strings.Join(header["Content-Encoding"], "|") != "br" {
			t.Errorf("a part: %d, %q, %v; want %q", code, body, header, want)
		}
		etag := strings.Join(header["Etag"], "")
		if code, _, _ := get(base+"web/app.wasm", "Accept-Encoding: br\r\n", "If-None-Match: "+etag+"\r\n"); code != 304 {
			t.Errorf("with its ETag: %d, want 304", code)
		}
		if code, _, _ := get(base+"web/app.wasm", "Accept-Encoding: gzip\r\n", "If-None-Match: "+etag+"\r\n"); code != 200 {
			t.Errorf("another form with its ETag: %d, want 200", code)
		}
		stop()
	}
}
