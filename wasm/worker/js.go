//go:build js && wasm

package main

import "syscall/js"

// jsError is what JavaScript threw, rejected a promise with, or left in a request's error.
type jsError struct{ value js.Value }

func (e jsError) Error() string {
	if e.value.Type() == js.TypeObject && e.value.Get("message").Truthy() {
		return e.value.Get("name").String() + ": " + e.value.Get("message").String()
	}
	return js.Global().Call("String", e.value).String()
}

// catch turns what a JavaScript call threw into an error; any other panic goes on.
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

// awaitEvent waits until an IndexedDB request or transaction reports success, or one of the failures.
func awaitEvent(target js.Value, success string, failures ...string) error {
	result := make(chan error, 1)
	tell := func(event string, outcome func() error) (release func()) {
		f := js.FuncOf(func(js.Value, []js.Value) any {
			select {
			case result <- outcome():
			default: // an abort follows an error, which was told
			}
			return nil
		})
		target.Set(event, f)
		return func() {
			target.Set(event, js.Null())
			f.Release()
		}
	}
	defer tell(success, func() error { return nil })()
	for _, event := range failures {
		defer tell(event, func() error { return jsError{target.Get("error")} })()
	}
	return <-result
}

// jsBytes copies b to a Uint8Array of its own.
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
