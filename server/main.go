// Command server serves Digit Lab: the page, rendered in advance for browsers whose WebAssembly does not run yet, its two programs
// and the static files.
package main

import (
	"fmt"
	"os"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
