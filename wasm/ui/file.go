package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// fileInput is where a person chooses a file; a button that the keyboard reaches opens it, and it is empty again afterwards, so that
// the same file may be chosen twice.
func fileInput(id, accept string, off bool, got func(ctx app.Context, file app.Value)) app.UI {
	return disabled(app.Input().ID(id).Type("file").Class("file").Accept(accept).Hidden(true).TabIndex(-1), off).
		OnChange(func(ctx app.Context, _ app.Event) {
			input := ctx.JSSrc()
			if file := input.Get("files").Index(0); file.Truthy() {
				got(ctx, file)
			}
			input.Set("value", "")
		})
}

// openInput has the browser ask for a file.
func openInput(id string) { app.Window().GetElementByID(id).Call("click") }

// readFile gives the bytes of a file of at most so many, or nil of a larger one or one that cannot be read.
func readFile(ctx app.Context, file app.Value, most int, got func(b []byte)) {
	if file.Get("size").Int() > most {
		got(nil)
		return
	}
	give := func(b []byte) { ctx.Dispatch(func(app.Context) { got(b) }) }
	var read, failed app.Func
	release := func() { read.Release(); failed.Release() }
	read = app.FuncOf(func(_ app.Value, args []app.Value) any {
		array := app.Window().Get("Uint8Array").New(args[0])
		b := make([]byte, array.Length())
		app.CopyBytesToGo(b, array)
		give(b)
		release()
		return nil
	})
	failed = app.FuncOf(func(app.Value, []app.Value) any {
		give(nil)
		release()
		return nil
	})
	file.Call("arrayBuffer").Call("then", read, failed)
}

// saveBytes has the browser keep bytes as a file.
func saveBytes(name string, b []byte) {
	array := app.Window().Get("Uint8Array").New(len(b))
	app.CopyBytesToJS(array, b)
	save(name, app.Window().Get("Blob").New([]any{array}, map[string]any{"type": "application/octet-stream"}))
}
