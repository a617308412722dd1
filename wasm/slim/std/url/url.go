//go:build !js

package url

import "net/url"

type (
	URL    = url.URL
	Values = url.Values
)

func Parse(address string) (*URL, error) { return url.Parse(address) }
