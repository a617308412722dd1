package site

import (
	"io"
	"net/http"
	"net/url"
	"slices"
)

// policy is the Content-Security-Policy: nothing comes from another origin, and no script is inline. WebAssembly needs
// 'wasm-unsafe-eval'. The pictures of curves are data: and blob:. The policy is in the page too, where frame-ancestors does not
// work.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; " +
	"connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"

// SecurityHeaders are sent with every page, and with every other answer except those in ofDocuments. The Cross-Origin headers
// isolate the page from other origins.
var SecurityHeaders = http.Header{
	"Content-Security-Policy":      {policy + "; frame-ancestors 'none'"},
	"Cross-Origin-Embedder-Policy": {"require-corp"},
	"Cross-Origin-Opener-Policy":   {"same-origin"},
	"Cross-Origin-Resource-Policy": {"same-origin"},
	"Permissions-Policy":           {"camera=(), microphone=(), geolocation=()"},
	"Referrer-Policy":              {"no-referrer"},
	"X-Content-Type-Options":       {"nosniff"},
}

// ofDocuments are the headers that browsers use for documents only. In other answers they would be a tenth of the cost of an
// answer.
var ofDocuments = []string{"Cross-Origin-Opener-Policy", "Permissions-Policy"}

var securityFields, documentFields = func() (all, more []field) {
	for name, values := range SecurityHeaders {
		if slices.Contains(ofDocuments, name) {
			more = append(more, field{name, values})
		} else {
			all = append(all, field{name, values})
		}
	}
	return all, more
}()

var (
	revalidate = []string{"no-cache"} // check the ETag before each use
	immutable  = []string{"public, max-age=31536000, immutable"}
	yearOfTLS  = []string{"max-age=31536000"}
)

// admit sets the headers that every answer has. It returns true for requests that are answered: GET and HEAD without a body. It
// refuses all others.
func admit(w http.ResponseWriter, r *http.Request) bool {
	header := w.Header()
	setAll(header, securityFields)
	header["Cache-Control"] = revalidate
	if r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https" {
		header["Strict-Transport-Security"] = yearOfTLS
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		header.Set("Allow", "GET, HEAD")
		refuse(w, "only GET and HEAD are answered", http.StatusMethodNotAllowed)
		return false
	}
	if r.ContentLength != 0 {
		refuse(w, "nothing here takes a body", http.StatusRequestEntityTooLarge)
		return false
	}
	return true
}

// ServeHTTP answers GET and HEAD for the addresses of the bundle, and for /healthz, which is for monitoring. Nothing else can be
// reached. Browsers cache an address with a version; working offline is the service worker's task.
func (b *Bundle) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !admit(w, r) {
		return
	}
	if r.URL.Path == "/healthz" {
		setAll(w.Header(), documentFields)
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		io.WriteString(w, "ok\n")
		return
	}
	f, ok := b.Files[r.URL.Path]
	if !ok && r.URL.Path != "" && b.Files[r.URL.Path+"/"] != nil { // typed by hand
		setAll(w.Header(), documentFields)
		http.Redirect(w, r, r.URL.Path+"/", http.StatusMovedPermanently)
		return
	}
	if !ok {
		fail(w, "there is nothing at this address; the page is at "+b.Base, http.StatusNotFound)
		return
	}
	switch {
	case isPage(r.URL.Path):
		if korean, ok := b.korean[r.URL.Path]; ok && prefersKorean(joined(r.Header, "Accept-Language")) {
			f = korean
		}
	case r.URL.RawQuery != "":
		if version := asked(r.URL); version == b.Version {
			w.Header()["Cache-Control"] = immutable
		} else if version != "" {
			fail(w, "this version is here no longer; reload the page", http.StatusNotFound)
			return
		}
	}
	f.As(joined(r.Header, "Accept-Encoding")).send(w, r, b)
}

// asked returns the version in an address, or "".
func asked(u *url.URL) string { return u.Query().Get("v") }

// refuse answers with an error and does not read the request's body.
func refuse(w http.ResponseWriter, why string, code int) {
	w.Header().Set("Connection", "close")
	fail(w, why, code)
}

// fail answers with an error as a document, for a person who followed a link.
func fail(w http.ResponseWriter, why string, code int) {
	setAll(w.Header(), documentFields)
	http.Error(w, why, code)
}

// send answers with a form.
func (f *Form) send(w http.ResponseWriter, r *http.Request, b *Bundle) {
	setAll(w.Header(), f.fields)
	for _, name := range conditions {
		if r.Header[name] != nil {
			f.sendOnCondition(w, r, b.modified)
			return
		}
	}
	w.Header()["Last-Modified"] = b.lastModified
	if r.Method == http.MethodGet {
		allowTime(w, len(f.Body))
		w.Write(f.Body) // in one call: http.ServeContent copies in pieces
	}
}
