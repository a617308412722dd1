package app

import (
	"errors"
	"reflect"
	"syscall/js"
	"testing"
	"time"
)

func TestLeftOutFails(t *testing.T) {
	if _, err := encrypt("key", nil); !errors.Is(err, errLeftOut) {
		t.Errorf("encrypt: %v", err)
	}
	if _, err := decrypt("key", nil); !errors.Is(err, errLeftOut) {
		t.Errorf("decrypt: %v", err)
	}
	defer func() {
		if recover() == nil {
			t.Error("a route by regular expression was taken")
		}
	}()
	r := makeRouter()
	r.routeWithRegexp("^/.*$", func() Composer { return &first{} })
}

// fakeDocument gives Node the parts of a document that the tests need.
func fakeDocument(t *testing.T) {
	js.Global().Call("eval", `globalThis.document = {
		documentElement: {dataset: {}},
		createTextNode: text => ({nodeValue: text}),
	}`)
	t.Cleanup(func() { js.Global().Delete("document") })
}

type sign struct {
	Compo
	words   string
	renders int
}

func (s *sign) Render() UI {
	s.renders++
	return Text(s.words)
}

func TestRedraw(t *testing.T) {
	fakeDocument(t)
	s := &sign{words: "before"}
	Context{sourceElement: s}.Redraw()
	if s.renders != 0 {
		t.Error("a component that is not mounted was rendered")
	}
	if _, err := (nodeManager{}).Mount(Context{}, 1, s); err != nil {
		t.Fatal(err)
	}
	s.words = "after"
	Context{sourceElement: s.root()}.Redraw()
	if s.renders != 2 {
		t.Errorf("rendered %d times, want once more than when it was mounted", s.renders)
	}
	if shown := s.root().JSValue().Get("nodeValue").String(); shown != "after" {
		t.Errorf("the document shows %q", shown)
	}
	(nodeManager{}).Dismount(s)
	Context{sourceElement: s}.Redraw()
	if s.renders != 2 {
		t.Error("a component that was dismounted was rendered")
	}
}

// A rehearsal renders what is in elements and components, and makes nothing in a document, which it may not have.
func TestRehearse(t *testing.T) {
	s := &sign{words: "before"}
	Context{}.Rehearse(Div().Body(P().Body(s), Text("after")))
	if s.renders != 1 || s.Mounted() {
		t.Errorf("rendered %d times, mounted %v", s.renders, s.Mounted())
	}
}

type mounter struct {
	sign
	mounts int
}

func (m *mounter) OnMount(Context) { m.mounts++ }

// While the page starts, no update follows OnMount; later it does.
func TestOnMount(t *testing.T) {
	for _, c := range []struct {
		complete bool
		updates  int
	}{{false, 0}, {true, 1}} {
		complete = c.complete
		m, updates := &mounter{}, 1 // as Dispatch counts
		ctx := Context{sourceElement: m, addComponentUpdate: func(_ Composer, v int) { updates += v }}
		onMount(m)(ctx)
		if m.mounts != 1 || updates != c.updates {
			t.Errorf("complete %v: OnMount was called %d times, and %d updates follow, want %d", c.complete, m.mounts, updates, c.updates)
		}
	}
}

func TestSamePointer(t *testing.T) {
	type fields struct {
		pointer *sign
		words   Composer
		number  int
	}
	a, b := &sign{}, &sign{}
	v, same, other := fields{a, a, 1}, fields{a, a, 1}, fields{b, &mounter{}, 1}
	of := func(f *fields, i int) reflect.Value { return reflect.ValueOf(f).Elem().Field(i) }
	for i, want := range []bool{true, true, false} {
		if samePointer(of(&v, i), of(&same, i)) != want || samePointer(of(&v, i), of(&other, i)) {
			t.Errorf("field %d: not told by its pointer", i)
		}
	}
	if empty := (fields{}); samePointer(of(&empty, 1), of(&v, 1)) || samePointer(of(&v, 1), of(&empty, 1)) {
		t.Error("no pointer is the same as one")
	}
}

// breathes reports whether breathe lets waiting events run.
func breathes() bool {
	js.Global().Call("eval", `globalThis.done = false; queueMicrotask(() => globalThis.done = true)`)
	breathe()
	return js.Global().Get("done").Bool()
}

func TestBreathe(t *testing.T) {
	fakeDocument(t)
	complete, breathed = false, time.Time{}
	if !breathes() {
		t.Error("long after the last breath nothing else was done")
	}
	if time.Since(breathed) > time.Minute {
		t.Error("the breath was not noted")
	}
	breathed = time.Now().Add(time.Hour)
	if breathes() {
		t.Error("too soon for another breath, and there was one")
	}
	breathed = time.Time{}
	if !breathes() {
		t.Error("the second breath let nothing else be done")
	}
	breathed = time.Time{}
	js.Global().Get("document").Get("documentElement").Get("dataset").Set("complete", "")
	if breathes() || !complete {
		t.Error("the page is complete, and go-app still waits for the browser")
	}
}

// A translator has taken two texts out of an element. The first changes: the element gets its own children back, in their order. While no text
// changes, the translation stays.
func TestPutTextsBack(t *testing.T) {
	js.Global().Call("eval", `globalThis.document = {
		createTextNode: nodeValue => ({ nodeValue }),
		createElement: () => ({
			childNodes: [],
			appendChild(node) { node.parentNode = this; this.childNodes.push(node); },
			replaceChildren(...nodes) { this.childNodes = []; nodes.forEach((node) => this.appendChild(node)); },
		}),
	}`)
	t.Cleanup(func() { js.Global().Delete("document") })
	sentence := func(first string) UI { return P().Body(Text(first), Br(), Text("last")) }
	mounted, err := nodeManager{}.Mount(Context{}, 1, sentence("first"))
	if err != nil {
		t.Fatal(err)
	}
	p := mounted.(HTML)
	Window().Set("p", p.JSValue())
	js.Global().Call("eval", `p.childNodes.forEach((node) => { if (node.nodeValue) node.parentNode = null; });
		p.childNodes = [{ nodeValue: "«first»" }, p.childNodes[1], { nodeValue: "«last»" }]`)
	shown := func() string {
		return js.Global().Call("eval", `p.childNodes.map((node) => node.nodeValue ?? "|").join("")`).String()
	}
	for _, c := range []struct{ text, want string }{{"first", "«first»|«last»"}, {"second", "second|last"}} {
		if _, err := (nodeManager{}).Update(Context{}, p, sentence(c.text)); err != nil {
			t.Fatal(err)
		}
		if shown() != c.want {
			t.Errorf("with the text %q the element shows %q, want %q", c.text, shown(), c.want)
		}
	}
}
