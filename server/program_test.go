package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"digitlab/server/servertest"
	"digitlab/server/site"
)

// asProgram is an environment variable that makes the test's program run as the server, for tests of a process: signals, limits,
// exit codes.
const asProgram = "DIGITLAB_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// ran is a running process of the server.
type ran struct {
	*exec.Cmd
	addr string
	log  *servertest.Journal
}

// startServer starts the server, after commands of a shell, and waits until it serves.
func startServer(t *testing.T, first string, args ...string) *ran {
	t.Helper()
	executable, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	s := &ran{exec.Command("/bin/sh", append([]string{"-c", first + `exec "$0" "$@"`, executable, "-addr", "127.0.0.1:0"}, args...)...), "", &servertest.Journal{}}
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

// With a limit of 64 open files, 120 clients that stay connected after an answer, and some that request nothing, do not lock out
// others.
func TestIdleClientsGiveWay(t *testing.T) {
	if _, err := os.Stat("/bin/sh"); err != nil {
		t.Skip("needs a shell, for ulimit")
	}
	s := startServer(t, "ulimit -n 64; ", "-dir", servertest.StaticFolder(t))
	s.says(t, "connections=48")
	var newest func() error
	for i := range 120 {
		conn, answers := servertest.KeepAlive(t, s.addr)
		if err := servertest.AskOn(conn, answers, "/healthz"); err != nil {
			t.Fatalf("client %d: %v", i+1, err)
		}
		newest = func() error { // waits until the server closes it
			if err := conn.SetReadDeadline(time.Now().Add(time.Minute)); err != nil {
				t.Fatal(err)
			}
			_, err := answers.ReadByte()
			return err
		}
	}
	for range 100 {
		servertest.KeepAlive(t, s.addr) // and requests nothing
	}
	conn, answers := servertest.KeepAlive(t, s.addr)
	if err := servertest.AskOn(conn, answers, "/"); err != nil {
		t.Errorf("a new visitor: %v", err)
	}
	if err := newest(); err == nil || errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("an idle client is still there, after a hundred that are newer: %v", err)
	}
	if log := s.log.String(); strings.Contains(log, "too many open files") {
		t.Errorf("the log says %q", log)
	}
}

// SIGHUP does nothing. SIGTERM finishes the requests and exits with 0; a second SIGTERM ends the process at once.
func TestSignals(t *testing.T) {
	s := startServer(t, "", "-dir", servertest.StaticFolder(t))
	s.signalled(t, syscall.SIGHUP)
	conn, answers := servertest.KeepAlive(t, s.addr)
	if err := servertest.AskOn(conn, answers, "/healthz"); err != nil {
		t.Fatalf("after SIGHUP: %v", err)
	}
	s.signalled(t, syscall.SIGTERM)
	s.says(t, "msg=stopped cut=0")
	if err := s.Wait(); err != nil {
		t.Errorf("after SIGTERM: %v", err)
	}

	dir := servertest.StaticFolder(t)
	servertest.Write(t, dir+"/much.png", strings.Repeat("much ", 4<<20))
	s = startServer(t, "", "-dir", dir)
	slow, _ := servertest.KeepAlive(t, s.addr)
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

func TestBusyPort(t *testing.T) {
	taken, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	err = run([]string{"-dir", servertest.StaticFolder(t), "-addr", taken.Addr().String()}, io.Discard, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "is in use; stop the program that has it, or choose another: make run PORT=") {
		t.Errorf("got %v", err)
	}
}

func TestRunServesAndExports(t *testing.T) {
	dir := t.TempDir()
	if err := run([]string{"-dir", servertest.StaticFolder(t), "-export", dir, "-base", "/digitlab/"}, io.Discard, io.Discard); err != nil {
		t.Fatal(err)
	}
	b, err := site.FromFolder(servertest.StaticFolder(t), "/digitlab/")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]site.Form{
		"index.html": b.Files["/digitlab/"].Plain, "web/app.wasm.br": b.Files["/digitlab/web/app.wasm"].Smaller[0],
		"app-worker.js": b.Files["/digitlab/app-worker.js"].Plain, "web/data/digits.csv.gz": b.Files["/digitlab/web/data/digits.csv.gz"].Plain,
	} {
		if got := servertest.Read(t, filepath.Join(dir, name)); got != string(want.Body) {
			t.Errorf("%s is not what is served", name)
		}
	}
	page := servertest.Read(t, filepath.Join(dir, "index.html"))
	if !strings.Contains(page, `http-equiv="Content-Security-Policy"`) || strings.Contains(page, "frame-ancestors") {
		t.Error("the page lacks its policy, or has what only a header may")
	}
	if headers := servertest.Read(t, filepath.Join(dir, "_headers")); !strings.HasPrefix(headers, "/digitlab/*\n") || !strings.Contains(headers, "Cross-Origin-Opener-Policy: same-origin") {
		t.Errorf("_headers has %q", headers)
	}
	if err := run([]string{"-dir", filepath.Join(dir, "nothing")}, io.Discard, io.Discard); err == nil {
		t.Error("a folder that is not there is served")
	}
}
