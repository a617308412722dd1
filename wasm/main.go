// Command wasm is app.wasm, the page.
package main

import "digitlab/wasm/ui/page"

func main() { page.Run() }
