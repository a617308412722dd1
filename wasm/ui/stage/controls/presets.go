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
		app.Label().For("preset").Class("spoken").Text(t.PresetLabel()),
		dom.Disabled(dom.Choice("preset", names, int(c.Chosen)), c.Off).OnChange(c.choose),
	)
}

func (c *presetChoice) choose(ctx app.Context, _ app.Event) {
	if i, err := strconv.Atoi(ctx.JSSrc().Get("value").String()); err == nil && i < int(protocol.Presets) {
		c.Lab.ChooseSettings(protocol.Preset(i).Settings())
	}
}
