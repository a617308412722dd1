#!/bin/sh
# Makes a copy of go-app for the page's program: slim.sh DIR. DIR/go.mod is for go build -modfile. It differs in two things:
#
#   It has no HTTP handler, which has no use in a browser, but brings net/http and with it TLS and X.509: 0.37 MB of Brotli,
#   when the page had 1.61.
#
#   While it makes elements, it lets the browser do other things again and again.
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
for file in http.go resource.go; do
	{ printf '//go:build !wasm\n\n'; cat "$app/$file"; } >"$app/$file.new"
	mv "$app/$file.new" "$app/$file"
done

sed -i -e 's/^func (m nodeManager) mountHTML(.*{$/&\n\tbreathe()/' \
	-e 's/ctx.Dispatch(mounter.OnMount)/ctx.Dispatch(func(ctx Context) { breathe(); mounter.OnMount(ctx) })/' "$app/node.go"
test "$(grep -c 'breathe()' "$app/node.go")" = 2

# What the rest of go-app needs of the two files in a browser; the first function is resource.go's.
cat >"$app/slim_wasm.go" <<'END'
package app

import (
	"strings"
	"time"
)

type Handler struct{}

func clientResourceResolver(resourcesLocation string) func(string) string {
	return func(location string) string {
		if !strings.HasPrefix(location, "/web/") && !strings.HasPrefix(location, "web/") {
			return location
		}
		location = strings.Trim(location, "/")
		return resourcesLocation + "/" + strings.TrimPrefix(location, "web/")
	}
}

// breath is how long elements are made without a pause.
const breath = 5 * time.Millisecond

var (
	breathed time.Time
	awake    = make(chan struct{}, 1)
	wake     Value // a port on which a message comes back at once: a timer's would take 4 ms
)

// breathe lets the browser do what waits, if that was long ago. What comes meanwhile for go-app is in its queue.
func breathe() {
	if time.Since(breathed) < breath {
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
