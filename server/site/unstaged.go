//go:build !page

package site

// staged is empty in a program that was not built by make build.
var staged []byte
