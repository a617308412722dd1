package serving

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"digitlab/server/servertest"
	"digitlab/server/site"
)

// serving serves a handler until stop is called. stop returns serve's error.
func serving(t *testing.T, h http.Handler) (addr string, stop func() error, logged *servertest.Journal) {
	t.Helper()
	return servingBy(t, h, func(*http.Server) {})
}

// servingWithin is serving with limits that a test can reach.
func servingWithin(t *testing.T, l limits, h http.Handler) (addr string, stop func() error, logged *servertest.Journal) {
	t.Helper()
	return servingAs(t, h, func(*http.Server) {}, l)
}

// servingBy is serving with a server that change has changed.
func servingBy(t *testing.T, h http.Handler, change func(*http.Server)) (addr string, stop func() error, logged *servertest.Journal) {
	t.Helper()
	return servingAs(t, h, change, limits{connections: Capacity(), drain: 10 * time.Second})
}

func servingAs(t *testing.T, h http.Handler, change func(*http.Server), l limits) (addr string, stop func() error, logged *servertest.Journal) {
	t.Helper()
	listener, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	logged = &servertest.Journal{}
	log := slog.New(slog.NewTextHandler(logged, nil))
	server := NewServer(h, log)
	change(server)
	go func() { ended <- serveWithin(ctx, l, listener, server, log) }()
	stop = sync.OnceValue(func() error {
		cancel()
		select {
		case err := <-ended:
			return err
		case <-time.After(15 * time.Second):
			return fmt.Errorf("it does not stop")
		}
	})
	t.Cleanup(func() { stop() })
	return listener.Addr().String(), stop, logged
}

// pageOf returns the bundle of a folder.
func pageOf(t *testing.T, dir string) *site.Bundle {
	t.Helper()
	b, err := site.FromFolder(dir, "/")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// raw sends bytes and returns the first line of the answer.
func raw(t *testing.T, addr, request string) (line string) {
	t.Helper()
	servertest.Send(t, addr, request, func(r *bufio.Reader) {
		var err error
		if line, err = r.ReadString('\n'); err != nil && err != io.EOF {
			t.Error(err)
		}
	})
	return strings.TrimSpace(line)
}

// Requests that have begun are finished. Later ones are not accepted.
func TestStopDrains(t *testing.T) {
	begun, finish := make(chan bool), make(chan bool)
	addr, stop, logged := serving(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "8")
		io.WriteString(w, "half")
		http.NewResponseController(w).Flush()
		close(begun)
		<-finish
		io.WriteString(w, "done")
	}))
	type outcome struct {
		body string
		err  error
	}
	answered := make(chan outcome, 1)
	go func() {
		answer, err := http.Get("http://" + addr + "/")
		if err != nil {
			answered <- outcome{"", err}
			return
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		answered <- outcome{string(body), err}
	}()
	<-begun
	ended := make(chan error, 1)
	go func() { ended <- stop() }()
	for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			break
		}
		conn.Close()
		if time.Now().After(deadline) {
			t.Fatal("it still listens")
		}
	}
	close(finish)
	if got := <-answered; got.err != nil || got.body != "halfdone" {
		t.Errorf("the request that had begun got %q, %v", got.body, got.err)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if log := logged.String(); !strings.Contains(log, "stopping") || !strings.Contains(log, "stopped") {
		t.Errorf("the log says %q", log)
	}
}

// The address of health and the server as a whole (*) follow the rules for all: GET and HEAD only, and the common headers.
func TestHealth(t *testing.T) {
	addr, _, _ := serving(t, pageOf(t, servertest.StaticFolder(t)))
	for _, test := range []struct {
		request, body string
		code          int
	}{
		{"GET /healthz", "ok\n", 200},
		{"HEAD /healthz", "", 200},
		{"POST /healthz", "only GET and HEAD are answered\n", 405},
		{"OPTIONS /healthz", "only GET and HEAD are answered\n", 405},
		{"OPTIONS *", "only GET and HEAD are answered\n", 405},
		{"OPTIONS /", "only GET and HEAD are answered\n", 405},
	} {
		answer, body := servertest.Exchange(t, addr, test.request+" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
		if answer.StatusCode != test.code || body != test.body {
			t.Errorf("%s: %d %q, want %d %q", test.request, answer.StatusCode, body, test.code, test.body)
		}
		if test.code == 200 && answer.Header.Get("Cache-Control") != "no-store" || test.code == 405 && answer.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %v", test.request, answer.Header)
		}
		for name, value := range site.SecurityHeaders {
			if answer.Header.Get(name) != value[0] {
				t.Errorf("%s: %s is %q", test.request, name, answer.Header.Get(name))
			}
		}
	}
}

func TestPanic(t *testing.T) {
	addr, _, logged := serving(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/late" {
			io.WriteString(w, strings.Repeat("much", 10000))
		}
		panic("oh")
	}))
	answer, err := http.Get("http://" + addr + "/early?who=me")
	if err != nil || answer.StatusCode != 500 {
		t.Errorf("%v, %v; want 500", answer, err)
	}
	answer.Body.Close()
	if answer, err = http.Get("http://" + addr + "/late"); err == nil {
		_, err = io.ReadAll(answer.Body)
		answer.Body.Close()
	}
	if err == nil {
		t.Error("an answer that broke off looks whole")
	}
	log := logged.String()
	if strings.Count(log, "a handler panicked") != 2 || !strings.Contains(log, "panic=oh") || !strings.Contains(log, "path=/early") {
		t.Errorf("the log says %q", log)
	}
	if strings.Contains(log, "who=me") || strings.Contains(log, "127.0.0.1:") {
		t.Errorf("the log says who asked: %q", log)
	}
}

