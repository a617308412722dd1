package queue

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestOrder(t *testing.T) {
	q := New[int]()
	if _, some, open := q.Pop(); some || !open || !q.Empty() {
		t.Error("a new queue is not empty and open")
	}
	q.Push(1)
	q.Push(2)
	first, _, _ := q.Pop()
	q.PutBack(first)
	q.Close()
	for want := 1; want <= 2; want++ {
		if got, ok := q.Wait(); got != want || !ok {
			t.Errorf("got %d, %v, want %d", got, ok, want)
		}
	}
	if _, ok := q.Wait(); ok {
		t.Error("a queue that is closed and empty has an item")
	}
}

func TestWaitFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := New[int]()
		begin := time.Now()
		if got, ok := q.WaitFor(time.Second); got != 0 || !ok || time.Since(begin) != time.Second {
			t.Errorf("got %d, %v after %v", got, ok, time.Since(begin))
		}
		time.AfterFunc(time.Minute, func() { q.Push(5) })
		if got, ok := q.WaitFor(time.Hour); got != 5 || !ok || time.Since(begin) != time.Second+time.Minute {
			t.Errorf("got %d, %v after %v", got, ok, time.Since(begin))
		}
		time.AfterFunc(time.Minute, q.Close)
		if _, ok := q.WaitFor(time.Hour); ok {
			t.Error("a queue that was closed meanwhile has an item")
		}
	})
}
