package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// export writes the bundle as files for any static host; the page is index.html, in English until WebAssembly runs. Beside
// them lie their compressed forms, and the headers for hosts that read _headers, and for nginx.
func (b *bundle) export(dir string) error {
	files := map[string]form{"_headers": {body: b.headersFile()}, "nginx.conf": {body: b.nginxFile()}}
	for address, f := range b.files {
		name := address[len(b.base):]
		if name == "" {
			name = "index.html"
		}
		files[name] = f.plain
		for _, s := range f.smaller {
			files[name+endings[s.coding]] = s
		}
	}
	for name, f := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, f.body, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// headersFile is _headers, which several static hosts read.
func (b *bundle) headersFile() []byte {
	var s strings.Builder
	fmt.Fprintf(&s, "%s*\n", b.base)
	for _, name := range slices.Sorted(maps.Keys(securityHeaders)) {
		fmt.Fprintf(&s, "  %s: %s\n", name, securityHeaders[name][0])
	}
	fmt.Fprintf(&s, "  Cache-Control: %s\n", revalidate[0])
	return []byte(s.String())
}

// nginxFile is what belongs into a server of nginx.
func (b *bundle) nginxFile() []byte {
	var s strings.Builder
	fmt.Fprintf(&s, "# Into a server { } of nginx. %s are these files.\nlocation %s {\n", b.base, b.base)
	s.WriteString("  index index.html;\n  gzip_static on;\n  types {\n")
	for _, ending := range []string{"html", "css", "js", "wasm", "webmanifest", "png", "svg", "txt", "gz"} {
		kind, _, _ := strings.Cut(contentType("x."+ending), ";")
		fmt.Fprintf(&s, "    %s %s;\n", kind, ending)
	}
	s.WriteString("  }\n  charset utf-8;\n  charset_types text/css text/javascript text/plain;\n")
	for _, name := range slices.Sorted(maps.Keys(securityHeaders)) {
		fmt.Fprintf(&s, "  add_header %s %q always;\n", name, securityHeaders[name][0])
	}
	fmt.Fprintf(&s, "  add_header Cache-Control %q always;\n}\n", revalidate[0])
	return []byte(s.String())
}
