//go:build browser

package browsertest

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/coder/websocket"

	"digitlab/server/servertest"
)

// bidi drives Firefox by WebDriver BiDi (w3c.github.io/webdriver-bidi), through a WebSocket of Firefox.
type bidi struct {
	conn     *websocket.Conn
	tab      string
	last     int // ID of the last command
	complain func(string)
}

// quietFirefox keeps Firefox from using the network by itself, and sets the preferred language.
const quietFirefox = `
user_pref("app.normandy.enabled", false);
user_pref("app.update.disabledForTesting", true);
user_pref("browser.safebrowsing.update.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("extensions.systemAddon.update.enabled", false);
user_pref("intl.accept_languages", "en-US");
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("services.settings.server", "data:,");
`

// openFirefox starts headless Firefox with a fresh profile and opens the page.
func openFirefox(t *testing.T, s *server) *browser {
	t.Helper()
	return openFirefoxWith(t, s, "")
}

// openFirefoxWith is openFirefox with further settings.
func openFirefoxWith(t *testing.T, s *server, settings string) *browser {
	t.Helper()
	profile := t.TempDir()
	servertest.Write(t, filepath.Join(profile, "user.js"), quietFirefox+settings)
	command := servertest.Program(t, servertest.Find(t, "firefox-esr", "firefox"), "--headless", "--no-remote", "--profile", profile, "--width", "1280", "--height", "900",
		"--remote-debugging-port", "0", "about:blank")
	url := startSaying(t, command, &command.Stderr, "WebDriver BiDi listening on ")
	b := &browser{t: t, ctx: context.Background(), site: s}
	b.must(func(ctx context.Context) error {
		conn, _, err := websocket.Dial(ctx, url+"/session", nil)
		if err != nil {
			return err
		}
		t.Cleanup(func() { conn.CloseNow() })
		conn.SetReadLimit(64 << 20)
		d := &bidi{conn: conn, complain: b.complain}
		b.driver = d
		return d.begin(ctx)
	})
	b.visit(s.url())
	return b
}

// begin takes the tab that is open.
func (d *bidi) begin(ctx context.Context) error {
	var tree struct{ Contexts []struct{ Context string } }
	err := errors.Join(
		d.call(ctx, "session.new", object{"capabilities": object{}}, nil),
		d.call(ctx, "session.subscribe", object{"events": []string{"log.entryAdded"}}, nil),
		d.call(ctx, "script.addPreloadScript", object{"functionDeclaration": "() => {" + finder + "}"}, nil),
		d.call(ctx, "browsingContext.getTree", object{}, &tree))
	if err != nil {
		return err
	}
	d.tab = tree.Contexts[0].Context
	return nil
}

type object map[string]any

// call sends a command and waits for its result. Events that arrive before the result are handled.
func (d *bidi) call(ctx context.Context, method string, params object, result any) error {
	d.last++
	command, err := json.Marshal(object{"id": d.last, "method": method, "params": params})
	if err != nil {
		return err
	}
	if err := d.conn.Write(ctx, websocket.MessageText, command); err != nil {
		return err
	}
	for {
		_, message, err := d.conn.Read(ctx)
		if err != nil {
			return fmt.Errorf("%s: %w", method, err)
		}
		var m struct {
			ID             int
			Error, Message string
			Result         json.RawMessage
			Params         struct{ Level, Text string }
		}
		if err := json.Unmarshal(message, &m); err != nil {
			return err
		}
		switch {
		case m.ID == 0 && (m.Params.Level == "error" || m.Params.Level == "warn"):
			d.complain(m.Params.Text)
		case m.ID == d.last && m.Error != "":
			return fmt.Errorf("%s: %s: %s", method, m.Error, m.Message)
		case m.ID == d.last && result != nil:
			return json.Unmarshal(m.Result, result)
		case m.ID == d.last:
			return nil
		}
	}
}

func (d *bidi) evaluate(ctx context.Context, expression string) ([]byte, error) {
	var r struct {
		Result           struct{ Value string }
		ExceptionDetails struct{ Text string }
	}
	err := d.call(ctx, "script.evaluate", object{"expression": "JSON.stringify((" + expression + "))",
		"target": object{"context": d.tab}, "awaitPromise": false}, &r)
	if err == nil && r.ExceptionDetails.Text != "" {
		err = errors.New(r.ExceptionDetails.Text)
	}
	return []byte(r.Result.Value), err
}

func (d *bidi) navigate(ctx context.Context, url string) error {
	return d.call(ctx, "browsingContext.navigate", object{"context": d.tab, "url": url, "wait": "complete"}, nil)
}

func (d *bidi) reload(ctx context.Context) error {
	return d.call(ctx, "browsingContext.reload", object{"context": d.tab, "wait": "complete"}, nil)
}

