//go:build browser

// Package bench measures the server beside its peers under load.
package bench

import (
	"bytes"
	"context"
	"crypto/sha256"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"digitlab/server/servertest"
)

var (
	loaded     = flag.Bool("load", false, "measure the server beside its peers; make bench-server does")
	fileServer = flag.String("fileserver", "", "serve this folder by http.FileServer, as one of the peers")
	fileAddr   = flag.String("fileaddr", "", "on this address")
)

// TestFileServer is the peer of TestLoad from Go's standard library, in a process of its own.
func TestFileServer(t *testing.T) {
	if *fileServer == "" {
		t.Skip("a part of make bench-server")
	}
	t.Fatal(http.ListenAndServe(*fileAddr, http.FileServer(http.Dir(*fileServer))))
}

const (
	cell   = 2 * time.Second // duration of a measurement
	rounds = 4               // measurements of each server, in turn; the best counts, because the machine does other things too
)

// TestLoad serves the same files with our server, nginx, Caddy and Go's FileServer, and measures each in turn under the same load.
// Then a thousand connections to our server come and go.
func TestLoad(t *testing.T) {
	if !*loaded {
		t.Skip("make bench-server runs it")
	}
	program, err := filepath.Abs("../../build/server")
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "page")
	if out, err := exec.Command(program, "-export", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v, %s; make build makes the program", err, out)
	}
	servertest.Write(t, filepath.Join(dir, "web", "program.gz"), servertest.Read(t, filepath.Join(dir, "web", "app.wasm.gz"))) // for servers that do not choose a form
	our, caddy, files := "localhost:"+servertest.FreePort(t), "localhost:"+servertest.FreePort(t), "localhost:"+servertest.FreePort(t)
	ours, _ := servertest.Process(t, "http://"+our+"/healthz", program, "-addr", our)
	caddyfile := filepath.Join(t.TempDir(), "Caddyfile")
	servertest.Write(t, caddyfile, fmt.Sprintf("{\n\tadmin off\n\tlog {\n\t\toutput discard\n\t}\n}\nhttp://%s {\n root * %s\n file_server {\n precompressed gzip\n }\n}\n", caddy, dir))
	servertest.Process(t, "http://"+caddy+"/", "caddy", "run", "--config", caddyfile, "--adapter", "caddyfile")
	test, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	servertest.Process(t, "http://"+files+"/", test, "-test.run", "^TestFileServer$", "-fileserver", dir, "-fileaddr", files)
	ngx, _ := servertest.Nginx(t, dir, filepath.Join(dir, "nginx.conf"))

	peers := []struct{ name, addr, program string }{
		{"ours", our, "/web/app.wasm"}, {"nginx", ngx, "/web/app.wasm"}, {"Caddy", caddy, "/web/app.wasm"}, {"FileServer", files, "/web/program.gz"}}
	small, large := map[string]float64{}, map[string]float64{}
	for range rounds {
		for _, p := range peers {
			small[p.name] = max(small[p.name], wrk(t, 64, "http://"+p.addr+"/web/worker.js", "identity"))
		}
		for _, p := range peers {
			large[p.name] = max(large[p.name], wrk(t, 16, "http://"+p.addr+p.program, "gzip"))
		}
	}
	fmt.Printf("requests a second, the best of %d runs of %v\n%-12s%14s%16s\n", rounds, cell, "", fmt.Sprintf("%d B", len(servertest.Read(t, filepath.Join(dir, "web", "worker.js")))),
		fmt.Sprintf("%d B gzip", len(servertest.Read(t, filepath.Join(dir, "web", "program.gz")))))
	for _, p := range peers {
		fmt.Printf("%-12s%14.0f%16.0f\n", p.name, small[p.name], large[p.name])
	}
	if small["ours"] < small["FileServer"] || small["ours"] < 2*small["Caddy"] {
		t.Errorf("%.0f small files a second, want at least FileServer's %.0f and twice Caddy's %.0f", small["ours"], small["FileServer"], small["Caddy"])
	}
	// All servers send the same bytes through the kernel. The best values of one server differ by a tenth between measurements.
	if best := max(large["nginx"], large["Caddy"], large["FileServer"]); large["ours"] < .9*best {
		t.Errorf("%.0f programs a second, want the best's %.0f", large["ours"], best)
	}

	before := peak(t, ours)
	answers := comeAndGo(t, our, dir)
	fmt.Printf("a thousand connections for %v, half of them slow: %d answers; at most %.0f MiB of memory, %.0f before\n", 2*cell, answers, peak(t, ours), before)
	if peak(t, ours) > 100 {
		t.Errorf("%.0f MiB of memory, want at most 100", peak(t, ours))
	}
}

