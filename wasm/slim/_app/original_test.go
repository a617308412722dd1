//go:build !wasm

package app

import "github.com/google/uuid"

// Natively the copy is built for these tests alone. It has go-app's own files, and what the edits call is this:

func randomUUID() string { return uuid.NewString() }

func breathe() {}

func putTextsBack(HTML, []UI) {}
