package trainer

import (
	"sync"
	"time"

	"digitlab/wasm/protocol"
)

// queue holds the commands that have come and are not yet obeyed. It is not a channel because pushing must never wait:
// in a browser that would stop the very event loop that the trainer yields to.
type queue struct {
	mu     sync.Mutex
	items  []protocol.Command
	closed bool
	signal chan struct{} // holds one token when something may have changed
}

func newQueue() *queue { return &queue{signal: make(chan struct{}, 1)} }

func (q *queue) push(c protocol.Command) {
	q.mu.Lock()
	q.items = append(q.items, c)
	q.mu.Unlock()
	q.wake()
}

func (q *queue) close() {
	q.mu.Lock()
	q.closed = true
	q.mu.Unlock()
	q.wake()
}

func (q *queue) wake() {
	select {
	case q.signal <- struct{}{}:
	default:
	}
}

// pop returns the next command, or nil when there is none; open is false when there will be none.
func (q *queue) pop() (c protocol.Command, open bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.items) == 0 {
		return nil, !q.closed
	}
	c, q.items = q.items[0], q.items[1:]
	return c, true
}

// wait returns the next command as soon as there is one; ok is false when the queue is closed and empty.
func (q *queue) wait() (c protocol.Command, ok bool) {
	for {
		if c, open := q.pop(); c != nil || !open {
			return c, open
		}
		<-q.signal
	}
}

// waitFor is wait for at most d; it then returns nil and true.
func (q *queue) waitFor(d time.Duration) (c protocol.Command, ok bool) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	for {
		if c, open := q.pop(); c != nil || !open {
			return c, open
		}
		select {
		case <-q.signal:
		case <-timer.C:
			return nil, true
		}
	}
}
