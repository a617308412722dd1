// Package client is the page's end of the connection to Web Workers: Client for the page's own trainer, Pool for trials on further
// workers. It transfers commands and events and finds dead workers; what they mean is known to others.
package client

import (
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/dom"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Client is the connection to one Web Worker. Whoever calls Start calls Close.
type Client struct {
	worker app.Value
	hooks  []app.Func
	closed chan struct{}

	Do      func(func())                // runs a function on go-app's goroutine
	receive func(protocol.Event)        // called with every event
	loading func(loaded, total float64) // called with the progress of the trainer's program, in bytes

	heartbeat heartbeat
	pings     int
}

// Start starts a worker. Failures are reported as a Failed event, after Start has returned.
func Start(do func(func()), receive func(protocol.Event), loading func(loaded, total float64)) *Client {
	c := &Client{closed: make(chan struct{}), Do: do, receive: receive, loading: loading}
	c.start()
	go c.listen()
	return c
}

// workerAddress returns the address of the worker's script. It contains the version, so that a page and a worker always have the
// same one. The fragment is for the script: the program's size, which a compressed response does not tell, and the files'
// checksums.
func workerAddress() string {
	return fmt.Sprintf("%s/worker.js?v=%s#size=%s&%s", dom.WebFolder(), dom.Version(), dom.TrainerSize(), dom.Checksums())
}

func (c *Client) start() {
	worker, messages, started := dom.TakeTrainer() // for the first client
	if !started {
		dom.CheckScripts(c.Do, "worker.js", c.begin)
		return
	}
	c.worker = worker
	c.addListeners()
	for _, m := range messages {
		c.Do(func() { c.message(m) })
	}
}

// begin starts the worker. problem is "altered", "" or another reason why its scripts cannot be run.
func (c *Client) begin(problem string) {
	if c.isClosed() {
		return
	}
	defer func() {
		if thrown := recover(); thrown != nil {
			c.fail(protocol.WorkerStopped, fmt.Sprintf("the worker could not be started: %v", thrown))
		}
	}()
	switch problem {
	case "":
		c.worker = app.Window().Get("Worker").New(workerAddress())
		c.addListeners()
	case "altered":
		c.fail(protocol.ProgramAltered, "")
	default:
		c.fail(protocol.WorkerStopped, "a script of the training engine did not arrive")
	}
}

// addListeners adds the listeners to the worker.
func (c *Client) addListeners() {
	c.on("message", func(e app.Value) { c.message(e.Get("data")) })
	c.on("messageerror", func(app.Value) { c.fail(protocol.WorkerStopped, "a message could not be read") })
	c.on("error", func(e app.Value) { c.fail(protocol.WorkerStopped, dom.Text(e.Get("message"))) })
}

// on adds a listener to the worker; Close releases it.
func (c *Client) on(event string, handle func(e app.Value)) {
	hook := app.FuncOf(func(_ app.Value, args []app.Value) any {
		c.Do(func() {
			if !c.isClosed() {
				handle(args[0])
			}
		})
		return nil
	})
	c.hooks = append(c.hooks, hook)
	c.worker.Call("addEventListener", event, hook)
}

// message takes a message of the worker: the bytes of an event from the trainer, or a plain object from worker.js.
func (c *Client) message(data app.Value) {
	c.heartbeat.heard()
	switch kind := data.Get("kind"); dom.Text(kind) {
	case "":
		c.event(data)
	case "loading":
		c.loading(data.Get("loaded").Float(), data.Get("total").Float())
	case "failed":
		reason := protocol.WorkerStopped
		switch {
		case data.Get("altered").Truthy():
			reason = protocol.ProgramAltered
		case !app.Window().Get("DecompressionStream").Truthy():
			reason = protocol.Unsupported
		}
		c.fail(reason, dom.Text(data.Get("message")))
	case "exited":
		c.fail(protocol.WorkerStopped, "the training engine ended")
	}
}

func (c *Client) event(buffer app.Value) {
	e, err := protocol.UnmarshalEvent(dom.Bytes(buffer))
	if err != nil {
		c.fail(protocol.WorkerStopped, err.Error())
		return
	}
	c.heartbeat.started = true
	c.receive(e)
}

// Started reports whether there is a worker that takes commands, if only later.
func (c *Client) Started() bool { return c.worker != nil && !c.isClosed() }

// Send transfers a command. It does nothing if the worker has failed or is not started yet.
func (c *Client) Send(command protocol.Command) {
	if !c.Started() {
		return
	}
	b := protocol.MarshalCommand(command)
	array := app.Window().Get("Uint8Array").New(len(b))
	app.CopyBytesToJS(array, b)
	buffer := array.Get("buffer")
	c.worker.Call("postMessage", buffer, []any{buffer})
}

// listen checks the worker regularly until it is closed.
func (c *Client) listen() {
	ticker := time.NewTicker(beatInterval)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			c.Do(c.check)
		case <-c.closed:
			return
		}
	}
}

func (c *Client) check() {
	if c.isClosed() {
		return
	}
	if c.heartbeat.tick(dom.Visible()) {
		c.fail(protocol.WorkerStopped, "the training engine does not answer")
		return
	}
	if !c.heartbeat.started {
		return
	}
	c.pings++
	c.Send(&protocol.Ping{ID: c.pings})
}

// fail closes the client and reports a failure. No event follows it.
func (c *Client) fail(reason protocol.Reason, detail string) {
	c.Close()
	c.receive(&protocol.Failed{Reason: reason, Detail: detail})
}

// Close terminates the worker and releases its listeners. It may be called more than once.
func (c *Client) Close() {
	if c.isClosed() {
		return
	}
	close(c.closed)
	if c.worker != nil {
		c.worker.Call("terminate")
	}
	for _, hook := range c.hooks {
		hook.Release()
	}
}

func (c *Client) isClosed() bool {
	select {
	case <-c.closed:
		return true
	default:
		return false
	}
}
