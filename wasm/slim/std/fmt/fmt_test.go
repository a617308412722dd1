package fmt

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"math"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

type named uint8

type word string

func TestAsFmt(t *testing.T) {
	function := t.Name
	for _, c := range []struct {
		format string
		args   []any
	}{
		{"", nil},
		{"100 %% of %d", []any{7}},
		{"%s %v %s", []any{"a", "b", word("한")}},
		{"%[2]d of %[1]d, %d", []any{1, 2, 3}},
		{"%[3]s, %[1]s", []any{"a", "b", "c"}},
		{"%d %d %d %v", []any{-3, uint8(200), uint64(1 << 63), named(4)}},
		{"%.0f %.1f %.2f %f", []any{2.5, 0.05, float32(0.1), 1.5}},
		{"%v %v %v %v %v %v", []any{0.1, float32(0.1), 1e20, 1e21, 1e-5, 1e-4}},
		{"%v %v %v", []any{math.NaN(), math.Inf(-1), math.Copysign(0, -1)}},
		{"%v %s %v", []any{time.Second, time.Minute, true}},
		{"%v: %s", []any{errors.New("a"), errors.New("b")}},
		{"%v", []any{nil}},
		{"/%T/%T/%p", []any{t, 1, function}},
		{"/%p", []any{t}},
		{"%d %d", []any{1}},
		{"%", nil},
	} {
		if got, want := Sprintf(c.format, c.args...), fmt.Sprintf(c.format, c.args...); got != want {
			t.Errorf("%q of %v is %q, want %q", c.format, c.args, got, want)
		}
		var got, want bytes.Buffer
		n, err := Fprintf(&got, c.format, c.args...)
		fmt.Fprintf(&want, c.format, c.args...)
		if got.String() != want.String() || n != got.Len() || err != nil {
			t.Errorf("%q of %v is written %q, %d, %v", c.format, c.args, &got, n, err)
		}
		if got, want := Sprint(c.args...), fmt.Sprint(c.args...); got != want && !strings.Contains(c.format, "p") {
			t.Errorf("%v is %q, want %q", c.args, got, want)
		}
	}
}

// The page has no other verb. What is built for the server has Go's own fmt, and would not show it.
func TestVerbsOfThePage(t *testing.T) {
	verbs := regexp.MustCompile(`%(\[\d+\])?(\.\d+)?(.)`)
	formats := 0
	err := filepath.WalkDir("../../../ui", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, isCall := n.(*ast.CallExpr)
			if !isCall {
				return true
			}
			of, isSelector := call.Fun.(*ast.SelectorExpr)
			if !isSelector {
				return true
			}
			if name, isName := of.X.(*ast.Ident); !isName || name.Name != "fmt" {
				return true
			}
			for _, argument := range call.Args {
				ast.Inspect(argument, func(n ast.Node) bool {
					text, isText := n.(*ast.BasicLit)
					if !isText || text.Kind != token.STRING {
						return true
					}
					format, err := strconv.Unquote(text.Value)
					if err != nil {
						t.Fatal(err)
					}
					formats++
					for _, verb := range verbs.FindAllStringSubmatch(format, -1) {
						if !strings.Contains("vsdf%", verb[3]) {
							t.Errorf("%s: %s is not in the page's package fmt, wasm/slim/std/fmt", path, verb[0])
						}
					}
					return true
				})
			}
			return true
		})
		return nil
	})
	if err != nil || formats < 100 {
		t.Errorf("%d formats were found, %v", formats, err)
	}
}