// wrk requests an address for the duration of a measurement and returns the answers per second. All answers must be right.
func wrk(t *testing.T, connections int, url, coding string) float64 {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, "wrk", "-t2", fmt.Sprintf("-c%d", connections), fmt.Sprintf("-d%ds", int(cell.Seconds())),
		"-H", "Accept-Encoding: "+coding, url).CombinedOutput()
	if err != nil {
		t.Fatalf("wrk: %v, %s", err, out)
	}
	if bytes.Contains(out, []byte("Socket errors")) || bytes.Contains(out, []byte("Non-2xx")) {
		t.Errorf("%s:\n%s", url, out)
	}
	found := regexp.MustCompile(`Requests/sec: +([0-9.]+)`).FindSubmatch(out)
	if found == nil {
		t.Fatalf("wrk says %s", out)
	}
	rate, _ := strconv.ParseFloat(string(found[1]), 64)
	return rate
}

// comeAndGo keeps a thousand connections open for the duration of a measurement, each replaced after its answer. Half of them read
// the page's program slowly. It returns the number of answers; each must be complete, and be the exported file.
func comeAndGo(t *testing.T, addr, exported string) int64 {
	t.Helper()
	var answers, lost atomic.Int64
	end := time.Now().Add(2 * cell)
	var clients sync.WaitGroup
	for i := range 1000 {
		address, pause := "/web/worker.js", time.Duration(0)
		if i%2 == 0 {
			address, pause = "/web/app.wasm", 100*time.Millisecond
		}
		want := sha256.Sum256([]byte(servertest.Read(t, filepath.Join(exported, address+".gz"))))
		clients.Go(func() {
			for time.Now().Before(end) {
				if got, err := fetchSlowly(addr, address, pause); err != nil || got != want {
					if lost.Add(1) == 1 {
						t.Errorf("an answer was lost: %v", err)
					}
				}
				answers.Add(1)
			}
		})
	}
	clients.Wait()
	if lost.Load() > 0 {
		t.Errorf("%d of %d answers were lost", lost.Load(), answers.Load())
	}
	return answers.Load()
}

// fetchSlowly sends one request on a connection of its own, pauses between reads of the answer, and returns the SHA-256 of its
// body.
func fetchSlowly(addr, address string, pause time.Duration) (sum [32]byte, err error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return sum, err
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(time.Minute))
	if _, err := fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n", address); err != nil {
		return sum, err
	}
	var answer bytes.Buffer
	for piece := make([]byte, 64<<10); err == nil; {
		var n int
		n, err = conn.Read(piece)
		answer.Write(piece[:n])
		time.Sleep(pause)
	}
	if err != io.EOF {
		return sum, err
	}
	head, body, _ := bytes.Cut(answer.Bytes(), []byte("\r\n\r\n"))
	if !bytes.HasPrefix(head, []byte("HTTP/1.1 200 ")) {
		return sum, fmt.Errorf("%.40q", head)
	}
	return sha256.Sum256(body), nil
}

// peak returns the maximum memory of a process, in MiB.
func peak(t *testing.T, command *exec.Cmd) float64 {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", command.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(status), "\n")
	i := slices.IndexFunc(lines, func(line string) bool { return strings.HasPrefix(line, "VmHWM:") })
	kB, err := strconv.ParseFloat(strings.Fields(lines[i])[1], 64)
	if err != nil {
		t.Fatal(err)
	}
	return kB / 1024
}
