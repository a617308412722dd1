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

// stageTiles shows the drawing after each stage of its preprocessing. A tile whose stage may be left out is a switch.
type stageTiles struct {
	app.Compo

	Board *Board
	Text  Words

	stops        []func()
	showsPicture bool // in the last rendering the canvas had cells, which have no stages
	painted      paintedStages
}

// paintedStages identifies what the tiles show, so that the same is not painted twice.
type paintedStages struct {
	first *protocol.StageImage // of the prediction; a new one is made for each drawing; nil without a prediction
	data  protocol.DataSet
	ink   [3]byte
}

// stagesOf returns the stages of preprocessing for a data set, in order.
func stagesOf(d protocol.DataSet) []protocol.Stage {
	if d.Small() {
		return []protocol.Stage{protocol.Deskew, protocol.Crop, protocol.Stretch, protocol.StrokeWidth, protocol.Shear, protocol.Count}
	}
	return []protocol.Stage{protocol.Crop, protocol.StrokeWidth, protocol.Stretch, protocol.Count}
}

// mandatory reports whether a stage cannot be left out.
func mandatory(s protocol.Stage, d protocol.DataSet) bool {
	return s == protocol.Count || s == protocol.Stretch && !d.Small()
}

func (s *stageTiles) OnMount(ctx app.Context) {
	s.stops = []func(){
		s.Board.lab.Rerender(ctx, lab.RunTopic, 0),
		s.Board.lab.RerenderIf(ctx, lab.DrawingTopic, 250*time.Millisecond, func() bool { return s.showsPicture != s.Board.isPicture() }),
		s.Board.lab.SubscribeHeavily(lab.PredictionTopic|lab.ColoursTopic, s.paint),
	}
}

func (s *stageTiles) OnDismount() {
	for _, stop := range s.stops {
		stop()
	}
}

func (s *stageTiles) paint() {
	present := paintedStages{data: s.Board.lab.Session().DataSet(), ink: s.Board.lab.Colours().Ink}
	var shown [protocol.Count + 1]protocol.StageImage
	if p := s.Board.lab.Session().Prediction; p != nil && len(p.Stages) > 0 {
		present.first = &p.Stages[0]
		for _, image := range p.Stages {
			shown[image.Stage] = image
		}
	}
	if present == s.painted {
		return // the same drawing, predicted again
	}
	s.painted = present
	for _, stage := range stagesOf(present.data) {
		image := shown[stage]
		if image.Width == 0 {
			image = protocol.StageImage{Width: 1, Height: 1, Ink: []byte{0}}
		}
		canvas := app.Window().GetElementByID(stageID(stage))
		if !canvas.Truthy() {
			s.painted = paintedStages{} // the data set has changed, and the new tiles are not rendered yet
			continue
		}
		sketch.PaintInk(canvas, image.Width, image.Height, image.Ink, 255, present.ink)
	}
}

func stageID(stage protocol.Stage) string { return "stage-" + strconv.Itoa(int(stage)) }

func (s *stageTiles) Render() app.UI {
	t := s.Text
	var tiles, helps []app.UI
	data := s.Board.lab.Session().DataSet()
	for _, stage := range stagesOf(data) {
		tiles = append(tiles, app.Li().Body(s.tile(stage, data)))
		helps = append(helps, app.Dt().Text(t.StageName(stage, data)), app.Dd().Text(t.StageHelp(stage, data)))
	}
	help := t.StagesHelp()
	if s.showsPicture = s.Board.isPicture(); s.showsPicture {
		help = t.NoStages()
	}
	return app.Section().Class("way").Aria("labelledby", "way-heading").Body(
		app.H3().ID("way-heading").Text(t.StagesHeading()),
		app.P().Class("help").Text(help),
		app.Ol().Class("stages").Body(tiles...),
		dom.Disabled(app.Button().Type("button"), app.IsServer).OnClick(s.includeAll).Text(t.AllStages()),
		app.Details().Body(app.Summary().Text(t.StagesExplained()), app.Dl().Class("help explained").Body(helps...)),
	)
}

// isPicture reports whether the canvas has cells, which are the network's input already.
func (b *Board) isPicture() bool { return b.drawing.Cells != nil && !b.drawing.Empty() }

// tile shows a stage's result and name.
func (s *stageTiles) tile(stage protocol.Stage, data protocol.DataSet) app.UI {
	body := []app.UI{
		dom.Decorative(app.Canvas().ID(stageID(stage)).Width(1).Height(1)),
		app.Span().Class("word").Text(s.Text.StageName(stage, data)),
	}
	if mandatory(stage, data) {
		return app.Div().Class("tile").Body(body...)
	}
	off := s.Board.skip.Has(stage)
	state := ""
	if off {
		state = s.Text.LeftOut()
	}
	b := dom.Disabled(app.Button().Type("button").Class("tile"), app.IsServer).Attr("role", "switch").Attr("aria-checked", strconv.FormatBool(!off))
	return b.DataSet("step", int(stage)).OnClick(s.toggle).Body(append(body, dom.Decorative(app.Span()).Class("state").Text(state))...)
}

func (s *stageTiles) toggle(ctx app.Context, _ app.Event) {
	n, err := strconv.Atoi(ctx.JSSrc().Get("dataset").Get("step").String())
	if stage := protocol.Stage(n); err == nil {
		s.Board.leaveOut(s.Board.skip.With(stage, !s.Board.skip.Has(stage)))
	}
}

func (s *stageTiles) includeAll(app.Context, app.Event) { s.Board.leaveOut(0) }
