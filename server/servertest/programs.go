package servertest

import (
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// FreePort's ports are below those that systems assign by themselves. The first is random, because other tests may run too.
var (
	firstPort = 20_000 + rand.IntN(8_000)
	ports     atomic.Int32
)

// FreePort returns a port that is not in use and that no other test gets, even while nobody listens on it.
func FreePort(t *testing.T) string {
	t.Helper()
	listener, addr := Listen(t)
	listener.Close()
	return strings.TrimPrefix(addr, "localhost:")
}

// Listen listens on such a port. It returns its address, too.
func Listen(t *testing.T) (listener net.Listener, addr string) {
	t.Helper()
	for range 1000 {
		addr = "localhost:" + strconv.Itoa(firstPort+int(ports.Add(1)))
		if listener, err := net.Listen("tcp", addr); err == nil {
			return listener, addr
		}
	}
	t.Fatal("a thousand ports are taken")
	return nil, ""
}

// Find returns the path of a program by one of its names. It fails if there is none: a test that cannot run must not pass.
func Find(t *testing.T, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatalf("there is no %s; .ci/need.sh installs it", names[0])
	return ""
}

// Program returns a command whose home folder is a folder of the test.
func Program(t *testing.T, name string, args ...string) *exec.Cmd {
	t.Helper()
	command := exec.Command(Find(t, name), args...)
	command.Dir, command.Stderr = t.TempDir(), os.Stderr
	command.Env = append(os.Environ(), "HOME="+command.Dir, "XDG_DATA_HOME="+command.Dir, "XDG_CONFIG_HOME="+command.Dir)
	return command
}

// Start starts a program. It ends with the test, or when stop is called.
func Start(t *testing.T, command *exec.Cmd) (stop func()) {
	t.Helper()
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	stop = sync.OnceFunc(func() {
		command.Process.Signal(os.Interrupt)
		command.Wait()
	})
	t.Cleanup(stop)
	return stop
}

// Process starts a program and waits until it serves an address.
func Process(t *testing.T, url, name string, args ...string) (command *exec.Cmd, stop func()) {
	t.Helper()
	command = Program(t, name, args...)
	stop = Start(t, command)
	Serves(t, url)
	return command, stop
}

// Serves waits until an address is served.
func Serves(t *testing.T, url string) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		answer, err := http.Get(url)
		if err == nil {
			answer.Body.Close()
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("nothing is served: %v", err)
		}
	}
}

// Nginx serves a folder as root, with the export's part of the configuration.
func Nginx(t *testing.T, root, locations string) (addr string, stop func()) {
	t.Helper()
	addr = "localhost:" + FreePort(t)
	dir := t.TempDir()
	user := ""
	if os.Geteuid() == 0 {
		user = "user root;" // the user that may read the test's folder
	}
	Write(t, filepath.Join(dir, "nginx.conf"), fmt.Sprintf(`%s daemon off; worker_processes auto; pid %[2]s/pid; error_log stderr crit;
events { worker_connections 4096; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
  client_body_temp_path %[2]s/1; proxy_temp_path %[2]s/2; fastcgi_temp_path %[2]s/3; uwsgi_temp_path %[2]s/4; scgi_temp_path %[2]s/5;
  server { listen %[3]s; root %[4]s; include %[5]s; }
}`, user, dir, addr, root, locations))
	_, stop = Process(t, "http://"+addr+"/", "nginx", "-p", dir, "-c", filepath.Join(dir, "nginx.conf"))
	return addr, stop
}
