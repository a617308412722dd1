package draw

import (
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/sketch"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// cells is the network's input to be edited in place of the canvas.
type cells struct {
	app.Compo

	Board *Board
	Text  Words

	stop func()
}

func (c *cells) OnMount(ctx app.Context) {
	c.stop = c.Board.lab.Rerender(ctx, lab.DrawingTopic|lab.PredictionTopic|lab.RunTopic, 0)
}

func (c *cells) OnDismount() { c.stop() }

func (c *cells) Render() app.UI {
	levels := c.Board.Cells()
	if len(levels) != sketch.GridSide*sketch.GridSide {
		return app.P().Class("help").Text(c.Text.GridTooLarge())
	}
	return &sketch.Grid{Target: c.Board, Text: c.Text, Cells: levels}
}
