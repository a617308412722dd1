package trainer

import (
	"sync"
	"sync/atomic"
	"time"
)

// queue holds what has come and is not yet done. It is not a channel because pushing must never wait: in a browser that would
// stop the very event loop that the trainer yields to.
type queue[T any] struct {
	mu     sync.Mutex
	items  []T
	closed bool
	signal chan struct{} // holds one token when something may have changed
}

func newQueue[T any]() *queue[T] { return &queue[T]{signal: make(chan struct{}, 1)} }

func (q *queue[T]) push(item T) {
	q.mu.Lock()
	q.items = append(q.items, item)
	q.mu.Unlock()
	q.wake()
}

// putBack makes an item the next again.
func (q *queue[T]) putBack(item T) {
	q.mu.Lock()
	q.items = append([]T{item}, q.items...)
	q.mu.Unlock()
	q.wake()
}

func (q *queue[T]) close() {
	q.mu.Lock()
	q.closed = true
	q.mu.Unlock()
	q.wake()
}

func (q *queue[T]) wake() {
	select {
	case q.signal <- struct{}{}:
	default:
	}
}

// pop returns the next item, if there is one; open is false when there will be none.
func (q *queue[T]) pop() (item T, some, open bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.items) == 0 {
		return item, false, !q.closed
	}
	item, q.items = q.items[0], q.items[1:]
	return item, true, true
}

// empty reports whether nothing waits.
func (q *queue[T]) empty() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.items) == 0
}

// wait returns the next item as soon as there is one; ok is false when the queue is closed and empty.
func (q *queue[T]) wait() (item T, ok bool) {
	for {
		if item, some, open := q.pop(); some || !open {
			return item, open
		}
		<-q.signal
	}
}

// waitFor is wait for at most d; it then returns no item and true. A timer's channel, of the time, would bring into the
// program all that writes a time.
func (q *queue[T]) waitFor(d time.Duration) (item T, ok bool) {
	var late atomic.Bool
	timer := time.AfterFunc(d, func() {
		late.Store(true)
		q.wake()
	})
	defer timer.Stop()
	for {
		if item, some, open := q.pop(); some || !open || late.Load() {
			return item, open
		}
		<-q.signal
	}
}
