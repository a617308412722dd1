package dom

import (
	"strconv"

	"digitlab/wasm/ui/i18n"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Decorative hides an element from screen readers.
func Decorative[E interface{ Aria(string, any) E }](e E) E { return e.Aria("hidden", true) }

// Pressed marks a button of a group as the chosen one.
func Pressed(b app.HTMLButton, v bool) app.HTMLButton { return b.Aria("pressed", v) }

// Disabled sets the attribute if v is true and leaves it out if not: the server's disabled="false" would disable the element.
func Disabled[E interface{ Disabled(bool) E }](e E, v bool) E {
	if !v {
		return e
	}
	return e.Disabled(true)
}

// Checked is Disabled for a radio button or checkbox. In the browser it is a property, which must be set to false too.
func Checked(e app.HTMLInput, v bool) app.HTMLInput {
	if app.IsServer && !v {
		return e
	}
	return e.Checked(v)
}

// Detail is an English text for developers, below a sentence for everybody.
func Detail(class, text string, t i18n.Common) app.UI {
	return app.P().Class(class).Body(app.Text(t.Detail()+" "), app.Span().Lang("en").Text(text))
}

const SvgNamespace = "http://www.w3.org/2000/svg"

// Bar is a horizontal bar, filled by a share of 0..1. Its length is an attribute of SVG, because the page's policy forbids style
// attributes.
func Bar(share float64) app.UI {
	return Decorative(app.Elem("svg").XMLNS(SvgNamespace)).
		Attr("class", "bar").
		Attr("viewBox", "0 0 100 1").
		Attr("preserveAspectRatio", "none").
		Body(app.Elem("rect").XMLNS(SvgNamespace).
			Attr("width", strconv.FormatFloat(100*min(max(share, 0), 1), 'f', 2, 64)).
			Attr("height", "1"))
}

// Line is the sample of a curve in a legend: a line, or a dot for a curve with a single point.
func Line(class string) app.UI {
	path := "M0 4h32"
	if class == "test" {
		path = "M16 4h.01"
	}
	return Decorative(app.Elem("svg").XMLNS(SvgNamespace)).
		Attr("class", "line "+class).
		Attr("viewBox", "0 0 32 8").
		Body(app.Elem("path").XMLNS(SvgNamespace).Attr("d", path))
}

// Shown returns the class that hides an element without moving others, or "" if v is true.
func Shown(v bool) string {
	if v {
		return ""
	}
	return "invisible"
}

// Capture makes an element receive a pointer's events also beyond its edge. The call throws if the pointer is already up.
func Capture(element app.Value, pointer int) {
	defer func() { _ = recover() }()
	element.Call("setPointerCapture", pointer)
}

// CalmPreferred reports whether the person wants no motion.
func CalmPreferred() bool {
	return app.IsClient && app.Window().Call("matchMedia", "(prefers-reduced-motion: reduce)").Get("matches").Bool()
}

// MayWarmUp reports whether workers may run code before it is needed, which costs time and energy: the page is seen, by a person who does
// not ask to save data.
func MayWarmUp() bool {
	connection := app.Window().Get("navigator").Get("connection")
	return Visible() && !(connection.Truthy() && connection.Get("saveData").Truthy())
}

func Visible() bool { return !app.Window().Get("document").Get("hidden").Bool() }

// Invalid marks a field whose value is not valid.
func Invalid(e app.HTMLInput, v bool) app.HTMLInput {
	if !v {
		return e
	}
	return e.Aria("invalid", true)
}

// Text returns a JavaScript string, or "" for a value of another type.
func Text(v app.Value) string {
	if !v.Truthy() {
		return ""
	}
	return v.String()
}

// Await calls kept or broken on go-app's goroutine when a promise is fulfilled or rejected.
func Await(do func(func()), promise app.Value, kept, broken func(app.Value)) {
	var hooks [2]app.Func
	for i, f := range [2]func(app.Value){kept, broken} {
		hooks[i] = app.FuncOf(func(_ app.Value, args []app.Value) any {
			hooks[0].Release()
			hooks[1].Release()
			do(func() { f(args[0]) })
			return nil
		})
	}
	promise.Call("then", hooks[0], hooks[1])
}

// Listen calls handle with each event of a target until stop is called: while the event is handled, because later it knows less. With first it
// is called before all listeners of the elements within the target.
func Listen(target app.Value, event string, first bool, handle func(e app.Value)) (stop func()) {
	hook := app.FuncOf(func(_ app.Value, args []app.Value) any {
		handle(args[0])
		return nil
	})
	target.Call("addEventListener", event, hook, first)
	return func() {
		target.Call("removeEventListener", event, hook, first)
		hook.Release()
	}
}

// Copy copies a text to the clipboard, and calls told on go-app's goroutine with whether the browser allowed it. Without one it calls told
// at once.
func Copy(do func(func()), text string, told func(copied bool)) {
	clipboard := Property(app.Window().Get("navigator"), "clipboard") // exists on secure pages only
	if !clipboard.Truthy() {
		told(false)
		return
	}
	Await(do, clipboard.Call("writeText", text), func(app.Value) { told(true) }, func(app.Value) { told(false) })
}

// SetRootData sets a data attribute of the html element, which style.css reads.
func SetRootData(name, value string) {
	app.Window().Get("document").Get("documentElement").Get("dataset").Set(name, value)
}

// Yield lets the browser handle its waiting events: what follows is a task of its own. A message to itself arrives at once; a timer would
// take 4 ms, and one of Go's would not do it if it ended before Go had nothing else to do.
func Yield() {
	yielded := make(chan struct{})
	channel := app.Window().Get("MessageChannel").New()
	hook := app.FuncOf(func(app.Value, []app.Value) any {
		close(yielded)
		return nil
	})
	defer hook.Release()
	channel.Get("port1").Set("onmessage", hook)
	channel.Get("port2").Call("postMessage", nil)
	<-yielded
}
