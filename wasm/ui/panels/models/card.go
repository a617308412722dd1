package models

import (
	"strconv"
	"strings"

	"digitlab/nn32/formats"
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/settings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// card is the panel.
type card struct {
	app.Compo

	Models *models
	Text   words

	stops []func()
}

func (c *card) OnMount(ctx app.Context) {
	c.stops = []func(){
		c.Models.lab.Rerender(ctx, modelsTopic|lab.RunTopic|lab.LoadingTopic, 0),
		dom.TakeDropped(ctx, c.read),
		dom.Listen(app.Window(), "paste", true, func(e app.Value) { c.paste(ctx, e) }),
	}
	if c.Models.lab.Session().Usable() {
		c.Models.lab.Post(&protocol.ListRuns{})
	}
}

// paste opens files from the clipboard. A picture is the drawing's.
func (c *card) paste(ctx app.Context, e app.Value) {
	clipboard := e.Get("clipboardData")
	if !clipboard.Truthy() || clipboard.Get("files").Length() == 0 || dom.IsPicture(clipboard.Get("files").Index(0)) {
		return
	}
	files := clipboard.Get("files")
	e.Call("preventDefault")
	e.Call("stopImmediatePropagation")
	ctx.Dispatch(func(ctx app.Context) { c.read(ctx, files) })
}

func (c *card) OnDismount() {
	for _, f := range c.stops {
		f()
	}
}

func (c *card) Render() app.UI {
	t := c.Text
	return app.Section().Class("card models").Aria("labelledby", "models-heading").Body(
		app.H2().ID("models-heading").Text(t.Heading()),
		app.Div().Class("model-parts").Body(
			app.Div().Class("model-part").Body(c.out()...),
			app.Div().Class("model-part").Body(c.in()...),
			app.Div().Class("model-part model-code").Body(c.code()...),
		),
	)
}

// out takes a network to another program.
func (c *card) out() []app.UI {
	t, m := c.Text, c.Models
	_, some := m.info()
	return []app.UI{
		app.H3().Text(t.OutHeading()),
		app.P().Class("help").Text(t.OutHelp()),
		c.choice(),
		app.Ul().Class("formats").Body(app.Range(formats.Formats).Slice(func(i int) app.UI {
			return &formatRow{Models: m, Text: t, Place: i, Off: !some || m.format != nil}
		})),
		c.message("models-saved", m.saved),
	}
}

// choice chooses the run.
func (c *card) choice() app.UI {
	t, m := c.Text, c.Models
	names := []string{t.Present(c.moment())}
	chosen := 0
	for i, r := range m.others() {
		name := r.Name
		if name == "" {
			name = settings.Changes(r.Settings, t)
		}
		if r.Tested {
			name += " · " + i18n.Percent(r.Accuracy) + " %"
		}
		names = append(names, name)
		if r.ID == m.chosen {
			chosen = i + 1
		}
	}
	return app.Label().Class("model-choice").Body(app.Span().Text(t.Which()), dom.Choice("model-run", names, chosen).OnChange(c.choose))
}

// moment says which moment of the present run would be taken.
func (c *card) moment() string {
	s := c.Models.lab.Session()
	if s.Built == nil {
		return ""
	}
	info, _ := c.Models.info()
	at := protocol.Moment{Epoch: len(s.Epochs)}
	if s.Shown.Past {
		at = s.Shown.Moment
	}
	return c.Text.At(at, s.Planned(), s.Built.ID == info.ID && info.Imported())
}

func (c *card) choose(ctx app.Context, _ app.Event) {
	m := c.Models
	place := ctx.JSSrc().Get("selectedIndex").Int()
	m.chosen = ""
	if others := m.others(); place > 0 && place <= len(others) {
		m.chosen = others[place-1].ID
	}
	m.saved = said{}
}

// formatRow is the button of a format, with what it is for.
type formatRow struct {
	app.Compo

	Models *models
	Text   words
	Place  int
	Off    bool
}

func (r *formatRow) Render() app.UI {
	f := formats.Formats[r.Place]
	return app.Li().Body(
		dom.Disabled(app.Button().Type("button"), r.Off).OnClick(r.export).Text(f.Name),
		app.Span().Class("help").Text(r.Text.For(f.Name)),
	)
}

func (r *formatRow) export(app.Context, app.Event) { r.Models.export(formats.Formats[r.Place]) }

// in brings a network of another program in.
func (c *card) in() []app.UI {
	t, m := c.Text, c.Models
	off := !m.lab.Session().Usable()
	return []app.UI{
		app.H3().Text(t.InHeading()),
		app.P().Class("help").Text(t.InHelp()),
		app.Div().Class("model-buttons").Body(
			dom.Disabled(app.Button().Type("button"), off).OnClick(func(app.Context, app.Event) { dom.OpenInput("model-file") }).Text(t.Open()),
			// It offers every file: a phone that does not know the name of a type would offer none.
			dom.Disabled(app.Input().ID("model-file").Type("file").Class("file").Hidden(true).TabIndex(-1).Multiple(true), off).OnChange(c.picked),
		),
		c.message("models-opened", m.opened),
		app.P().Class("help").Text(t.ScaleHelp()),
	}
}

func (c *card) picked(ctx app.Context, _ app.Event) {
	input := ctx.JSSrc()
	c.read(ctx, input.Get("files"))
	input.Set("value", "")
}

// read opens files once all of them are read.
func (c *card) read(ctx app.Context, list app.Value) {
	n := 0
	if list.Truthy() {
		n = list.Length()
	}
	if n == 0 {
		return
	}
	files, left, size := make([]formats.File, n), n, 0
	for i := range files {
		file := list.Index(i)
		files[i].Name = dom.Text(file.Get("name"))
		size += file.Get("size").Int()
	}
	m := c.Models
	if size > maxOpened {
		m.tooLarge(files[0].Name)
		return
	}
	for i := range files {
		dom.ReadFile(ctx, list.Index(i), maxOpened, func(b []byte) {
			files[i].Data = b
			if left--; left == 0 {
				m.open(files)
			}
		})
	}
}

// message says what came of something.
func (c *card) message(id string, s said) app.UI {
	text, class := "", "note"
	if s.text != nil {
		text = s.text(c.Text)
	}
	if s.problem {
		class = "problem"
	}
	return app.Div().ID(id).Attr("role", "status").Class("model-said").Body(
		app.If(text != "", func() app.UI { return app.P().Class(class).Text(text) }),
		app.If(s.detail != "", func() app.UI { return dom.Detail("help", s.detail, c.Text) }),
	)
}

// code shows a program that makes the run again.
func (c *card) code() []app.UI {
	t, m := c.Text, c.Models
	info, some := m.info()
	var kinds []app.UI
	for s := noSource + 1; s < sources; s++ {
		kinds = append(kinds, &sourceButton{Models: m, Text: t, Source: s, On: s == m.source, Off: !some || info.Imported()})
	}
	body := []app.UI{
		app.H3().Text(t.CodeHeading()),
		app.P().Class("help").Text(t.CodeHelp()),
		app.Div().Class("model-buttons").Attr("role", "group").Aria("label", t.CodeHeading()).Body(kinds...),
	}
	switch {
	case some && info.Imported():
		return append(body, app.P().Class("note").Text(t.NoCode()))
	case !some || m.source == noSource:
		return body
	}
	text, notes, err := m.source.program(info.Settings)
	if err != nil {
		return append(body, app.P().Class("problem").Text(t.NotWritten(sourceNames[m.source])), dom.Detail("help", err.Error(), t))
	}
	body = append(body,
		app.Div().Class("model-buttons").Body(
			app.Button().Type("button").OnClick(c.copy).Text(t.Copy()),
			app.Button().Type("button").OnClick(c.saveSource).Text(t.SaveAs(sourceFiles[m.source])),
			app.If(m.source != goProgram && !m.source.plain(), func() app.UI {
				return dom.Disabled(app.Button().Type("button"), m.format != nil).OnClick(c.saveInitial).Text(t.InitialWeights())
			}),
		),
		app.P().Class("help").Attr("role", "status").Text(m.copied.text(t)),
		app.If(!m.source.plain(), func() app.UI { return app.P().Class("help").Text(t.RunHelp(m.source == goProgram)) }))
	if info.FineTunedOn > 0 {
		body = append(body, app.P().Class("note").Text(t.NotFineTuned()))
	}
	if hash := m.hash(); hash != 0 && !m.source.plain() {
		body = append(body, app.P().Class("help").Text(t.Hash(hex(hash))))
	}
	for _, note := range notes {
		body = append(body, app.P().Class("note").Text(t.CodeNote(note)))
	}
	return append(body, app.Pre().ID("model-code").TabIndex(0).Attr("role", "region").Aria("label", t.SaveAs(sourceFiles[m.source])).Lang("en").Body(app.Code().Text(text)))
}

// hex returns a hash as the Go program prints it.
func hex(hash uint64) string {
	const digits = 16
	s := strconv.FormatUint(hash, 16)
	return strings.Repeat("0", digits-len(s)) + s
}

// sourceButton chooses a program.
type sourceButton struct {
	app.Compo

	Models  *models
	Text    words
	Source  source
	On, Off bool
}

func (b *sourceButton) Render() app.UI {
	return dom.Pressed(dom.Disabled(app.Button().Type("button"), b.Off), b.On).OnClick(b.choose).Text(b.Text.Source(sourceNames[b.Source], b.Source.notebook(), b.Source == goProgram))
}

func (b *sourceButton) choose(app.Context, app.Event) {
	b.Models.source, b.Models.copied = b.Source, notCopied
	b.Models.lab.Invalidate(modelsTopic)
}

// copyState is what came of copying a program.
type copyState int

const (
	notCopied copyState = iota
	copied
	denied
)

func (s copyState) text(t words) string {
	switch s {
	case copied:
		return t.Copied()
	case denied:
		return t.CopyDenied()
	}
	return ""
}

func (c *card) copy(ctx app.Context, _ app.Event) {
	m := c.Models
	do := func(f func()) { ctx.Dispatch(func(app.Context) { f() }) }
	dom.Copy(do, dom.Text(app.Window().GetElementByID("model-code").Get("textContent")), func(allowed bool) {
		m.copied = denied
		if allowed {
			m.copied = copied
		}
		m.lab.Invalidate(modelsTopic)
	})
}

func (c *card) saveSource(app.Context, app.Event) {
	m := c.Models
	info, _ := m.info()
	if text, _, err := m.source.program(info.Settings); err == nil {
		m.lab.SaveFile(sourceFiles[m.source], []byte(text))
	}
}

func (c *card) saveInitial(app.Context, app.Event) { c.Models.exportInitial() }
