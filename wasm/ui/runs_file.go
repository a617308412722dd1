package ui

import (
	"strings"
	"unicode"

	"digitlab/wasm/protocol"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// runFileType ends the names of runs that are saved as files.
const runFileType = ".digitlab"

// saveRun asks for a stored run as a file, which the browser is given when it comes.
func (l *lab) saveRun(id string) {
	l.shelf.file, l.shelf.trouble = "", ""
	l.post(&protocol.ReadRunFile{ID: id})
	l.invalidate(storedTopic)
}

// openRunFile makes a copy of the run in a file the present one.
func (l *lab) openRunFile(file []byte) {
	if !l.Session().built() {
		return
	}
	l.restarts, l.shelf.trouble = 0, ""
	l.begin(func(run int) protocol.Command { return &protocol.OpenRunFile{Run: run, File: file} })
}

// takeRunFile takes the trainer's answer.
func (l *lab) takeRunFile(e *protocol.RunFile) {
	if e.Failure != "" {
		l.trouble(e.Failure)
		return
	}
	l.saveFile(fileName(runName(e.Info, l.text))+runFileType, e.File)
}

// trouble says why a run's file could not be read or made.
func (l *lab) trouble(why string) {
	l.shelf.trouble = why
	l.invalidate(storedTopic)
}

// fileName is a name as every file system takes it.
func fileName(name string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == ' ' || r == '-' {
			return r
		}
		return '-'
	}, name))
}

func (c *runsCard) filed() app.UI {
	t, l := c.Text, c.Lab
	return app.Div().Class("run-file").Body(
		disabled(app.Button().Type("button"), !l.Session().built()).OnClick(func(app.Context, app.Event) { openInput("run-file") }).
			Text(t.OpenRunFile()),
		app.P().Class("help").Text(t.RunFileHelp()),
		c.input(),
		app.Div().Attr("role", "alert").Class("trouble").Body(
			app.If(l.shelf.trouble != "", func() app.UI {
				return app.Div().Class("failure").Body(app.P().Text(t.RunFileFailure(l.shelf.file)), app.P().Class("detail").Text(l.shelf.trouble))
			})),
	)
}

func (c *runsCard) input() app.UI {
	return fileInput("run-file", runFileType, !c.Lab.Session().built(), func(ctx app.Context, file app.Value) {
		c.Lab.shelf.file, c.Lab.shelf.trouble = text(file.Get("name")), ""
		readFile(ctx, file, protocol.MaxRunFile, func(b []byte) {
			if b == nil {
				c.Lab.trouble(c.Text.FileUnreadable(grouped(protocol.MaxRunFile >> 20)))
				return
			}
			c.Lab.openRunFile(b)
		})
	})
}

func (r *runRow) save(app.Context, app.Event) { r.Lab.saveRun(r.Info.ID) }
