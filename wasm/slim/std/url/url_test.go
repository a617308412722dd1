package url

import (
	"maps"
	"net/url"
	"slices"
	"testing"
)

func TestAsNetURL(t *testing.T) {
	for _, address := range []string{
		"http://localhost:8080/",
		"https://example.org/digitlab/?lang=ko",
		"https://example.org/digitlab/?lang=en&lang=ko&x#lr=0.1&layers=conv",
		"https://example.org/%ED%95%9C/?q=%ED%95%9C+b%26c&=empty#%ED%95%9C",
		"https://example.org?",
		"https://[::1]:80/a",
		"https://[::1]/a",
		"HTTP://example.org",
		"mailto:a@example.org?subject=b",
		"blob:https://example.org/1",
		"data:,",
		"about:blank",
		"/path?x=1#y",
		"?lang=ko",
		"",
	} {
		want, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Parse(address)
		if err != nil || got.Scheme != want.Scheme || got.Host != want.Host || got.Path != want.Path || got.Opaque != want.Opaque ||
			got.RawQuery != want.RawQuery || got.Fragment != want.Fragment {
			t.Errorf("%s is %#v (%v), want %#v", address, got, err, want)
		}
		if !maps.EqualFunc(got.Query(), Values(want.Query()), slices.Equal) {
			t.Errorf("the query of %s is %v, want %v", address, got.Query(), want.Query())
		}
		if got.Query().Get("lang") != want.Query().Get("lang") || got.Query().Has("x") != want.Query().Has("x") {
			t.Errorf("the query of %s has other values", address)
		}
		if got.Hostname() != want.Hostname() {
			t.Errorf("the host of %s is %s, want %s", address, got.Hostname(), want.Hostname())
		}
		if got.String() != want.String() {
			t.Errorf("%s becomes %s, want %s", address, got, want)
		}
		got.Scheme, want.Scheme, got.Host, want.Host = "https", "https", "other.org", "other.org"
		if got.String() != want.String() {
			t.Errorf("%s becomes %s at another host, want %s", address, got, want)
		}
	}
}
