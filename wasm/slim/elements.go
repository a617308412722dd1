package main

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
)

// A file of go-app has a type and an interface for each HTML element, and so each method a hundred times. In the copy all elements
// are of one type, which has the methods of all: one of each, called without an interface. That the page gives no element an attribute
// of another is checked where it is built with go-app's own file, for the server.
const (
	elementsFile = "html_gen.go"
	oneElement   = "elements_wasm.go"
)

// Textarea's Text sets an attribute; that of all others, the content. The page has no textarea.
var notElements = []string{"Textarea", "HTMLTextarea", "htmlTextarea"}

var (
	oneOfMany = regexp.MustCompile(`([*&])html[A-Z]\w*`) // a pointer to one of the types, or to a new value of one
	asResult  = regexp.MustCompile(`\) HTML[A-Z]\w* \{`) // one of the interfaces as a method's result
)

// mergeElements returns go-app's file of elements with one type for all elements.
func mergeElements(source []byte) ([]byte, error) {
	files := token.NewFileSet()
	f, err := parser.ParseFile(files, elementsFile, source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	text := func(n ast.Node) string {
		return string(source[files.Position(n.Pos()).Offset:files.Position(n.End()).Offset])
	}
	var out bytes.Buffer
	out.WriteString("package app\n\nimport \"strings\"\n\ntype element struct{ htmlElement }\n")
	methods := map[string]string{}
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.GenDecl:
			spec, isType := d.Specs[0].(*ast.TypeSpec)
			if !isType || slices.Contains(notElements, spec.Name.Name) {
				continue
			}
			if _, isInterface := spec.Type.(*ast.InterfaceType); isInterface {
				fmt.Fprintf(&out, "\ntype %s = *element\n", spec.Name.Name)
			}
		case *ast.FuncDecl:
			of := d.Name.Name
			if d.Recv != nil {
				of = d.Recv.List[0].Type.(*ast.StarExpr).X.(*ast.Ident).Name
			}
			if slices.Contains(notElements, of) {
				continue
			}
			function := oneOfMany.ReplaceAllString(text(d), "${1}element")
			if d.Recv != nil {
				function = asResult.ReplaceAllString(function, ") *element {")
				if before, known := methods[d.Name.Name]; known {
					if before != function {
						return nil, fmt.Errorf("elements differ in the method %s:\n%s\n%s", d.Name.Name, before, function)
					}
					continue
				}
				methods[d.Name.Name] = function
			}
			out.WriteString("\n" + function + "\n")
		}
	}
	if len(methods) == 0 {
		return nil, errors.New("there are no elements")
	}
	return format.Source(out.Bytes())
}
