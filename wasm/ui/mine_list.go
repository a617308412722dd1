package ui

import (
	"strconv"

	"digitlab/wasm/protocol"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// mineList is all samples, by digit, with what the present network reads.
type mineList struct {
	app.Compo

	Lab  *lab
	Text texts

	hooks [2]app.Func
	stop  func()
}

func (c *mineList) OnMount(ctx app.Context) {
	c.stop = c.Lab.rerender(ctx, minePart, mineEvery)
	for i, f := range []func(app.Value){
		func(content app.Value) { c.Lab.importSamples(content.String()) },
		func(app.Value) { c.refuse(fileUnreadable) },
	} {
		c.hooks[i] = app.FuncOf(func(_ app.Value, args []app.Value) any {
			ctx.Dispatch(func(app.Context) { f(args[0]) })
			return nil
		})
	}
}

func (c *mineList) OnDismount() {
	c.stop()
	for _, hook := range c.hooks {
		hook.Release()
	}
}

func (c *mineList) Render() app.UI {
	t, m := c.Text, &c.Lab.mine
	none := len(m.samples) == 0
	return app.Div().Class("mine-list").Body(
		app.H3().ID("mine-list-heading").Text(t.MineListHeading(len(m.samples))),
		app.Div().Class("mine-actions").Body(
			disabled(app.Button().ID("mine-export").Type("button"), none).OnClick(c.export).Text(t.MineExport()),
			app.Label().Class("file-button").Body(
				disabled(app.Input().ID("mine-file").Type("file").Class("spoken"), app.IsServer).Accept(".json,application/json").OnChange(c.open),
				app.Span().Text(t.MineImport()),
			),
			disabled(app.Button().ID("mine-delete-all").Type("button"), none).OnClick(c.deleteAll).Text(t.MineDeleteAll()),
			app.If(len(m.deleted) > 0, func() app.UI {
				return app.Button().ID("mine-undelete").Type("button").OnClick(c.undelete).Text(t.MineUndelete())
			}),
		),
		app.P().Class("help").Aria("live", "polite").Text(c.news()),
		app.If(m.problem.Reason != fileFine, func() app.UI {
			return app.P().ID("mine-problem").Class("problem").Attr("role", "alert").Text(t.MineFileProblem(m.problem))
		}),
		app.If(m.trouble != stored, func() app.UI {
			return app.P().ID("mine-trouble").Class("problem").Attr("role", "alert").Text(t.MineTrouble(m.trouble))
		}),
		app.If(none, func() app.UI { return app.P().Class("help").Text(t.MineNone()) }),
		app.Range(make([]struct{}, 10)).Slice(func(digit int) app.UI { return c.digit(digit) }),
	)
}

// news is what was done last.
func (c *mineList) news() string {
	if said := c.Lab.mine.said; said != "" {
		return said
	}
	return c.Text.MineTrouble(stored)
}

// digit is the group of a digit, if it has samples.
func (c *mineList) digit(digit int) app.UI {
	l := c.Lab
	samples := l.mine.of(digit)
	if len(samples) == 0 {
		return app.Text("")
	}
	group := &mineDigit{Lab: l, Text: c.Text, Digit: digit, Left: len(samples)}
	group.Right, group.Read = tally(samples, l.session)
	for _, s := range samples[:min(len(samples), digitPage+l.mine.more[digit])] {
		r, ok := l.session.reading(s.ID)
		group.Shown = append(group.Shown, shownSample{s, r, ok})
		if s.ID == l.mine.chosen {
			group.Chosen = s.ID
		}
	}
	group.Left -= len(group.Shown)
	return group
}

func (c *mineList) export(app.Context, app.Event) {
	saveText("digitlab-handwriting.json", "application/json", writeSamples(c.Lab.mine.samples))
}

// open reads the file that was chosen. The field is emptied, so that the same file may be chosen again.
func (c *mineList) open(ctx app.Context, _ app.Event) {
	field := ctx.JSSrc()
	if files := field.Get("files"); files.Length() > 0 {
		file := files.Index(0)
		if file.Get("size").Float() > largestFile {
			c.refuse(fileTooLarge)
		} else {
			file.Call("text").Call("then", c.hooks[0], c.hooks[1])
		}
	}
	field.Set("value", "")
}

func (c *mineList) refuse(why fileReason) {
	c.Lab.mine.problem = fileProblem{Reason: why}
	c.Lab.touch(minePart)
}

func (c *mineList) deleteAll(app.Context, app.Event) {
	c.Lab.deleteSamples(func(sample) bool { return true })
	c.Lab.moveFocus("mine-undelete") // the button that was pressed is off now
}

func (c *mineList) undelete(app.Context, app.Event) {
	c.Lab.undeleteSamples()
	c.Lab.moveFocus("mine-delete-all") // the button that was pressed goes
}

// digitPage is how many samples of a digit are shown at once.
const digitPage = 8

// shownSample is a sample with how it is read.
type shownSample struct {
	sample
	Reading protocol.SamplePrediction
	Known   bool
}

// mineDigit is the samples of one digit. What it shows comes from outside, so that it is rendered when that changes.
type mineDigit struct {
	app.Compo

	Lab    *lab
	Text   texts
	Digit  int
	Right  int
	Read   int // how many of the samples have been read
	Shown  []shownSample
	Left   int // that are not shown
	Chosen int // the ID of the one that is looked at, if it is shown
}

func (c *mineDigit) Render() app.UI {
	t := c.Text
	id := "mine-digit-" + strconv.Itoa(c.Digit)
	said := ""
	if c.Read > 0 {
		said = t.MineDigitTally(c.Right, c.Read)
	}
	items := make([]app.UI, len(c.Shown))
	var chosen *shownSample
	for i, s := range c.Shown {
		if s.ID == c.Chosen {
			chosen = &s
		}
		items[i] = app.Li().Body(c.thumb(s))
	}
	return app.Section().Class("mine-digit").Aria("labelledby", id).Body(
		app.Strong().ID(id).Body(app.Span().Class("spoken").Text(t.MineDigit(c.Digit)), decorative(app.Span()).Text(strconv.Itoa(c.Digit))),
		app.P().Class("soft").Text(said),
		app.Ul().Body(items...),
		app.If(c.Left > 0, func() app.UI {
			return app.Button().Type("button").Aria("label", t.MineDigit(c.Digit)+": "+t.ShowMore(min(c.Left, digitPage), c.Left)).
				OnClick(c.more).Text(t.ShowMore(min(c.Left, digitPage), c.Left))
		}),
		app.If(chosen != nil, func() app.UI { return c.chosen(*chosen) }),
	)
}

func (c *mineDigit) more(app.Context, app.Event) {
	c.Lab.mine.more[c.Digit] += digitPage
	if c.Left <= digitPage { // the button that was pressed goes
		c.Lab.moveFocus("mine-" + strconv.Itoa(c.Shown[len(c.Shown)-1].ID))
	}
	c.Lab.touch(minePart)
}

// chosen is the sample that is looked at, with what may be done with it.
func (c *mineDigit) chosen(s shownSample) app.UI {
	t := c.Text
	said := t.MineUnread()
	if s.Known {
		said = t.MineRead(s.Label, int(s.Reading.Digit)) + " · " + t.MineSure(wholePercent(s.Reading.Confidence))
	}
	return app.Div().Class("mine-chosen").Attr("role", "group").Aria("label", t.MineSample(s.Label)).Body(
		thumbnail(s.Strokes),
		app.Div().Class("mine-choices").Body(
			app.P().Text(t.MineSample(s.Label)+": "+said),
			app.P().Class("help").Text(t.MineIs()),
			digitButtons("mine-is", s.ID, s.Label, t.MineIsDigit, func(digit int) {
				c.Lab.relabelSample(s.ID, digit)
				c.Lab.moveFocus("mine-is-" + strconv.Itoa(digit)) // it goes to another group
			}),
			app.Div().Class("mine-actions").Body(
				app.Button().ID("mine-delete").Type("button").OnClick(c.delete).Text(t.MineDelete()),
				app.Button().Type("button").OnClick(c.close).Text(t.MineClose()),
			),
		),
	)
}

func (c *mineDigit) delete(app.Context, app.Event) {
	c.Lab.deleteSample(c.Chosen)
	c.Lab.moveFocus("mine-undelete")
}

func (c *mineDigit) close(app.Context, app.Event) {
	c.Lab.moveFocus("mine-" + strconv.Itoa(c.Chosen))
	c.Lab.mine.chosen = 0
	c.Lab.touch(minePart)
}

// thumb is a sample in small. A mark says whether it is read right.
func (c *mineDigit) thumb(s shownSample) app.UI {
	t := c.Text
	said, mark, class := t.MineUnread(), "–", "thumb"
	if s.Known {
		digit := int(s.Reading.Digit)
		said, mark, class = t.MineRead(s.Label, digit), "✗ "+strconv.Itoa(digit), "thumb wrong"
		if digit == s.Label {
			mark, class = "✓ "+strconv.Itoa(digit), "thumb"
		}
	}
	return pressed(app.Button().ID("mine-"+strconv.Itoa(s.ID)).Type("button").Class(class), s.ID == c.Chosen).
		Aria("label", t.MineSample(s.Label)+": "+said).
		OnClick(func(app.Context, app.Event) { c.Lab.chooseSample(s.ID) }, app.EventScope(s.ID)).
		Body(thumbnail(s.Strokes), decorative(app.Span()).Text(mark))
}

// chooseSample looks at a sample, or no longer at it.
func (l *lab) chooseSample(id int) {
	if l.mine.chosen == id {
		id = 0
	}
	l.mine.chosen = id
	l.touch(minePart)
}
