package site

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// conditions are the request headers that may lead to an answer with less than the whole file.
var conditions = []string{"Range", "If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "If-Range"}

// Large answers may take longer than the server's time limit, at a minimum rate in bytes per second.
const (
	large   = 2 << 20
	slowest = 15 << 10
)

// allowTime extends the time limit of an answer with a body of length bytes to what the minimum rate needs.
func allowTime(w http.ResponseWriter, length int) {
	if length > large { // if the limit cannot be extended, the server's own applies
		http.NewResponseController(w).SetWriteDeadline(time.Now().Add(time.Duration(length) * time.Second / slowest))
	}
}

// joined returns the value of a header that is a list and may come in several lines (RFC 9110, 5.3).
func joined(header http.Header, name string) string { return strings.Join(header[name], ", ") }

// sendOnCondition answers a conditional request, by http.ServeContent.
func (f *Form) sendOnCondition(w http.ResponseWriter, r *http.Request, modified time.Time) {
	http.ServeContent(conditional{w, r.Method, len(f.Body)}, f.readable(r), "", modified, bytes.NewReader(f.Body))
}

// hugeNumber matches the numbers in a range that are too large for an int64. RFC 9110, 14.1.2, demands that a server handles them.
var hugeNumber = regexp.MustCompile(`[1-9][0-9]{18,}`)

// readable returns the request with its conditions in the form that http.ServeContent expects: lists in one line, and a Range only
// where RFC 9110, 14.2, allows it, which is for GET and in bytes.
func (f *Form) readable(r *http.Request) *http.Request {
	copied := *r
	copied.Header = maps.Clone(r.Header)
	for _, name := range []string{"If-Match", "If-None-Match"} {
		if len(r.Header[name]) > 1 {
			copied.Header[name] = []string{joined(r.Header, name)}
		}
	}
	unit, ranges, _ := strings.Cut(r.Header.Get("Range"), "=")
	if r.Method != http.MethodGet || !strings.EqualFold(unit, "bytes") {
		delete(copied.Header, "Range")
		return &copied
	}
	parts := strings.Split(hugeNumber.ReplaceAllLiteralString(ranges, "999999999999999999"), ",")
	for i, part := range parts {
		// The last 0 bytes of a file are empty, which cannot be satisfied. A range that begins at the end means the same, and
		// http.ServeContent understands it.
		if last, ok := strings.CutPrefix(strings.TrimSpace(part), "-"); ok && last != "" && strings.Trim(last, "0") == "" {
			parts[i] = fmt.Sprintf("%d-", len(f.Body))
		}
	}
	copied.Header["Range"] = []string{"bytes=" + strings.Join(parts, ",")}
	return &copied
}

// conditional corrects the headers of http.ServeContent, and extends the time limit of a long body.
type conditional struct {
	http.ResponseWriter
	method string
	size   int // of the whole file, in bytes
}

func (c conditional) WriteHeader(code int) {
	header := c.Header()
	switch code {
	case http.StatusPreconditionFailed: // it has no body, so the headers of the file are wrong
		for _, name := range []string{"Accept-Ranges", "Content-Encoding", "Content-Length", "Content-Type"} {
			delete(header, name)
		}
	case http.StatusRequestedRangeNotSatisfiable:
		header["Content-Range"] = []string{fmt.Sprintf("bytes */%d", c.size)}
	}
	if code >= 400 {
		header["Cache-Control"] = revalidate // because an address with a version would be cached for a year
	} else if length, err := strconv.Atoi(header.Get("Content-Length")); err == nil && c.method == http.MethodGet {
		allowTime(c.ResponseWriter, length)
	}
	c.ResponseWriter.WriteHeader(code)
}
