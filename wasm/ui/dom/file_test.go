package dom

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// A phone offers only files of the types that an input accepts, and knows none for an extension of our own.
func TestFileInputOffersEveryFile(t *testing.T) {
	html := app.HTMLString(FileInput("file", false, func(app.Context, app.Value) {}))
	if strings.Contains(html, "accept") || !strings.Contains(html, `type="file"`) {
		t.Errorf("the input is %s", html)
	}
}
