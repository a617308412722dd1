package ui

import (
	"runtime"
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Dates and numbers are written by the browser's Intl; where there is no browser, plainly.

// inBrowser is a constant, so that what is written plainly is left out of the page's program.
const inBrowser = runtime.GOARCH == "wasm"

// intlFormats are the formats in use, by language and kind: to make one takes the browser a millisecond.
var intlFormats = map[string]app.Value{}

// intl formats a value with one of Intl's formats, which has a kind of its own for its options.
func intl(format, kind string, t commonWords, options map[string]any, value any) string {
	key := t.Code() + kind
	f, ok := intlFormats[key]
	if !ok {
		f = app.Window().Get("Intl").Get(format).New(t.Code(), options)
		intlFormats[key] = f
	}
	return f.Call("format", value).String()
}

// moment writes a time given in milliseconds since 1970.
func moment(milliseconds int64, t commonWords) string {
	if inBrowser {
		return intl("DateTimeFormat", "moment", t, map[string]any{"dateStyle": "short", "timeStyle": "short"}, float64(milliseconds))
	}
	return time.UnixMilli(milliseconds).UTC().Format("2006-01-02 15:04")
}

// day writes the day of a moment.
func day(milliseconds int64, t commonWords) string {
	if inBrowser {
		return intl("DateTimeFormat", "day", t, map[string]any{"dateStyle": "short"}, float64(milliseconds))
	}
	return time.UnixMilli(milliseconds).UTC().Format("2006-01-02")
}

// hour writes the hour and minute of a moment.
func hour(milliseconds int64, t commonWords) string {
	if inBrowser {
		return intl("DateTimeFormat", "hour", t, map[string]any{"timeStyle": "short"}, float64(milliseconds))
	}
	return time.UnixMilli(milliseconds).UTC().Format("15:04")
}

// percentage writes 0..1 as a percentage with one decimal.
func percentage(v float64, t commonWords) string {
	if inBrowser {
		return intl("NumberFormat", "percentage", t, map[string]any{"style": "percent", "minimumFractionDigits": 1, "maximumFractionDigits": 1}, v)
	}
	return strconv.FormatFloat(100*v, 'f', 1, 64) + "%"
}

// duration writes seconds, with tenths under ten.
func duration(v float64, t commonWords) string {
	digits := 0
	if v < 9.95 {
		digits = 1
	}
	if inBrowser {
		return intl("NumberFormat", "duration"+strconv.Itoa(digits), t, map[string]any{"style": "unit", "unit": "second", "unitDisplay": "short",
			"minimumFractionDigits": digits, "maximumFractionDigits": digits}, v)
	}
	return seconds(v) + " s"
}
