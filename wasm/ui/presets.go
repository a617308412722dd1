package ui

import (
	"strconv"

	"digitlab/wasm/protocol"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// choosePreset fills the fields with a preset's settings. The seed stays as it is typed.
func (l *lab) choosePreset(p protocol.Preset) {
	l.chooseSettings(p.Settings())
}

// chooseSettings fills the fields but the seed's, which may be taken back.
func (l *lab) chooseSettings(s protocol.Settings) {
	l.presets = append(l.presets, l.fields)
	l.presets = l.presets[max(0, len(l.presets)-undoDepth):]
	l.fields = fieldsOf(s).set(seedSetting, l.fields.typed[seedSetting])
	l.commit()
}

// undoPreset brings the settings back that a preset replaced.
func (l *lab) undoPreset() {
	last := len(l.presets) - 1
	if last < 0 {
		return
	}
	l.fields, l.presets = l.presets[last], l.presets[:last:last]
	l.commit()
}

// preset returns which preset the fields are, or Presets for none.
func (l *lab) preset() protocol.Preset {
	if s, ok := l.fields.settings(); ok {
		if p, is := protocol.PresetOf(s); is {
			return p
		}
	}
	return protocol.Presets
}

// presetChoice is the choice of a preset.
type presetChoice struct {
	app.Compo

	Lab    *lab
	Text   controlsWords
	Chosen protocol.Preset // Presets: none
	Undone bool            // there is nothing to take back
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
		disabled(choice("preset", names, int(c.Chosen)), c.Off).Aria("describedby", "preset-help").OnChange(c.choose),
		idle(app.Button().Type("button"), c.Off, c.Undone).OnClick(c.undo).Text(t.UndoPreset()),
		app.P().ID("preset-help").Class("help").Text(t.PresetHelp(c.Chosen)),
	)
}

func (c *presetChoice) choose(ctx app.Context, _ app.Event) {
	if i, err := strconv.Atoi(ctx.JSSrc().Get("value").String()); err == nil && i < int(protocol.Presets) {
		c.Lab.choosePreset(protocol.Preset(i))
	}
}

func (c *presetChoice) undo(app.Context, app.Event) { c.Lab.undoPreset() }
