package ui

import (
	"digitlab/wasm/protocol"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

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
	s.stop = s.Lab.watch(loadingPart|runPart|coloursPart, 0, s.paint)
}

func (s *strip) OnDismount() { s.stop() }

func (s *strip) paint() {
	pictures, of := s.Lab.session.sample()
	size := of.Side() * of.Side()
	canvases := s.JSValue().Get("children")
	for i := range min(stripDigits, len(pictures)/size, canvases.Length()) {
		paintPicture(canvases.Index(i).Call("getContext", "2d"), pictures[i*size:][:size], of, s.Lab.colours.ink)
	}
}

// sample is some test digits of the present run, or before there is one the tutorial's.
func (s session) sample() (pictures []byte, of protocol.DataSet) {
	switch {
	case s.Built != nil:
		return s.Built.Sample, s.Built.Settings.Data
	case s.Ready != nil:
		return s.Ready.Sample, protocol.Digits
	}
	return nil, protocol.Digits
}

func (s *strip) Render() app.UI {
	return app.Div().Class("strip").Attr("role", "img").Aria("label", s.Text.StripLabel()).Body(
		app.Range(make([]struct{}, stripDigits)).Slice(func(int) app.UI {
			return app.Canvas().Width(8).Height(8)
		}),
	)
}
