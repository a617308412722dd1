package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// recall returns what remember kept under a key, or "". A browser may deny its storage: then nothing is remembered.
func recall(key string) (value string) {
	defer denied()
	if v := storage().Call("getItem", key); v.Truthy() {
		return v.String()
	}
	return ""
}

// remember keeps a short value beyond this visit, if the browser allows it.
func remember(key, value string) {
	defer denied()
	storage().Call("setItem", key, value)
}

// storage goes through Reflect because a denied localStorage throws from a getter, which would end the program; what a
// call throws becomes a panic.
func storage() app.Value {
	return app.Window().Get("Reflect").Call("get", app.Window(), "localStorage")
}

func denied() { _ = recover() }

// store is remember for what a person would miss: it reports whether the browser has taken it.
func store(key, value string) (taken bool) {
	defer denied()
	storage().Call("setItem", key, value)
	return true
}
