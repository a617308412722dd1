package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// shortcut is what a key does on the page as a whole.
type shortcut int

const (
	noShortcut shortcut = iota
	playShortcut
	stepShortcut
	clearShortcut
	undoShortcut
)

// key is a key that was pressed, with or without the modifiers that matter.
type key struct {
	name   string // as KeyboardEvent.key has it
	letter string // as KeyboardEvent.code has it: the place on the keyboard, whatever the alphabet
	ctrl   bool   // Ctrl or Cmd
	other  bool   // Alt or Shift
	repeat bool
}

func (k key) shortcut() shortcut {
	switch {
	case k.ctrl && !k.other && (k.name == "z" || k.letter == "KeyZ"):
		return undoShortcut
	case k.ctrl || k.other:
		return noShortcut
	case k.name == "Escape" || k.name == "Delete":
		return clearShortcut
	case k.repeat:
		return noShortcut
	case k.name == " ":
		return playShortcut
	case k.name == "." || k.letter == "Period":
		return stepShortcut
	}
	return noShortcut
}

// keyOf is the key of a keydown event.
func keyOf(e app.Value) key {
	on := func(property string) bool { return e.Get(property).Bool() }
	return key{name: text(e.Get("key")), letter: text(e.Get("code")), ctrl: on("ctrlKey") || on("metaKey"),
		other: on("altKey") || on("shiftKey"), repeat: on("repeat")}
}
