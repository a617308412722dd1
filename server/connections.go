package main

import (
	"container/list"
	"net"
	"net/http"
	"sync"
)

// mostOpen bounds the connections where the system would allow more: an idle one takes some 10 KB.
const mostOpen = 10_000

// capacity returns how many connections the system's limit on open files leaves for clients. Of the files at most 16 are others:
// the standard ones, the runtime's, the listener, one client who has just come, and those that are being closed.
func capacity() int {
	files := openFiles()
	return min(files-min(16, files/2), mostOpen)
}

// connections is a listener with a most of open connections. At the system's limit Go's server would take nobody until somebody
// leaves. Here the one that has been idle for the longest gives way to who is new: first of those that have had an answer, then
// of those that have asked nothing yet. Where none is idle, who is new waits.
type connections struct {
	net.Listener
	most int

	mu           sync.Mutex
	room         sync.Cond                  // signalled when a connection ends or becomes idle, and when the listener is closed
	open         map[net.Conn]*list.Element // of answered or silent, or nil during a request
	answered     list.List                  // the longest idle first, as in silent
	silent       list.List
	listenerDone bool
}

// limitConnections makes a listener to serve server by, and has the server report what its connections do.
func limitConnections(listener net.Listener, server *http.Server, most int) *connections {
	c := &connections{Listener: listener, most: most, open: map[net.Conn]*list.Element{}}
	c.room.L = &c.mu
	server.ConnState = c.changed
	return c
}

func (c *connections) Accept() (net.Conn, error) {
	conn, err := c.Listener.Accept()
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for len(c.open) >= c.most && !c.closeIdle() {
		if c.listenerDone {
			conn.Close()
			return nil, net.ErrClosed
		}
		c.room.Wait()
	}
	c.open[conn] = c.silent.PushBack(conn)
	return conn, nil
}

// closeIdle closes the connection that is to give way, if there is one.
func (c *connections) closeIdle() bool {
	for _, idle := range []*list.List{&c.answered, &c.silent} {
		if first := idle.Front(); first != nil {
			conn := idle.Remove(first).(net.Conn)
			delete(c.open, conn)
			conn.Close()
			return true
		}
	}
	return false
}

// changed is told by the server what a connection does.
func (c *connections) changed(conn net.Conn, state http.ConnState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	idle, ok := c.open[conn]
	if !ok || state == http.StateNew { // it has given way, or is known from Accept
		return
	}
	if idle != nil { // Remove looks whose it is
		c.answered.Remove(idle)
		c.silent.Remove(idle)
	}
	switch state {
	case http.StateActive:
		c.open[conn] = nil
	case http.StateIdle:
		c.open[conn] = c.answered.PushBack(conn)
		c.room.Signal()
	default:
		delete(c.open, conn)
		c.room.Signal()
	}
}

// busy returns the number of connections with a request that is not answered whole.
func (c *connections) busy() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.open) - c.answered.Len() - c.silent.Len()
}

func (c *connections) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.listenerDone = true
	c.room.Signal()
	return c.Listener.Close()
}
