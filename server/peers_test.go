//go:build browser

package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// freePort returns a port that nobody has.
func freePort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	return port
}

// process starts a program that serves at an address. It ends with the test, or with stop.
func process(t *testing.T, url, name string, args ...string) (command *exec.Cmd, stop func()) {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatalf("there is no %s; install it, for example with: sudo apt-get install %s", name, name)
	}
	command = exec.Command(path, args...)
	command.Dir, command.Stderr = t.TempDir(), os.Stderr
	command.Env = append(os.Environ(), "HOME="+command.Dir, "XDG_DATA_HOME="+command.Dir, "XDG_CONFIG_HOME="+command.Dir)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	stop = sync.OnceFunc(func() {
		command.Process.Signal(os.Interrupt)
		command.Wait()
	})
	t.Cleanup(stop)
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		answer, err := http.Get(url)
		if err == nil {
			answer.Body.Close()
			return command, stop
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s does not serve: %v", name, err)
		}
	}
}

// nginx serves a folder as root, with what the export in it says belongs into a server.
func nginx(t *testing.T, root, locations string) (addr string, stop func()) {
	t.Helper()
	addr = "localhost:" + freePort(t)
	dir := t.TempDir()
	user := ""
	if os.Geteuid() == 0 {
		user = "user root;" // who may read the test's folder
	}
	write(t, filepath.Join(dir, "nginx.conf"), fmt.Sprintf(`%s daemon off; worker_processes auto; pid %[2]s/pid; error_log stderr crit;
events { worker_connections 4096; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
  client_body_temp_path %[2]s/1; proxy_temp_path %[2]s/2; fastcgi_temp_path %[2]s/3; uwsgi_temp_path %[2]s/4; scgi_temp_path %[2]s/5;
  server { listen %[3]s; root %[4]s; include %[5]s; }
}`, user, dir, addr, root, locations))
	_, stop = process(t, "http://"+addr+"/", "nginx", "-p", dir, "-c", filepath.Join(dir, "nginx.conf"))
	return addr, stop
}
