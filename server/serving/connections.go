package serving

import (
	"container/list"
	"net"
	"net/http"
	"sync"
)

// mostOpen limits the connections where the system would allow more: an idle one takes about 10 KB.
const mostOpen = 10_000

// Capacity returns how many connections to clients the system's limit of open files allows. At most 16 open files are not clients:
// the standard ones, the runtime's, the listener, a client that has just connected, and connections that are being closed.
func Capacity() int {
	files := openFiles()
	return min(files-min(16, files/2), mostOpen)
}

// connections is a listener with a maximum number of open connections. At the system's limit, Go's server would accept no client
// until another leaves. This listener closes the connection that has been idle longest: first one that has had an answer, then one
// that has requested nothing yet. If none is idle, the new client waits.
type connections struct {
	net.Listener
	most int

	mu           sync.Mutex
	room         sync.Cond                  // signalled when a connection ends or becomes idle, and when the listener is closed
	open         map[net.Conn]*list.Element // its element in answered or silent; nil during a request
	answered     list.List                  // idle connections that had an answer, the longest idle first; silent likewise
	silent       list.List
	listenerDone bool
}

// limitConnections returns a listener for server, which reports the states of its connections to it.
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

// closeIdle closes the connection that has been idle longest. It returns false if none is idle.
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

// changed takes the state of a connection from the server.
func (c *connections) changed(conn net.Conn, state http.ConnState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	idle, ok := c.open[conn]
	if !ok || state == http.StateNew { // it was closed by closeIdle, or Accept has added it already
		return
	}
	if idle != nil { // Remove ignores an element of another list
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

// busy returns the number of connections with a request that is not completely answered.
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
