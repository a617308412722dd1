// Command button is the smallest page of go-app: a button that counts. The benchmark starts it beside Digit Lab's page. As WebAssembly
// it is the page's program; natively it writes the page's other files:
//
//	go run ./wasm/bench/button DIR
package main

import (
	"fmt"
	"os"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

type counter struct {
	app.Compo
	n int
}

func (c *counter) Render() app.UI { return app.Button().ID("count").OnClick(c.add).Text(c.n) }

func (c *counter) add(app.Context, app.Event) { c.n++ }

func main() {
	app.Route("/", app.NewZeroComponentFactory(&counter{}))
	if app.IsClient {
		app.RunWhenOnBrowser()
		return // the compiler sees that WebAssembly does not need the rest
	}
	if err := app.GenerateStaticWebsite(os.Args[1], &app.Handler{Name: "Button"}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
