//go:build page

package site

import _ "embed"

// staged is the archive that Pack has written. It is bytes and not an embed.FS, which would copy each file: the archive stays in the
// memory that the kernel has loaded the program into.
//
//go:embed staged/page.zip
var staged []byte
