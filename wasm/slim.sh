#!/bin/sh
# Makes a copy of go-app without its HTTP handler for the page's program: slim.sh DIR. The handler has no use in a browser, but
# brings net/http and with it TLS and X.509: 0.37 MB of Brotli, when the page had 1.61. DIR/go.mod is for
# go build -modfile.
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

# What the rest of go-app needs of the two files in a browser; the function is resource.go's.
cat >"$app/slim_wasm.go" <<'END'
package app

import "strings"

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
END

cp go.sum "$dir/go.sum"
{ cat go.mod; echo "replace $module => ./$dir/go-app"; } >"$dir/go.mod"
