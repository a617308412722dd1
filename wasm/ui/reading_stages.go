package ui

import (
	"strconv"
	"time"

	"digitlab/wasm/protocol"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// stages shows a drawing after each step of its way to the picture that the network sees. Each but the last is a switch that
// leaves it out.
type stages struct {
	app.Compo

	Lab  *lab
	Text texts

	stops []func()
}

const steps = protocol.Count + 1

func (s *stages) OnMount(ctx app.Context) {
	s.stops = []func(){
		s.Lab.rerender(ctx, readingPart, 100*time.Millisecond),
		s.Lab.watch(readingPart|coloursPart, 0, s.paint),
	}
}

func (s *stages) OnDismount() {
	for _, stop := range s.stops {
		stop()
	}
}

func (s *stages) paint() {
	var shown [steps]protocol.Stage
	if p := s.Lab.session.Reading; p != nil {
		for _, stage := range p.Stages {
			shown[stage.Step] = stage
		}
	}
	for step, stage := range shown {
		if stage.Width == 0 {
			stage = protocol.Stage{Width: 1, Height: 1, Ink: []byte{0}}
		}
		paintInk(app.Window().GetElementByID(stageID(protocol.Step(step))), stage.Width, stage.Height, stage.Ink, 255, s.Lab.colours.ink)
	}
}

func stageID(step protocol.Step) string { return "stage-" + strconv.Itoa(int(step)) }

func (s *stages) Render() app.UI {
	t := s.Text
	var tiles, helps []app.UI
	for step := range steps {
		tiles = append(tiles, app.Li().Body(s.tile(step)))
		helps = append(helps, app.Dt().Text(t.StepName(step)), app.Dd().Text(t.StepHelp(step)))
	}
	help := t.StagesHelp()
	if s.Lab.drawing.Cells != nil && !s.Lab.drawing.empty() {
		help = t.NoStages()
	}
	return app.Section().Class("way").Aria("labelledby", "way-heading").Body(
		app.H3().ID("way-heading").Text(t.StagesHeading()),
		app.P().Class("help").Text(help),
		app.Ol().Class("stages").Body(tiles...),
		disabled(app.Button().Type("button"), app.IsServer).OnClick(s.all).Text(t.AllSteps()),
		app.Details().Body(app.Summary().Text(t.StepsExplained()), app.Dl().Class("help explained").Body(helps...)),
	)
}

// tile is what a step made, with its word. Counting cannot be left out.
func (s *stages) tile(step protocol.Step) app.UI {
	body := []app.UI{
		decorative(app.Canvas().ID(stageID(step)).Width(1).Height(1)),
		app.Span().Class("word").Text(s.Text.StepName(step)),
	}
	if step == protocol.Count {
		return app.Div().Class("tile").Body(body...)
	}
	off := s.Lab.skip.Has(step)
	state := ""
	if off {
		state = s.Text.LeftOut()
	}
	b := disabled(app.Button().Type("button").Class("tile"), app.IsServer).Attr("role", "switch").Attr("aria-checked", strconv.FormatBool(!off))
	return b.DataSet("step", int(step)).OnClick(s.toggle).Body(append(body, decorative(app.Span()).Class("state").Text(state))...)
}

func (s *stages) toggle(ctx app.Context, _ app.Event) {
	n, err := strconv.Atoi(ctx.JSSrc().Get("dataset").Get("step").String())
	if step := protocol.Step(n); err == nil {
		s.Lab.leaveOut(s.Lab.skip.With(step, !s.Lab.skip.Has(step)))
	}
}

func (s *stages) all(app.Context, app.Event) { s.Lab.leaveOut(0) }

// paintInk draws values 0..most on a canvas, one pixel each, in a colour of three channels 0..255.
func paintInk(canvas app.Value, w, h int, values []byte, most int, ink [3]byte) {
	pixels := make([]byte, 0, w*h*4)
	for _, v := range values {
		pixels = append(pixels, ink[0], ink[1], ink[2], byte(int(v)*255/most))
	}
	canvas.Set("width", w)
	canvas.Set("height", h)
	context := canvas.Call("getContext", "2d")
	image := context.Call("createImageData", w, h)
	app.CopyBytesToJS(image.Get("data"), pixels)
	context.Call("putImageData", image, 0, 0)
}
