//go:build browser

// Package browsertest has the tests of the page in real browsers, and what is measured there. It serves what make has built.
package browsertest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"digitlab/nn32/drawing/strokes"
	"digitlab/server/servertest"
	"digitlab/server/serving"
	"digitlab/server/site"
)

// server is our server at an address that stays the same when it is stopped and started again.
type server struct {
	t      *testing.T
	h      http.Handler
	addr   string
	cancel context.CancelFunc
	ended  chan error
}

// newSite serves a handler, such as the built bundle.
func newSite(t *testing.T, h http.Handler) *server {
	t.Helper()
	listener, addr := servertest.Listen(t)
	s := &server{t: t, h: h, addr: addr}
	s.serve(listener)
	t.Cleanup(s.stop)
	return s
}

var built = sync.OnceValues(func() (*site.Bundle, error) { return site.FromFolder("../../static", "/") })

// builtBundle returns the bundle of the programs that make left in static, compressed at low effort.
func builtBundle(t *testing.T) *site.Bundle {
	t.Helper()
	b, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// bundleFrom returns the bundle of another static folder.
func bundleFrom(t *testing.T, dir string) *site.Bundle {
	t.Helper()
	b, err := site.FromFolder(dir, "/")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (s *server) url() string { return "http://" + s.addr + "/" }

func (s *server) start() {
	s.t.Helper()
	listener, err := net.Listen("tcp", s.addr)
	if err != nil {
		s.t.Fatal(err)
	}
	s.serve(listener)
}

func (s *server) serve(listener net.Listener) {
	ctx, cancel := context.WithCancel(context.Background())
	s.cancel, s.ended = cancel, make(chan error, 1)
	ended := s.ended
	logger := slog.New(slog.NewTextHandler(os.Stderr, nil))
	go func() { ended <- serving.Serve(ctx, listener, serving.NewServer(s.h, logger), logger) }()
}

// stop stops the server; stopping it again does nothing.
func (s *server) stop() {
	if s.cancel == nil {
		return
	}
	s.cancel()
	s.cancel = nil
	if err := <-s.ended; err != nil {
		s.t.Error(err)
	}
}

// browser is a tab of a browser without earlier visits; headless Chromium, unless the test says otherwise.
type browser struct {
	t      *testing.T
	ctx    context.Context
	driver driver
	site   *server

	mu         sync.Mutex
	complaints []string // errors on the console, and exceptions
}

// driver is what the tests need from every browser. From Chromium they need more: see do and call.
type driver interface {
	evaluate(ctx context.Context, expression string) (json []byte, err error)
	navigate(ctx context.Context, url string) error
	reload(ctx context.Context) error
	stroke(ctx context.Context, path []windowPoint) error // a movement of the mouse with its button down
	screenshot(ctx context.Context) (png []byte, err error)
}

// chromium is driven by the DevTools protocol, through chromedp's context.
type chromium struct{}

func (chromium) evaluate(ctx context.Context, expression string) ([]byte, error) {
	return chromedp.Run(ctx, chromedp.Evaluate[[]byte](expression))
}

func (chromium) navigate(ctx context.Context, url string) error {
	return chromedp.Do(ctx, chromedp.Navigate(url))
}

func (chromium) reload(ctx context.Context) error { return chromedp.Do(ctx, chromedp.Reload()) }

func (chromium) stroke(ctx context.Context, path []windowPoint) error {
	send := func(kind input.DispatchMouseEventType, p windowPoint, buttons int64) error {
		_, err := chromedp.Call(ctx, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: p.X, Y: p.Y,
			Button: input.MouseButtonLeft, Buttons: buttons, ClickCount: 1})
		return err
	}
	err := send(input.DispatchMouseEventTypeMousePressed, path[0], 1)
	for _, p := range path[1:] {
		err = errors.Join(err, send(input.DispatchMouseEventTypeMouseMoved, p, 1))
	}
	return errors.Join(err, send(input.DispatchMouseEventTypeMouseReleased, path[len(path)-1], 0))
}

func (chromium) screenshot(ctx context.Context) ([]byte, error) {
	return chromedp.Run(ctx, chromedp.FullScreenshot(100))
}

type look struct {
	width, height int64
	language      string // such as ko-KR
	dark          bool
	touch         bool
	softwareGPU   bool // WebGL on the processor
	profile       bool // a profile on disk, as a person has it; it needs a Chromium of its own
}

// flags are the settings with which a Chromium must be started.
type flags struct {
	language    string
	softwareGPU bool
}

// fleet holds the running Chromiums. To start one takes as long as to load the page, so a test leaves its Chromium to the next
// test, which gets a new browser context in it: empty storage, empty caches, no history.
type fleet struct {
	mu   sync.Mutex
	idle map[flags][]context.Context
	ends []context.CancelFunc // each ends a Chromium and removes its profile
}

var chromiums = fleet{idle: map[flags][]context.Context{}}

// The Chromiums end with the tests, also when these are interrupted.
func TestMain(m *testing.M) {
	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-interrupted
		chromiums.end()
		os.Exit(1)
	}()
	code := m.Run()
	chromiums.end()
	os.Exit(code)
}

