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

	"digitlab/server/serving"
	"digitlab/server/site"
)

// run parses the flags, then packs or exports the bundle, or serves it until SIGINT or SIGTERM. SIGHUP, which asks daemons to read
// their configuration again, is ignored. The log is written to logs.
func run(args []string, out, logs io.Writer) error {
	flags := flag.NewFlagSet("server", flag.ContinueOnError)
	addr := flags.String("addr", "localhost:8080", "the address to serve on")
	dir := flags.String("dir", "", "a folder of static files, with the programs in it, to serve instead of what this program carries")
	base := flags.String("base", "/", "the path of the page, such as /digitlab/, or its whole address, such as https://example.org/digitlab/")
	export := flags.String("export", "", "write the bundle to this folder, for any static host, and stop")
	packTo := flags.String("pack", "", "write the static files and their compressed forms to this archive, to be built into this program, and stop")
	flags.SetOutput(io.Discard) // errors are returned, without a list of all flags
	err := flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		flags.SetOutput(out)
		fmt.Fprintln(out, "server serves Digit Lab, or writes its files for another server. Its flags are:")
		flags.PrintDefaults()
		return nil
	case err != nil:
		return fmt.Errorf("%w; -h lists the flags", err)
	case flags.NArg() > 0:
		return fmt.Errorf("unexpected argument %q: all that can be said is said by flags, and -h lists them", flags.Arg(0))
	}
	if *packTo != "" {
		return site.Pack(*dir, *packTo, out)
	}
	// Serving needs a few MB of heap, so that the garbage collector would run after every few MB of garbage: a third of the
	// processor's time. A ballast of 64 MB that is never used, and so takes no physical memory, makes it run once per 32 MB. A
	// higher percentage with debug.SetMemoryLimit does the same for few clients, but with 6,000 connections it collects all the
	// time: 40 times instead of 4 in ten seconds, for twice the processor's time per request. A limit high enough for them would
	// not keep a thousand clients below 100 MB.
	ballast := make([]byte, 64<<20)
	defer runtime.KeepAlive(ballast)
	debug.SetGCPercent(50)
	b, err := load(*dir, *base)
	if err != nil {
		return err
	}
	if *export != "" {
		return b.Export(*export)
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	signal.Ignore(syscall.SIGHUP)
	listener, err := listen(*addr)
	if err != nil {
		return err
	}
	where := "http://" + address(*addr, listener) + b.Base
	fmt.Fprintf(out, "Digit Lab is at %s\n", where)
	log := slog.New(slog.NewTextHandler(logs, nil))
	log.Info("serving", "address", where, "version", b.Version, "files", len(b.Files), "connections", serving.Capacity())
	return serving.Serve(ctx, listener, serving.NewServer(b, log), log)
}

// load returns the bundle of a folder, or the embedded one if dir is "".
func load(dir, base string) (*site.Bundle, error) {
	if dir == "" {
		return site.Embedded(base)
	}
	return site.FromFolder(dir, base)
}

// address returns the requested address, by which the browser recognises the page; port 0 is replaced by the assigned port.
func address(asked string, listener net.Listener) string {
	host, port, err := net.SplitHostPort(asked)
	if err != nil || host == "" || port == "0" {
		return listener.Addr().String()
	}
	return asked
}

// listen listens on an address. Its error contains a remedy.
func listen(addr string) (net.Listener, error) {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, explained(addr, err)
	}
	return listener, nil
}

// explained returns the error with a remedy.
func explained(addr string, err error) error {
	host, port, malformed := net.SplitHostPort(addr)
	var unknown *net.DNSError
	switch {
	case malformed != nil:
		return fmt.Errorf("-addr %s: expected a host and a port, such as localhost:8080, or :8080 for all addresses of this machine", addr)
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("port %s is in use; stop the program that has it, or choose another: make run PORT=8081", port)
	case errors.Is(err, syscall.EACCES):
		return fmt.Errorf("port %s is for programs with more rights; choose one from 1024 on, such as -addr :8080, behind a proxy that has port %s", port, port)
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return fmt.Errorf("%s is no address of this machine; choose one that is, such as -addr localhost:%s, or -addr :%s for all of them", host, port, port)
	case errors.As(err, &unknown) && unknown.Name == host:
		return fmt.Errorf("there is no host %s here; choose one that is, such as -addr localhost:%s, or -addr :%s for all addresses of this machine", host, port, port)
	}
	return fmt.Errorf("-addr %s: %w", addr, err)
}
