//go:build browser

package browsertest

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// kernelTests serves a page on which a worker runs the tests of nn32/internal/kernel, as this browser's WebAssembly.
func kernelTests(t *testing.T) *server {
	t.Helper()
	program := filepath.Join(t.TempDir(), "kernel.test.wasm")
	build := exec.Command("go", "test", "-c", "-o", program, "digitlab/nn32/internal/kernel")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if output, err := build.CombinedOutput(); err != nil {
		t.Fatalf("the kernels' tests cannot be built: %v\n%s", err, output)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	const page = `<!doctype html><title>Kernels</title><script>
new Worker("worker.js").onmessage = (event) => { window.ended = event.data };
</script>`
	const worker = `importScripts("wasm_exec.js");
const lines = [];
console.log = (line) => lines.push(line);
const go = new Go();
go.argv = ["kernel.test", "-test.v"];
go.exit = (code) => postMessage({code, output: lines.join("\n")});
WebAssembly.instantiateStreaming(fetch("kernel.test.wasm"), go.importObject).then(({instance}) => go.run(instance))
	.catch((error) => postMessage({code: -1, output: String(error)}));`
	text := func(kind, content string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.Write([]byte(content))
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/{$}", text("text/html; charset=utf-8", page))
	mux.HandleFunc("/worker.js", text("text/javascript; charset=utf-8", worker))
	for name, path := range map[string]string{
		"/wasm_exec.js":     filepath.Join(strings.TrimSpace(string(root)), "lib/wasm/wasm_exec.js"),
		"/kernel.test.wasm": program,
	} {
		mux.HandleFunc(name, func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, path) })
	}
	return newSite(t, mux)
}

// passes waits until the tests have ended and reports what they said if one failed, or if the module was not tried.
func passes(t *testing.T, b *browser) {
	t.Helper()
	b.eventually(2*time.Minute, "window.ended")
	type end struct {
		Code   int
		Output string
	}
	ended := eval[end](b, "window.ended")
	if ended.Code != 0 || !strings.Contains(ended.Output, "--- PASS: TestModuleIsThere") {
		t.Errorf("the kernels' tests ended with %d:\n%s", ended.Code, ended.Output)
	}
}

// Each kernel gives the bits of its specification, also as the module that is made from bytes.
func TestBrowserKernels(t *testing.T) {
	t.Parallel()
	passes(t, open(t, kernelTests(t), look{width: 800, height: 600, language: "en-US"}))
}

func TestOthersKernels(t *testing.T) {
	s := kernelTests(t)
	for _, other := range otherBrowsers {
		t.Run(other.name, func(t *testing.T) { passes(t, other.open(t, s)) })
	}
}
