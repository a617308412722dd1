package handwriting

import (
	"strconv"
	"strings"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// sampleList is the list of all samples, by digit, with the present network's predictions.
type sampleList struct {
	app.Compo

	Handwriting *handwriting
	Text        words

	stop func()
}

func (c *sampleList) OnMount(ctx app.Context) {
	c.stop = c.Handwriting.lab.Rerender(ctx, handwritingTopic, predictionsEvery)
}

func (c *sampleList) OnDismount() { c.stop() }

func (c *sampleList) Render() app.UI {
	t, h := c.Text, c.Handwriting
	none := len(h.samples) == 0
	return app.Div().Class("mine-list").Body(
		app.H3().ID("mine-list-heading").Text(t.ListHeading(len(h.samples))),
		app.Div().Class("mine-actions").Body(
			dom.Disabled(app.Button().ID("mine-export").Type("button"), none).OnClick(c.export).Text(t.Export()),
			app.Label().Class("file-button").Body(
				dom.Disabled(app.Input().ID("mine-file").Type("file").Class("spoken"), app.IsServer).Accept(".json,application/json").OnChange(c.open),
				app.Span().Text(t.Import()),
			),
			dom.Disabled(app.Button().ID("mine-delete-all").Type("button"), none).OnClick(c.deleteAll).Text(t.DeleteAll()),
			app.If(len(h.deleted) > 0, func() app.UI {
				return app.Button().ID("mine-undelete").Type("button").OnClick(c.undelete).Text(t.Undelete())
			}),
		),
		app.P().Class("help").Aria("live", "polite").Text(c.news()),
		app.If(h.problem.Reason != fileFine, func() app.UI {
			return app.P().ID("mine-problem").Class("problem").Attr("role", "alert").Text(t.FileProblem(h.problem))
		}),
		app.If(h.trouble != stored, func() app.UI {
			return app.P().ID("mine-trouble").Class("problem").Attr("role", "alert").Text(t.StorageProblem(h.trouble))
		}),
		app.If(none, func() app.UI { return app.P().Class("help").Text(t.None()) }),
		app.Range(make([]struct{}, 10)).Slice(func(digit int) app.UI { return c.digit(digit) }),
	)
}

// news returns the text about the last change.
func (c *sampleList) news() string {
	if said := c.Handwriting.said.In(c.Text.Language()); said != "" {
		return said
	}
	return c.Text.StorageProblem(stored)
}

// digit shows the samples of a digit, if there are some.
func (c *sampleList) digit(digit int) app.UI {
	h := c.Handwriting
	samples := h.of(digit)
	if len(samples) == 0 {
		return app.Text("")
	}
	group := &digitGroup{Handwriting: c.Handwriting, Text: c.Text, Digit: digit, Left: len(samples)}
	group.Right, group.Predicted = tally(samples, h.lab.Session())
	for _, s := range samples[:min(len(samples), digitPage+h.more[digit])] {
		r, ok := h.lab.Session().SamplePrediction(s.ID)
		group.Shown = append(group.Shown, shownSample{s, r, ok})
		if s.ID == h.chosen {
			group.Chosen = s.ID
		}
	}
	group.Left -= len(group.Shown)
	return group
}

func (c *sampleList) export(app.Context, app.Event) {
	dom.SaveText(dom.FileName("handwriting", time.Now().UnixMilli(), "", ".json"), "application/json", writeSamples(c.Handwriting.samples))
}

// open reads the chosen file. The field is emptied, so that the same file can be chosen again.
func (c *sampleList) open(ctx app.Context, _ app.Event) {
	field := ctx.JSSrc()
	if files := field.Get("files"); files.Length() > 0 {
		file := files.Index(0)
		if file.Get("size").Int() > largestFile {
			c.Handwriting.refuse(fileProblem{Reason: fileTooLarge})
		} else {
			dom.ReadFile(ctx, file, largestFile, c.load)
		}
	}
	field.Set("value", "")
}

// load takes the bytes of a file, or nil if the browser could not read it.
func (c *sampleList) load(file []byte) {
	if file == nil {
		c.Handwriting.refuse(fileProblem{Reason: fileUnreadable})
		return
	}
	const byteOrderMark = "\ufeff" // some editors write one at the beginning of a file
	c.Handwriting.importFile(strings.TrimPrefix(string(file), byteOrderMark))
}

func (c *sampleList) deleteAll(app.Context, app.Event) {
	c.Handwriting.delete(func(sample) bool { return true })
	c.Handwriting.lab.MoveFocus("mine-undelete") // the pressed button is disabled now
}

func (c *sampleList) undelete(app.Context, app.Event) {
	c.Handwriting.undelete()
	c.Handwriting.lab.MoveFocus("mine-delete-all") // the pressed button disappears
}

// digitPage is the number of a digit's samples that are added at once.
const digitPage = 8

// shownSample is a sample and its prediction.
type shownSample struct {
	sample
	Prediction protocol.SamplePrediction
	Known      bool
}

// digitGroup shows the samples of one digit. What it shows is in its fields, so that go-app renders it when they change.
type digitGroup struct {
	app.Compo

	Handwriting *handwriting
	Text        words
	Digit       int
	Right       int
	Predicted   int // number of samples with a prediction
	Shown       []shownSample
	Left        int // number of samples that are not shown
	Chosen      int // ID of the selected sample, if it is shown
}

func (c *digitGroup) Render() app.UI {
	t := c.Text
	id := "mine-digit-" + strconv.Itoa(c.Digit)
	said := ""
	if c.Predicted > 0 {
		said = t.DigitTally(c.Right, c.Predicted)
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
		app.Strong().ID(id).Body(app.Span().Class("spoken").Text(t.Digit(c.Digit)), dom.Decorative(app.Span()).Text(strconv.Itoa(c.Digit))),
		app.P().Class("soft").Text(said),
		app.Ul().Body(items...),
		app.If(c.Left > 0, func() app.UI {
			return app.Button().Type("button").Aria("label", t.Digit(c.Digit)+": "+t.ShowMore(min(c.Left, digitPage), c.Left)).
				OnClick(c.more).Text(t.ShowMore(min(c.Left, digitPage), c.Left))
		}),
		app.If(chosen != nil, func() app.UI { return c.chosen(*chosen) }),
	)
}

func (c *digitGroup) more(app.Context, app.Event) {
	c.Handwriting.more[c.Digit] += digitPage
	if c.Left <= digitPage { // the pressed button disappears
		c.Handwriting.lab.MoveFocus("mine-" + strconv.Itoa(c.Shown[len(c.Shown)-1].ID))
	}
	c.Handwriting.lab.Invalidate(handwritingTopic)
}

// chosen shows the selected sample and what can be done with it.
func (c *digitGroup) chosen(s shownSample) app.UI {
	t := c.Text
	said := t.NotPredicted()
	if s.Known {
		said = t.Predicted(s.Label, int(s.Prediction.Digit)) + " · " + t.Confidence(i18n.WholePercent(s.Prediction.Confidence))
	}
	return app.Div().Class("mine-chosen").Attr("role", "group").Aria("label", t.Sample(s.Label)).Body(
		thumbnail(s.Strokes),
		app.Div().Class("mine-choices").Body(
			app.P().Text(t.Sample(s.Label)+": "+said),
			app.P().Class("help").Text(t.Is()),
			digitButtons("mine-is", s.ID, s.Label, t.IsDigit, func(digit int) {
				c.Handwriting.relabel(s.ID, digit)
				c.Handwriting.lab.MoveFocus("mine-is-" + strconv.Itoa(digit)) // the sample moves to another group
			}),
			app.Div().Class("mine-actions").Body(
				app.Button().ID("mine-delete").Type("button").OnClick(c.delete).Text(t.Delete()),
				app.Button().Type("button").OnClick(c.close).Text(t.Close()),
			),
		),
	)
}

func (c *digitGroup) delete(app.Context, app.Event) {
	c.Handwriting.deleteOne(c.Chosen)
	c.Handwriting.lab.MoveFocus("mine-undelete")
}

func (c *digitGroup) close(app.Context, app.Event) {
	c.Handwriting.lab.MoveFocus("mine-" + strconv.Itoa(c.Chosen))
	c.Handwriting.chosen = 0
	c.Handwriting.lab.Invalidate(handwritingTopic)
}

// thumb is a button with a small picture of a sample. A mark says whether the prediction is correct.
func (c *digitGroup) thumb(s shownSample) app.UI {
	t := c.Text
	said, mark, class := t.NotPredicted(), "–", "thumb"
	if s.Known {
		digit := int(s.Prediction.Digit)
		said, mark, class = t.Predicted(s.Label, digit), "✗ "+strconv.Itoa(digit), "thumb wrong"
		if digit == s.Label {
			mark, class = "✓ "+strconv.Itoa(digit), "thumb"
		}
	}
	return dom.Pressed(app.Button().ID("mine-"+strconv.Itoa(s.ID)).Type("button").Class(class), s.ID == c.Chosen).
		Aria("label", t.Sample(s.Label)+": "+said).
		OnClick(func(app.Context, app.Event) { c.Handwriting.choose(s.ID) }, app.EventScope(s.ID)).
		Body(thumbnail(s.Strokes), dom.Decorative(app.Span()).Text(mark))
}

// choose selects a sample, or ends its selection.
func (h *handwriting) choose(id int) {
	if h.chosen == id {
		id = 0
	}
	h.chosen = id
	h.lab.Invalidate(handwritingTopic)
}
