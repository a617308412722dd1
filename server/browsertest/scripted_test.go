//go:build browser

package browsertest

import (
	"encoding/binary"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"digitlab/server/site"
	"digitlab/wasm/protocol"
)

// newScripted returns a scripted page.
func newScripted(t *testing.T, answer func(protocol.Command) []protocol.Event) *scripted {
	t.Helper()
	return &scripted{Bundle: withFile(t, builtBundle(t), "worker.js", scriptedWorker), answer: answer}
}

// scripted is the page with a trainer that sends the events of a test: so two hundred runs, or a worker that dies, need no
// training. Its worker passes each command to the server, and the server's events to the page.
type scripted struct {
	*site.Bundle
	mu     sync.Mutex
	heard  []protocol.Command
	answer func(protocol.Command) []protocol.Event // nil is the start of a worker
}

const scriptedWorker = `"use strict";
let last = Promise.resolve();
const tell = (body) => {
  last = last.then(async () => {
    const response = await fetch('/scripted', { method: 'POST', body });
    if (response.status === 410) throw new Error('this worker is to die');
    const view = new DataView(await response.arrayBuffer());
    for (let at = 0; at < view.byteLength;) {
      const size = view.getUint32(at, true);
      const event = view.buffer.slice(at + 4, at + 4 + size);
      self.postMessage(event, [event]);
      at += 4 + size;
    }
  }).catch((error) => self.postMessage({ kind: 'failed', message: String(error) }));
};
self.onmessage = (event) => tell(event.data);
tell('');
`

func (s *scripted) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/scripted" {
		s.Bundle.ServeHTTP(w, r)
		return
	}
	s.secure(w.Header())
	body, _ := io.ReadAll(r.Body)
	var c protocol.Command
	if len(body) > 0 {
		var err error
		if c, err = protocol.UnmarshalCommand(body); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
	}
	s.mu.Lock()
	if c != nil {
		s.heard = append(s.heard, c)
	}
	s.mu.Unlock()
	events := s.answer(c)
	if events == nil {
		w.WriteHeader(http.StatusGone)
		return
	}
	var out []byte
	for _, e := range events {
		b := protocol.MarshalEvent(e)
		out = append(binary.LittleEndian.AppendUint32(out, uint32(len(b))), b...)
	}
	w.Write(out)
}

// secure sets the headers with which the bundle isolates the page.
func (s *scripted) secure(h http.Header) {
	real := httptest.NewRecorder()
	s.Bundle.ServeHTTP(real, httptest.NewRequest(http.MethodGet, "/", nil))
	for name, values := range real.Header() {
		if name == "Content-Security-Policy" || strings.HasPrefix(name, "Cross-Origin-") {
			h[name] = values
		}
	}
}
