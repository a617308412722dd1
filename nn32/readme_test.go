package nn32_test

import (
	"os"
	"strings"
	"testing"
)

// The README's example is Example.
func TestREADME(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile("example_test.go")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(readme), "```go\n")
	code, _, ok2 := strings.Cut(rest, "```\n")
	if !ok || !ok2 {
		t.Fatal("README.md has no Go code")
	}
	code = "\t" + strings.ReplaceAll(strings.TrimSpace(code), "\n", "\n\t")
	if code = strings.ReplaceAll(code, "\n\t\n", "\n\n"); !strings.Contains(string(source), code) {
		t.Errorf("example_test.go does not contain the README's code:\n%s", code)
	}
}
