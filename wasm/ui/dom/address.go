package dom

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// ReadAddress returns the fragment in the address, and whether it is marked as ours.
func ReadAddress() (fragment string, ours bool) {
	if hash := Text(app.Window().Get("location").Get("hash")); hash != "" {
		fragment = hash[1:]
	}
	state := app.Window().Get("history").Get("state")
	return fragment, state.Type() == app.TypeObject && Text(state.Get("digitlab")) == "ours"
}

// ReplaceFragment puts a fragment into the address without a step in the history, and marks it as ours.
func ReplaceFragment(fragment string) {
	replaceAddress(map[string]any{"digitlab": "ours"}, Text(app.Window().Get("location").Get("search")), "#"+fragment)
}

// DropQuery takes the query out of the address and leaves the fragment and its mark.
func DropQuery() {
	replaceAddress(app.Window().Get("history").Get("state"), "", Text(app.Window().Get("location").Get("hash")))
}

// replaceAddress may be refused by a browser that counts how often it is called: then the address lags behind.
func replaceAddress(state any, search, hash string) {
	defer func() { _ = recover() }()
	path := Text(app.Window().Get("location").Get("pathname"))
	app.Window().Get("history").Call("replaceState", state, "", path+search+hash)
}
