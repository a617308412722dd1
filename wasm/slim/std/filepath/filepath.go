//go:build !js

package filepath

import "path/filepath"

func Base(name string) string { return filepath.Base(name) }
