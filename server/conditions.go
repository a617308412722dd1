package main

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

// conditions are the headers with which less than the whole may be the answer.
var conditions = []string{"Range", "If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "If-Range"}

// What is large may take longer than the server lets other answers take, at so many bytes a second.
const (
	large   = 2 << 20
	slowest = 15 << 10
)

// allowTime gives a body of a length the time that it takes at the slowest.
func allowTime(w http.ResponseWriter, length int) {
	if length > large { // no more than the server's own limit where this one cannot be set
		http.NewResponseController(w).SetWriteDeadline(time.Now().Add(time.Duration(length) * time.Second / slowest))
	}
}

// joined returns a header whose value is a list, which may come in several lines (RFC 9110, 5.3).
func joined(header http.Header, name string) string { return strings.Join(header[name], ", ") }

// sendOnCondition answers with what http.ServeContent makes of the conditions.
func (f *form) sendOnCondition(w http.ResponseWriter, r *http.Request, modified time.Time) {
	http.ServeContent(conditional{w, r.Method, len(f.body)}, f.readable(r), "", modified, bytes.NewReader(f.body))
}

// hugeNumber matches those in a range that an int64 cannot hold. RFC 9110, 14.1.2, asks to expect them.
var hugeNumber = regexp.MustCompile(`[1-9][0-9]{18,}`)

// readable returns the request with its conditions as http.ServeContent reads them: lists in one line, and a Range only where RFC
// 9110, 14.2, has one count, which is for GET and in bytes.
func (f *form) readable(r *http.Request) *http.Request {
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
		// The last no bytes are none, so there is nothing to send: what begins at the end says the same, and is understood.
		if last, ok := strings.CutPrefix(strings.TrimSpace(part), "-"); ok && last != "" && strings.Trim(last, "0") == "" {
			parts[i] = fmt.Sprintf("%d-", len(f.body))
		}
	}
	copied.Header["Range"] = []string{"bytes=" + strings.Join(parts, ",")}
	return &copied
}

// conditional corrects the header of http.ServeContent, and gives a long body its time.
type conditional struct {
	http.ResponseWriter
	method string
	size   int // of the whole
}

func (c conditional) WriteHeader(code int) {
	header := c.Header()
	switch code {
	case http.StatusPreconditionFailed: // has no body, and what was said of the file's is not true of it
		for _, name := range []string{"Accept-Ranges", "Content-Encoding", "Content-Length", "Content-Type"} {
			delete(header, name)
		}
	case http.StatusRequestedRangeNotSatisfiable:
		header["Content-Range"] = []string{fmt.Sprintf("bytes */%d", c.size)}
	}
	if code >= 400 {
		header["Cache-Control"] = revalidate // an address with a version would have it kept for a year
	} else if length, err := strconv.Atoi(header.Get("Content-Length")); err == nil && c.method == http.MethodGet {
		allowTime(c.ResponseWriter, length)
	}
	c.ResponseWriter.WriteHeader(code)
}
