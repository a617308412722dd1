package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os/signal"
	"syscall"
	"time"
)

// run reads the flags and then exports the bundle or serves it until SIGINT or SIGTERM.
func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("server", flag.ContinueOnError)
	addr := flags.String("addr", "localhost:8080", "the address to serve on")
	dir := flags.String("dir", "static", "the folder of static files, with the two programs in it")
	export := flags.String("export", "", "write the bundle to this folder, for any static host, and stop")
	if err := flags.Parse(args); err != nil {
		return err
	}
	b, err := newBundle(*dir)
	if err != nil {
		return err
	}
	if *export != "" {
		return b.export(*export)
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	listener, err := listen(*addr)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "Digit Lab is at http://%s\n", address(*addr, listener))
	return serve(ctx, listener, b)
}

// address is the one asked for, by which the browser knows the page again, with the port that was given for port 0.
func address(asked string, listener net.Listener) string {
	host, port, err := net.SplitHostPort(asked)
	if err != nil || host == "" || port == "0" {
		return listener.Addr().String()
	}
	return asked
}

// listen takes the address, or says what to do when another program has it.
func listen(addr string) (net.Listener, error) {
	listener, err := net.Listen("tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		_, port, _ := net.SplitHostPort(addr)
		return nil, fmt.Errorf("port %s is in use; stop the program that has it, or choose another: make run PORT=8081", port)
	}
	return listener, err
}

// serve serves until ctx is done, and then finishes the requests that have begun.
func serve(ctx context.Context, listener net.Listener, h http.Handler) error {
	server := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      2 * time.Minute, // a slow line, some 10 MB
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
	}
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		end, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		stopped <- server.Shutdown(end)
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}
