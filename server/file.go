package main

import (
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"path"
	"slices"
	"strconv"
)

// file is the content of an address, with its compressed forms.
type file struct {
	contentType string
	integrity   string // checksum of the content, in the form of Subresource Integrity
	plain       form
	smaller     []form // the compressed forms, the smallest first
}

// form is a file in one content coding. Each form has its own ETag.
type form struct {
	coding string // "br", "gzip", or "" for the uncompressed file
	body   []byte
	fields []field // headers of the answer
}

// field is a header, made once: half of the time of a small answer goes into its headers.
type field struct {
	name   string
	values []string
}

func setAll(header http.Header, fields []field) {
	for _, f := range fields {
		header[f.name] = f.values
	}
}

// newFile returns a file with the given compressed forms. Missing forms are compressed.
func newFile(c content, contentType string, forms map[string]content) (*file, error) {
	f := &file{contentType: contentType, integrity: "sha256-" + base64.StdEncoding.EncodeToString(c.sum[:])}
	f.plain = f.newForm("", c)
	if !compresses(contentType) {
		return f, nil
	}
	for _, coding := range []string{"br", "gzip"} {
		small, ok := forms[coding]
		if !ok {
			body, err := compress(coding, c.body, quick(c.body))
			if err != nil {
				return nil, err
			}
			small = newContent(body)
		}
		if len(small.body) < len(c.body) {
			f.smaller = append(f.smaller, f.newForm(coding, small))
		}
	}
	slices.SortFunc(f.smaller, func(a, b form) int { return len(a.body) - len(b.body) })
	return f, nil
}

func (f *file) newForm(coding string, c content) form {
	fields := []field{
		{"Accept-Ranges", []string{"bytes"}},
		{"Content-Length", []string{strconv.Itoa(len(c.body))}},
		{"Content-Type", []string{f.contentType}},
		{"Etag", []string{`"` + hex.EncodeToString(c.sum[:12]) + `"`}},
	}
	if compresses(f.contentType) {
		fields = append(fields, field{"Vary", []string{"Accept-Encoding"}})
	}
	if coding != "" {
		fields = append(fields, field{"Content-Encoding", []string{coding}})
	}
	if f.contentType == contentType("index.html") {
		fields = append(fields, documentFields...)
	}
	return form{coding, c.body, fields}
}

// varyBy adds a header to Vary.
func (f *file) varyBy(header string) {
	for _, form := range append([]form{f.plain}, f.smaller...) {
		for _, f := range form.fields {
			if f.name == "Vary" {
				f.values[0] += ", " + header
			}
		}
	}
}

// as returns the form that an Accept-Encoding header (RFC 9110, 12.5.3) prefers; of equal ones, the smallest. A client that accepts
// no form gets the uncompressed file.
func (f *file) as(header string) *form {
	if header == "" || len(f.smaller) == 0 {
		return &f.plain
	}
	const unasked = 1e-4 // below the minimum weight: the uncompressed file is accepted without mention
	best, most := &f.plain, weightOf("identity", header, unasked)
	for i, s := range slices.Backward(f.smaller) {
		if weight := weightOf(s.coding, header, 0); weight > 0 && weight >= most {
			best, most = &f.smaller[i], weight
		}
	}
	return best
}

// contentType returns the MIME type for a file name. The machine's own table is not used, because it may differ.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".wasm":
		return "application/wasm"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".html":
		return "text/html; charset=utf-8"
	case ".webmanifest":
		return "application/manifest+json"
	case ".svg":
		return "image/svg+xml"
	case ".png":
		return "image/png"
	case ".gz":
		return "application/gzip"
	case ".nn":
		return "application/octet-stream"
	}
	return "text/plain; charset=utf-8"
}

// compresses reports whether files of a type are compressed. Pictures are compressed already, and so are the digits, whose bytes
// the trainer verifies.
func compresses(contentType string) bool {
	return contentType != "application/gzip" && contentType != "image/png"
}
