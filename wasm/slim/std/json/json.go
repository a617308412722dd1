//go:build !js

package json

import "encoding/json"

type RawMessage = json.RawMessage

func Marshal(v any) ([]byte, error) { return json.Marshal(v) }

func MarshalIndent(v any, prefix, indent string) ([]byte, error) {
	return json.MarshalIndent(v, prefix, indent)
}

func Unmarshal(data []byte, v any) error { return json.Unmarshal(data, v) }
