package dom

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Decorative hides an element from screen readers. Only in the browser: on the server go-app renders an attribute that is
// true without its value, which ARIA takes for none.
func Decorative[E interface{ Aria(string, any) E }](e E) E {
	if app.IsServer {
		return e
	}
	return e.Aria("hidden", true)
}

// Pressed marks a button of a group as the chosen one, with the same care.
func Pressed(b app.HTMLButton, v bool) app.HTMLButton {
	if app.IsServer && v {
		return b
	}
	return b.Aria("pressed", v)
}

// Disabled leaves the attribute out when it is false: rendered on the server it would disable.
func Disabled[E interface{ Disabled(bool) E }](e E, v bool) E {
	if !v {
		return e
	}
	return e.Disabled(true)
}

// Checked does the same for a choice; in the browser it is a property, which must be taken back.
func Checked(e app.HTMLInput, v bool) app.HTMLInput {
	if app.IsServer && !v {
		return e
	}
	return e.Checked(v)
}

const SvgNamespace = "http://www.w3.org/2000/svg"

// Bar is a horizontal bar filled by a share of 0..1. Its length is an attribute of SVG, because the page's policy refuses
// style attributes.
func Bar(share float64) app.UI {
	return Decorative(app.Elem("svg").XMLNS(SvgNamespace)).
		Attr("class", "bar").
		Attr("viewBox", "0 0 100 1").
		Attr("preserveAspectRatio", "none").
		Body(app.Elem("rect").XMLNS(SvgNamespace).
			Attr("width", strconv.FormatFloat(100*min(max(share, 0), 1), 'f', 2, 64)).
			Attr("height", "1"))
}

// Line is the sample of a curve in a legend: a line, or a dot for one that has a single point.
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

// Shown returns a class that hides an element whose place stays, or none.
func Shown(v bool) string {
	if v {
		return ""
	}
	return "invisible"
}

// Capture has an element follow a pointer beyond its edge. A pointer that is gone already throws.
func Capture(element app.Value, pointer int) {
	defer func() { _ = recover() }()
	element.Call("setPointerCapture", pointer)
}

func Visible() bool { return !app.Window().Get("document").Get("hidden").Bool() }

// Invalid marks a field whose value is refused.
func Invalid(e app.HTMLInput, v bool) app.HTMLInput {
	if !v {
		return e
	}
	return e.Aria("invalid", true)
}

// Text returns a JavaScript string, or "" for anything that is none.
func Text(v app.Value) string {
	if !v.Truthy() {
		return ""
	}
	return v.String()
}

// Await calls one of two functions on go-app's goroutine when a promise is settled.
func Await(do func(func()), promise app.Value, kept, broken func(app.Value)) {
	var hooks [2]app.Func
	for i, f := range [2]func(app.Value){kept, broken} {
		hooks[i] = app.FuncOf(func(_ app.Value, args []app.Value) any {
			do(func() {
				hooks[0].Release()
				hooks[1].Release()
				f(args[0])
			})
			return nil
		})
	}
	promise.Call("then", hooks[0], hooks[1])
}
