//go:build !js

package os

import "os"

func Getenv(key string) string { return os.Getenv(key) }
