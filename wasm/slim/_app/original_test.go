//go:build !wasm

package app

import (
	"reflect"

	"github.com/google/uuid"
)

// Natively the copy is built for these tests alone. It has go-app's own files, and what the edits call is this:

func randomUUID() string { return uuid.NewString() }

func breathe() {}

func putTextsBack(HTML, []UI) {}

func onMount(m Mounter) func(Context) { return m.OnMount }

func samePointer(reflect.Value, reflect.Value) bool { return false }