func TestLimits(t *testing.T) {
	addr, _, logged := serving(t, pageOf(t, servertest.StaticFolder(t)))
	get := "GET / HTTP/1.1\r\nHost: x\r\n"
	for request, want := range map[string]string{
		get + "\r\n": "HTTP/1.1 200 OK",
		get + "A: " + strings.Repeat("a", 64<<10) + "\r\n\r\n":                                     "HTTP/1.1 431 Request Header Fields Too Large",
		get + "Content-Length: 5\r\n\r\nhello":                                                     "HTTP/1.1 413 Request Entity Too Large",
		get + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n":                          "HTTP/1.1 413 Request Entity Too Large",
		"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n" + strings.Repeat("a", 99): "HTTP/1.1 405 Method Not Allowed",
		"GET /web/%2e%2e/%2e%2e/go.mod HTTP/1.1\r\nHost: x\r\n\r\n":                                "HTTP/1.1 404 Not Found",
		"GET /web/..%5c..%5cgo.mod HTTP/1.1\r\nHost: x\r\n\r\n":                                    "HTTP/1.1 404 Not Found",
		"GET /web/../../go.mod HTTP/1.1\r\nHost: x\r\n\r\n":                                        "HTTP/1.1 404 Not Found",
		"GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n":                                                     "HTTP/1.1 400 Bad Request",
		"nonsense\r\n\r\n":                                                                         "HTTP/1.1 400 Bad Request",
	} {
		if got := raw(t, addr, request); got != want {
			t.Errorf("%.80q: %q, want %q", request, got, want)
		}
	}
	if log := logged.String(); strings.Contains(log, "127.0.0.1:") || strings.Contains(log, "go.mod") {
		t.Errorf("the log says who asked for what: %q", log)
	}
}

// A client that sends nothing, or sends slowly, is disconnected: it has five seconds for the headers.
func TestSlowHeaders(t *testing.T) {
	if testing.Short() {
		t.Skip("takes five seconds; make test runs it")
	}
	addr, _, _ := serving(t, pageOf(t, servertest.StaticFolder(t)))
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	begin := time.Now()
	go func() {
		for _, c := range []byte("GET / HTTP/1.1\r\nHost: " + strings.Repeat("x", 1000)) {
			if _, err := conn.Write([]byte{c}); err != nil {
				return
			}
			time.Sleep(100 * time.Millisecond)
		}
	}()
	conn.SetReadDeadline(begin.Add(15 * time.Second))
	if _, err := io.ReadAll(conn); err != nil && strings.Contains(err.Error(), "timeout") {
		t.Error("after 15 seconds it still listens")
	}
	if took := time.Since(begin); took < 4*time.Second {
		t.Errorf("it was let go after %v, before its 5 s", took)
	}
}

// large is what a bundle lets take longer.
const large = 2 << 20

// A client that does not receive its answer, or requests nothing more, is disconnected after a while. Large answers may take
// longer.
func TestSlowReaders(t *testing.T) {
	if s := NewServer(http.NotFoundHandler(), slog.Default()); min(s.ReadHeaderTimeout, s.ReadTimeout, s.WriteTimeout, s.IdleTimeout) <= 0 {
		t.Errorf("a limit is missing in %+v", s)
	}
	dir := servertest.StaticFolder(t)
	random := rand.NewChaCha8([32]byte{}) // it cannot be compressed
	for name, size := range map[string]int{"some.png": large, "much.png": large + 1} {
		body := make([]byte, size)
		random.Read(body)
		servertest.Write(t, filepath.Join(dir, name), string(body))
	}
	const limit = 300 * time.Millisecond
	page := pageOf(t, dir)
	addr, _, _ := servingBy(t, page, func(s *http.Server) { s.WriteTimeout, s.IdleTimeout = limit, limit })
	// ask sends a request on a connection with a small buffer, pauses, and returns the number of bytes of the body that have
	// arrived when the server closes the connection.
	ask := func(address string, pause time.Duration, headers ...string) (length int) {
		t.Helper()
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		conn.(*net.TCPConn).SetReadBuffer(64 << 10)
		conn.SetDeadline(time.Now().Add(time.Minute))
		if _, err := fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: x\r\n%s\r\n", address, strings.Join(headers, "")); err != nil {
			t.Fatal(err)
		}
		time.Sleep(pause)
		answer, err := io.ReadAll(conn)
		if ne, ok := err.(net.Error); ok && ne.Timeout() {
			t.Errorf("%s: after a minute the connection is still open", address)
		}
		head, body, _ := strings.Cut(string(answer), "\r\n\r\n")
		if !strings.HasPrefix(head, "HTTP/1.1 20") {
			t.Errorf("%s: %q", address, head)
		}
		return len(body)
	}
	if got := ask("/web/some.png", 5*limit); got == large {
		t.Error("it waits for a client that takes nothing")
	}
	for _, condition := range []string{"", "Range: bytes=0-\r\n", "If-Range: \"x\"\r\nRange: bytes=5-\r\n", "If-None-Match: \"x\"\r\n",
		"If-Modified-Since: Thu, 01 Jan 2004 00:00:00 GMT\r\n"} {
		if got := ask("/web/much.png", 5*limit, condition); got != large+1 {
			t.Errorf("with %q, of what is large %d of %d bytes came", condition, got, large+1)
		}
	}
	if got := ask("/web/much.png", 5*limit, "Range: bytes=2-\r\n"); got == large-1 {
		t.Error("a part that is not large has the time of what is")
	}
	if got := ask("/web/worker.js", 0); got != len(page.Files["/web/worker.js"].Plain.Body) { // until it is closed for being idle
		t.Errorf("%d bytes came", got)
	}
}
