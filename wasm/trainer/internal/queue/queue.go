// Package queue has the queue of the trainer's commands and of the run store's jobs. It is not a channel because pushing must never
// wait: in a browser that would stop the very event loop that the trainer yields to.
package queue

import (
	"sync"
	"sync/atomic"
	"time"
)

// Queue holds what has come and is not yet done. Any goroutine may use it.
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

// PutBack makes an item the next again.
func (q *Queue[T]) PutBack(item T) {
	q.mu.Lock()
	q.items = append([]T{item}, q.items...)
	q.mu.Unlock()
	q.wake()
}

// Close ends Wait once the items before it are taken.
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

// Pop returns the next item, if there is one; open is false when there will be none.
func (q *Queue[T]) Pop() (item T, some, open bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.items) == 0 {
		return item, false, !q.closed
	}
	item, q.items = q.items[0], q.items[1:]
	return item, true, true
}

// Empty reports whether nothing waits.
func (q *Queue[T]) Empty() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.items) == 0
}

// Wait returns the next item as soon as there is one; ok is false when the queue is closed and empty.
func (q *Queue[T]) Wait() (item T, ok bool) {
	for {
		if item, some, open := q.Pop(); some || !open {
			return item, open
		}
		<-q.signal
	}
}

// WaitFor is Wait for at most d; it then returns no item and true. A timer's channel, of the time, would bring into the
// program all that writes a time.
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
