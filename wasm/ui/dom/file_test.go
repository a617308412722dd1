package dom

import (
	"strings"
	"testing"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

func TestFileName(t *testing.T) {
	at := time.Date(2026, 1, 9, 15, 6, 7, 0, time.UTC).UnixMilli()
	for _, c := range []struct{ kind, name, extension, want string }{
		{"curves", "", ".csv", "digit-lab-curves-2026-01-09T150607.csv"},
		{"run", "Learning rate 0.01 (2)", ".digitlab", "digit-lab-run-2026-01-09T150607-learning-rate-0-01-2.digitlab"},
		{"run", "내 실행 3", ".digitlab", "digit-lab-run-2026-01-09T150607-3.digitlab"},
		{"run", "../a:b\u202e", ".digitlab", "digit-lab-run-2026-01-09T150607-a-b.digitlab"},
	} {
		if got := FileName(c.kind, at, c.name, c.extension); got != c.want {
			t.Errorf("%q: %s, want %s", c.name, got, c.want)
		}
	}
}

// A phone offers only files of the types that an input accepts, and knows none for an extension of our own.
func TestFileInputOffersEveryFile(t *testing.T) {
	html := app.HTMLString(FileInput("file", false, func(app.Context, app.Value) {}))
	if strings.Contains(html, "accept") || !strings.Contains(html, `type="file"`) {
		t.Errorf("the input is %s", html)
	}
}
