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

// run reads the flags and then exports the bundle or serves it until SIGINT or SIGTERM. SIGHUP, which asks daemons to read their
// files again, is ignored: there are none. The log goes to logs.
func run(args []string, out, logs io.Writer) error {
	flags := flag.NewFlagSet("server", flag.ContinueOnError)
	addr := flags.String("addr", "localhost:8080", "the address to serve on")
	dir := flags.String("dir", "", "a folder of static files, with the programs in it, to serve instead of what this program carries")
	base := flags.String("base", "/", "the path of the page, such as /digitlab/, or its whole address, such as https://example.org/digitlab/")
	export := flags.String("export", "", "write the bundle to this folder, for any static host, and stop")
	packTo := flags.String("pack", "", "write the static files and their compressed forms to this archive, to be built into this program, and stop")
	flags.SetOutput(io.Discard) // what is wrong is returned, and not all flags with it
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
		return pack(*dir, *packTo, out)
	}
	// Serving takes a few MB, and the collector would come for each of them, which takes a third of the processor's time. With a
	// ballast that counts, and that nobody touches, so that it takes no memory of the machine's, it comes each 32 MB. A higher percentage with debug.SetMemoryLimit does the same
	// for few clients, but collects without end where 6,000 have connections: 40 times instead of 4 in ten seconds, for twice the
	// processor's time a request. A limit that leaves room for them would not hold a thousand to 100 MB.
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
	context.AfterFunc(ctx, stop) // a second signal does not wait
	signal.Ignore(syscall.SIGHUP)
	listener, err := listen(*addr)
	if err != nil {
		return err
	}
	where := "http://" + address(*addr, listener) + b.base
	fmt.Fprintf(out, "Digit Lab is at %s\n", where)
	log := slog.New(slog.NewTextHandler(logs, nil))
	log.Info("serving", "address", where, "version", b.version, "files", len(b.files), "connections", capacity())
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

// listen takes the address, or says what to do when it cannot be had.
func listen(addr string) (net.Listener, error) {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, explained(addr, err)
	}
	return listener, nil
}

// explained returns what to do about an address that cannot be had.
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
