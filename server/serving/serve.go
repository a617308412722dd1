// Package serving serves a handler to the public: with limits of time and of connections, and an end that finishes what has begun. It
// knows nothing of the page.
package serving

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"time"
)

// NewServer returns a server with limits for clients, of time above all. Nothing about visitors is logged.
func NewServer(h http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           recovering(h, log),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      2 * time.Minute, // for the page's program, at 15 kB per second
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
		ConnContext:       bounded,
		// OPTIONS * is refused like other methods.
		DisableGeneralOptionsHandler: true,
		ErrorLog:                     slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
}

// limits are the server's limits of connections and of time.
type limits struct {
	connections int
	drain       time.Duration // for requests that are being answered when the server is to stop
}

// Serve answers on a listener until ctx is done, then finishes the requests that have begun.
func Serve(ctx context.Context, listener net.Listener, server *http.Server, log *slog.Logger) error {
	return serveWithin(ctx, limits{connections: Capacity(), drain: 10 * time.Second}, listener, server, log)
}

func serveWithin(ctx context.Context, l limits, listener net.Listener, server *http.Server, log *slog.Logger) error {
	clients := limitConnections(listener, server, l.connections)
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		log.Info("stopping", "for", "requests that have begun")
		end, cancel := context.WithTimeout(context.Background(), l.drain)
		defer cancel()
		err := server.Shutdown(end)
		cut := 0
		if errors.Is(err, context.DeadlineExceeded) { // an expected end, no error
			cut = clients.busy()
			err = server.Close()
		}
		log.Info("stopped", "cut", cut)
		stopped <- err
	}()
	if err := server.Serve(clients); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}

// sendBuffer is the size of the kernel's buffer for an answer that a client has not received. Linux doubles it for its own use.
// Without it, Linux lets the buffer grow to 4 MB: a thousand slow clients could occupy that, and the data leaves the processor's
// cache before a client on the same machine, such as a proxy, reads it. With it the page's program is sent 1.3 times as often. The
// cost: distant clients with fast lines receive at most this much per round trip.
const sendBuffer = 256 << 10

func bounded(ctx context.Context, conn net.Conn) context.Context {
	if c, ok := conn.(*net.TCPConn); ok {
		c.SetWriteBuffer(sendBuffer) // if it cannot be set, the kernel's default is used
	}
	return ctx
}

// recovering answers with 500 when a handler panics, or closes the connection if the answer has begun.
func recovering(h http.Handler, log *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := &begun{ResponseWriter: w}
		defer func() {
			thrown := recover()
			if thrown == nil {
				return
			}
			if thrown != http.ErrAbortHandler {
				log.Error("a handler panicked", "panic", thrown, "method", r.Method, "path", r.URL.Path, "stack", string(debug.Stack()))
			}
			if answer.yes {
				panic(http.ErrAbortHandler)
			}
			http.Error(w, "the server has made a mistake", http.StatusInternalServerError)
		}()
		h.ServeHTTP(answer, r)
	})
}

// begun records whether an answer has begun.
type begun struct {
	http.ResponseWriter
	yes bool
}

func (b *begun) WriteHeader(code int) {
	b.yes = true
	b.ResponseWriter.WriteHeader(code)
}

func (b *begun) Write(p []byte) (int, error) {
	b.yes = true
	return b.ResponseWriter.Write(p)
}

func (b *begun) Unwrap() http.ResponseWriter { return b.ResponseWriter }
