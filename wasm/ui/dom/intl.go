package dom

import (
	"runtime"
	"strconv"
	"time"

	"digitlab/wasm/ui/i18n"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// The browser's Intl formats dates and numbers. Where there is no browser, the format is plain.

// InBrowser is a constant, so that the plain formats are left out of the page's program.
const InBrowser = runtime.GOARCH == "wasm"

// intlFormats caches the formats by language and kind: to create one takes the browser a millisecond.
var intlFormats = map[string]app.Value{}

// intl formats a value with one of Intl's formats. kind names the format in the cache.
func intl(format, kind string, t i18n.Common, options map[string]any, value any) string {
	key := t.Code() + kind
	f, ok := intlFormats[key]
	if !ok {
		f = app.Window().Get("Intl").Get(format).New(t.Code(), options)
		intlFormats[key] = f
	}
	return f.Call("format", value).String()
}

// Moment formats a time in milliseconds since 1970 as date and time.
func Moment(milliseconds int64, t i18n.Common) string {
	if InBrowser {
		return intl("DateTimeFormat", "moment", t, map[string]any{"dateStyle": "short", "timeStyle": "short"}, float64(milliseconds))
	}
	return time.UnixMilli(milliseconds).UTC().Format("2006-01-02 15:04")
}

// clock formats a time in milliseconds since 1970 as ISO 8601 has it, without a zone: 2026-11-29T15:26:07. In the browser it is the time
// of its clock.
func clock(milliseconds int64) string {
	if InBrowser {
		date := app.Window().Get("Date")
		zone := date.New(float64(milliseconds)).Call("getTimezoneOffset").Float() * 60_000
		return date.New(float64(milliseconds) - zone).Call("toISOString").String()[:len("2026-11-29T15:26:07")]
	}
	return time.UnixMilli(milliseconds).UTC().Format("2006-01-02T15:04:05")
}

// Percentage formats a share of 0..1 as a percentage with one decimal.
func Percentage(v float64, t i18n.Common) string {
	if InBrowser {
		return intl("NumberFormat", "percentage", t, map[string]any{"style": "percent", "minimumFractionDigits": 1, "maximumFractionDigits": 1}, v)
	}
	return strconv.FormatFloat(100*v, 'f', 1, 64) + "%"
}

// Duration formats seconds, with tenths below ten.
func Duration(v float64, t i18n.Common) string {
	digits := 0
	if v < 9.95 {
		digits = 1
	}
	if InBrowser {
		return intl("NumberFormat", "duration"+strconv.Itoa(digits), t, map[string]any{"style": "unit", "unit": "second", "unitDisplay": "short",
			"minimumFractionDigits": digits, "maximumFractionDigits": digits}, v)
	}
	return i18n.Seconds(v) + " s"
}
