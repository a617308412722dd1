package site

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Files of an export that are not the page's.
const (
	headersName  = "_headers"
	nginxName    = "nginx.conf"
	exportedName = ".digitlab-export" // the names of all exported files, by which the next export recognises this one
)

// Export writes the bundle as files for any static host. Pages are index.html, in English until WebAssembly runs where their address is not of a language. The export also
// has the compressed forms, and the headers for nginx and for hosts that read _headers. The folder is written under another name
// and then replaces dir as a whole.
func (b *Bundle) Export(dir string) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	if err := mayReplace(dir); err != nil {
		return fmt.Errorf("-export %s: %w", dir, err)
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return err
	}
	made, err := os.MkdirTemp(filepath.Dir(dir), ".digitlab-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(made) // does nothing after the folder was renamed
	if err := b.writeTo(made); err != nil {
		return err
	}
	if err := replace(dir, made); err != nil {
		return fmt.Errorf("%w; the folder is replaced as a whole, and where it cannot be, as a mount, name a folder in it", err)
	}
	return nil
}

// mayReplace returns nil if dir does not exist, or is a folder that contains only files of an export.
func mayReplace(dir string) error {
	info, err := os.Lstat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.IsDir():
		return errors.New("it is a link or a file, and no folder; name a folder, or one that is not there yet")
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	ours := map[string]bool{".": true}
	if names, err := root.ReadFile(exportedName); err == nil {
		for name := range strings.Lines(string(names)) {
			for name = strings.TrimSuffix(name, "\n"); !ours[name]; name = path.Dir(name) {
				ours[name] = true
			}
		}
	}
	return fs.WalkDir(root.FS(), ".", func(name string, _ fs.DirEntry, err error) error {
		if err == nil && !ours[name] {
			err = fmt.Errorf("%s in it was written by no export, and all that is in the folder would be replaced; empty it, or name another", name)
		}
		return err
	})
}

// writeTo writes the files of an export into an empty folder.
func (b *Bundle) writeTo(dir string) error {
	files := map[string]Form{headersName: {Body: b.headersFile()}, nginxName: {Body: b.nginxFile()}}
	for address, f := range b.Files {
		name := address[len(b.Base):]
		if isPage(address) {
			name += "index.html"
		}
		files[name] = f.Plain
		for _, s := range f.Smaller {
			files[name+endings[s.Coding]] = s
		}
	}
	files[exportedName] = Form{}
	files[exportedName] = Form{Body: []byte(strings.Join(slices.Sorted(maps.Keys(files)), "\n") + "\n")}
	for name, f := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, f.Body, 0o644); err != nil {
			return err
		}
	}
	return os.Chmod(dir, 0o755) // os.MkdirTemp allows only the owner to read
}

// replace renames the folder made to dir and removes the folder that had the name. For a moment no folder has it.
func replace(dir, made string) error {
	before := made + "-before"
	if err := os.Rename(dir, before); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(made, dir); err != nil {
		return errors.Join(err, os.Rename(before, dir))
	}
	return os.RemoveAll(before)
}

// headersFile returns the file _headers, which several static hosts read.
func (b *Bundle) headersFile() []byte {
	var s strings.Builder
	fmt.Fprintf(&s, "%s*\n", b.Base)
	for _, name := range slices.Sorted(maps.Keys(SecurityHeaders)) {
		fmt.Fprintf(&s, "  %s: %s\n", name, SecurityHeaders[name][0])
	}
	fmt.Fprintf(&s, "  Cache-Control: %s\n", revalidate[0])
	return []byte(s.String())
}

// acceptsBrotli is a regular expression for values of Accept-Encoding that contain br with a weight above 0.
const acceptsBrotli = `(^|,)\s*br\s*(;\s*q=(1|0\.0*[1-9])[^,]*)?(,|$)`

// nginxFile returns the part of nginx's configuration for this page. nginx without modules cannot send Brotli: if a file has a
// compressed form, its address is rewritten to that of the form. The forms have a location per type, which visitors cannot request
// directly.
func (b *Bundle) nginxFile() []byte {
	kinds := map[string]string{} // by file name extension
	for address, f := range b.Files {
		if name := path.Base(address); !isPage(address) {
			kinds[strings.TrimPrefix(path.Ext(name), ".")], _, _ = strings.Cut(f.ContentType, ";")
		}
	}
	kinds["html"], _, _ = strings.Cut(contentType("index.html"), ";")
	var s strings.Builder
	fmt.Fprintf(&s, "# Include this in a server { } of nginx. %[1]s are these files. Each export writes it anew.\n"+
		"# An nginx whose http { } has the Brotli module compress needs \"brotli off;\" here.\nlocation %[1]s {\n", b.Base)
	s.WriteString("  index index.html;\n  gzip off;\n  gzip_static on;\n  gzip_vary off;\n  types {\n")
	for _, ending := range slices.Sorted(maps.Keys(kinds)) {
		fmt.Fprintf(&s, "    %s %s;\n", kinds[ending], ending)
	}
	s.WriteString("  }\n  charset utf-8;\n  charset_types text/css text/javascript text/plain;\n")
	for _, name := range slices.Sorted(maps.Keys(SecurityHeaders)) {
		fmt.Fprintf(&s, "  add_header %s %q always;\n", name, SecurityHeaders[name][0])
	}
	fmt.Fprintf(&s, "  add_header Cache-Control %q always;\n  add_header Vary Accept-Encoding always;\n", revalidate[0])
	s.WriteString("  add_header Content-Encoding $digitlab_coding;\n") // nginx leaves out a header without a value
	s.WriteString("  set $digitlab_coding \"\";\n  if (-f $request_filename.br) { set $digitlab_coding br; }\n")
	fmt.Fprintf(&s, "  if ($http_accept_encoding !~* %q) { set $digitlab_coding \"\"; }\n", acceptsBrotli)
	s.WriteString("  if ($digitlab_coding) { rewrite ^(.*)$ $1.br last; }\n")
	for _, ending := range slices.Sorted(maps.Keys(kinds)) {
		if compresses(kinds[ending]) {
			fmt.Fprintf(&s, "  location ~ \\.%s\\.br$ { internal; types { %s br; } }\n", ending, kinds[ending])
		}
	}
	for _, name := range []string{exportedName, headersName, nginxName} {
		fmt.Fprintf(&s, "  location = %s%s { return 404; }\n", b.Base, name)
	}
	s.WriteString("}\n")
	return []byte(s.String())
}