// start starts a Chromium with a profile in a new folder, which end removes.
func (f *fleet) start(t *testing.T, g flags) (ctx context.Context, end context.CancelFunc) {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(servertest.Find(t, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")), chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		// Otherwise the window's own controls are a page too, and a process is started for a page that may be opened.
		chromedp.Flag("disable-features", "Translate,BlinkGenPropertyTrees,InitialWebUI,WebUIReloadButton,WebUIToolbar,SpareRendererForSitePerProcess"),
		chromedp.Flag("lang", g.language), chromedp.Flag("accept-lang", g.language))
	if g.softwareGPU {
		options = append(options, chromedp.Flag("disable-gpu", false), chromedp.Flag("enable-unsafe-swiftshader", true))
	}
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	allocator, end := chromedp.NewExecAllocator(context.Background(), options...)
	f.mu.Lock()
	f.ends = append(f.ends, end)
	f.mu.Unlock()
	ctx, _ = chromedp.NewContext(allocator) // ends with the allocator
	// The first action starts the browser. Its context must not have a deadline.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx, end
}

// lend gives a test a Chromium that no other test has at the same time.
func (f *fleet) lend(t *testing.T, g flags) context.Context {
	t.Helper()
	f.mu.Lock()
	var ctx context.Context
	if idle := f.idle[g]; len(idle) > 0 {
		ctx, f.idle[g] = idle[len(idle)-1], idle[:len(idle)-1]
	}
	f.mu.Unlock()
	if ctx == nil {
		ctx, _ = f.start(t, g)
	}
	t.Cleanup(func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		if ctx.Err() == nil { // or it has crashed
			f.idle[g] = append(f.idle[g], ctx)
		}
	})
	return ctx
}

// end ends all Chromiums.
func (f *fleet) end() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, end := range f.ends {
		end()
	}
	f.ends = nil
}

// testTimeout is the time limit of a test with a browser. A test that hangs fails then, and the others go on.
const testTimeout = 15 * time.Minute

// withTimeout returns a context for a test's tab. It ends before Go would end all tests without cleaning up.
func withTimeout(t *testing.T, ctx context.Context) context.Context {
	end := time.Now().Add(testTimeout)
	if last, ok := t.Deadline(); ok && last.Add(-time.Minute).Before(end) {
		end = last.Add(-time.Minute)
	}
	ctx, cancel := context.WithDeadline(ctx, end)
	t.Cleanup(cancel)
	return ctx
}

// open opens the page in a browser that has never visited it.
func open(t *testing.T, s *server, l look) *browser {
	t.Helper()
	var parent context.Context
	var options []chromedp.ContextOption
	if g := (flags{l.language, l.softwareGPU}); l.profile {
		started, end := chromiums.start(t, g)
		t.Cleanup(end)
		parent = started
	} else {
		parent = chromiums.lend(t, g)
		options = append(options, chromedp.WithNewBrowserContext())
	}
	ctx, cancel := chromedp.NewContext(withTimeout(t, parent), options...)
	t.Cleanup(cancel)
	b := &browser{t: t, ctx: ctx, driver: chromium{}, site: s}
	b.prepare()
	call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: l.width, Height: l.height, DeviceScaleFactor: 1, Mobile: l.touch})
	call(b, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: l.touch})
	scheme := map[bool]string{false: "light", true: "dark"}[l.dark]
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	b.do(chromedp.Navigate(s.url()))
	return b
}

