package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// strip shows some of the digits that are learnt. Its place is kept until they are there.
type strip struct {
	app.Compo

	Lab  *lab
	Text texts

	stop func()
}

// stripDigits is how many fit on a wide screen; on a narrow one the rest is cut off.
const stripDigits = 32

func (s *strip) OnMount(app.Context) {
	s.stop = s.Lab.watch(loadingPart|coloursPart, 0, s.paint)
}

func (s *strip) OnDismount() { s.stop() }

func (s *strip) paint() {
	ready := s.Lab.session.Ready
	if ready == nil {
		return
	}
	canvases := s.JSValue().Get("children")
	for i := range min(stripDigits, len(ready.Sample)/64, canvases.Length()) {
		paintPicture(canvases.Index(i).Call("getContext", "2d"), ready.Sample[i*64:i*64+64], s.Lab.colours.ink)
	}
}

func (s *strip) Render() app.UI {
	return app.Div().Class("strip").Attr("role", "img").Aria("label", s.Text.StripLabel()).Body(
		app.Range(make([]struct{}, stripDigits)).Slice(func(int) app.UI {
			return app.Canvas().Width(8).Height(8)
		}),
	)
}
