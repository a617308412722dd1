//go:build js && wasm

package main

import (
	"slices"
	"syscall/js"
	"time"

	"digitlab/wasm/trainer/runstore"
)

// storage stores the runs in the browser's IndexedDB: database "digitlab", object stores "infos" and "checkpoints", both with the
// run's ID as key. The values contain their own checksums, because a damaged database may return anything.
type storage struct {
	db      js.Value // undefined while it is not open
	attempt *attempt // the present attempt to open it, or nil
	lost    js.Func  // called when the browser closes the database, or when a later version of the page needs it

	locks map[string]func() // ends the lock on a run, by ID
}

const (
	databaseName    = "digitlab"
	databaseVersion = 2 // version 1 had an object store "runs" for the last run only, in a format that is no longer loaded
	oldStore        = "runs"
	infoStore       = "infos"
	checkpointStore = "checkpoints"

	openTimeout = 5 * time.Second // training must not wait for a storage that does not answer
)

func newStorage() storage { return storage{locks: map[string]func(){}} }

// attempt is an attempt to open the database. It may succeed long after open has stopped waiting, when other tabs are closed.
type attempt struct {
	ended bool
	known chan struct{} // closed when the first outcome is known
	err   error         // the last outcome; nil: the database is open
}

func (a *attempt) end(err error) {
	a.err = err
	if !a.ended {
		a.ended = true
		close(a.known)
	}
}

// open opens the database, unless it is open.
func (s *storage) open() error {
	if s.db.Truthy() {
		return nil
	}
	if s.attempt == nil {
		if err := s.begin(); err != nil {
			return err
		}
	}
	a := s.attempt
	<-a.known
	return a.err
}

// begin starts an attempt to open the database.
func (s *storage) begin() error {
	factory := property(js.Global(), "indexedDB")
	if !factory.Truthy() {
		return runstore.ErrNoStorage
	}
	a := &attempt{known: make(chan struct{})}
	time.AfterFunc(openTimeout, func() {
		if !a.ended {
			a.end(runstore.ErrSilent)
		}
	})
	request := factory.Call("open", databaseName, databaseVersion)
	var hooks []js.Func
	on := func(event string, do func()) {
		hook := js.FuncOf(func(js.Value, []js.Value) any { do(); return nil })
		hooks = append(hooks, hook)
		request.Set(event, hook)
	}
	end := func(err error) {
		a.end(err)
		s.attempt = nil
		for _, hook := range hooks {
			hook.Release()
		}
	}
	on("onupgradeneeded", func() {
		db := request.Get("result")
		if db.Get("objectStoreNames").Call("contains", oldStore).Bool() {
			db.Call("deleteObjectStore", oldStore)
		}
		db.Call("createObjectStore", infoStore)
		db.Call("createObjectStore", checkpointStore)
	})
	on("onblocked", func() { a.end(runstore.ErrBlocked) })
	on("onerror", func() { end(jsError{request.Get("error")}) })
	on("onsuccess", func() {
		s.adopt(request.Get("result"))
		end(nil)
	})
	s.attempt = a
	return nil
}

// adopt takes an open database. It closes it when a later version of the page needs it.
func (s *storage) adopt(db js.Value) {
	if s.lost.IsUndefined() {
		s.lost = js.FuncOf(func(js.Value, []js.Value) any { s.close(); return nil })
	}
	db.Set("onversionchange", s.lost)
	db.Set("onclose", s.lost)
	s.db = db
}

// close closes the database, so that the next transaction opens it again.
func (s *storage) close() {
	if s.db.Truthy() {
		s.db.Call("close")
		s.db = js.Undefined()
	}
}

// transact calls use with the two object stores in one transaction and waits for its end. The results of use's requests are
// available afterwards. If the connection to the database is lost, as after a sleep of the device, use is called again with another one.
func (s *storage) transact(mode string, use func(infos, checkpoints js.Value)) error {
	err := s.tryTransact(mode, use)
	if isLost(err) {
		s.close()
		err = s.tryTransact(mode, use)
	}
	return err
}

// isLost reports whether an error is one with which a browser tells that the connection is lost, in a call or as the reason why a transaction
// was aborted.
func isLost(err error) bool {
	cause, ok := err.(jsError)
	return ok && slices.Contains([]string{"InvalidStateError", "UnknownError", "AbortError"}, cause.name())
}

func (s *storage) tryTransact(mode string, use func(infos, checkpoints js.Value)) (err error) {
	defer catch(&err)
	if err := s.open(); err != nil {
		return err
	}
	options := map[string]any{"durability": "strict"}
	transaction := s.db.Call("transaction", []any{infoStore, checkpointStore}, mode, options)
	use(transaction.Call("objectStore", infoStore), transaction.Call("objectStore", checkpointStore))
	err = awaitEvent(transaction, "oncomplete", "onabort")
	if cause, ok := err.(jsError); ok && cause.name() == "QuotaExceededError" {
		return runstore.ErrFull
	}
	return err
}