// prepare starts the tab and listens to it.
func (b *browser) prepare() {
	b.t.Helper()
	if err := chromedp.Do(b.ctx); err != nil { // it opens the tab
		b.t.Fatal(err)
	}
	if err := chromedp.Listen(b.ctx, b.hear); err != nil {
		b.t.Fatal(err)
	}
	call(b, log.Enable, cdp.Empty{})
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: helpers})
}

// newTab opens another tab of the same browser.
func (b *browser) newTab() *browser {
	b.t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx)
	b.t.Cleanup(cancel)
	tab := &browser{t: b.t, ctx: ctx, driver: b.driver, site: b.site}
	tab.prepare()
	return tab
}

// reload loads the page again, and returns when the old page is gone.
func (b *browser) reload() {
	b.t.Helper()
	eval[bool](b, "window.old = true")
	b.must(b.driver.reload)
	b.eventually(loads, "!window.old")
}

// hear collects the page's complaints.
func (b *browser) hear(event any) {
	var complaint string
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		complaint = e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			complaint += " " + e.ExceptionDetails.Exception.Description
		}
	case *log.EventEntryAdded: // refusals by the policy, and files that did not load
		if e.Entry.Level == log.EntryLevelError {
			complaint = e.Entry.Text + " " + e.Entry.URL
		}
	case *runtime.EventConsoleAPICalled:
		if e.Type != runtime.ConsoleAPICalledTypeError && e.Type != runtime.ConsoleAPICalledTypeWarning {
			return
		}
		for _, a := range e.Args {
			complaint += string(a.Value) + a.Description + " "
		}
	}
	if complaint != "" {
		b.complain(complaint)
	}
}

func (b *browser) complain(complaint string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.complaints = append(b.complaints, complaint)
}

// noComplaints fails if there were errors on the console.
func (b *browser) noComplaints() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, c := range b.complaints {
		b.t.Errorf("the console says: %s", c)
	}
}

// must runs f with a time limit of a minute, and fails on an error.
func (b *browser) must(f func(context.Context) error) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	if err := f(ctx); err != nil {
		b.t.Fatal(err)
	}
}

// visit leads the tab to an address.
func (b *browser) visit(url string) {
	b.t.Helper()
	b.must(func(ctx context.Context) error { return b.driver.navigate(ctx, url) })
}

func (b *browser) do(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	b.must(func(ctx context.Context) error { return chromedp.Do(ctx, actions...) })
}

// call sends a command of the DevTools protocol.
func call[P, R any](b *browser, command cdp.Command[P, R], params P) R {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	result, err := chromedp.Call(ctx, command, params)
	if err != nil {
		b.t.Fatal(err)
	}
	return result
}

// finder is a script that defines byRole, which finds an element by its role and accessible name.
const finder = `
window.byRole = (role, name) => {
  const tags = { button: 'button', heading: 'h1,h2', radio: 'input[type=radio]', checkbox: 'input[type=checkbox]', textbox: 'input[type=text]', img: '[role=img]' };
  const named = (e) => e.getAttribute('aria-label') ?? e.labels?.[0]?.innerText ?? e.innerText;
  return [...document.querySelectorAll(tags[role] ?? '[role=' + role + ']')].find((e) => named(e)?.trim() === name);
};
`

