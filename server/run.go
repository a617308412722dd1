package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"
)

// run reads the flags and then exports the bundle or serves it until SIGINT or SIGTERM. The log goes to logs.
func run(args []string, out, logs io.Writer) error {
	flags := flag.NewFlagSet("server", flag.ContinueOnError)
	addr := flags.String("addr", "localhost:8080", "the address to serve on")
	dir := flags.String("dir", "", "a folder of static files, with the programs in it, to serve instead of what this program carries")
	base := flags.String("base", "/", "the path of the page, such as /digitlab/, or its whole address, such as https://example.org/digitlab/")
	export := flags.String("export", "", "write the bundle to this folder, for any static host, and stop")
	packTo := flags.String("pack", "", "write the static files and their compressed forms to this archive, to be built into this program, and stop")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *packTo != "" {
		return pack(*dir, *packTo, out)
	}
	// Serving takes a few MB, and the collector would come for each of them, which takes a third of the processor's time. With a
	// ballast that counts, and that nobody touches, so that it takes no memory of the machine's, it comes each 32 MB.
	ballast := make([]byte, 64<<20)
	defer runtime.KeepAlive(ballast)
	debug.SetGCPercent(50)
	b, err := load(*dir, *base)
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
	where := "http://" + address(*addr, listener) + b.base
	fmt.Fprintf(out, "Digit Lab is at %s\n", where)
	log := slog.New(slog.NewTextHandler(logs, nil))
	log.Info("serving", "address", where, "version", b.version, "files", len(b.files))
	return serve(ctx, listener, newServer(b, log), log)
}

// load returns the bundle of a folder, or without one that which this program carries.
func load(dir, base string) (*bundle, error) {
	if dir == "" {
		return embedded(base)
	}
	return fromFolder(dir, base)
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
