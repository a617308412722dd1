package dom

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Document returns the document.
func Document() app.Value { return app.Window().Get("document") }

// Find returns the first element of a selector. It is falsy if there is none.
func Find(selector string) app.Value { return Document().Call("querySelector", selector) }

// All returns the elements of a selector.
func All(selector string) (elements []app.Value) {
	list := Document().Call("querySelectorAll", selector)
	for i := range list.Length() {
		elements = append(elements, list.Index(i))
	}
	return elements
}

// Quietly returns a function that runs others on go-app's goroutine without a rendering of what has ctx.
func Quietly(ctx app.Context) func(func()) {
	return func(f func()) {
		ctx.Dispatch(func(ctx app.Context) {
			ctx.PreventUpdate()
			f()
		})
	}
}

// ObserveSize calls resized by do when the size of an element has changed, and at the start, until stop is called.
func ObserveSize(do func(func()), resized func(), elements ...app.Value) (stop func()) {
	hook := app.FuncOf(func(app.Value, []app.Value) any {
		do(resized)
		return nil
	})
	observer := app.Window().Get("ResizeObserver").New(hook)
	for _, e := range elements {
		observer.Call("observe", e)
	}
	return func() {
		observer.Call("disconnect")
		hook.Release()
	}
}

// Observe calls f on go-app's goroutine for each element that comes into the window, or goes out of it. margin is that of an
// IntersectionObserver, such as "400px 0px": what is nearer than it counts as in the window. A browser without one has all elements there. They
// are observed until the document is gone.
func Observe(do func(func()), margin string, elements []app.Value, f func(element app.Value, inside bool)) {
	constructor := app.Window().Get("IntersectionObserver")
	if !constructor.Truthy() {
		for _, e := range elements {
			f(e, true)
		}
		return
	}
	hook := app.FuncOf(func(_ app.Value, args []app.Value) any {
		entries := args[0]
		do(func() {
			for i := range entries.Length() {
				entry := entries.Index(i)
				f(entry.Get("target"), entry.Get("isIntersecting").Bool())
			}
		})
		return nil
	})
	observer := constructor.New(hook, map[string]any{"rootMargin": margin})
	for _, e := range elements {
		observer.Call("observe", e)
	}
}
