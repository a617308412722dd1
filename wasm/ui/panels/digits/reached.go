package digits

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// reached is the digit that the keyboard has reached: a grid of two cells over a canvas, of which one lies on the digit. The focus goes from
// one to the other, so that screen readers say what is in it.
type reached struct {
	prefix string // of the cells' ids
	second bool   // which of the two cells has the focus
}

// row returns the two cells. focused is called when one gets the focus.
func (r *reached) row(label string, focused app.EventHandler) app.UI {
	cell := func(n, tab int) app.UI {
		return app.Div().ID(r.id(n)).Class("reached").Attr("role", "gridcell").TabIndex(tab).Aria("label", label).On("focus", focused)
	}
	return app.Div().Attr("role", "row").Body(cell(0, 0), cell(1, -1))
}

func (r *reached) id(n int) string { return r.prefix + strconv.Itoa(n) }

// area is a rectangle on a canvas, in CSS pixels.
type area struct{ left, top, width, height float64 }

// put puts the cell on a digit, of which said says what is known; without an area there is none. With focus it is the other of the two cells,
// which gets the focus, and is returned.
func (r *reached) put(at *area, said string, focus bool) (focused app.Value) {
	if focus {
		r.second = !r.second
	}
	for n := range 2 {
		cell := app.Window().GetElementByID(r.id(n))
		if !cell.Truthy() {
			return nil
		}
		here := r.second == (n == 1)
		cell.Set("tabIndex", map[bool]int{true: 0, false: -1}[here])
		if here {
			cell.Call("setAttribute", "aria-label", said)
		}
		style := cell.Get("style")
		if !here || at == nil {
			style.Call("setProperty", "width", "1px")
			continue
		}
		for name, v := range map[string]float64{"left": at.left, "top": at.top, "width": at.width, "height": at.height} {
			style.Call("setProperty", name, strconv.FormatFloat(v, 'f', 1, 64)+"px")
		}
		if focus {
			cell.Call("focus", map[string]any{"preventScroll": true})
			focused = cell
		}
	}
	return focused
}

// canvasHeight returns the height of the wall and of the map in CSS pixels, so that what stands above and below is seen too.
func canvasHeight() float64 {
	return min(max(app.Window().Get("innerHeight").Float()*.62, 320), 760)
}

// pixelRatio returns the number of a canvas's pixels in a CSS pixel.
func pixelRatio() float64 { return max(1, app.Window().Get("devicePixelRatio").Float()) }
