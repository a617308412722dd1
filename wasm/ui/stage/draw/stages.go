package draw

import (
	"strconv"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/sketch"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// stages shows a drawing after each step of its way to the picture that the network sees. Each that may be left out is a switch.
type stages struct {
	app.Compo

	Board *Board
	Text  Words

	stops    []func()
	unstaged bool // what is on the canvas has no stages, as was rendered
	painted  stagesPainted
}

// stagesPainted is what the stages were painted of.
type stagesPainted struct {
	first *protocol.StageImage // of the prediction, which is made anew for each drawing; nil without one
	data  protocol.DataSet
	ink   [3]byte
}

// steps are those that a drawing takes on its way to a picture of a data set, in order.
func steps(d protocol.DataSet) []protocol.Stage {
	if d == protocol.Digits {
		return []protocol.Stage{protocol.Deskew, protocol.Crop, protocol.Stretch, protocol.StrokeWidth, protocol.Shear, protocol.Count}
	}
	return []protocol.Stage{protocol.Crop, protocol.StrokeWidth, protocol.Stretch, protocol.Count}
}

// fixed reports whether a step cannot be left out of the way.
func fixed(s protocol.Stage, d protocol.DataSet) bool {
	return s == protocol.Count || s == protocol.Stretch && d != protocol.Digits
}

func (s *stages) OnMount(ctx app.Context) {
	s.stops = []func(){
		s.Board.lab.Rerender(ctx, lab.RunTopic, 0),
		s.Board.lab.RerenderIf(ctx, lab.DrawingTopic, 250*time.Millisecond, func() bool { return s.unstaged != s.Board.isPicture() }),
		s.Board.lab.SubscribeHeavily(lab.PredictionTopic|lab.ColoursTopic, s.paint),
	}
}

func (s *stages) OnDismount() {
	for _, stop := range s.stops {
		stop()
	}
}

func (s *stages) paint() {
	present := stagesPainted{data: s.Board.lab.Session().DataSet(), ink: s.Board.lab.Colours().Ink}
	var shown [protocol.Count + 1]protocol.StageImage
	if p := s.Board.lab.Session().Prediction; p != nil && len(p.Stages) > 0 {
		present.first = &p.Stages[0]
		for _, stage := range p.Stages {
			shown[stage.Stage] = stage
		}
	}
	if present == s.painted {
		return // the same drawing, predicted again
	}
	s.painted = present
	for _, step := range steps(present.data) {
		stage := shown[step]
		if stage.Width == 0 {
			stage = protocol.StageImage{Width: 1, Height: 1, Ink: []byte{0}}
		}
		canvas := app.Window().GetElementByID(stageID(step))
		if !canvas.Truthy() {
			s.painted = stagesPainted{} // the way has just become another
			continue
		}
		sketch.PaintInk(canvas, stage.Width, stage.Height, stage.Ink, 255, present.ink)
	}
}

func stageID(step protocol.Stage) string { return "stage-" + strconv.Itoa(int(step)) }

func (s *stages) Render() app.UI {
	t := s.Text
	var tiles, helps []app.UI
	data := s.Board.lab.Session().DataSet()
	for _, step := range steps(data) {
		tiles = append(tiles, app.Li().Body(s.tile(step, data)))
		helps = append(helps, app.Dt().Text(t.StepName(step, data)), app.Dd().Text(t.StepHelp(step, data)))
	}
	help := t.StagesHelp()
	if s.unstaged = s.Board.isPicture(); s.unstaged {
		help = t.NoStages()
	}
	return app.Section().Class("way").Aria("labelledby", "way-heading").Body(
		app.H3().ID("way-heading").Text(t.StagesHeading()),
		app.P().Class("help").Text(help),
		app.Ol().Class("stages").Body(tiles...),
		dom.Disabled(app.Button().Type("button"), app.IsServer).OnClick(s.all).Text(t.AllSteps()),
		app.Details().Body(app.Summary().Text(t.StepsExplained()), app.Dl().Class("help explained").Body(helps...)),
	)
}

// isPicture reports whether what is on the canvas is the picture that the network sees.
func (b *Board) isPicture() bool { return b.drawing.Cells != nil && !b.drawing.Empty() }

// tile is what a step made, with its word.
func (s *stages) tile(step protocol.Stage, data protocol.DataSet) app.UI {
	body := []app.UI{
		dom.Decorative(app.Canvas().ID(stageID(step)).Width(1).Height(1)),
		app.Span().Class("word").Text(s.Text.StepName(step, data)),
	}
	if fixed(step, data) {
		return app.Div().Class("tile").Body(body...)
	}
	off := s.Board.skip.Has(step)
	state := ""
	if off {
		state = s.Text.LeftOut()
	}
	b := dom.Disabled(app.Button().Type("button").Class("tile"), app.IsServer).Attr("role", "switch").Attr("aria-checked", strconv.FormatBool(!off))
	return b.DataSet("step", int(step)).OnClick(s.toggle).Body(append(body, dom.Decorative(app.Span()).Class("state").Text(state))...)
}

func (s *stages) toggle(ctx app.Context, _ app.Event) {
	n, err := strconv.Atoi(ctx.JSSrc().Get("dataset").Get("step").String())
	if step := protocol.Stage(n); err == nil {
		s.Board.leaveOut(s.Board.skip.With(step, !s.Board.skip.Has(step)))
	}
}

func (s *stages) all(app.Context, app.Event) { s.Board.leaveOut(0) }
