package lab

import (
	"slices"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/settings"
)

// Changes of the settings by the person, and undo.

// Fields returns the settings as they are typed.
func (l *Lab) Fields() settings.Fields { return l.fields }

// fill replaces all fields by those of a run or a link. It clears undo.
func (l *Lab) fill(f settings.Fields) {
	l.fields, l.stack, l.stacks, l.presets = f, f.Layers, nil, nil
	if !l.link.refused { // a refused link is shown until the person does something
		l.publish()
	}
}

// Typed takes the text of a field after each key.
func (l *Lab) Typed(s protocol.Setting, value string) {
	l.fields = l.fields.Set(s, value)
	l.Invalidate(RunTopic)
}

// Commit takes the fields when the person has left one: a learning rate goes to the run at once, and a run that has not begun is
// built again.
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

// WaitsForReset reports whether a field's value differs from the setting of the present run.
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

// Waits reports whether the settings in the fields are valid and not those of the run that goes on: they apply on reset.
func (l *Lab) Waits() bool { return l.session.GoesOn() && l.Differs() }

// Differs reports whether the settings in the fields are valid and not those of the present run. To a run that goes on the learning rate
// applies at once.
func (l *Lab) Differs() bool {
	s, ok := l.settings()
	if !ok || !l.session.Usable() {
		return false
	}
	present := l.session.Built.Settings
	if l.session.GoesOn() {
		present.LearningRate = s.LearningRate
	}
	return !s.Equal(present)
}

// ChooseSettings fills the fields with a preset's settings; it can be undone. The seed stays as it is typed.
func (l *Lab) ChooseSettings(s protocol.Settings) {
	l.presets = append(l.presets, l.fields)
	l.presets = l.presets[max(0, len(l.presets)-undoDepth):]
	l.fields = settings.FieldsOf(s).Set(protocol.SeedSetting, l.fields.Typed[protocol.SeedSetting])
	l.Commit()
}

// MayUndoPreset reports whether a chosen preset can be undone.
func (l *Lab) MayUndoPreset() bool { return len(l.presets) > 0 }

// UndoPreset restores the settings that a preset replaced.
func (l *Lab) UndoPreset() {
	last := len(l.presets) - 1
	if last < 0 {
		return
	}
	l.fields, l.presets = l.presets[last], l.presets[:last:last]
	l.Commit()
}

// undoDepth is the maximum number of changes that can be undone.
const undoDepth = 50

// SetLayers sets the stack of layers and commits it.
func (l *Lab) SetLayers(d settings.Drafts) {
	l.fields = l.fields.With(d)
	l.Commit()
}

// TypeLayers sets a stack that is being typed or dragged; Commit takes it when that is done.
func (l *Lab) TypeLayers(d settings.Drafts) {
	l.fields = l.fields.With(d)
	l.Invalidate(RunTopic)
}

// keepLayers stores the stack before a change, for undo.
func (l *Lab) keepLayers() {
	if slices.Equal(l.stack, l.fields.Layers) {
		return
	}
	l.stacks = append(l.stacks, l.stack)
	l.stacks = l.stacks[max(0, len(l.stacks)-undoDepth):]
	l.stack = l.fields.Layers
}

// MayUndoLayers reports whether a change of the stack can be undone.
func (l *Lab) MayUndoLayers() bool { return len(l.stacks) > 0 }

// UndoLayers undoes the last change of the stack, whichever control made it.
func (l *Lab) UndoLayers() (undone bool) {
	l.keepLayers() // text that is typed and not committed yet counts as a change
	if len(l.stacks) == 0 {
		return false
	}
	last := len(l.stacks) - 1
	l.stack = l.stacks[last]
	l.stacks = l.stacks[:last:last]
	l.SetLayers(l.stack)
	return true
}
