//go:build js && wasm

package main

import "syscall/js"

// store keeps the last run in the browser's IndexedDB: database "digitlab", object store "runs", key "last". The
// checkpoint's own checksum tells if it came back damaged.
type store struct {
	db js.Value // opened at the first use
}

const (
	databaseName    = "digitlab"
	databaseVersion = 1
	storeName       = "runs"
	lastKey         = "last"
)

// open opens the database, waiting for it; a browser that denies storage gives an error.
func (s *store) open() error {
	if s.db.Truthy() {
		return nil
	}
	factory := js.Global().Get("indexedDB")
	if !factory.Truthy() {
		return jsError{js.ValueOf("this browser has no IndexedDB")}
	}
	request := factory.Call("open", databaseName, databaseVersion)
	upgrade := js.FuncOf(func(js.Value, []js.Value) any {
		request.Get("result").Call("createObjectStore", storeName)
		return nil
	})
	defer upgrade.Release()
	request.Set("onupgradeneeded", upgrade)
	if err := awaitEvent(request, "onsuccess", "onerror"); err != nil {
		return err
	}
	s.db = request.Get("result")
	return nil
}

// Load returns the bytes that were saved last, or nil.
func (s *store) Load() (b []byte, err error) {
	defer catch(&err)
	if err := s.open(); err != nil {
		return nil, err
	}
	request := s.db.Call("transaction", storeName, "readonly").Call("objectStore", storeName).Call("get", lastKey)
	if err := awaitEvent(request, "onsuccess", "onerror"); err != nil {
		return nil, err
	}
	if result := request.Get("result"); result.Truthy() {
		return goBytes(result), nil
	}
	return nil, nil
}

// Save puts b in the database and tells done when it is on the disk, or why it is not.
func (s *store) Save(b []byte, done func(error)) {
	go func() { done(s.put(b)) }()
}

func (s *store) put(b []byte) (err error) {
	defer catch(&err)
	if err := s.open(); err != nil {
		return err
	}
	strict := map[string]any{"durability": "strict"}
	transaction := s.db.Call("transaction", storeName, "readwrite", strict)
	transaction.Call("objectStore", storeName).Call("put", jsBytes(b).Get("buffer"), lastKey)
	return awaitEvent(transaction, "oncomplete", "onerror", "onabort")
}
