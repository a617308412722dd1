//go:build js && wasm

package main

import (
	"errors"
	"strconv"
	"syscall/js"

	"digitlab/wasm/trainer/data"
	"digitlab/wasm/trainer/runstore"
)

// dataCache stores the files of data sets in a browser cache that the service worker does not touch: it deletes its own only.
type dataCache struct{}

const (
	cacheName = "digitlab.data"
	dataRoot  = "data/mnist/" // relative to worker.js
)

var errNoCaches = errors.New("this browser, or a page that came without TLS, has no caches")

// Fetch bypasses the browser's HTTP cache: it might return a damaged file again, and a good file would be stored twice.
func (dataCache) Fetch(name string, size int, progress func(bytes int) bool) (file []byte, err error) {
	defer catch(&err)
	response, err := await(js.Global().Call("fetch", dataRoot+name, map[string]any{"cache": "no-store"}))
	if err != nil {
		return nil, errors.New(name + " could not be fetched: " + err.Error())
	}
	if err := checkStatus(name, response); err != nil {
		return nil, err
	}
	file, err = drain(response.Get("body"), size, size, progress)
	if err == errTooMuch {
		err = data.ErrAltered
	}
	if err != nil {
		return nil, &fileError{name, err}
	}
	return file, nil
}

// checkStatus returns an error if the server did not send a file.
func checkStatus(name string, response js.Value) error {
	switch status := response.Get("status").Int(); status {
	case 200:
		return nil
	case 404, 410:
		return &fileError{name, data.ErrNotServed}
	default:
		return errors.New(name + " could not be fetched: the server answered " + strconv.Itoa(status))
	}
}

// fileError is an error with a file.
type fileError struct {
	name  string
	cause error
}

func (e *fileError) Error() string { return e.name + ": " + e.cause.Error() }
func (e *fileError) Unwrap() error { return e.cause }

// open opens the cache.
func (dataCache) open() (js.Value, error) {
	caches := property(js.Global(), "caches")
	if !caches.Truthy() {
		return js.Undefined(), errNoCaches
	}
	return await(caches.Call("open", cacheName))
}

// Put stores a file.
func (c dataCache) Put(name string, file []byte) (err error) {
	defer catch(&err)
	cache, err := c.open()
	if err != nil {
		return err
	}
	_, err = await(cache.Call("put", dataRoot+name, js.Global().Get("Response").New(jsBytes(file))))
	if cause, ok := err.(jsError); ok && cause.name() == "QuotaExceededError" {
		return runstore.ErrFull
	}
	return err
}

// match returns the stored response, or undefined.
func (c dataCache) match(name string) (response js.Value, err error) {
	defer catch(&err)
	cache, err := c.open()
	if err != nil {
		return js.Undefined(), err
	}
	return await(cache.Call("match", dataRoot+name))
}

// Has reports whether a file is stored.
func (c dataCache) Has(name string) bool {
	response, err := c.match(name)
	return err == nil && response.Truthy()
}

// Get returns a file, or nil if it is not stored.
func (c dataCache) Get(name string) (file []byte, err error) {
	defer catch(&err)
	response, err := c.match(name)
	if err != nil || !response.Truthy() {
		return nil, err
	}
	buffer, err := await(response.Call("arrayBuffer"))
	if err != nil {
		return nil, err
	}
	return goBytes(buffer), nil
}

// Delete deletes a file.
func (c dataCache) Delete(name string) (err error) {
	defer catch(&err)
	cache, err := c.open()
	if err == errNoCaches {
		return nil // nothing is stored
	}
	if err != nil {
		return err
	}
	_, err = await(cache.Call("delete", dataRoot+name))
	return err
}
