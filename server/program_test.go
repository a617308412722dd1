package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// asProgram is an environment variable that makes the test's program run as the server, for tests of a process: signals, limits,
// exit codes.
const asProgram = "DIGITLAB_TEST_AS_PROGRAM"

// atEnd are functions that are called after the tests, also when these are interrupted.
var atEnd []func()

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		return
	}
	end := sync.OnceFunc(func() {
		for _, f := range atEnd {
			f()
		}
	})
	if len(atEnd) > 0 {
		interrupted := make(chan os.Signal, 1)
		signal.Notify(interrupted, os.Interrupt, syscall.SIGTERM)
		go func() {
			<-interrupted
			end()
			os.Exit(1)
		}()
	}
	code := m.Run()
	end()
	os.Exit(code)
}

// ran is a running process of the server.
type ran struct {
	*exec.Cmd
	addr string
	log  *journal
}

// startServer starts the server, after commands of a shell, and waits until it serves.
func startServer(t *testing.T, first string, args ...string) *ran {
	t.Helper()
	executable, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	s := &ran{exec.Command("/bin/sh", append([]string{"-c", first + `exec "$0" "$@"`, executable, "-addr", "127.0.0.1:0"}, args...)...), "", &journal{}}
	s.Env = append(os.Environ(), asProgram+"=1")
	s.Stderr = s.log
	out, err := s.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		s.Process.Kill()
		s.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("it does not start: %v, %s", err, s.log)
	}
	_, s.addr, _ = strings.Cut(strings.TrimSpace(line), "http://")
	s.addr, _, _ = strings.Cut(s.addr, "/")
	return s
}

// signalled sends a signal.
func (s *ran) signalled(t *testing.T, signal syscall.Signal) {
	t.Helper()
	if err := s.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
}

// says waits until the log contains a text.
func (s *ran) says(t *testing.T, text string) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !strings.Contains(s.log.String(), text); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("the log has no %q: %s", text, s.log)
		}
	}
}

// keepAlive returns a client's connection that stays open.
func keepAlive(t *testing.T, addr string) (conn net.Conn, answers *bufio.Reader) {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn, bufio.NewReader(conn)
}

// askOn sends a request on a connection, and returns an error if there is no answer.
func askOn(conn net.Conn, answers *bufio.Reader, path string) error {
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

// With a limit of 64 open files, 120 clients that stay connected after an answer, and some that request nothing, do not lock out
// others.
func TestIdleClientsGiveWay(t *testing.T) {
	if _, err := os.Stat("/bin/sh"); err != nil {
		t.Skip("needs a shell, for ulimit")
	}
	s := startServer(t, "ulimit -n 64; ", "-dir", testDir(t))
	s.says(t, "connections=48")
	var newest func() error
	for i := range 120 {
		conn, answers := keepAlive(t, s.addr)
		if err := askOn(conn, answers, "/healthz"); err != nil {
			t.Fatalf("client %d: %v", i+1, err)
		}
		newest = func() error { return askOn(conn, answers, "/healthz") }
	}
	for range 100 {
		keepAlive(t, s.addr) // and requests nothing
	}
	conn, answers := keepAlive(t, s.addr)
	if err := askOn(conn, answers, "/"); err != nil {
		t.Errorf("a new visitor: %v", err)
	}
	if err := newest(); err == nil {
		t.Error("an idle client is still there, after a hundred that are newer")
	}
	if log := s.log.String(); strings.Contains(log, "too many open files") {
		t.Errorf("the log says %q", log)
	}
}

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
		conn, answers := keepAlive(t, addr)
		answered := make(chan error, 1)
		go func() { answered <- askOn(conn, answers, "/long") }()
		<-asked
		return answered
	}
	idle, idleAnswers := keepAlive(t, addr)
	if err := askOn(idle, idleAnswers, "/"); err != nil {
		t.Fatal(err)
	}
	first := long()
	second := long() // it replaces the idle one
	idle.SetReadDeadline(time.Now().Add(20 * time.Second))
	if _, err := idleAnswers.ReadByte(); err != io.EOF {
		t.Errorf("who was idle gets %v, want the end", err)
	}
	conn, answers := keepAlive(t, addr)
	third := make(chan error, 1)
	go func() { third <- askOn(conn, answers, "/") }()
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
	idle, answers := keepAlive(t, addr)
	if err := askOn(idle, answers, "/"); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		conn, answers := keepAlive(t, addr)
		go askOn(conn, answers, "/long")
		<-asked
	}
	if err := stop(); err != nil {
		t.Errorf("stopping: %v", err)
	}
	if log := logged.String(); !strings.Contains(log, "msg=stopped cut=2") {
		t.Errorf("the log says %q, want two cut", log)
	}
}

