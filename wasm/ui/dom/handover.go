package dom

import (
	"strings"

	"digitlab/wasm/ui/i18n"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// The browsers of apps lose downloads. There a dialog gives the person the file: through the device's own menu for sharing, as a text to copy, or
// as a picture, which such browsers save after a long press.

var common = i18n.InBoth[i18n.Common](&i18n.English{}, &i18n.Korean{})

// handOver opens the dialog with a file.
func handOver(name string, blob app.Value) {
	document := app.Window().Get("document")
	t := common.In(i18n.ChooseLanguage("", Text(document.Get("documentElement").Get("lang")), nil))
	kind := Text(blob.Get("type"))
	asText, asPicture := strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "json") || strings.HasSuffix(kind, "+xml"), kind == "image/png"

	dialog := makeElement("dialog", map[string]any{"className": "hand-over"})
	dialog.Call("setAttribute", "aria-labelledby", "hand-over")
	file, isSharable := sharable(name, kind, blob)
	dialog.Call("append", makeElement("p", map[string]any{"id": "hand-over", "textContent": t.NotSavable(name, isSharable, asText, asPicture)}))
	address := objectURL("createObjectURL", blob)
	var hooks []app.Func
	hook := func(f func()) app.Func {
		h := app.FuncOf(func(app.Value, []app.Value) any { f(); return nil })
		hooks = append(hooks, h)
		return h
	}
	buttons := makeElement("div", nil)
	button := func(text string, press func()) {
		b := makeElement("button", map[string]any{"type": "button", "textContent": text})
		b.Call("addEventListener", "click", hook(press))
		buttons.Call("append", b)
	}

	if isSharable {
		button(t.Share(), func() {
			Await(directly, app.Window().Get("navigator").Call("share", map[string]any{"files": []any{file}}),
				func(app.Value) { dialog.Call("close") }, func(app.Value) {}) // the person has changed their mind
		})
	}
	switch {
	case asText:
		text := makeElement("textarea", map[string]any{"readOnly": true, "rows": 8})
		text.Call("setAttribute", "aria-label", name)
		dialog.Call("append", text)
		Await(directly, blob.Call("text"), func(content app.Value) { text.Set("value", content) }, func(app.Value) {})
		button(t.CopyText(), func() {
			text.Call("select")
			document.Call("execCommand", "copy") // the newer way is denied by many of these browsers; the text stays selected
		})
	case asPicture:
		dialog.Call("append", makeElement("img", map[string]any{"src": address, "alt": name}))
	}
	button(t.Close(), func() { dialog.Call("close") })
	dialog.Call("append", buttons)
	dialog.Call("addEventListener", "close", hook(func() {
		dialog.Call("remove")
		objectURL("revokeObjectURL", address)
		for _, h := range hooks {
			h.Release()
		}
	}))
	document.Get("body").Call("append", dialog)
	dialog.Call("showModal")
}

// sharable returns the blob as a file, if the device's menu for sharing takes it.
func sharable(name, kind string, blob app.Value) (file app.Value, ok bool) {
	navigator := app.Window().Get("navigator")
	if !navigator.Get("canShare").Truthy() { // as in Android's WebView
		return nil, false
	}
	file = app.Window().Get("File").New([]any{blob}, name, map[string]any{"type": kind})
	return file, navigator.Call("canShare", map[string]any{"files": []any{file}}).Bool()
}

// directly runs a function that touches nothing of go-app's.
func directly(f func()) { f() }

// makeElement returns a new HTML element with properties.
func makeElement(tag string, properties map[string]any) app.Value {
	e := app.Window().Get("document").Call("createElement", tag)
	for name, value := range properties {
		e.Set(name, value)
	}
	return e
}
