package runs

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// runFileType is the extension of files of runs.
const runFileType = ".digitlab"

// save asks the trainer for a stored run as a file. takeFile offers it as a download.
func (r *runs) save(id string) {
	r.trouble = nil
	r.lab.Post(&protocol.ReadRunFile{ID: id})
	r.lab.Invalidate(storedTopic)
}

// openFile makes a copy of the run in a file the present one.
func (r *runs) openFile(file []byte) {
	if r.lab.Session().Usable() {
		r.trouble = nil
		r.lab.BeginStored(func(run int) protocol.Command { return &protocol.OpenRunFile{Run: run, File: file} })
	}
}

// takeFile takes the trainer's answer.
func (r *runs) takeFile(e *protocol.RunFile) {
	if e.Failure != "" {
		file := r.file
		r.report(func(t words) []string {
			if e.Info.ID != "" {
				return []string{t.FileFailure(""), t.RunProblem(e.Problem)}
			}
			return []string{t.FileFailure(file), t.FileProblem(e.Problem)}
		})
		return
	}
	r.lab.SaveFile(dom.FileName("run", e.Info.Created, e.Info.Name, runFileType), e.File)
}

// report shows why a run's file could not be read or made.
func (r *runs) report(why func(words) []string) {
	r.trouble = why
	r.lab.Invalidate(storedTopic)
}

func (c *runsCard) filed() app.UI {
	t, r := c.Text, c.Runs
	return app.Div().Class("run-file").Body(
		dom.Disabled(app.Button().Type("button"), !r.lab.Session().Usable()).OnClick(func(app.Context, app.Event) { dom.OpenInput("run-file") }).
			Text(t.OpenRunFile()),
		app.P().Class("help").Text(t.FileHelp()),
		c.input(),
		app.Div().Attr("role", "alert").Class("trouble").Body(
			app.If(r.trouble != nil, func() app.UI {
				said := r.trouble(t)
				return app.Div().Class("failure").Body(app.Range(said).Slice(func(i int) app.UI { return app.P().Text(said[i]) }))
			})),
	)
}

func (c *runsCard) input() app.UI {
	return dom.FileInput("run-file", !c.Runs.lab.Session().Usable(), func(ctx app.Context, file app.Value) {
		name := dom.Text(file.Get("name"))
		c.Runs.file, c.Runs.trouble = name, nil
		dom.ReadFile(ctx, file, protocol.MaxRunFile, func(b []byte) {
			if b == nil {
				c.Runs.report(func(t words) []string {
					return []string{t.FileFailure(name), t.FileUnreadable(i18n.Grouped(protocol.MaxRunFile >> 20))}
				})
				return
			}
			c.Runs.openFile(b)
		})
	})
}

func (r *runRow) save(app.Context, app.Event) { r.Runs.save(r.Info.ID) }
