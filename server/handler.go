package main

import (
	"bytes"
	"net/http"
	"time"
)

// securityHeaders go with every answer. Nothing comes from another origin and no script is inline; WebAssembly needs
// 'wasm-unsafe-eval'. The last three isolate the page from other origins.
var securityHeaders = map[string]string{
	"Content-Security-Policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; " +
		"connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
	"X-Content-Type-Options":       "nosniff",
	"Referrer-Policy":              "no-referrer",
	"Permissions-Policy":           "camera=(), microphone=(), geolocation=()",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Embedder-Policy": "require-corp",
	"Cross-Origin-Resource-Policy": "same-origin",
}

// ServeHTTP answers GET and HEAD for the addresses of the bundle, and nothing else: what is not in it cannot be reached.
// Each answer is to be asked for again with its ETag before it is reused; offline is the service worker's matter.
func (b *bundle) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	for name, value := range securityHeaders {
		header.Set(name, value)
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		header.Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD are answered", http.StatusMethodNotAllowed)
		return
	}
	f, ok := b.files[r.URL.Path]
	if !ok {
		http.Error(w, "there is nothing at this address; the page is at /", http.StatusNotFound)
		return
	}
	if r.URL.Path == "/" {
		header.Set("Vary", "Accept-Language")
		if prefersKorean(r.Header.Get("Accept-Language")) {
			f = b.korean
		}
	}
	header.Set("Cache-Control", "no-cache")
	header.Set("Content-Type", f.contentType)
	header.Set("ETag", f.etag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(f.body))
}
