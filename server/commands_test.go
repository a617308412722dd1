package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"digitlab/server/servertest"
)

// script runs one of the scripts of .ci. Its PATH has the standard tools that it needs and the given programs, which are scripts
// too.
func script(t *testing.T, programs map[string]string, name string, arguments ...string) (out string, code int) {
	t.Helper()
	dir := t.TempDir()
	for _, tool := range []string{"sh", "sed", "dirname", "id"} {
		path, err := exec.LookPath(tool)
		if err == nil {
			err = os.Symlink(path, filepath.Join(dir, tool))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for program, text := range programs {
		if err := os.WriteFile(filepath.Join(dir, program), []byte("#!/bin/sh\n"+text+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	command := exec.Command(filepath.Join(dir, "sh"), append([]string{"../.ci/" + name}, arguments...)...)
	command.Env = []string{"PATH=" + dir, "HOME=" + dir}
	b, err := command.CombinedOutput()
	if err != nil && command.ProcessState == nil {
		t.Fatal(err)
	}
	return string(b), command.ProcessState.ExitCode()
}

// What is missing is named, with a remedy.
func TestNeed(t *testing.T) {
	const old = `[ "$1" = version ] && echo "go version go1.19.8 linux/amd64"`
	const unfetched = `if [ "$1" = version ]; then echo "go version go1.21.0 linux/amd64"; else echo "go: download go1.27.4: toolchain not available" >&2; exit 1; fi`
	const fine = `if [ "$1" = version ]; then echo "go version go1.24.4 linux/amd64"; fi`
	for _, c := range []struct {
		name      string
		programs  map[string]string
		arguments []string
		code      int
		want      []string
	}{
		{"no Go", nil, []string{"go"}, 1, []string{"no program go in PATH", "https://go.dev/dl/", "apt-get install golang-go", "dnf install golang", "brew install go"}},
		{"an old Go", map[string]string{"go": old}, []string{"go"}, 1, []string{"too old: go version go1.19.8", "1.21 or later", "https://go.dev/dl/"}},
		{"no toolchain", map[string]string{"go": unfetched}, []string{"go"}, 1, []string{"toolchain not available", "go env GOPROXY", "https://go.dev/dl/"}},
		{"a Go", map[string]string{"go": fine}, []string{"go"}, 0, nil},
		{"a Go to come", map[string]string{"go": `echo "go version devel go1.30-abc linux/amd64"`}, []string{"go"}, 0, nil},
		{"no nginx", nil, []string{"nginx"}, 1, []string{"nginx is needed", "apt-get install nginx", "dnf install nginx", "brew install nginx", "elsewhere: the package that has the program nginx"}},
		{"no WebKit", nil, []string{"webkit"}, 1, []string{"apt-get install webkit2gtk-driver", "not to be had there"}},
		{"an nginx", map[string]string{"nginx": ""}, []string{"nginx"}, 0, nil},
		{"a second name", map[string]string{"google-chrome": ""}, []string{"chromium", "path"}, 0, []string{"/google-chrome\n"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, code := script(t, c.programs, "need.sh", c.arguments...)
			if code != c.code {
				t.Errorf("it ends with %d, want %d", code, c.code)
			}
			for _, want := range c.want {
				if !strings.Contains(out, want) {
					t.Errorf("it does not say %q:\n%s", want, out)
				}
			}
			if c.want == nil && out != "" {
				t.Errorf("it says %q", out)
			}
		})
	}
}

// A step of CI that fails for a known reason prints a remedy, and keeps the command's output and exit code.
func TestStep(t *testing.T) {
	const cache = `echo "/the/cache of $2"` // of go env
	for _, c := range []struct {
		name, command string
		code          int
		want          []string
	}{
		{"success", "echo printed; echo warned >&2", 0, []string{"a step …\n", "printed", "warned"}},
		{"failure", "echo 'main.go:1: a fault' >&2; exit 3", 3, []string{"main.go:1: a fault", "That failed: sh -c"}},
		{"a full disk", "echo 'go build: write /tmp/x: no space left on device' >&2; exit 1", 1, []string{"The disk is full", "/the/cache of GOCACHE", "go clean -cache", "TMPDIR"}},
		{"a full disk, in C's words", "echo 'mkdir: build: No space left on device' >&2; exit 1", 1, []string{"The disk is full"}},
		{"no network", "echo 'dial tcp: lookup proxy on 127.0.0.1:53: no such host' >&2; exit 1", 1, []string{"no such host", "needs the network", "go env GOPROXY"}},
		{"no memory", "echo 'compile: signal: killed' >&2; exit 1", 1, []string{"not enough memory"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, code := script(t, map[string]string{"go": cache}, "step.sh", "a step …", "sh", "-c", c.command)
			if code != c.code {
				t.Errorf("it ends with %d, want %d", code, c.code)
			}
			for _, want := range c.want {
				if !strings.Contains(out, want) {
					t.Errorf("it does not say %q:\n%s", want, out)
				}
			}
			if c.code == 0 && strings.Contains(out, "failed") {
				t.Errorf("it says that it failed:\n%s", out)
			}
		})
	}
}

// npm packages have a fixed version and a checksum, and come from whatever registry npm is configured for.
func TestNpmPackagesAreLocked(t *testing.T) {
	exact := regexp.MustCompile(`^\d+\.\d+\.\d+$`)
	for _, room := range []string{"bench", "audit", "axe", "jscheck"} {
		var named struct{ Dependencies map[string]string }
		var lock struct {
			Packages map[string]struct {
				Version, Integrity, Resolved string
				Dependencies                 map[string]string
			}
		}
		for name, to := range map[string]any{"package.json": &named, "package-lock.json": &lock} {
			if err := json.Unmarshal([]byte(servertest.Read(t, filepath.Join(room, name))), to); err != nil {
				t.Fatal(err)
			}
		}
		if len(lock.Packages) <= len(named.Dependencies) {
			t.Errorf("%s has %d packages locked, and names %d", room, len(lock.Packages), len(named.Dependencies))
		}
		for name, version := range named.Dependencies {
			if !exact.MatchString(version) || lock.Packages["node_modules/"+name].Version != version || lock.Packages[""].Dependencies[name] != version {
				t.Errorf("%s names %s %s, and locks %s", room, name, version, lock.Packages["node_modules/"+name].Version)
			}
		}
		for name, p := range lock.Packages {
			if name != "" && (p.Version == "" || !strings.HasPrefix(p.Integrity, "sha512-") || p.Resolved != "") {
				t.Errorf("%s locks %s as %+v", room, name, p)
			}
		}
	}
}

// Scripts that also run on macOS use no options that only GNU's tools have.
func TestNoGNUOnly(t *testing.T) {
	gnu := regexp.MustCompile(`sed -i|sha256sum|\bnproc\b|cp -r|\bexpand\b|find .* -not |ln -sf?n|readlink -f|\$\(file |\.ONESHELL|!= `)
	files, err := filepath.Glob("../.ci/*.sh")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(files, "../Makefile", "vulncheck.sh") {
		for i, line := range strings.Split(servertest.Read(t, file), "\n") {
			if found := gnu.FindString(line); found != "" && !strings.Contains(line, "[ ") {
				t.Errorf("%s:%d has %q, which is GNU's alone", file, i+1, found)
			}
		}
	}
}
