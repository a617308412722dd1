//go:build page

package main

import _ "embed"

// staged is the archive that pack has written. As bytes, and not as an embed.FS, which would copy each file, it stays where the
// kernel has the program.
//
//go:embed staged/page.zip
var staged []byte
