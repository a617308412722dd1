package curves

import (
	"html"
	"strconv"
	"strings"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

func (o *options) toggle(ctx app.Context, _ app.Event) { o.listed = ctx.JSSrc().Get("open").Bool() }

// liveRows is the maximum length of the table while a run goes on. The layout of a longer table would block the page for too long;
// it is completed when the run pauses or ends.
const liveRows = 200

// numbers is the table of all epochs, if it is open.
func (o *options) numbers() app.UI {
	if !o.listed {
		return app.Div().Class("numbers")
	}
	epochs := o.Curves.lab.Session().Epochs
	if o.Curves.lab.Session().Phase() == protocol.Running {
		epochs = epochs[:min(len(epochs), liveRows)]
	}
	return app.Section().Class("numbers").TabIndex(0).Aria("label", o.Text.Numbers()).Body(
		app.Raw(numbersTable(epochs, o.Text)))
}

// numbersTable returns the table as one string of HTML: as go-app elements, a thousand epochs would block the page for longer than
// a frame.
func numbersTable(epochs []protocol.Epoch, t Words) string {
	var b strings.Builder
	cell := func(tag, v string) {
		b.WriteString("<" + tag + ">" + html.EscapeString(v) + "</" + strings.Fields(tag)[0] + ">")
	}
	b.WriteString("<table><thead><tr>")
	for _, title := range []string{t.Epoch(), t.Training() + " · " + t.Loss(), t.Training() + " · " + t.Accuracy(),
		t.Validation() + " · " + t.Loss(), t.Validation() + " · " + t.Accuracy(), t.Seconds()} {
		cell(`th scope="col"`, title)
	}
	b.WriteString("</tr></thead><tbody>")
	for _, e := range epochs {
		b.WriteString("<tr>")
		cell(`th scope="row"`, strconv.Itoa(e.Number))
		for _, v := range []string{i18n.Loss(e.Loss), i18n.Percent(e.Accuracy) + "%", i18n.Loss(e.ValidationLoss), i18n.Percent(e.ValidationAccuracy) + "%",
			strconv.FormatFloat(e.Elapsed, 'f', 2, 64)} {
			cell("td", v)
		}
		b.WriteString("</tr>")
	}
	b.WriteString("</tbody></table>")
	return b.String()
}