// helpers is a script that runs before the page's own: the finder; workers is the list of started workers, with whether they were
// terminated; answers holds the milliseconds from each drawing sent to its prediction; longTasks holds what blocked the page.
// onAnswer is called with each prediction before the page gets it.
const helpers = finder + `
window.workers = [];
window.workerAddresses = [];
window.answers = [];
window.longTasks = [];
const drawingOf = (data) => data instanceof ArrayBuffer && new Uint8Array(data)[1] === 8 && new DataView(data).getUint32(2, true);
const Real = window.Worker;
window.Worker = class extends Real {
  asked = new Map(); // time of each drawing that has no prediction yet
  constructor(...args) {
    super(...args);
    if (args[0].includes('/compiler.js')) return; // not started by the page's program
    workers.push(this);
    workerAddresses.push(args[0]);
    this.addEventListener('message', (e) => {
      const drawing = drawingOf(e.data);
      if (this.asked.has(drawing)) {
        answers.push(performance.now() - this.asked.get(drawing));
        for (const id of this.asked.keys()) if (id <= drawing) this.asked.delete(id);
        window.onAnswer?.(drawing);
      }
    });
  }
  postMessage(data, transfer) {
    const drawing = drawingOf(data);
    if (drawing) {
      this.asked.set(drawing, performance.now());
      window.onAsked?.(drawing);
    }
    super.postMessage(data, transfer);
  }
  terminate() {
    this.ended = true;
    super.terminate();
  }
};
let registration;
navigator.serviceWorker?.ready.then((r) => { registration = r; });
window.countQuiet = () => { // number of frames without an awaited prediction
  window.quiet = 0;
  requestAnimationFrame(function count() {
    quiet = workers.some((w) => w.asked.size) ? 0 : quiet + 1;
    if (quiet <= 10) requestAnimationFrame(count);
  });
};
window.registrationIs = (state, part) => registration && (registration[part]?.state ?? '') === state;
new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((e) => [e.startTime, e.duration])))
  .observe({ type: 'longtask' });
`

// eval runs JavaScript and returns its value.
func eval[T any](b *browser, script string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	value, err := b.driver.evaluate(ctx, script)
	var v T
	if err == nil {
		err = json.Unmarshal(value, &v)
	}
	if err != nil {
		b.t.Fatalf("%s: %v", script, err)
	}
	return v
}

// pause returns the time until a condition is checked again that has been checked since begin. A check takes processor time from
// the page, so it is rarer if the condition takes long.
func pause(begin time.Time) {
	time.Sleep(min(max(time.Since(begin)/20, 5*time.Millisecond), 100*time.Millisecond))
}

// eventually waits until a condition in JavaScript is true.
func (b *browser) eventually(within time.Duration, condition string) {
	b.t.Helper()
	for begin := time.Now(); ; pause(begin) {
		ctx, cancel := context.WithTimeout(b.ctx, 10*time.Second)
		holds, err := b.driver.evaluate(ctx, "Boolean("+condition+")")
		cancel()
		if err == nil && string(holds) == "true" {
			return
		}
		if time.Since(begin) > within {
			b.screenshot("failed")
			b.t.Fatalf("after %v it does not hold that %s (%v); the page says:\n%s", within, condition, err,
				eval[string](b, "document.body.innerText"))
		}
	}
}

// says waits until the page shows a text.
func (b *browser) says(within time.Duration, text string) {
	b.t.Helper()
	b.eventually(within, "document.body.innerText.includes("+quote(text)+")")
}

// openPanel opens a panel by its tab, if it is not open.
func (b *browser) openPanel(id string) {
	b.t.Helper()
	b.eventually(loads, complete)
	isOpen := "document.getElementById('panel')?.getAttribute('aria-labelledby') === 'tab-" + id + "'"
	if eval[bool](b, isOpen) {
		return
	}
	eval[bool](b, "(document.getElementById('tab-"+id+"').click(), true)")
	b.eventually(loads, isOpen)
	// It is scrolled into view a little later.
	eval[bool](b, "(window.framesSince = 0, (function count() { if (++framesSince < 10) requestAnimationFrame(count) })(), true)")
	b.eventually(loads, "framesSince === 10")
}

// openAside opens the aside that explains the reading ("why"), or has the options of the curves ("options"), by its button.
func (b *browser) openAside(id string) {
	b.t.Helper()
	b.eventually(loads, complete)
	eval[bool](b, "(e => (e.ariaExpanded === 'true' || e.click(), true))(document.getElementById('open-"+id+"'))")
	b.eventually(loads, "document.querySelector('.aside')")
}

// fastest sets the pace at which a run takes as long as it must.
func (b *browser) fastest() {
	b.t.Helper()
	b.click("radio", "Fastest")
}

