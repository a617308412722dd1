// Package filepath takes the place of Go's path/filepath in the page's program.
package filepath

import "path"

// Base is Go's, for the paths of systems with slashes.
func Base(name string) string { return path.Base(name) }
