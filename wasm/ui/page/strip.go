package page

import (
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/scheduler"
	"digitlab/wasm/ui/sketch"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// strip shows some of the digits of the data set. It keeps its space until they arrive.
type strip struct {
	app.Compo

	Lab  *lab.Lab
	Text words

	stop    func()
	shown   stripLook
	painted int // number of digits painted
}

// stripTopic is invalidated to paint the rest of the strip.
var stripTopic = scheduler.NewTopic()

// stripLook identifies what the strip shows: digits in a colour.
type stripLook struct {
	pictures string
	ink      [3]byte
}

// stripDigits is the number of digits on a wide screen; a narrow one shows fewer.
const stripDigits = 32

// stripDigitsAFrame is the maximum number of digits painted per frame.
const stripDigitsAFrame = 8

func (s *strip) OnMount(app.Context) {
	s.stop = s.Lab.Subscribe(lab.LoadingTopic|lab.RunTopic|lab.ColoursTopic|stripTopic, 0, s.paint)
}

func (s *strip) OnDismount() { s.stop() }

func (s *strip) paint() {
	pictures, of := s.Lab.Session().Sample()
	size := of.Side() * of.Side()
	if look := (stripLook{string(pictures), s.Lab.Colours().Ink}); look != s.shown {
		s.shown, s.painted = look, 0
	}
	canvases := s.JSValue().Get("children")
	most := min(stripDigits, len(pictures)/size, canvases.Length())
	for end := min(s.painted+stripDigitsAFrame, most); s.painted < end; s.painted++ {
		sketch.PaintPicture(canvases.Index(s.painted), pictures[s.painted*size:][:size], of, s.shown.ink)
	}
	if s.painted < most {
		s.Lab.Invalidate(stripTopic)
	}
}

func (s *strip) Render() app.UI {
	return app.Div().Class("strip").Attr("role", "img").Aria("label", s.Text.StripLabel()).Body(
		app.Range(make([]struct{}, stripDigits)).Slice(func(int) app.UI {
			return app.Canvas().Width(8).Height(8)
		}),
	)
}
