package controls

import (
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// applyButton says that the settings apply on reset, and resets.
type applyButton struct {
	app.Compo

	Lab  *lab.Lab
	Text Words
}

func (b *applyButton) Render() app.UI {
	return app.Button().Type("button").Class("apply").OnClick(b.reset).Body(
		app.Span().Text(b.Text.AppliesOnReset()+" "), app.B().Text(b.Text.ResetNow()))
}

func (b *applyButton) reset(app.Context, app.Event) {
	b.Lab.Reset()
	b.Lab.MoveFocus("play") // the pressed button disappears
}