// RunInfos returns the infos of all runs, in the order of their IDs, which is IndexedDB's order of keys.
func (s *storage) RunInfos() (records []runstore.Record, err error) {
	var keys, values js.Value
	err = s.transact("readonly", func(infos, _ js.Value) {
		keys, values = infos.Call("getAllKeys"), infos.Call("getAll")
	})
	if err != nil {
		return nil, err
	}
	defer catch(&err)
	keys, values = keys.Get("result"), values.Get("result")
	for i := range keys.Length() {
		records = append(records, runstore.Record{ID: keys.Index(i).String(), Info: stored(values.Index(i))})
	}
	return records, nil
}

// ReadRun returns the stored info and checkpoint of a run; nil for what is missing.
func (s *storage) ReadRun(id string) (info, checkpoint []byte, err error) {
	var i, c js.Value
	err = s.transact("readonly", func(infos, checkpoints js.Value) {
		i, c = infos.Call("get", id), checkpoints.Call("get", id)
	})
	if err != nil {
		return nil, nil, err
	}
	return stored(i.Get("result")), stored(c.Get("result")), nil
}

// stored returns the bytes of a value in the database, or nil if it is missing or of another type.
func stored(value js.Value) []byte {
	if value.Type() != js.TypeObject || !value.InstanceOf(js.Global().Get("ArrayBuffer")) {
		return nil
	}
	return goBytes(value)
}

// UpdateRun changes the info of a run and stores its checkpoint, in one transaction.
func (s *storage) UpdateRun(id string, change func(info []byte) []byte, checkpoint []byte) error {
	var failed error
	var hooks []js.Func
	err := s.transact("readwrite", func(infos, checkpoints js.Value) {
		get := infos.Call("get", id)
		changed := js.FuncOf(func(js.Value, []js.Value) any {
			failed = put(infos, checkpoints, id, change(stored(get.Get("result"))), checkpoint)
			if failed != nil {
				infos.Get("transaction").Call("abort")
			}
			return nil
		})
		hooks = append(hooks, changed)
		get.Set("onsuccess", changed)
	})
	for _, hook := range hooks {
		hook.Release()
	}
	if failed != nil {
		return failed
	}
	return err
}

// put requests to store both. The browser calls it, so that it must not panic.
func put(infos, checkpoints js.Value, id string, info, checkpoint []byte) (err error) {
	defer catch(&err)
	if info == nil {
		return nil
	}
	infos.Call("put", jsBytes(info).Get("buffer"), id)
	if checkpoint != nil {
		checkpoints.Call("put", jsBytes(checkpoint).Get("buffer"), id)
	}
	return nil
}

// DeleteRuns deletes runs.
func (s *storage) DeleteRuns(ids []string) error {
	return s.transact("readwrite", func(infos, checkpoints js.Value) {
		for _, id := range ids {
			infos.Call("delete", id)
			checkpoints.Call("delete", id)
		}
	})
}

// ClaimRun takes the Web Lock of a run. The browser releases the lock when the worker ends, however it ends.
func (s *storage) ClaimRun(id string) (claimed bool) {
	defer func() {
		if recover() != nil { // the browser denies locks; see below
			claimed = true
		}
	}()
	locks := property(js.Global().Get("navigator"), "locks")
	if !locks.Truthy() {
		return true // an old browser, or a page without TLS: two tabs may then store the same run, and the later one wins
	}
	granted, released := make(chan bool, 1), make(chan struct{})
	callback := js.FuncOf(func(_ js.Value, args []js.Value) any {
		if !args[0].Truthy() {
			granted <- false
			return nil
		}
		held := js.FuncOf(func(_ js.Value, args []js.Value) any {
			release := args[0]
			s.locks[id] = func() {
				release.Invoke()
				<-released
			}
			return nil
		})
		defer held.Release()
		granted <- true
		return js.Global().Get("Promise").New(held)
	})
	var ended, refused js.Func
	end := func() {
		close(released)
		callback.Release()
		ended.Release()
		refused.Release()
	}
	ended = js.FuncOf(func(js.Value, []js.Value) any { end(); return nil })
	refused = js.FuncOf(func(js.Value, []js.Value) any { // the browser denies locks; see above
		granted <- true
		end()
		return nil
	})
	locks.Call("request", "digitlab/run/"+id, map[string]any{"ifAvailable": true}, callback).Call("then", ended, refused)
	return <-granted
}

// ReleaseRun releases the lock of a run.
func (s *storage) ReleaseRun(id string) {
	if end := s.locks[id]; end != nil {
		delete(s.locks, id)
		end()
	}
}
