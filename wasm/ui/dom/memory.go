package dom

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Recall returns the value that Remember stored under a key, or "". A browser may deny its storage: then nothing is stored.
func Recall(key string) (value string) {
	defer denied()
	if v := storage().Call("getItem", key); v.Truthy() {
		return v.String()
	}
	return ""
}

// Remember stores a short value for later visits, if the browser allows it.
func Remember(key, value string) {
	defer denied()
	storage().Call("setItem", key, value)
}

// storage uses Reflect because a denied localStorage throws from a getter, which would end the program; an exception in a call
// becomes a panic.
func storage() app.Value {
	return app.Window().Get("Reflect").Call("get", app.Window(), "localStorage")
}

func denied() { _ = recover() }

// Store is Remember for a value that a person would miss: it reports whether the browser has stored it.
func Store(key, value string) (taken bool) {
	defer denied()
	storage().Call("setItem", key, value)
	return true
}
