//go:build js && wasm

package main

import (
	"math"
	"syscall/js"

	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
	"digitlab/wasm/trainer/helpers"
)

// spawner starts helpers: Web Workers with the same program. Each shares a buffer with this worker: an Int32Array of counts, a
// task, and an answer. If the page is not isolated from other origins there is no shared memory, and so there are no helpers.
type spawner struct{}

const (
	tasks   = iota // number of tasks given
	answers        // number of answers; starting while the helper is not ready

	counts
)

const starting = -1

// helperName is the name of a worker that is a helper.
const helperName = "helper"

// Cores returns the browser's number of cores, but at most 2 on devices with little memory.
func (spawner) Cores() int {
	navigator := js.Global().Get("navigator")
	cores := navigator.Get("hardwareConcurrency")
	if cores.Type() != js.TypeNumber {
		return 1
	}
	if memory := navigator.Get("deviceMemory"); memory.Type() == js.TypeNumber && memory.Float() < 4 { // GB
		return min(cores.Int(), 2)
	}
	return cores.Int()
}

func (spawner) Spawn(help []byte, taskSize, answerSize int) (spawned helpers.Helper) {
	defer func() {
		if recover() != nil { // there is no SharedArrayBuffer, or a worker cannot start workers
			spawned = nil
		}
	}()
	scope := js.Global()
	shared := scope.Get("SharedArrayBuffer").New(4*counts + taskSize + answerSize)
	b := newSharedBuffer(shared, taskSize, answerSize)
	b.store(answers, starting)
	worker := scope.Get("Worker").New(scope.Get("location").Get("href"), map[string]any{"name": helperName})
	worker.Call("postMessage", []any{jsBytes(help).Get("buffer"), shared, taskSize, answerSize})
	return &helper{sharedBuffer: b, worker: worker}
}

// sharedBuffer is memory that two workers share.
type sharedBuffer struct {
	atomics              js.Value
	counts, task, answer js.Value
}

func newSharedBuffer(shared js.Value, taskSize, answerSize int) sharedBuffer {
	bytes := js.Global().Get("Uint8Array")
	return sharedBuffer{js.Global().Get("Atomics"), js.Global().Get("Int32Array").New(shared, 0, counts),
		bytes.New(shared, 4*counts, taskSize), bytes.New(shared, 4*counts+taskSize, answerSize)}
}

func (b *sharedBuffer) load(count int) int { return b.atomics.Call("load", b.counts, count).Int() }

func (b *sharedBuffer) store(count, value int) {
	b.atomics.Call("store", b.counts, count, value)
	b.atomics.Call("notify", b.counts, count)
}

// wait blocks the whole worker until a count is at least value, for at most timeout milliseconds. It reports whether the count was
// reached.
func (b *sharedBuffer) wait(count, value int, timeout float64) bool {
	for {
		present := b.load(count)
		if present >= value {
			return true
		}
		if b.atomics.Call("wait", b.counts, count, present, timeout).String() == "timed-out" {
			return false
		}
	}
}

// helper is the spawning worker's access to a helper.
type helper struct {
	sharedBuffer
	worker js.Value
	given  int // number of tasks given
}

func (h *helper) Ready() bool { return h.load(answers) != starting }

func (h *helper) Send(task []byte) {
	js.CopyBytesToJS(h.task, task)
	h.given++
	h.store(tasks, h.given)
}

func (h *helper) Receive(answer []byte) bool {
	const timeout = 5000 // ms
	if !h.wait(answers, h.given, timeout) {
		return false
	}
	js.CopyBytesToGo(answer, h.answer)
	return true
}

func (h *helper) Terminate() { h.worker.Call("terminate") }

// spawned is the helper's access to the worker that spawned it.
type spawned struct {
	sharedBuffer
	done int // number of tasks done
}

func (s *spawned) Receive(task []byte) bool {
	s.store(answers, s.done)
	s.wait(tasks, s.done+1, math.Inf(1))
	js.CopyBytesToGo(task, s.task)
	return true
}

func (s *spawned) Send(answer []byte) {
	js.CopyBytesToJS(s.answer, answer)
	s.done++
}

// help is the program of a helper. It runs until the worker that spawned it terminates it, or until it can be of no further use.
func help(host *host) {
	host.expect(func(message js.Value) {
		c, err := protocol.UnmarshalCommand(goBytes(message.Index(0)))
		order, ok := c.(*protocol.Help)
		if err != nil || !ok {
			panic("a helper got another command than Help")
		}
		go func() {
			b := newSharedBuffer(message.Index(1), message.Index(2).Int(), message.Index(3).Int())
			helpers.Help(data.New(host, nil), &spawned{sharedBuffer: b}, order)
			host.scope.Call("close")
		}()
	})
	select {}
}
