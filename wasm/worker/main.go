//go:build js && wasm

// Command worker is trainer.wasm: it connects the trainer to the Web Worker that worker.js started.
package main

import "digitlab/wasm/trainer"

func main() {
	host := newHost()
	if host.scope.Get("name").String() == helperName {
		help(host)
	}
	t := trainer.New(host)
	host.listen(t.Command)
	t.Loop()
}
