package serving

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"digitlab/server/servertest"
)

// The connection that has been idle longest is closed. A connection with a request is not: then a new client waits.
func TestWhoGivesWay(t *testing.T) {
	asked, finish := make(chan bool), make(chan bool)
	addr, _, _ := servingWithin(t, limits{connections: 2, drain: time.Minute}, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/long" {
			asked <- true
			<-finish
		}
	}))
	long := func() chan error {
		conn, answers := servertest.KeepAlive(t, addr)
		answered := make(chan error, 1)
		go func() { answered <- servertest.AskOn(conn, answers, "/long") }()
		<-asked
		return answered
	}
	idle, idleAnswers := servertest.KeepAlive(t, addr)
	if err := servertest.AskOn(idle, idleAnswers, "/"); err != nil {
		t.Fatal(err)
	}
	first := long()
	second := long() // it replaces the idle one
	idle.SetReadDeadline(time.Now().Add(20 * time.Second))
	if _, err := idleAnswers.ReadByte(); err != io.EOF {
		t.Errorf("who was idle gets %v, want the end", err)
	}
	conn, answers := servertest.KeepAlive(t, addr)
	third := make(chan error, 1)
	go func() { third <- servertest.AskOn(conn, answers, "/") }()
	select {
	case err := <-third:
		t.Errorf("a third was answered (%v), though two were busy", err)
	case <-time.After(100 * time.Millisecond):
	}
	close(finish)
	for _, answered := range []chan error{first, second, third} {
		if err := <-answered; err != nil {
			t.Error(err)
		}
	}
}

// A client that takes too long is disconnected. That is no error; the log contains the number of such clients.
func TestStopCuts(t *testing.T) {
	asked, finish := make(chan bool), make(chan bool)
	defer close(finish)
	addr, stop, logged := servingWithin(t, limits{connections: 9, drain: 100 * time.Millisecond}, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/long" {
			asked <- true
			<-finish
		}
	}))
	idle, answers := servertest.KeepAlive(t, addr)
	if err := servertest.AskOn(idle, answers, "/"); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		conn, answers := servertest.KeepAlive(t, addr)
		go servertest.AskOn(conn, answers, "/long")
		<-asked
	}
	if err := stop(); err != nil {
		t.Errorf("stopping: %v", err)
	}
	if log := logged.String(); !strings.Contains(log, "msg=stopped cut=2") {
		t.Errorf("the log says %q, want two cut", log)
	}
}
