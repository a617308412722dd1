//go:build js && wasm

package main

import "syscall/js"

// jsError is a JavaScript exception, the reason of a rejected promise, or a request's error.
type jsError struct{ value js.Value }

func (e jsError) Error() string {
	if name := e.name(); name != "" && e.value.Get("message").Truthy() {
		return name + ": " + e.value.Get("message").String()
	}
	return js.Global().Call("String", e.value).String()
}

// name returns the name of a DOMException, such as QuotaExceededError.
func (e jsError) name() string {
	if e.value.Type() != js.TypeObject || !e.value.Get("name").Truthy() {
		return ""
	}
	return e.value.Get("name").String()
}

// property returns a property that a browser may deny, or undefined. It uses Reflect because a denied property throws from its getter,
// which would end the program; an exception in a call becomes a panic.
func property(of js.Value, name string) (v js.Value) {
	defer func() { _ = recover() }()
	return js.Global().Get("Reflect").Call("get", of, name)
}

// catch turns a panic by a JavaScript exception into an error; any other panic goes on.
func catch(err *error) {
	switch thrown := recover().(type) {
	case nil:
	case js.Error:
		*err = jsError{thrown.Value}
	default:
		panic(thrown)
	}
}

// await waits for a promise.
func await(promise js.Value) (js.Value, error) {
	type outcome struct {
		value js.Value
		err   error
	}
	settled := make(chan outcome, 1)
	resolve := js.FuncOf(func(_ js.Value, args []js.Value) any {
		settled <- outcome{value: args[0]}
		return nil
	})
	defer resolve.Release()
	reject := js.FuncOf(func(_ js.Value, args []js.Value) any {
		settled <- outcome{err: jsError{args[0]}}
		return nil
	})
	defer reject.Release()
	promise.Call("then", resolve, reject)
	o := <-settled
	return o.value, o.err
}

// awaitEvent waits until an IndexedDB transaction succeeds or fails.
func awaitEvent(target js.Value, success, failure string) error {
	result := make(chan error, 1)
	succeeded := js.FuncOf(func(js.Value, []js.Value) any {
		result <- nil
		return nil
	})
	defer succeeded.Release()
	failed := js.FuncOf(func(js.Value, []js.Value) any {
		result <- jsError{target.Get("error")}
		return nil
	})
	defer failed.Release()
	target.Set(success, succeeded)
	target.Set(failure, failed)
	return <-result
}

// jsBytes copies b to a new Uint8Array.
func jsBytes(b []byte) js.Value {
	array := js.Global().Get("Uint8Array").New(len(b))
	js.CopyBytesToJS(array, b)
	return array
}

// goBytes copies an ArrayBuffer.
func goBytes(buffer js.Value) []byte {
	array := js.Global().Get("Uint8Array").New(buffer)
	b := make([]byte, array.Length())
	js.CopyBytesToGo(b, array)
	return b
}
