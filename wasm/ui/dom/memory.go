package dom

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Recall returns what remember kept under a key, or "". A browser may deny its storage: then nothing is remembered.
func Recall(key string) (value string) {
	defer denied()
	if v := storage().Call("getItem", key); v.Truthy() {
		return v.String()
	}
	return ""
}

// Remember keeps a short value beyond this visit, if the browser allows it.
func Remember(key, value string) {
	defer denied()
	storage().Call("setItem", key, value)
}

// storage goes through Reflect because a denied localStorage throws from a getter, which would end the program; what a
// call throws becomes a panic.
func storage() app.Value {
	return app.Window().Get("Reflect").Call("get", app.Window(), "localStorage")
}

func denied() { _ = recover() }

// Store is remember for what a person would miss: it reports whether the browser has taken it.
func Store(key, value string) (taken bool) {
	defer denied()
	storage().Call("setItem", key, value)
	return true
}
