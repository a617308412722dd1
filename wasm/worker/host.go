//go:build js && wasm

package main

import (
	"encoding/binary"
	"errors"
	"slices"
	"syscall/js"

	"digitlab/wasm/protocol"
)

// host is the trainer's access to the Web Worker: messages through its global scope, data by fetch and the data cache, runs in
// IndexedDB. It lives as long as the program, so nothing in it is released.
type host struct {
	scope   js.Value
	channel js.Value      // a MessageChannel to this worker itself
	yielded chan struct{} // receives a value for each message on the channel
	dataCache
	storage
	spawner
}

func newHost() *host {
	h := &host{scope: js.Global(), channel: js.Global().Get("MessageChannel").New(), yielded: make(chan struct{}, 1), storage: newStorage()}
	h.channel.Get("port1").Set("onmessage", js.FuncOf(func(js.Value, []js.Value) any {
		h.yielded <- struct{}{}
		return nil
	}))
	return h
}

// listen calls command with each command.
func (h *host) listen(command func(protocol.Command)) {
	h.expect(func(message js.Value) {
		c, err := protocol.UnmarshalCommand(goBytes(message))
		if err != nil {
			h.Send(&protocol.Failed{Reason: protocol.WorkerStopped, Detail: err.Error()})
			return
		}
		command(c)
	})
}

// expect calls receive with each message, including those that arrived before the program ran.
func (h *host) expect(receive func(message js.Value)) {
	h.scope.Set("onmessage", js.FuncOf(func(_ js.Value, args []js.Value) any {
		receive(args[0].Get("data"))
		return nil
	}))
	pending := h.scope.Get("pending")
	for i := range pending.Length() {
		receive(pending.Index(i))
	}
	h.scope.Delete("pending")
}

// Send transfers the bytes of an event to the page.
func (h *host) Send(e protocol.Event) {
	buffer := jsBytes(protocol.MarshalEvent(e)).Get("buffer")
	h.scope.Call("postMessage", buffer, []any{buffer})
}

// Yield returns after the waiting messages have been delivered. It sends a message to this worker, which takes about 10 µs; a timer
// would take at least 4 ms.
func (h *host) Yield() {
	h.channel.Get("port2").Call("postMessage", js.Null())
	<-h.yielded
}

// Digits fetches the tutorial's digits.
func (h *host) Digits() ([]byte, error) { return h.fetch("data/digits.csv.gz") }

// Pretrained fetches the pretrained network.
func (h *host) Pretrained() ([]byte, error) { return h.fetch("data/reader.nn") }

// fetch returns a file by its address relative to worker.js. The browser refuses a file whose checksum is not the one in
// checked.js.
func (h *host) fetch(name string) ([]byte, error) {
	options := map[string]any{}
	if sum := h.scope.Get("checksums").Call("get", name); sum.Truthy() {
		options["integrity"] = sum
	}
	response, err := await(h.scope.Call("fetch", name, options))
	if err != nil {
		return nil, errors.New(name + " could not be fetched: " + err.Error())
	}
	if err := checkStatus(name, response); err != nil {
		return nil, err
	}
	buffer, err := await(response.Call("arrayBuffer"))
	if err != nil {
		return nil, errors.New(name + " came in part only: " + err.Error())
	}
	return goBytes(buffer), nil
}

// Gunzip uses the browser's decompression; Go's own would make the program larger.
func (h *host) Gunzip(file []byte, most int) (unzipped []byte, err error) {
	defer catch(&err)
	unzip := js.Global().Get("DecompressionStream").New("gzip")
	stream := js.Global().Get("Response").New(jsBytes(file)).Get("body").Call("pipeThrough", unzip)
	const largestRatio = 1032 // of DEFLATE, whatever the file's end says
	b, err := drain(stream, min(unzippedSize(file), most, largestRatio*len(file)), most, func(int) bool { return true })
	if errors.Is(err, errTooMuch) {
		err = nil
	}
	return b, err
}

// unzippedSize returns the size of the content according to the last four bytes of a gzip file, which may be wrong.
func unzippedSize(file []byte) int {
	if len(file) < 4 {
		return 0
	}
	return int(binary.LittleEndian.Uint32(file[len(file)-4:]))
}

var errTooMuch = errors.New("there is more than expected")

// drain reads a ReadableStream of about expected bytes. If it has more than limit bytes, drain returns the first of them and
// errTooMuch. It calls progress with the number of bytes so far, and stops when that returns false.
func drain(stream js.Value, expected, limit int, progress func(bytes int) bool) ([]byte, error) {
	reader := stream.Call("getReader")
	b := make([]byte, 0, expected)
	for {
		result, err := await(reader.Call("read"))
		if err != nil {
			return nil, err
		}
		if result.Get("done").Bool() {
			return b, nil
		}
		chunk := result.Get("value")
		n := min(chunk.Length(), limit-len(b))
		b = slices.Grow(b, n)[:len(b)+n]
		js.CopyBytesToGo(b[len(b)-n:], chunk)
		if n < chunk.Length() {
			reader.Call("cancel")
			return b, errTooMuch
		}
		if !progress(len(b)) {
			reader.Call("cancel")
			return nil, errCancelled
		}
	}
}

var errCancelled = errors.New("it was cancelled")
