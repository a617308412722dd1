//go:build !unix

package serving

// openFiles returns how many files this program may have open at the same time. Windows has no relevant limit.
func openFiles() int { return 1 << 20 }
