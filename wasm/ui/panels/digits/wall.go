package digits

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// wall is all digits in groups.
type wall struct {
	app.Compo

	Digits *digits
	Text   words
}

func (w *wall) Render() app.UI { return app.Div().ID("digits-wall") }