// click clicks the element with a role and an accessible name, after it is enabled.
func (b *browser) click(role, name string) {
	b.t.Helper()
	element := fmt.Sprintf("byRole(%s, %s)", quote(role), quote(name))
	// While the page is still the server's HTML, a click does nothing but in a message about that.
	b.eventually(loads, element+" && !"+element+".disabled && ("+element+".closest('.notices') || "+complete+")")
	eval[bool](b, "("+element+".scrollIntoView({block: 'center'}), "+element+".click(), true)")
}

// complete is true after the page's program has created the page.
const complete = "'complete' in document.documentElement.dataset"

// settles waits until the last drawing is predicted and shown: no prediction was awaited for ten frames.
func (b *browser) settles() {
	b.t.Helper()
	eval[bool](b, "(countQuiet(), true)")
	b.eventually(loads, "quiet > 10")
}

func quote(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

// windowPoint is a place in the window, in CSS pixels.
type windowPoint struct{ X, Y float64 }

// onCanvas returns the strokes of a digit as places in the window.
func (b *browser) onCanvas(digit int) [][]windowPoint {
	b.t.Helper()
	return b.onSheet("canvas", strokes.Plain(digit))
}

// onSheet returns strokes as places in the window, on the canvas with an ID.
func (b *browser) onSheet(id string, drawn []strokes.Stroke) (out [][]windowPoint) {
	b.t.Helper()
	box := eval[[]float64](b, `(() => { const c = document.getElementById(`+quote(id)+`); c.scrollIntoView({block: 'center'});
		const r = c.getBoundingClientRect(); return [r.left, r.top, r.width] })()`)
	for _, s := range drawn {
		var path []windowPoint
		for _, p := range s {
			path = append(path, windowPoint{box[0] + p.X*box[2], box[1] + p.Y*box[2]})
		}
		out = append(out, path)
	}
	return out
}

// draw draws a digit with the mouse.
func (b *browser) draw(digit int) {
	b.t.Helper()
	b.mouse(b.onCanvas(digit))
}

// mouse moves the mouse along paths with its button down.
func (b *browser) mouse(paths [][]windowPoint) {
	b.t.Helper()
	for _, path := range paths {
		b.must(func(ctx context.Context) error { return b.driver.stroke(ctx, path) })
	}
}

// drawByTouch draws a digit with a finger.
func (b *browser) drawByTouch(digit int) {
	b.t.Helper()
	for _, path := range b.onCanvas(digit) {
		send := func(kind input.DispatchTouchEventType, points ...*input.TouchPoint) {
			call(b, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: append([]*input.TouchPoint{}, points...)})
		}
		for i, p := range path {
			kind := input.DispatchTouchEventTypeTouchMove
			if i == 0 {
				kind = input.DispatchTouchEventTypeTouchStart
			}
			send(kind, &input.TouchPoint{X: p.X, Y: p.Y})
		}
		send(input.DispatchTouchEventTypeTouchEnd)
	}
}

// fill sets the value of a field and sends an input event; done also leaves the field.
func (b *browser) fill(id, value string, done bool) {
	b.t.Helper()
	b.eventually(loads, complete)
	eval[bool](b, fmt.Sprintf("(e => (e.value = %s, e.dispatchEvent(new Event('input')), %v && e.dispatchEvent(new Event('change')), true))"+
		"(document.getElementById(%s))", quote(value), done, quote(id)))
}

// status is the text of the element with role=status.
const status = "document.querySelector('[role=status]').textContent"

// screenshot saves a picture of the whole page in the folder that SCREENSHOTS names, if it is set.
func (b *browser) screenshot(name string) {
	b.t.Helper()
	dir := os.Getenv("SCREENSHOTS")
	if dir == "" {
		return
	}
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	png, err := b.driver.screenshot(ctx)
	if err != nil {
		b.t.Fatal(err)
	}
	name = strings.ReplaceAll(b.t.Name(), "/", "-") + "-" + name + ".png"
	if err := os.WriteFile(dir+"/"+name, png, 0o644); err != nil {
		b.t.Error(err)
	}
}
