package servertest

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// Journal stores what is logged.
type Journal struct {
	mu   sync.Mutex
	text strings.Builder
}

func (j *Journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(p)
}

func (j *Journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

// Send sends bytes on a new connection, and has the answer read before it closes it.
func Send(t *testing.T, addr, request string, read func(answer *bufio.Reader)) {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(20 * time.Second))
	if _, err := io.WriteString(conn, request); err != nil {
		t.Fatal(err)
	}
	read(bufio.NewReader(conn))
}

// Exchange sends a request on a new connection and returns the answer and its body.
func Exchange(t *testing.T, addr, request string) (answer *http.Response, body string) {
	t.Helper()
	method, _, _ := strings.Cut(request, " ")
	Send(t, addr, request, func(r *bufio.Reader) {
		var err error
		if answer, err = http.ReadResponse(r, &http.Request{Method: method}); err != nil {
			t.Fatalf("%.80q: %v", request, err)
		}
		got, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Errorf("%.80q: the body: %v", request, err)
		}
		body = string(got)
	})
	return answer, body
}

// KeepAlive returns a client's connection that stays open.
func KeepAlive(t *testing.T, addr string) (conn net.Conn, answers *bufio.Reader) {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn, bufio.NewReader(conn)
}

// AskOn sends a request on a connection, and returns an error if there is no answer.
func AskOn(conn net.Conn, answers *bufio.Reader, path string) error {
	conn.SetDeadline(time.Now().Add(20 * time.Second))
	if _, err := fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: x\r\n\r\n", path); err != nil {
		return err
	}
	answer, err := http.ReadResponse(answers, nil)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, answer.Body)
	return err
}
