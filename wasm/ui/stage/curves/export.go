package curves

import (
	"math"
	"strconv"
	"strings"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/chart"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/settings"
)

// columns are the values of each epoch in a file. Their names are English in both languages, for the programs that read them.
var columns = []struct {
	name string
	of   func(protocol.Epoch) string
}{
	{"epoch", func(e protocol.Epoch) string { return strconv.Itoa(e.Number) }},
	{"loss", func(e protocol.Epoch) string { return exact(e.Loss) }},
	{"accuracy", func(e protocol.Epoch) string { return exact(e.Accuracy) }},
	{"validation_loss", func(e protocol.Epoch) string { return exact(e.ValidationLoss) }},
	{"validation_accuracy", func(e protocol.Epoch) string { return exact(e.ValidationAccuracy) }},
	{"learning_rate", func(e protocol.Epoch) string { return exact(e.LearningRate) }},
	{"seconds", func(e protocol.Epoch) string { return strconv.FormatFloat(e.Elapsed, 'f', 3, 64) }},
}

// exact formats a number with as few digits as identify it to the bit, or "" for NaN and infinities.
func exact(v float32) string {
	if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
		return ""
	}
	return strconv.FormatFloat(float64(v), 'g', -1, 32)
}

// csvOf returns the runs as CSV (RFC 4180), one line per epoch. The settings and the test result are repeated in each line, so that
// a line is complete by itself.
func csvOf(runs []chart.Overlay) string {
	var b strings.Builder
	b.WriteString("run")
	for _, c := range columns {
		b.WriteString("," + c.name)
	}
	b.WriteString(",test_loss,test_accuracy")
	for _, w := range settings.WrittenOf(protocol.DefaultSettings()) {
		b.WriteString(",setting_" + w.Name)
	}
	b.WriteString("\r\n")
	for _, run := range runs {
		tail := ",,"
		if run.Tested != nil {
			tail = "," + exact(run.Tested.Loss) + "," + exact(run.Tested.Accuracy)
		}
		for _, w := range settings.WrittenOf(run.Settings) {
			tail += ","
			if run.Made() {
				tail += w.Value
			}
		}
		for _, e := range run.Epochs {
			b.WriteString(quoteCSV(run.Name))
			for _, c := range columns {
				b.WriteString("," + c.of(e))
			}
			b.WriteString(tail + "\r\n")
		}
	}
	if out := b.String(); strings.ContainsFunc(out, func(r rune) bool { return r > '~' }) {
		return "\uFEFF" + out // a byte order mark: without it Excel garbles Korean names
	}
	return b.String()
}

func quoteCSV(s string) string {
	if strings.ContainsAny(s, "\",\r\n") {
		return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}

// jsonOf returns the runs with their settings, epochs and test results as JSON. Unknown values are null.
func jsonOf(runs []chart.Overlay) string {
	var b strings.Builder
	object := func(n int, name, value func(i int) string) string {
		var parts []string
		for i := range n {
			parts = append(parts, settings.QuoteJSON(name(i))+":"+value(i))
		}
		return "{" + strings.Join(parts, ",") + "}"
	}
	number := func(s string) string {
		if s == "" {
			return "null"
		}
		return s
	}
	b.WriteString(`{"program":"Digit Lab","runs":[`)
	for i, run := range runs {
		if i > 0 {
			b.WriteString(",")
		}
		made := "null"
		if run.Made() {
			all := settings.WrittenOf(run.Settings)
			made = object(len(all), func(i int) string { return all[i].Name }, func(i int) string { return all[i].JSON() })
		}
		tested := "null"
		if run.Tested != nil {
			tested = `{"loss":` + number(exact(run.Tested.Loss)) + `,"accuracy":` + number(exact(run.Tested.Accuracy)) + "}"
		}
		b.WriteString("\n{" + `"name":` + settings.QuoteJSON(run.Name) + `,"settings":` + made + `,"test":` + tested + `,"epochs":[`)
		for j, e := range run.Epochs {
			if j > 0 {
				b.WriteString(",")
			}
			b.WriteString("\n" + object(len(columns), func(i int) string { return columns[i].name },
				func(i int) string { return number(columns[i].of(e)) }))
		}
		b.WriteString("]}")
	}
	b.WriteString("]}\n")
	return b.String()
}

// settingsText returns the settings of a run with their values: the everyday ones, and the others that differ from the tutorial's.
func settingsText(run chart.Overlay, smoothing float64, t Words) string {
	var parts []string
	for _, w := range settings.WrittenOf(run.Settings) {
		if !run.Made() || !w.Differs && !w.Everyday() {
			continue
		}
		if w.Setting == protocol.RateSetting && len(run.Epochs) > 0 && run.Settings.Schedule == protocol.ConstantRate {
			if last := i18n.Rate(run.Epochs[len(run.Epochs)-1].LearningRate); last != w.Value {
				w.Value += " → " + last // it was changed during the run
			}
		}
		parts = append(parts, w.Label(t)+" "+w.Value)
	}
	if run.Tested != nil {
		parts = append(parts, t.TestAccuracy(i18n.Percent(run.Tested.Accuracy)))
	}
	if smoothing > 0 {
		parts = append(parts, t.Smoothing()+" "+i18n.Weight(smoothing))
	}
	return strings.Join(parts, " · ")
}
