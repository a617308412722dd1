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

func storage() app.Value { return Property(app.Window(), "localStorage") }

// Property returns a property that a browser may deny, or undefined. It uses Reflect because a denied property throws from its getter,
// which would end the program; an exception in a call becomes a panic.
func Property(of app.Value, name string) (v app.Value) {
	v = app.Undefined()
	defer denied()
	return app.Window().Get("Reflect").Call("get", of, name)
}

func denied() { _ = recover() }

// Unkept reports what the browser does not keep for later visits: what Remember and Store take, and the runs. Where it denies one of its
// storages it denies all; where it has one switched off, the other may be there.
func Unkept() (remembered, runs bool) {
	denied := true // until reading has not thrown
	switch local := storage(); {
	case local.IsUndefined():
	case !local.Truthy():
		remembered, denied = true, false
	default:
		denied = !readable(local)
	}
	return remembered || denied, denied || !Property(app.Window(), "indexedDB").Truthy()
}

func readable(storage app.Value) (yes bool) {
	defer denied()
	storage.Call("getItem", LanguageKey)
	return true
}

// Store is Remember for a value that a person would miss: it reports whether the browser has stored it.
func Store(key, value string) (taken bool) {
	defer denied()
	storage().Call("setItem", key, value)
	return true
}
