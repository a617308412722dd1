package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// decorative hides an element from screen readers. Only in the browser: on the server go-app renders an attribute that is
// true without its value, which ARIA takes for none.
func decorative[E interface{ Aria(string, any) E }](e E) E {
	if app.IsServer {
		return e
	}
	return e.Aria("hidden", true)
}

// pressed marks a button of a group as the chosen one, with the same care.
func pressed(b app.HTMLButton, v bool) app.HTMLButton {
	if app.IsServer && v {
		return b
	}
	return b.Aria("pressed", v)
}

// disabled leaves the attribute out when it is false: rendered on the server it would disable.
func disabled[E interface{ Disabled(bool) E }](e E, v bool) E {
	if !v {
		return e
	}
	return e.Disabled(true)
}

// checked does the same for a choice; in the browser it is a property, which must be taken back.
func checked(e app.HTMLInput, v bool) app.HTMLInput {
	if app.IsServer && !v {
		return e
	}
	return e.Checked(v)
}

const svgNamespace = "http://www.w3.org/2000/svg"

// bar is a horizontal bar filled by a share of 0..1. Its length is an attribute of SVG, because the page's policy refuses
// style attributes.
func bar(share float64) app.UI {
	return decorative(app.Elem("svg").XMLNS(svgNamespace)).
		Attr("class", "bar").
		Attr("viewBox", "0 0 100 1").
		Attr("preserveAspectRatio", "none").
		Body(app.Elem("rect").XMLNS(svgNamespace).
			Attr("width", strconv.FormatFloat(100*min(max(share, 0), 1), 'f', 2, 64)).
			Attr("height", "1"))
}

// line is the sample of a curve in a legend: a line, or a dot for one that has a single point.
func line(class string) app.UI {
	path := "M0 4h32"
	if class == "test" {
		path = "M16 4h.01"
	}
	return decorative(app.Elem("svg").XMLNS(svgNamespace)).
		Attr("class", "line "+class).
		Attr("viewBox", "0 0 32 8").
		Body(app.Elem("path").XMLNS(svgNamespace).Attr("d", path))
}

// shown returns a class that hides an element without moving anything, or none.
func shown(v bool) string {
	if v {
		return ""
	}
	return "unseen"
}

// capture has an element follow a pointer beyond its edge. A pointer that is gone already throws.
func capture(element app.Value, pointer int) {
	defer func() { _ = recover() }()
	element.Call("setPointerCapture", pointer)
}

func visible() bool { return !app.Window().Get("document").Get("hidden").Bool() }

// invalid marks a field whose value is refused.
func invalid(e app.HTMLInput, v bool) app.HTMLInput {
	if !v {
		return e
	}
	return e.Aria("invalid", true)
}

// text returns a JavaScript string, or "" for anything that is none.
func text(v app.Value) string {
	if !v.Truthy() {
		return ""
	}
	return v.String()
}

// await calls one of two functions on go-app's goroutine when a promise is settled.
func await(do func(func()), promise app.Value, kept, broken func(app.Value)) {
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
