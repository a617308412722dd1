package nn32_test

import (
	"os"
	"strings"
	"testing"
)

// The READMEs' Go code is that of the examples, which are tested.
func TestREADME(t *testing.T) {
	var readme []byte
	for _, file := range []string{"README.md", "formats/README.md"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		readme = append(readme, text...)
	}
	var examples string
	for _, file := range []string{"example_test.go", "example_more_test.go", "weights/example_test.go", "formats/convert/example_test.go"} {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		examples += strings.ReplaceAll(string(source), "\n\t", "\n") // the README's code is one tab to the left
	}
	blocks := strings.Split(string(readme), "```go\n")[1:]
	if len(blocks) < 7 {
		t.Fatalf("the READMEs have %d blocks of Go code", len(blocks))
	}
	for _, block := range blocks {
		code, _, ok := strings.Cut(block, "```\n")
		if !ok || !strings.Contains(examples, code) && !strings.Contains(examples, strings.ReplaceAll(code, "\n\t", "\n")) {
			t.Errorf("no example contains the README's code:\n%s", code)
		}
	}
}
