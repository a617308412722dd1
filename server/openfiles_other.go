//go:build !unix

package main

// openFiles returns how many files this program may have open at once: Windows has no limit to speak of.
func openFiles() int { return 1 << 20 }
