package site

import (
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"path"
	"slices"
	"strconv"
)

// File is the content of an address, with its compressed forms.
type File struct {
	ContentType string
	Plain       Form
	Smaller     []Form // the compressed forms, the smallest first
	integrity   string // checksum of the content, in the form of Subresource Integrity
}

// Form is a file in one content coding. Each form has its own ETag.
type Form struct {
	Coding string // "br", "gzip", or "" for the uncompressed file
	Body   []byte
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
func newFile(c content, contentType string, forms map[string]content) (*File, error) {
	f := &File{ContentType: contentType, integrity: "sha256-" + base64.StdEncoding.EncodeToString(c.sum[:])}
	f.Plain = f.newForm("", c)
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
			f.Smaller = append(f.Smaller, f.newForm(coding, small))
		}
	}
	slices.SortFunc(f.Smaller, func(a, b Form) int { return len(a.Body) - len(b.Body) })
	return f, nil
}

func (f *File) newForm(coding string, c content) Form {
	fields := []field{
		{"Accept-Ranges", []string{"bytes"}},
		{"Content-Length", []string{strconv.Itoa(len(c.body))}},
		{"Content-Type", []string{f.ContentType}},
		{"Etag", []string{`"` + hex.EncodeToString(c.sum[:12]) + `"`}},
	}
	if compresses(f.ContentType) {
		fields = append(fields, field{"Vary", []string{"Accept-Encoding"}})
	}
	if coding != "" {
		fields = append(fields, field{"Content-Encoding", []string{coding}})
	}
	if f.ContentType == contentType("index.html") {
		fields = append(fields, documentFields...)
	}
	return Form{coding, c.body, fields}
}

// varyBy adds a header to Vary.
func (f *File) varyBy(header string) {
	for _, form := range append([]Form{f.Plain}, f.Smaller...) {
		for _, f := range form.fields {
			if f.name == "Vary" {
				f.values[0] += ", " + header
			}
		}
	}
}

// As returns the form that an Accept-Encoding header (RFC 9110, 12.5.3) prefers; of equal ones, the smallest. A client that accepts
// no form gets the uncompressed file.
func (f *File) As(header string) *Form {
	if header == "" || len(f.Smaller) == 0 {
		return &f.Plain
	}
	const unasked = 1e-4 // below the minimum weight: the uncompressed file is accepted without mention
	best, most := &f.Plain, weightOf("identity", header, unasked)
	for i, s := range slices.Backward(f.Smaller) {
		if weight := weightOf(s.Coding, header, 0); weight > 0 && weight >= most {
			best, most = &f.Smaller[i], weight
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
