package digits

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// mapView is the map.
type mapView struct {
	app.Compo

	Digits *digits
	Text   words
}

func (m *mapView) Render() app.UI { return app.Div().ID("digits-map") }
