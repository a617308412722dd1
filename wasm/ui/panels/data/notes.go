package data

import (
	"strconv"
	"strings"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// fewPictures is the number of pictures of a digit below which a network hardly learns it.
const fewPictures = 10

// notesOf returns what a person should know of opened files, the most important first. count is the number of pictures with labels.
func notesOf(o protocol.OpenedFiles, count int, t words) (notes []string) {
	note := func(when bool, said string) {
		if when {
			notes = append(notes, said)
		}
	}
	note(o.Lying, t.LyingNote())
	if count > 0 {
		var present, missing, few []string
		only := 0
		for digit, n := range o.Digits {
			switch name := strconv.Itoa(digit); {
			case n == 0:
				missing = append(missing, name)
			case n < fewPictures:
				few = append(few, name)
				fallthrough
			default:
				present, only = append(present, name), digit
			}
		}
		one := len(present) == 1
		note(one, t.OneDigitNote(only))
		note(!one && len(missing) > 0, t.MissingNote(strings.Join(missing, ", ")))
		note(!one && len(few) > 0, t.FewNote(strings.Join(few, ", ")))
	}
	note(o.Letters > 0, t.LettersNote(i18n.Grouped(o.Letters)))
	note(o.Beyond > 0, t.BeyondNote(i18n.Grouped(protocol.MaxPictures), i18n.Grouped(o.Beyond)))
	note(o.Ink > 0, t.InkNote(o.Ink))
	note(o.Turned, t.TurnedNote())
	return notes
}

// notes shows them, with the button that turns the pictures where it is of use.
func (c *dataCard) notes() app.UI {
	l := c.Sets.lab.Session()
	o := l.Data[protocol.Opened].Open
	said := notesOf(o, l.Count(c.Sets.opened()), c.Text)
	if len(said) == 0 {
		return app.Text("")
	}
	turn := c.Text.Turn()
	if o.Turned {
		turn = c.Text.TurnBack()
	}
	return app.Div().Class("data-state").Body(
		app.Range(said).Slice(func(i int) app.UI { return app.P().Class("note").Text(said[i]) }),
		app.If(o.Lying || o.Turned, func() app.UI {
			return app.Div().Class("buttons").Body(app.Button().ID("turn").Type("button").OnClick(c.turn).Text(turn))
		}),
	)
}

func (c *dataCard) turn(app.Context, app.Event) { c.Sets.lab.Post(&protocol.TurnData{}) }
