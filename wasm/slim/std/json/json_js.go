// Package json takes the place of Go's encoding/json in the page's program. go-app would store states with it, which the page has not.
package json

import "errors"

type RawMessage []byte

var errLeftOut = errors.New("wasm/slim leaves encoding/json out")

func Marshal(any) ([]byte, error) { return nil, errLeftOut }

func MarshalIndent(any, string, string) ([]byte, error) { return nil, errLeftOut }

func Unmarshal([]byte, any) error { return errLeftOut }
