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
	l.shelf.trouble = nil
	l.post(&protocol.ReadRunFile{ID: id})
	l.touch(storedPart)
}

// openRunFile makes a copy of the run in a file the present one.
func (l *lab) openRunFile(file []byte) {
	if !l.session.built() {
		return
	}
	l.session = l.session.begin(l.session.Run + 1)
	l.restarts, l.shelf.trouble = 0, nil
	l.post(&protocol.OpenRunFile{Run: l.session.Run, File: file})
	l.touch(everyPart)
}

// takeRunFile takes the trainer's answer.
func (l *lab) takeRunFile(e *protocol.RunFile) {
	if e.Failure != "" {
		file := l.shelf.file
		l.trouble(func(t texts) []string {
			if e.Info.ID != "" {
				return []string{t.RunFileFailure(""), t.RunProblem(e.Problem)}
			}
			return []string{t.RunFileFailure(file)}
		})
		return
	}
	l.saveFile(fileName(runName(e.Info, l.text))+runFileType, e.File)
}

// trouble says why a run's file could not be read or made.
func (l *lab) trouble(why func(texts) []string) {
	l.shelf.trouble = why
	l.touch(storedPart)
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
		disabled(app.Button().Type("button"), !l.session.built()).OnClick(func(app.Context, app.Event) { openInput("run-file") }).
			Text(t.OpenRunFile()),
		app.P().Class("help").Text(t.RunFileHelp()),
		c.input(),
		app.Div().Attr("role", "alert").Class("trouble").Body(
			app.If(l.shelf.trouble != nil, func() app.UI {
				said := l.shelf.trouble(t)
				return app.Div().Class("failure").Body(app.Range(said).Slice(func(i int) app.UI { return app.P().Text(said[i]) }))
			})),
	)
}

func (c *runsCard) input() app.UI {
	return fileInput("run-file", runFileType, !c.Lab.session.built(), func(ctx app.Context, file app.Value) {
		name := text(file.Get("name"))
		c.Lab.shelf.file, c.Lab.shelf.trouble = name, nil
		readFile(ctx, file, protocol.MaxRunFile, func(b []byte) {
			if b == nil {
				c.Lab.trouble(func(t texts) []string {
					return []string{t.RunFileFailure(name), t.FileUnreadable(grouped(protocol.MaxRunFile >> 20))}
				})
				return
			}
			c.Lab.openRunFile(b)
		})
	})
}

func (r *runRow) save(app.Context, app.Event) { r.Lab.saveRun(r.Info.ID) }
