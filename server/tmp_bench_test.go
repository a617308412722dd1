package main

import (
	"context"
	"io"
	"log/slog"
	"net"
	"testing"
)

type pipes struct{ c chan net.Conn }

func (p pipes) Accept() (net.Conn, error) {
	c, ok := <-p.c
	if !ok {
		return nil, net.ErrClosed
	}
	return c, nil
}
func (p pipes) Close() error   { return nil }
func (p pipes) Addr() net.Addr { return &net.TCPAddr{} }

func BenchmarkSmall(b *testing.B) {
	l := pipes{make(chan net.Conn)}
	log := slog.New(slog.DiscardHandler)
	go serve(context.Background(), l, newServer(testBundle(b), log), log)
	ours, theirs := net.Pipe()
	l.c <- theirs
	request := []byte("GET /web/worker.js HTTP/1.1\r\nHost: localhost:9100\r\nAccept-Encoding: identity\r\n\r\n")
	buf := make([]byte, 64<<10)
	b.ReportAllocs()
	for b.Loop() {
		ours.Write(request)
		n, err := ours.Read(buf)
		if err != nil || n < 2000 {
			b.Fatal(n, err)
		}
	}
	_ = io.EOF
}
