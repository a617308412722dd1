package ui

import (
	"slices"

	"digitlab/wasm/protocol"
)

// What a person does with the settings, and the way back.

// Fields are the settings as they are typed.
func (l *lab) Fields() fields { return l.fields }

// fill replaces all fields by those of a run or a link, with nothing to be taken back.
func (l *lab) fill(f fields) {
	l.fields, l.stack, l.stacks, l.presets = f, f.layers, nil, nil
	if !l.link.refused { // a refused link is spoken of until the person does something
		l.publish()
	}
}

// typed takes what stands in a field after each key.
func (l *lab) typed(s setting, value string) {
	l.fields = l.fields.set(s, value)
	l.invalidate(runTopic)
}

// commit takes what stands in the fields when a person is done with one: a learning rate goes to the run at once, and a
// run that has not begun is built again.
func (l *lab) commit() {
	l.fields = l.fields.settled()
	l.keepLayers()
	s, ok := l.settings()
	l.publish()
	l.invalidate(runTopic)
	if !l.session.usable() {
		return
	}
	if l.session.phase() == protocol.Idle && len(l.session.Epochs) == 0 {
		if ok && !s.Equal(l.session.Built.Settings) {
			l.reset()
		}
		return
	}
	if rate, ok := l.fields.learningRate(); ok && rate != l.session.Status.LearningRate && l.session.phase() != protocol.Done {
		l.post(&protocol.SetLearningRate{Run: l.session.Run, Rate: rate})
	}
}

// waitsForReset reports whether what stands in a field differs from what the present run is made from.
func (l *lab) waitsForReset(s setting) bool {
	if !l.session.usable() || !l.fields.inOrder(s) {
		return false
	}
	if forms[s].live {
		rate, _ := l.fields.learningRate()
		return l.session.phase() == protocol.Done && rate != l.session.Status.LearningRate
	}
	return l.fields.differs(s, l.session.Built.Settings)
}

// chooseSettings fills the fields with a preset's settings, which may be taken back. The seed stays as it is typed.
func (l *lab) chooseSettings(s protocol.Settings) {
	l.presets = append(l.presets, l.fields)
	l.presets = l.presets[max(0, len(l.presets)-undoDepth):]
	l.fields = fieldsOf(s).set(seedSetting, l.fields.typed[seedSetting])
	l.commit()
}

// mayUndoPreset reports whether there are settings that a preset replaced.
func (l *lab) mayUndoPreset() bool { return len(l.presets) > 0 }

// undoPreset brings the settings back that a preset replaced.
func (l *lab) undoPreset() {
	last := len(l.presets) - 1
	if last < 0 {
		return
	}
	l.fields, l.presets = l.presets[last], l.presets[:last:last]
	l.commit()
}

// undoDepth is how many changes may be taken back.
const undoDepth = 50

// setLayers takes another stack of layers.
func (l *lab) setLayers(d drafts) {
	l.fields = l.fields.with(d)
	l.commit()
}

// typeLayers takes a stack that is being typed or dragged; commit takes it when that is done.
func (l *lab) typeLayers(d drafts) {
	l.fields = l.fields.with(d)
	l.invalidate(runTopic)
}

// keepLayers remembers the stack before a change, to be taken back.
func (l *lab) keepLayers() {
	if slices.Equal(l.stack, l.fields.layers) {
		return
	}
	l.stacks = append(l.stacks, l.stack)
	l.stacks = l.stacks[max(0, len(l.stacks)-undoDepth):]
	l.stack = l.fields.layers
}

// mayUndoLayers reports whether there is a change of the stack to take back.
func (l *lab) mayUndoLayers() bool { return len(l.stacks) > 0 }

// undoLayers takes back the last change of the stack, whichever control made it.
func (l *lab) undoLayers() (undone bool) {
	l.keepLayers() // what is typed and not left yet counts as a change
	if len(l.stacks) == 0 {
		return false
	}
	last := len(l.stacks) - 1
	l.stack = l.stacks[last]
	l.stacks = l.stacks[:last:last]
	l.setLayers(l.stack)
	return true
}
