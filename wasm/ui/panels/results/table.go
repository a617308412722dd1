package results

import (
	"html"
	"strconv"
	"strings"

	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/dom"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// confusionTable is the confusion matrix. Each cell is a button; the Tab key reaches one of them, and the arrow keys the others.
type confusionTable struct {
	app.Compo

	Text   words
	Counts confusion
	Known  bool // there are results
	Open   *cell
	Card   *resultsCard

	at cell // the cell that the Tab key reaches
}

func (c *confusionTable) OnMount(ctx app.Context) { c.OnUpdate(ctx) }

func (c *confusionTable) OnUpdate(ctx app.Context) { ctx.Defer(func(app.Context) { c.mark() }) }

func (c *confusionTable) Render() app.UI {
	return app.Div().OnClick(c.click).OnKeyDown(c.key).Body(app.Raw(confusionHTML(&c.Counts, c.Known, c.Text)))
}

// confusionHTML returns the table as one string of HTML: as go-app elements, a hundred buttons would block the page for longer.
func confusionHTML(counts *confusion, known bool, t words) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<table class="confusion" aria-labelledby="confusion-heading"><thead><tr><td class="corner"><div>%s</div><div>%s</div></td>`,
		html.EscapeString(t.ConfusionDown()), html.EscapeString(t.ConfusionAcross()))
	for p := range 10 {
		fmt.Fprintf(&b, `<th scope="col">%d</th>`, p)
	}
	b.WriteString("</tr></thead><tbody>")
	for d := range 10 {
		fmt.Fprintf(&b, `<tr><th scope="row">%d</th>`, d)
		for p := range 10 {
			if !known {
				b.WriteString("<td>–</td>")
				continue
			}
			at, n, kind := cell{d, p}, counts[d][p], "miss"
			if d == p {
				kind = "hit"
			}
			fmt.Fprintf(&b, `<td><button type="button" id="%s" class="%s tint%d" tabindex="-1" aria-pressed="false" aria-label="%s">%d</button></td>`,
				at.id(), kind, counts.tint(at), html.EscapeString(t.CellLabel(d, p, n)), n)
		}
		b.WriteString("</tr>")
	}
	b.WriteString("</tbody></table>")
	return b.String()
}

const cellID = "cell-"

// id returns the ID of the cell's button.
func (at cell) id() string { return cellID + strconv.Itoa(at.Label*10+at.Predicted) }

// cellOf returns the cell of a button's ID.
func cellOf(id string) (at cell, ok bool) {
	number, ok := strings.CutPrefix(id, cellID)
	n, err := strconv.Atoi(number)
	return cell{n / 10, n % 10}, ok && err == nil && n >= 0 && n < 100
}

// mark marks in the table, which go-app does not update, the cell that the Tab key reaches and the open cell.
func (c *confusionTable) mark() {
	if !c.Known {
		return
	}
	set := func(selector, attribute, value string) {
		found := c.JSValue().Call("querySelectorAll", selector)
		for i := range found.Length() {
			found.Index(i).Call("setAttribute", attribute, value)
		}
	}
	set("[tabindex='0']", "tabindex", "-1")
	set("[aria-pressed='true']", "aria-pressed", "false")
	set("#"+c.at.id(), "tabindex", "0")
	if c.Open != nil {
		set("#"+c.Open.id(), "aria-pressed", "true")
	}
}

// cellUnder returns the cell of the button that an event came from.
func cellUnder(e app.Event) (at cell, ok bool) {
	button := e.Get("target").Call("closest", "button")
	if !button.Truthy() {
		return at, false
	}
	return cellOf(dom.Text(button.Get("id")))
}

func (c *confusionTable) click(_ app.Context, e app.Event) {
	if at, ok := cellUnder(e); ok {
		c.at = at
		c.Card.choose(at)
	}
}

// key moves the focus by an arrow key. It starts at the last key's cell, because the focus itself may lag behind.
func (c *confusionTable) key(_ app.Context, e app.Event) {
	if _, ok := cellUnder(e); !ok {
		return
	}
	if to, ok := c.at.moved(dom.Text(e.Get("key"))); ok {
		e.PreventDefault()
		c.at = to
		c.mark()
		app.Window().GetElementByID(to.id()).Call("focus")
	}
}
