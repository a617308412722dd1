package controls

import (
	"strconv"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// presetChoice is the choice of a preset.
type presetChoice struct {
	app.Compo

	Lab    *lab.Lab
	Text   Words
	Chosen protocol.Preset // protocol.Presets: none
	Undone bool            // there is nothing to undo
	Off    bool
}

func (c *presetChoice) Render() app.UI {
	t := c.Text
	var names []string
	for p := range protocol.Presets + 1 {
		if p < protocol.Presets || p == c.Chosen {
			names = append(names, t.Preset(p))
		}
	}
	return app.Div().Class("preset").Body(
		app.Label().For("preset").Text(t.PresetLabel()),
		dom.Disabled(dom.Choice("preset", names, int(c.Chosen)), c.Off).Aria("describedby", "preset-help").OnChange(c.choose),
		dom.Idle(app.Button().Type("button"), c.Off, c.Undone).OnClick(c.undo).Text(t.UndoPreset()),
		app.P().ID("preset-help").Class("help").Text(t.PresetHelp(c.Chosen)),
	)
}

func (c *presetChoice) choose(ctx app.Context, _ app.Event) {
	if i, err := strconv.Atoi(ctx.JSSrc().Get("value").String()); err == nil && i < int(protocol.Presets) {
		c.Lab.ChooseSettings(protocol.Preset(i).Settings())
	}
}

func (c *presetChoice) undo(app.Context, app.Event) { c.Lab.UndoPreset() }
