// Package os takes the place of Go's in the page's program: a page has no files.
package os

import "syscall"

// Getenv is Go's.
func Getenv(key string) string {
	value, _ := syscall.Getenv(key)
	return value
}