func (d *bidi) stroke(ctx context.Context, path []windowPoint) error {
	return d.call(ctx, "input.performActions", object{"context": d.tab, "actions": mouse(path)}, nil)
}

func (d *bidi) screenshot(ctx context.Context) ([]byte, error) {
	var r struct{ Data []byte } // Base64 in JSON
	err := d.call(ctx, "browsingContext.captureScreenshot", object{"context": d.tab, "origin": "document"}, &r)
	return r.Data, err
}

// classic drives WebKitGTK by WebDriver (w3.org/TR/webdriver2), through the HTTP server of WebKitWebDriver. It does not report the
// messages of the console.
type classic struct {
	url string // of the session
}

// openWebKit starts WebKitGTK's MiniBrowser on a virtual screen and opens the page.
func openWebKit(t *testing.T, s *server) *browser {
	t.Helper()
	screen := servertest.Program(t, "Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp")
	display := startSaying(t, screen, &screen.Stdout, "")
	port := servertest.FreePort(t)
	command := servertest.Program(t, "WebKitWebDriver", "--port="+port)
	command.Env = append(command.Env, "DISPLAY=:"+display)
	servertest.Start(t, command)
	d := &classic{url: "http://localhost:" + port + "/session"}
	servertest.Serves(t, "http://localhost:"+port+"/status")
	b := &browser{t: t, ctx: context.Background(), driver: d, site: s}
	b.must(d.begin)
	t.Cleanup(func() { b.must(d.end) })
	b.visit(s.url())
	return b
}

func (d *classic) begin(ctx context.Context) error {
	var session struct{ SessionID string }
	err := d.call(ctx, http.MethodPost, "", object{"capabilities": object{}}, &session)
	d.url += "/" + session.SessionID
	if err != nil {
		return err
	}
	return d.call(ctx, http.MethodPost, "/window/rect", object{"x": 0, "y": 0, "width": 1280, "height": 900}, nil)
}

func (d *classic) end(ctx context.Context) error { return d.call(ctx, http.MethodDelete, "", nil, nil) }

// call sends a command and decodes its result.
func (d *classic) call(ctx context.Context, method, path string, params object, result any) error {
	body, err := json.Marshal(params)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, method, d.url+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	var m struct{ Value json.RawMessage }
	if err := json.NewDecoder(answer.Body).Decode(&m); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", path, m.Value)
	}
	if result == nil {
		return nil
	}
	return json.Unmarshal(m.Value, result)
}

// evaluate runs the finder with each expression, because this driver cannot run scripts before the page's own.
func (d *classic) evaluate(ctx context.Context, expression string) ([]byte, error) {
	var value string
	err := d.call(ctx, http.MethodPost, "/execute/sync", object{"args": []any{},
		"script": "if (!window.byRole) {" + finder + "} return JSON.stringify((" + expression + ")) ?? '';"}, &value)
	return []byte(value), err
}

func (d *classic) navigate(ctx context.Context, url string) error {
	return d.call(ctx, http.MethodPost, "/url", object{"url": url}, nil)
}

func (d *classic) reload(ctx context.Context) error {
	return d.call(ctx, http.MethodPost, "/refresh", object{}, nil)
}

func (d *classic) stroke(ctx context.Context, path []windowPoint) error {
	return d.call(ctx, http.MethodPost, "/actions", object{"actions": mouse(path)}, nil)
}

func (d *classic) screenshot(ctx context.Context) ([]byte, error) {
	var encoded string
	if err := d.call(ctx, http.MethodGet, "/screenshot", nil, &encoded); err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(encoded)
}

// mouse returns WebDriver's actions for a movement of the mouse with its button down.
func mouse(path []windowPoint) []object {
	var actions []object
	for i, p := range path {
		actions = append(actions, object{"type": "pointerMove", "x": int(p.X), "y": int(p.Y), "duration": 0})
		if i == 0 {
			actions = append(actions, object{"type": "pointerDown", "button": 0})
		}
	}
	actions = append(actions, object{"type": "pointerUp", "button": 0})
	return []object{{"type": "pointer", "id": "mouse", "parameters": object{"pointerType": "mouse"}, "actions": actions}}
}

// startSaying starts a command and waits for a line with a prefix in one of its outputs. It returns the rest of that line.
func startSaying(t *testing.T, command *exec.Cmd, output *io.Writer, prefix string) string {
	t.Helper()
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	*output = writer
	servertest.Start(t, command)
	writer.Close() // the command has its own
	for lines := bufio.NewScanner(reader); lines.Scan(); {
		if rest, ok := strings.CutPrefix(lines.Text(), prefix); ok {
			go io.Copy(io.Discard, reader) // otherwise the command would block when the pipe is full
			return rest
		}
	}
	t.Fatalf("%s ended without a line that begins with %q", command.Path, prefix)
	panic("unreachable")
}
