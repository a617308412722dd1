package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"time"
)

// newServer has limits to what a client may take, of time above all. Nothing about visitors is logged.
func newServer(h http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           recovering(withHealth(h), log),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      2 * time.Minute, // for the page's program, 15 kB a second
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
		ConnContext:       bounded,
		// OPTIONS * is no exception.
		DisableGeneralOptionsHandler: true,
		ErrorLog:                     slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
}

// limits are what serve takes from the system and leaves to clients.
type limits struct {
	connections int
	drain       time.Duration // for requests that have begun when the server is to stop
}

// serve serves until ctx is done, and then finishes the requests that have begun.
func serve(ctx context.Context, listener net.Listener, server *http.Server, log *slog.Logger) error {
	return serveWithin(ctx, limits{connections: capacity(), drain: 10 * time.Second}, listener, server, log)
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
		if errors.Is(err, context.DeadlineExceeded) { // as was announced: no fault
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

// sendBuffer is what the kernel may hold of an answer that a client has not taken. Linux doubles it for what it adds itself; left
// alone it would let it grow to 4 MB, which a thousand slow clients could hold, and which leaves the processor's cache before a
// client on the same machine, such as a proxy, has read it: the page's program goes out 1.3 times as often with this. It costs far
// clients with fast lines, who get at most so much in a round trip.
const sendBuffer = 256 << 10

func bounded(ctx context.Context, conn net.Conn) context.Context {
	if c, ok := conn.(*net.TCPConn); ok {
		c.SetWriteBuffer(sendBuffer) // where it cannot be, the kernel's will do
	}
	return ctx
}

// recovering answers 500 where a handler panics, or breaks off what it has begun to send.
func recovering(h http.Handler, log *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		watched := &begun{ResponseWriter: w}
		defer func() {
			thrown := recover()
			if thrown == nil {
				return
			}
			if thrown != http.ErrAbortHandler {
				log.Error("a handler panicked", "panic", thrown, "method", r.Method, "path", r.URL.Path, "stack", string(debug.Stack()))
			}
			if watched.yes {
				panic(http.ErrAbortHandler)
			}
			http.Error(w, "the server has made a mistake", http.StatusInternalServerError)
		}()
		h.ServeHTTP(watched, r)
	})
}

// begun knows whether an answer has begun.
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
