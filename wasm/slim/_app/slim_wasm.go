package app

import (
	"errors"
	"reflect"
	"strings"
	"time"
)

// The parts of the left-out files that the rest of go-app needs in a browser. router and clientResourceResolver do the same as
// go-app's.

// Handler is named in parts of go-app that do not run in a browser.
type Handler struct{}

var errLeftOut = errors.New("wasm/slim leaves this out of go-app")

func encrypt(string, []byte) ([]byte, error) { return nil, errLeftOut }

func decrypt(string, []byte) ([]byte, error) { return nil, errLeftOut }

func randomUUID() string { return Window().Get("crypto").Call("randomUUID").String() }

// router needs no lock: the routes are registered before anything else runs.
type router struct{ routes map[string]func() Composer }

func makeRouter() router { return router{routes: make(map[string]func() Composer)} }

func (r *router) route(path string, newComponent func() Composer) { r.routes[path] = newComponent }

func (r *router) routeWithRegexp(string, func() Composer) { panic(errLeftOut) }

func (r *router) routed(path string) bool {
	_, routed := r.routes[path]
	return routed
}

func (r *router) createComponent(path string) (Composer, bool) {
	newComponent, routed := r.routes[path]
	if !routed {
		return nil, false
	}
	return newComponent(), true
}

func clientResourceResolver(resourcesLocation string) func(string) string {
	return func(location string) string {
		trimmed := strings.TrimPrefix(location, "/")
		if trimmed != "web" && !strings.HasPrefix(trimmed, "web/") {
			return location
		}
		return resourcesLocation + "/" + strings.TrimPrefix(strings.Trim(location, "/"), "web/")
	}
}

// Redraw renders the component of a context at once, and only it. Update also renders the components around it, 8 ms later.
func (ctx Context) Redraw() {
	if c, ok := component(ctx.sourceElement); ok && c.Mounted() {
		if _, err := (nodeManager{}).UpdateComponentRoot(ctx, c); err != nil {
			panic(err)
		}
	}
}

// Rehearse renders a component and those in it, and makes no element of it.
func (ctx Context) Rehearse(v UI) {
	switch v := v.(type) {
	case HTML:
		for _, child := range v.body() {
			ctx.Rehearse(child)
		}
	case Composer:
		if root, err := (nodeManager{}).renderComponent(v); err == nil {
			ctx.Rehearse(root)
		}
	}
}

// putTextsBack is called before an element's children are updated. If a text among them is to change, and is not in the element any more, the
// element gets its children back.
func putTextsBack(v HTML, newChildren []UI) {
	children := v.body()
	for i, child := range children {
		t, isText := child.(*text)
		if !isText {
			continue
		}
		if i < len(newChildren) {
			if kept, isText := newChildren[i].(*text); isText && kept.value == t.value {
				continue
			}
		}
		if !t.jsvalue.Get("parentNode").Equal(v.JSValue()) {
			nodes := make([]any, len(children))
			for j, c := range children {
				nodes[j] = c.JSValue()
			}
			v.JSValue().Call("replaceChildren", nodes...)
			return
		}
	}
}

// breath is the maximum time of making elements without a pause.
const breath = 5 * time.Millisecond

var (
	complete bool
	breathed time.Time
	awake    = make(chan struct{}, 1)
	wake     Value // a port on which a message arrives at once; a timer would take 4 ms
)

// breathe lets the browser handle its waiting events, if the last time was long ago, until the document is marked as complete.
// Events for go-app are queued meanwhile: go-app handles them too late to prevent the browser's default action for a key, which a
// person would notice after the start.
func breathe() {
	if complete || time.Since(breathed) < breath {
		return
	}
	if complete = !Window().Get("document").Get("documentElement").Get("dataset").Get("complete").IsUndefined(); complete {
		return
	}
	if wake == nil {
		channel := Window().Get("MessageChannel").New()
		channel.Get("port1").Set("onmessage", FuncOf(func(Value, []Value) any {
			awake <- struct{}{}
			return nil
		}))
		wake = channel.Get("port2")
	}
	wake.Call("postMessage", nil)
	<-awake
	breathed = time.Now()
}

// onMount returns what is dispatched for a component that is mounted. go-app renders a component and all around it again after its OnMount:
// the whole page, while it starts. So until the document is marked as complete only OnMount is called; what changes before a component
// subscribes is the scheduler's to know.
func onMount(mounter Mounter) func(Context) {
	if complete {
		return mounter.OnMount
	}
	return func(ctx Context) {
		ctx.PreventUpdate()
		mounter.OnMount(ctx)
	}
}

// samePointer reports whether two fields of a component, which may be interfaces, hold the same pointer.
func samePointer(v, new reflect.Value) bool {
	if v.Kind() == reflect.Interface {
		v, new = v.Elem(), new.Elem()
	}
	return v.Kind() == reflect.Pointer && new.Kind() == reflect.Pointer && v.Type() == new.Type() && v.Pointer() == new.Pointer()
}
