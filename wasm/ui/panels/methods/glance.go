package methods

import (
	"html"
	"math"
	"strings"

	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/stats"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// methodsGlance is a table of all seven methods: the mean difference and its interval, on one scale.
type methodsGlance struct {
	app.Compo

	Methods *methods
	Text    words
	Base    protocol.Settings

	stop func()
}

func (g *methodsGlance) OnMount(ctx app.Context) {
	g.stop = g.Methods.lab.Rerender(ctx, methodsTopic, 0)
}

func (g *methodsGlance) OnDismount() { g.stop() }

func (g *methodsGlance) Render() app.UI {
	t, ms := g.Text, g.Methods
	rows := make([]glanceRow, methodCount)
	for m := range methodCount {
		c := ms.comparison(m)
		test, known := c.test()
		rows[m] = glanceRow{withoutTerm(t.Method(m)), m.choice(ms.chosen[m], g.Base, t), test, known && !c.Same}
	}
	return app.Section().Class("method glance").Aria("labelledby", "glance-heading").Body(
		app.H3().ID("glance-heading").Text(t.GlanceHeading()),
		app.P().Class("help").Text(t.GlanceHelp()),
		app.Raw(glanceTable(rows, t)),
	)
}

// withoutTerm removes the English term in brackets.
func withoutTerm(name string) string {
	name, _, _ = strings.Cut(name, " (")
	return name
}

// glanceRow is a row of the table: a method, its B, and the test's result, if it is known.
type glanceRow struct {
	Method, Choice string
	Test           stats.PairedTest
	Known          bool
}

// glanceScale returns the end of the table's scale in percentage points, the same on both sides of 0.
func glanceScale(rows []glanceRow) float64 {
	most := .0
	for _, r := range rows {
		if r.Known {
			most = max(most, math.Abs(r.Test.Low), math.Abs(r.Test.High))
		}
	}
	return max(math.Ceil(most), 1)
}

// glanceTable returns the table as one string of HTML. Its drawings are hidden from screen readers, because the numbers are beside
// them.
func glanceTable(rows []glanceRow, t words) string {
	scale := glanceScale(rows)
	x := func(v float64) float64 { return 100 + 92*v/scale }
	const svg = `<svg viewBox="0 0 200 20" aria-hidden="true">`
	var b strings.Builder
	fmt.Fprintf(&b, `<table aria-labelledby="glance-heading"><thead><tr><th scope="col">%s</th><th scope="col" class="span"><span>%s</span>`+
		`<div class="scale" aria-hidden="true"><span>−%.0f</span><span>0</span><span>+%.0f</span></div></th></tr></thead><tbody>`,
		html.EscapeString(t.GlanceMethod()), html.EscapeString(t.GlanceDifference()), scale, scale)
	for _, r := range rows {
		said, class := t.GlanceUnknown(), "unknown"
		drawn := `<path class="zero" d="M100 0V20"/>`
		if r.Known {
			said, class = t.GlanceUnclear(i18n.Signed(r.Test.Mean)), "unclear"
			switch {
			case r.Test.Clear() && r.Test.Mean > 0:
				said, class = t.GlanceBetter(i18n.Signed(r.Test.Mean)), "better"
			case r.Test.Clear():
				said, class = t.GlanceWorse(i18n.Signed(r.Test.Mean)), "worse"
			}
			drawn += fmt.Sprintf(`<path class="range" d="M%.1f 10H%.1f"/><circle cx="%.1f" cy="10" r="4"/>`, x(r.Test.Low), x(r.Test.High), x(r.Test.Mean))
		}
		fmt.Fprintf(&b, `<tr class="%s"><th scope="row">%s<span class="soft">%s</span></th><td class="span">%s%s</svg><span>%s</span></td></tr>`,
			class, html.EscapeString(r.Method), html.EscapeString(r.Choice), svg, drawn, html.EscapeString(said))
	}
	b.WriteString("</tbody></table>")
	return b.String()
}
