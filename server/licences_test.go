package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"digitlab/server/servertest"
)

// static/licences.txt has the licence of each module in go.mod and go.sum, in its version, of Go itself and of vendored files. The
// licences demand that it is served with the page. To make it again: go test ./server -run Licences -update
func TestLicences(t *testing.T) {
	output := func(arguments ...string) string {
		t.Helper()
		command := exec.Command("go", arguments...)
		command.Stderr = os.Stderr
		out, err := command.Output()
		if err != nil {
			t.Fatalf("go %s: %v", strings.Join(arguments, " "), err)
		}
		return strings.TrimSpace(string(out))
	}
	var want strings.Builder
	add := func(name, path string) {
		fmt.Fprintf(&want, "%s\n%s\n\n%s\n\n", name, strings.Repeat("=", len(name)), strings.TrimSpace(servertest.Read(t, path)))
	}
	output("mod", "download") // the licences are in the modules; a build downloads only the modules that it needs
	root, version := output("env", "GOROOT"), output("env", "GOVERSION")
	add(version, filepath.Join(root, "LICENSE"))
	mod, sum := servertest.Read(t, "../go.mod"), servertest.Read(t, "../go.sum")
	// go.mod has only those of the indirectly required modules that building and testing ours needs.
	for line := range strings.Lines(output("list", "-m", "-f", "{{if not .Main}}{{.Path}} {{.Version}} {{.Dir}}{{end}}", "all")) {
		parts := strings.Fields(line)
		if len(parts) < 2 || !strings.Contains(mod, "\t"+parts[0]+" "+parts[1]) {
			continue
		}
		if !strings.Contains(sum, parts[0]+" "+parts[1]+" h1:") {
			t.Errorf("go.sum has no checksum of %s %s; run: go mod tidy", parts[0], parts[1])
		}
		if len(parts) < 3 {
			t.Fatalf("go mod download has left out %s", parts[0])
		}
		licences, err := filepath.Glob(filepath.Join(parts[2], "LICENSE*"))
		if err != nil || len(licences) != 1 {
			t.Fatalf("%s has the licences %v (%v), want one", parts[0], licences, err)
		}
		add(parts[0]+" "+parts[1], licences[0])
	}
	add("uPlot, in web/vendor", "../static/vendor/uPlot.LICENSE.txt")
	add("MNIST, in web/data/mnist", "../static/data/MNIST.LICENSE.txt")
	add("Digit Lab", "../LICENSE")
	const path = "../static/licences.txt"
	if *update {
		if err := os.WriteFile(path, []byte(want.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if servertest.Read(t, path) != want.String() {
		t.Errorf("%s is not what the modules have; make it anew with -update", path)
	}
	for line := range strings.Lines(mod) {
		if module, version, ok := strings.Cut(strings.TrimSuffix(strings.TrimSpace(line), " // indirect"), " "); ok && strings.HasPrefix(version, "v") &&
			!strings.Contains(want.String(), module+" "+version+"\n===") {
			t.Errorf("%s has nothing of %s %s", path, module, version)
		}
	}
}
