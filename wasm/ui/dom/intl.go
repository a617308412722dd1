package dom

import (
	"runtime"
	"strconv"
	"time"

	"digitlab/wasm/ui/i18n"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Dates and numbers are written by the browser's Intl; where there is no browser, plainly.

// InBrowser is a constant, so that what is written plainly is left out of the page's program.
const InBrowser = runtime.GOARCH == "wasm"

// intlFormats are the formats in use, by language and kind: to make one takes the browser a millisecond.
var intlFormats = map[string]app.Value{}

// intl formats a value with one of Intl's formats, which has a kind of its own for its options.
func intl(format, kind string, t i18n.Common, options map[string]any, value any) string {
	key := t.Code() + kind
	f, ok := intlFormats[key]
	if !ok {
		f = app.Window().Get("Intl").Get(format).New(t.Code(), options)
		intlFormats[key] = f
	}
	return f.Call("format", value).String()
}

// Moment writes a time given in milliseconds since 1970.
func Moment(milliseconds int64, t i18n.Common) string {
	if InBrowser {
		return intl("DateTimeFormat", "moment", t, map[string]any{"dateStyle": "short", "timeStyle": "short"}, float64(milliseconds))
	}
	return time.UnixMilli(milliseconds).UTC().Format("2006-01-02 15:04")
}

// Day writes the day of a moment.
func Day(milliseconds int64, t i18n.Common) string {
	if InBrowser {
		return intl("DateTimeFormat", "day", t, map[string]any{"dateStyle": "short"}, float64(milliseconds))
	}
	return time.UnixMilli(milliseconds).UTC().Format("2006-01-02")
}

// Hour writes the hour and minute of a moment.
func Hour(milliseconds int64, t i18n.Common) string {
	if InBrowser {
		return intl("DateTimeFormat", "hour", t, map[string]any{"timeStyle": "short"}, float64(milliseconds))
	}
	return time.UnixMilli(milliseconds).UTC().Format("15:04")
}

// Percentage writes 0..1 as a percentage with one decimal.
func Percentage(v float64, t i18n.Common) string {
	if InBrowser {
		return intl("NumberFormat", "percentage", t, map[string]any{"style": "percent", "minimumFractionDigits": 1, "maximumFractionDigits": 1}, v)
	}
	return strconv.FormatFloat(100*v, 'f', 1, 64) + "%"
}

// Duration writes seconds, with tenths under ten.
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
