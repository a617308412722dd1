#!/bin/sh
# Makes a copy of go-app for the page's program: slim.sh DIR. DIR/go.mod is for go build -modfile. It differs in three things:
#
#   It is without what the page does not use: the HTTP handler, which brings net/http and with it TLS and X.509; routes by regular
#   expression; encrypted storage, which brings AES. That is 0.37 MB of Brotli, when the page had 1.61, and less to start.
#
#   Until the page is complete, it lets the browser do other things again and again.
#
#   It can render a component at once.
set -eu

module=github.com/maxence-charriere/go-app/v10 known=v10.1.11
version=$(go list -m -f '{{.Version}}' "$module")
if [ "$version" != "$known" ]; then
	echo "slim.sh was written for $module $known, and go.mod has $version: compare http.go and resource.go of both, then change it" >&2
	exit 1
fi

dir=$1 app=$1/go-app/pkg/app
rm -rf "$dir"
mkdir -p "$dir"
cp -r "$(go list -m -f '{{.Dir}}' "$module")" "$dir/go-app"
chmod -R u+w "$dir"
for file in http.go resource.go route.go crypto.go; do
	{ printf '//go:build !wasm\n\n'; cat "$app/$file"; } >"$app/$file.new"
	mv "$app/$file.new" "$app/$file"
done

sed -i 's/^func (m nodeManager) mount\(Raw\)*HTML(.*{$/&\n\tbreathe()/' "$app/node.go"
sed -i -e 's/^\t\t\tdispatch()$/\t\t\tbreathe()\n&/' -e 's/^\t\t\te[.]processFrame()$/\t\t\tbreathe()\n&/' "$app/engine.go"
test "$(cat "$app/node.go" "$app/engine.go" | grep -c 'breathe()')" = 6

sed -i -e 's/uuid[.]NewString()/randomUUID()/' -e '/google\/uuid/d' "$app/context.go" "$app/state.go"

# What the rest of go-app needs of the files in a browser; clientResourceResolver and the router are go-app's own.
cat >"$app/slim_wasm.go" <<'END'
package app

import (
	"errors"
	"strings"
	"time"
)

type Handler struct{}

var errLeftOut = errors.New("slim.sh leaves this out")

func encrypt(string, []byte) ([]byte, error) { return nil, errLeftOut }

func decrypt(string, []byte) ([]byte, error) { return nil, errLeftOut }

func randomUUID() string { return Window().Get("crypto").Call("randomUUID").String() }

type router struct{ routes map[string]func() Composer }

func makeRouter() router { return router{routes: make(map[string]func() Composer)} }

func (r *router) route(path string, newComponent func() Composer) { r.routes[path] = newComponent }

func (r *router) routeWithRegexp(string, func() Composer) { panic(errLeftOut) }

func (r *router) routed(path string) bool { return r.routes[path] != nil }

func (r *router) createComponent(path string) (Composer, bool) {
	newComponent, routed := r.routes[path]
	if !routed {
		return nil, false
	}
	return newComponent(), true
}

func clientResourceResolver(resourcesLocation string) func(string) string {
	return func(location string) string {
		if !strings.HasPrefix(location, "/web/") && !strings.HasPrefix(location, "web/") {
			return location
		}
		location = strings.Trim(location, "/")
		return resourcesLocation + "/" + strings.TrimPrefix(location, "web/")
	}
}

// Redraw renders the component of a context at once, and it alone. Update renders all that it is in as well, 8 ms later.
func (ctx Context) Redraw() {
	if c, ok := component(ctx.sourceElement); ok && c.Mounted() {
		if _, err := (nodeManager{}).UpdateComponentRoot(ctx, c); err != nil {
			panic(err)
		}
	}
}

// breath is how long elements are made without a pause.
const breath = 5 * time.Millisecond

var (
	complete bool
	breathed time.Time
	awake    = make(chan struct{}, 1)
	wake     Value // a port on which a message comes back at once: a timer's would take 4 ms
)

// breathe lets the browser do what waits, if that was long ago, until the document says that the page is complete. What comes
// meanwhile for go-app is in its queue, where it is too late to keep the browser from its own answer to a key: later that would
// be felt.
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
END

cp go.sum "$dir/go.sum"
{ cat go.mod; echo "replace $module => ./$dir/go-app"; } >"$dir/go.mod"
