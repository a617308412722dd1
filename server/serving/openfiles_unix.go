//go:build unix

package serving

import "syscall"

// openFiles returns how many files this program may have open at the same time. Go has raised the limit to the maximum.
func openFiles() int {
	var limit syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit) != nil {
		return 256 // the minimum of today's systems
	}
	return int(min(uint64(limit.Cur), 1<<20))
}
