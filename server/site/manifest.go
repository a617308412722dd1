package site

import "encoding/json"

const robots = "User-agent: *\nAllow: /\n"

type icon struct {
	Src     string `json:"src"`
	Type    string `json:"type"`
	Sizes   string `json:"sizes"`
	Purpose string `json:"purpose,omitempty"`
}

// manifest returns the W3C Web Application Manifest, which describes the installed page. go-app's own manifest has a fixed scope.
func (b *Bundle) manifest() []byte {
	icons := b.Base + "web/icons/"
	m, err := json.MarshalIndent(struct {
		ID              string   `json:"id"`
		Name            string   `json:"name"`
		ShortName       string   `json:"short_name"`
		Description     string   `json:"description"`
		Lang            string   `json:"lang"`
		Scope           string   `json:"scope"`
		StartURL        string   `json:"start_url"`
		Display         string   `json:"display"`
		BackgroundColor string   `json:"background_color"`
		ThemeColor      string   `json:"theme_color"`
		Categories      []string `json:"categories"`
		Icons           []icon   `json:"icons"`
	}{
		b.Base, "Digit Lab", "Digit Lab", description, "en", b.Base, b.Base, "standalone", "#ffffff", themeColor, []string{"education"},
		[]icon{
			{icons + "192.png", "image/png", "192x192", ""},
			{icons + "512.png", "image/png", "512x512", ""},
			{icons + "icon.svg", "image/svg+xml", "any", ""},
			{icons + "maskable.png", "image/png", "512x512", "maskable"},
		},
	}, "", "  ")
	if err != nil {
		panic(err)
	}
	return m
}
