//go:build js && wasm

package main

import (
	"math"
	"syscall/js"

	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer"
)

// office starts Web Workers of this one's program, which share a piece of memory with it: an Int32Array of counts, then a task, then an
// answer. Where the page is not isolated from other origins there is no shared memory, and so there is nobody.
type office struct{}

const (
	tasks   = iota // given so far
	answers        // so far; starting while the worker is not ready

	counts
)

const starting = -1

// assistantName is the name of a worker that was hired.
const assistantName = "assistant"

// Cores is what the browser says, or 2 where the device has little memory.
func (office) Cores() int {
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

func (office) Hire(assist []byte, task, answer int) (hired trainer.Assistant) {
	defer func() {
		if recover() != nil { // there is no SharedArrayBuffer, or no worker in a worker
			hired = nil
		}
	}()
	scope := js.Global()
	shared := scope.Get("SharedArrayBuffer").New(4*counts + task + answer)
	d := newDesk(shared, task, answer)
	d.store(answers, starting)
	worker := scope.Get("Worker").New(scope.Get("location").Get("href"), map[string]any{"name": assistantName})
	worker.Call("postMessage", []any{jsBytes(assist).Get("buffer"), shared, task, answer})
	return &assistant{desk: d, worker: worker}
}

// desk is the shared memory.
type desk struct {
	atomics              js.Value
	counts, task, answer js.Value
}

func newDesk(shared js.Value, task, answer int) desk {
	bytes := js.Global().Get("Uint8Array")
	return desk{js.Global().Get("Atomics"), js.Global().Get("Int32Array").New(shared, 0, counts),
		bytes.New(shared, 4*counts, task), bytes.New(shared, 4*counts+task, answer)}
}

func (d *desk) load(count int) int { return d.atomics.Call("load", d.counts, count).Int() }

func (d *desk) store(count, value int) {
	d.atomics.Call("store", d.counts, count, value)
	d.atomics.Call("notify", d.counts, count)
}

// wait blocks the whole worker until a count is at least value, or for so many milliseconds.
func (d *desk) wait(count, value int, patience float64) bool {
	for {
		present := d.load(count)
		if present >= value {
			return true
		}
		if d.atomics.Call("wait", d.counts, count, present, patience).String() == "timed-out" {
			return false
		}
	}
}

// assistant is a worker that was hired.
type assistant struct {
	desk
	worker js.Value
	given  int
}

func (a *assistant) Ready() bool { return a.load(answers) != starting }

func (a *assistant) Give(task []byte) {
	js.CopyBytesToJS(a.task, task)
	a.given++
	a.store(tasks, a.given)
}

func (a *assistant) Answer(answer []byte) bool {
	const patience = 5000 // ms
	if !a.wait(answers, a.given, patience) {
		return false
	}
	js.CopyBytesToGo(answer, a.answer)
	return true
}

func (a *assistant) Dismiss() { a.worker.Call("terminate") }

// employer is the worker that hired this one.
type employer struct {
	desk
	done int
}

func (e *employer) Task(task []byte) bool {
	e.store(answers, e.done)
	e.wait(tasks, e.done+1, math.Inf(1))
	js.CopyBytesToGo(task, e.desk.task)
	return true
}

func (e *employer) Answer(answer []byte) {
	js.CopyBytesToJS(e.desk.answer, answer)
	e.done++
}

// assist is the life of a worker that was hired. Its employer ends it, or it does so itself when it can be of no use.
func assist(host *host) {
	host.expect(func(message js.Value) {
		c, err := protocol.UnmarshalCommand(goBytes(message.Index(0)))
		order, ok := c.(*protocol.Assist)
		if err != nil || !ok {
			panic("an assistant was told something else")
		}
		go func() {
			trainer.Assist(host, &employer{desk: newDesk(message.Index(1), message.Index(2).Int(), message.Index(3).Int())}, order)
			host.scope.Call("close")
		}()
	})
	select {}
}
