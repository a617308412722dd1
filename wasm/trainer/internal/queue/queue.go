// Package queue has the queue of the trainer's commands and of the run store's jobs. It is not a channel, because pushing must
// never wait: in a browser that would stop the event loop that the trainer yields to.
package queue

import (
	"sync"
	"sync/atomic"
	"time"
)

// Queue holds items that have arrived and are not processed. Any goroutine may use it.
type Queue[T any] struct {
	mu     sync.Mutex
	items  []T
	closed bool
	signal chan struct{} // holds one token when something may have changed
}

// New returns an empty queue.
func New[T any]() *Queue[T] { return &Queue[T]{signal: make(chan struct{}, 1)} }

// Push adds an item.
func (q *Queue[T]) Push(item T) {
	q.mu.Lock()
	q.items = append(q.items, item)
	q.mu.Unlock()
	q.wake()
}

// PutBack makes an item the next one again.
func (q *Queue[T]) PutBack(item T) {
	q.mu.Lock()
	q.items = append([]T{item}, q.items...)
	q.mu.Unlock()
	q.wake()
}

// Close ends Wait after the items before it are taken.
func (q *Queue[T]) Close() {
	q.mu.Lock()
	q.closed = true
	q.mu.Unlock()
	q.wake()
}

func (q *Queue[T]) wake() {
	select {
	case q.signal <- struct{}{}:
	default:
	}
}

// Pop returns the next item, if there is one. open is false if there will be none.
func (q *Queue[T]) Pop() (item T, some, open bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.items) == 0 {
		return item, false, !q.closed
	}
	item, q.items = q.items[0], q.items[1:]
	return item, true, true
}

// Empty reports whether no item waits.
func (q *Queue[T]) Empty() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.items) == 0
}

// Wait waits for the next item. ok is false if the queue is closed and empty.
func (q *Queue[T]) Wait() (item T, ok bool) {
	for {
		if item, some, open := q.Pop(); some || !open {
			return item, open
		}
		<-q.signal
	}
}

// WaitFor is Wait for at most d; after that it returns no item and true. A timer's channel would bring the formatting of times into
// the program.
func (q *Queue[T]) WaitFor(d time.Duration) (item T, ok bool) {
	var late atomic.Bool
	timer := time.AfterFunc(d, func() {
		late.Store(true)
		q.wake()
	})
	defer timer.Stop()
	for {
		if item, some, open := q.Pop(); some || !open || late.Load() {
			return item, open
		}
		<-q.signal
	}
}
