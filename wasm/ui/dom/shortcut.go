package dom

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// shortcut is a key's function on the page as a whole.
type shortcut int

const (
	NoShortcut shortcut = iota
	PlayShortcut
	StepShortcut
	ClearShortcut
	UndoShortcut
)

// key is a pressed key and the modifiers that matter.
type key struct {
	Name   string // KeyboardEvent.key
	letter string // KeyboardEvent.code: the place on the keyboard, the same for all alphabets
	ctrl   bool   // Ctrl or Cmd
	other  bool   // Alt or Shift
	Repeat bool
}

func (k key) Shortcut() shortcut {
	switch {
	case k.ctrl && !k.other && (k.Name == "z" || k.letter == "KeyZ"):
		return UndoShortcut
	case k.ctrl || k.other:
		return NoShortcut
	case k.Name == "Escape" || k.Name == "Delete":
		return ClearShortcut
	case k.Repeat:
		return NoShortcut
	case k.Name == " ":
		return PlayShortcut
	case k.Name == "." || k.letter == "Period":
		return StepShortcut
	}
	return NoShortcut
}

// KeyOf returns the key of a keydown event.
func KeyOf(e app.Value) key {
	on := func(property string) bool { return e.Get(property).Bool() }
	return key{Name: KeyName(e), letter: Text(e.Get("code")), ctrl: on("ctrlKey") || on("metaKey"),
		other: on("altKey") || on("shiftKey"), Repeat: on("repeat")}
}

// KeyName returns KeyboardEvent.key. While a Korean input method is on, that says only that the method takes the key: then it is what the place on
// the keyboard has without one.
func KeyName(e app.Value) string { return nameAt(Text(e.Get("key")), Text(e.Get("code"))) }

func nameAt(name, code string) string {
	if name != "Process" {
		return name
	}
	if digit, ok := strings.CutPrefix(code, "Digit"); ok {
		return digit
	}
	switch code {
	case "Space":
		return " "
	case "Period":
		return "."
	case "Minus":
		return "-"
	case "Equal":
		return "="
	}
	return name
}
