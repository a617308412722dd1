package lab

import (
	"slices"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/settings"
)

// What a person does with the settings, and the way back.

// Fields are the settings as they are typed.
func (l *Lab) Fields() settings.Fields { return l.fields }

// fill replaces all fields by those of a run or a link, with nothing to be taken back.
func (l *Lab) fill(f settings.Fields) {
	l.fields, l.stack, l.stacks, l.presets = f, f.Layers, nil, nil
	if !l.link.refused { // a refused link is spoken of until the person does something
		l.publish()
	}
}

// Typed takes what stands in a field after each key.
func (l *Lab) Typed(s protocol.Setting, value string) {
	l.fields = l.fields.Set(s, value)
	l.Invalidate(RunTopic)
}

// Commit takes what stands in the fields when a person is done with one: a learning rate goes to the run at once, and a
// run that has not begun is built again.
func (l *Lab) Commit() {
	l.fields = l.fields.Settled()
	l.keepLayers()
	s, ok := l.settings()
	l.publish()
	l.Invalidate(RunTopic)
	if !l.session.Usable() {
		return
	}
	if l.session.Phase() == protocol.Idle && len(l.session.Epochs) == 0 {
		if ok && !s.Equal(l.session.Built.Settings) {
			l.Reset()
		}
		return
	}
	if rate, ok := l.fields.LearningRate(); ok && rate != l.session.Status.LearningRate && l.session.Phase() != protocol.Done {
		l.Post(&protocol.SetLearningRate{Run: l.session.Run, Rate: rate})
	}
}

// WaitsForReset reports whether what stands in a field differs from what the present run is made from.
func (l *Lab) WaitsForReset(s protocol.Setting) bool {
	if !l.session.Usable() || !l.fields.InOrder(s) {
		return false
	}
	if settings.Forms[s].Live {
		rate, _ := l.fields.LearningRate()
		return l.session.Phase() == protocol.Done && rate != l.session.Status.LearningRate
	}
	return l.fields.Differs(s, l.session.Built.Settings)
}

// ChooseSettings fills the fields with a preset's settings, which may be taken back. The seed stays as it is typed.
func (l *Lab) ChooseSettings(s protocol.Settings) {
	l.presets = append(l.presets, l.fields)
	l.presets = l.presets[max(0, len(l.presets)-undoDepth):]
	l.fields = settings.FieldsOf(s).Set(protocol.SeedSetting, l.fields.Typed[protocol.SeedSetting])
	l.Commit()
}

// MayUndoPreset reports whether there are settings that a preset replaced.
func (l *Lab) MayUndoPreset() bool { return len(l.presets) > 0 }

// UndoPreset brings the settings back that a preset replaced.
func (l *Lab) UndoPreset() {
	last := len(l.presets) - 1
	if last < 0 {
		return
	}
	l.fields, l.presets = l.presets[last], l.presets[:last:last]
	l.Commit()
}

// undoDepth is how many changes may be taken back.
const undoDepth = 50

// SetLayers takes another stack of layers.
func (l *Lab) SetLayers(d settings.Drafts) {
	l.fields = l.fields.With(d)
	l.Commit()
}

// TypeLayers takes a stack that is being typed or dragged; commit takes it when that is done.
func (l *Lab) TypeLayers(d settings.Drafts) {
	l.fields = l.fields.With(d)
	l.Invalidate(RunTopic)
}

// keepLayers remembers the stack before a change, to be taken back.
func (l *Lab) keepLayers() {
	if slices.Equal(l.stack, l.fields.Layers) {
		return
	}
	l.stacks = append(l.stacks, l.stack)
	l.stacks = l.stacks[max(0, len(l.stacks)-undoDepth):]
	l.stack = l.fields.Layers
}

// MayUndoLayers reports whether there is a change of the stack to take back.
func (l *Lab) MayUndoLayers() bool { return len(l.stacks) > 0 }

// UndoLayers takes back the last change of the stack, whichever control made it.
func (l *Lab) UndoLayers() (undone bool) {
	l.keepLayers() // what is typed and not left yet counts as a change
	if len(l.stacks) == 0 {
		return false
	}
	last := len(l.stacks) - 1
	l.stack = l.stacks[last]
	l.stacks = l.stacks[:last:last]
	l.SetLayers(l.stack)
	return true
}