// SIGHUP does nothing. SIGTERM finishes the requests and exits with 0; a second SIGTERM ends the process at once.
func TestSignals(t *testing.T) {
	s := startServer(t, "", "-dir", testDir(t))
	s.signalled(t, syscall.SIGHUP)
	conn, answers := keepAlive(t, s.addr)
	if err := askOn(conn, answers, "/healthz"); err != nil {
		t.Fatalf("after SIGHUP: %v", err)
	}
	s.signalled(t, syscall.SIGTERM)
	s.says(t, "msg=stopped cut=0")
	if err := s.Wait(); err != nil {
		t.Errorf("after SIGTERM: %v", err)
	}

	dir := testDir(t)
	write(t, dir+"/much.png", strings.Repeat("much ", 4<<20))
	s = startServer(t, "", "-dir", dir)
	slow, _ := keepAlive(t, s.addr)
	slow.(*net.TCPConn).SetReadBuffer(64 << 10)
	fmt.Fprint(slow, "GET /web/much.png HTTP/1.1\r\nHost: x\r\n\r\n")
	if _, err := io.ReadFull(slow, make([]byte, 100)); err != nil {
		t.Fatal(err)
	}
	s.signalled(t, syscall.SIGTERM)
	s.says(t, "msg=stopping")
	var waited sync.WaitGroup
	var exit *exec.ExitError
	waited.Go(func() { errors.As(s.Wait(), &exit) })
	for deadline := time.Now().Add(5 * time.Second); time.Now().Before(deadline) && s.Process.Signal(syscall.SIGTERM) == nil; {
		time.Sleep(10 * time.Millisecond) // the first may arrive before the server has stopped handling the signal
	}
	waited.Wait()
	if exit == nil || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGTERM || strings.Contains(s.log.String(), "msg=stopped") {
		t.Errorf("after a second SIGTERM: %v, %s; want the end by the signal", exit, s.log)
	}
}

func TestFlags(t *testing.T) {
	var out strings.Builder
	for _, help := range []string{"-h", "-help", "--help"} {
		out.Reset()
		if err := run([]string{help}, &out, io.Discard); err != nil || !strings.Contains(out.String(), "-export") || !strings.Contains(out.String(), "-addr") {
			t.Errorf("%s: %v, %q", help, err, out.String())
		}
	}
	for _, test := range []struct{ args, want string }{
		{"-addr localhost:0 static", `unexpected argument "static"`},
		{"-prot 80", "-h lists the flags"},
	} {
		if err := run(strings.Fields(test.args), io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %s", test.args, err, test.want)
		}
	}
}

// The error for an address that cannot be used contains a remedy.
func TestAddresses(t *testing.T) {
	for addr, want := range map[string]string{
		"8080":                 "-addr 8080: expected a host and a port, such as localhost:8080",
		"nowhere.invalid:8080": "there is no host nowhere.invalid here; choose one that is, such as -addr localhost:8080",
		"192.0.2.1:8080":       "192.0.2.1 is no address of this machine; choose one that is, such as -addr localhost:8080",
		"localhost:99999":      "-addr localhost:99999: ",
		"localhost:nothing":    "-addr localhost:nothing: ",
	} {
		if listener, err := listen(addr); err == nil {
			listener.Close()
			t.Errorf("%s is served", addr)
		} else if !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", addr, err, want)
		}
	}
	// The user who runs the tests may be allowed to use every port.
	denied := &net.OpError{Op: "listen", Net: "tcp", Err: os.NewSyscallError("bind", syscall.EACCES)}
	if err := explained(":80", denied); !strings.HasPrefix(err.Error(), "port 80 is for programs with more rights; choose one from 1024 on") {
		t.Errorf("got %v", err)
	}
}
