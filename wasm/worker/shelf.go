//go:build js && wasm

package main

import (
	"errors"
	"strconv"
	"syscall/js"

	"digitlab/wasm/trainer"
)

// shelf keeps the files of data sets in a cache of the browser's that the service worker, which clears away its own, leaves alone.
type shelf struct{}

const (
	shelfName = "digitlab.data"
	shelfRoot = "data/mnist/" // beside worker.js
)

var errNoCaches = errors.New("this browser, or a page that came without TLS, has no caches")

// Fetch passes by the browser's own cache: what came damaged would come again, and what is kept would be kept twice.
func (shelf) Fetch(name string, size int, come func(bytes int) bool) (file []byte, err error) {
	defer catch(&err)
	response, err := await(js.Global().Call("fetch", shelfRoot+name, map[string]any{"cache": "no-store"}))
	if err != nil {
		return nil, errors.New(name + " could not be fetched: " + err.Error())
	}
	status := response.Get("status").Int()
	switch {
	case status == 404 || status == 410:
		return nil, &shelfError{name, trainer.ErrNotServed}
	case status != 200:
		return nil, errors.New(name + " could not be fetched: the server answered " + strconv.Itoa(status))
	}
	file, err = drain(response.Get("body"), size, size, come)
	if err == errTooMuch {
		err = trainer.ErrAltered
	}
	if err != nil {
		return nil, &shelfError{name, err}
	}
	return file, nil
}

// shelfError is what went wrong with a file.
type shelfError struct {
	name  string
	cause error
}

func (e *shelfError) Error() string { return e.name + ": " + e.cause.Error() }
func (e *shelfError) Unwrap() error { return e.cause }

// open opens the cache.
func (shelf) open() (js.Value, error) {
	caches := js.Global().Get("caches")
	if !caches.Truthy() {
		return js.Undefined(), errNoCaches
	}
	return await(caches.Call("open", shelfName))
}

// Keep keeps a file.
func (s shelf) Keep(name string, file []byte) (err error) {
	defer catch(&err)
	cache, err := s.open()
	if err != nil {
		return err
	}
	_, err = await(cache.Call("put", shelfRoot+name, js.Global().Get("Response").New(jsBytes(file))))
	if cause, ok := err.(jsError); ok && cause.name() == "QuotaExceededError" {
		return errFull
	}
	return err
}

// match returns the response that is kept, undefined without.
func (s shelf) match(name string) (response js.Value, err error) {
	defer catch(&err)
	cache, err := s.open()
	if err != nil {
		return js.Undefined(), err
	}
	return await(cache.Call("match", shelfRoot+name))
}

// Keeps reports whether a file is kept.
func (s shelf) Keeps(name string) bool {
	response, err := s.match(name)
	return err == nil && response.Truthy()
}

// Kept returns a file that is kept.
func (s shelf) Kept(name string) (file []byte, err error) {
	defer catch(&err)
	response, err := s.match(name)
	if err != nil || !response.Truthy() {
		return nil, err
	}
	buffer, err := await(response.Call("arrayBuffer"))
	if err != nil {
		return nil, err
	}
	return goBytes(buffer), nil
}

// Forget forgets a file.
func (s shelf) Forget(name string) (err error) {
	defer catch(&err)
	cache, err := s.open()
	if err == errNoCaches {
		return nil // nothing is kept
	}
	if err != nil {
		return err
	}
	_, err = await(cache.Call("delete", shelfRoot+name))
	return err
}
