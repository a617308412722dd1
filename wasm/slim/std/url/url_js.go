// Package url takes the place of Go's net/url in the page's program, which would bring net/netip. It is for addresses that a browser has
// parsed, and so knows no errors.
package url

import "strings"

// URL has the decoded parts of an address.
type URL struct {
	Scheme, Opaque, Host, Path, RawQuery, Fragment string

	path, fragment string // as they were
	hasQuery       bool
}

// Parse parses an address. The error is always nil.
func Parse(address string) (*URL, error) {
	u := &URL{}
	address, u.fragment, _ = strings.Cut(address, "#")
	address, u.RawQuery, u.hasQuery = strings.Cut(address, "?")
	if scheme, after, found := strings.Cut(address, ":"); found && !strings.Contains(scheme, "/") {
		u.Scheme, address = strings.ToLower(scheme), after
	}
	if after, found := strings.CutPrefix(address, "//"); found {
		end := len(after)
		if slash := strings.IndexByte(after, '/'); slash >= 0 {
			end = slash
		}
		u.Host, address = after[:end], after[end:]
	} else if u.Scheme != "" && !strings.HasPrefix(address, "/") {
		u.Opaque, address = address, ""
	}
	u.path = address
	u.Path, u.Fragment = decoded(u.path), decoded(u.fragment)
	return u, nil
}

// Hostname returns the host without its port.
func (u *URL) Hostname() string {
	if colon := strings.LastIndexByte(u.Host, ':'); colon > strings.LastIndexByte(u.Host, ']') {
		return strings.Trim(u.Host[:colon], "[]")
	}
	return strings.Trim(u.Host, "[]")
}

// String returns the address that was parsed, with the scheme and the host that it has now.
func (u *URL) String() string {
	var b strings.Builder
	if u.Scheme != "" {
		b.WriteString(u.Scheme + ":")
	}
	if u.Opaque != "" {
		b.WriteString(u.Opaque)
	} else {
		if u.Host != "" {
			b.WriteString("//" + u.Host)
		}
		b.WriteString(u.path)
	}
	if u.hasQuery {
		b.WriteString("?" + u.RawQuery)
	}
	if u.fragment != "" {
		b.WriteString("#" + u.fragment)
	}
	return b.String()
}

// Query returns the values of the query.
func (u *URL) Query() Values {
	v := Values{}
	for part := range strings.SplitSeq(u.RawQuery, "&") {
		if part == "" {
			continue
		}
		key, value, _ := strings.Cut(part, "=")
		key = decoded(strings.ReplaceAll(key, "+", " "))
		v[key] = append(v[key], decoded(strings.ReplaceAll(value, "+", " ")))
	}
	return v
}

// Values are the values of each key.
type Values map[string][]string

// Get returns the first value of a key.
func (v Values) Get(key string) string {
	if len(v[key]) == 0 {
		return ""
	}
	return v[key][0]
}

// Has reports whether there is a key.
func (v Values) Has(key string) bool {
	_, has := v[key]
	return has
}

// decoded replaces %XX by a byte, and leaves other percent signs alone.
func decoded(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	const digits = "0123456789abcdef"
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			high, low := strings.IndexByte(digits, s[i+1]|0x20), strings.IndexByte(digits, s[i+2]|0x20)
			if high >= 0 && low >= 0 {
				b = append(b, byte(high<<4|low))
				i += 2
				continue
			}
		}
		b = append(b, s[i])
	}
	return string(b)
}
