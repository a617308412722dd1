// Package dom wraps the browser functions that go-app does not have: files, focus, storage, the address, formats of Intl, and
// attributes that go-app renders wrongly on the server. It knows nothing of the lab or of networks.
package dom

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// ReadAddress returns the fragment of the address, and whether the page itself has set it.
func ReadAddress() (fragment string, ours bool) {
	if hash := Text(app.Window().Get("location").Get("hash")); hash != "" {
		fragment = hash[1:]
	}
	state := app.Window().Get("history").Get("state")
	return fragment, state.Type() == app.TypeObject && Text(state.Get("digitlab")) == "ours"
}

// ReplaceFragment sets the fragment of the address without a new entry in the history, and marks it as set by the page.
func ReplaceFragment(fragment string) { setFragment("replaceState", fragment) }

// PushFragment is ReplaceFragment with a new entry in the history.
func PushFragment(fragment string) { setFragment("pushState", fragment) }

func setFragment(method, fragment string) {
	if fragment != "" {
		fragment = "#" + fragment
	}
	setAddress(method, map[string]any{"digitlab": "ours"}, Text(app.Window().Get("location").Get("search")), fragment)
}

// DropQuery removes the query from the address. The fragment and its mark stay.
func DropQuery() {
	setAddress("replaceState", app.Window().Get("history").Get("state"), "", Text(app.Window().Get("location").Get("hash")))
}

// setAddress changes the address. A browser that limits the number of calls may refuse it: then the address lags behind.
func setAddress(method string, state any, search, hash string) {
	defer func() { _ = recover() }()
	path := Text(app.Window().Get("location").Get("pathname"))
	app.Window().Get("history").Call(method, state, "", path+search+hash)
}
