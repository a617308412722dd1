package page

import (
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/scheduler"
	"digitlab/wasm/ui/sketch"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// strip shows some of the digits that are learnt. Its place is kept until they are there.
type strip struct {
	app.Compo

	Lab  *lab.Lab
	Text words

	stop    func()
	shown   stripLook
	painted int // how many of it
}

// stripTopic is the rest of the strip.
var stripTopic = scheduler.NewTopic()

// stripLook is what the strip shows: digits in a colour.
type stripLook struct {
	pictures string
	ink      [3]byte
}

// stripDigits is how many fit on a wide screen; on a narrow one the rest is cut off.
const stripDigits = 32

// stripDigitsAFrame is how many are painted at once.
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
