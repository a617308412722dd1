package data

import (
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/opened"
	"digitlab/wasm/ui/settings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// card returns the panel.
func (d *dataSets) card() app.UI { return &dataCard{Sets: d, Text: d.text()} }

// dataCard is the choice of the data set.
type dataCard struct {
	app.Compo

	Sets *dataSets
	Text words

	stops []func()
}

func (c *dataCard) OnMount(ctx app.Context) {
	c.stops = []func(){c.Sets.lab.Rerender(ctx, dataTopic|lab.LoadingTopic|lab.RunTopic, 0), dom.TakeDropped(ctx, c.open)}
}

func (c *dataCard) OnDismount() {
	for _, f := range c.stops {
		f()
	}
}

func (c *dataCard) Render() app.UI {
	t := c.Text
	opened := c.Sets.opened()
	return app.Section().Class("card data").Aria("labelledby", "data-heading").Body(
		app.H2().ID("data-heading").Text(t.Heading()),
		app.P().Class("help").Text(t.Help()),
		app.Ul().Class("data-sets").Body(
			c.item(protocol.Digits).Body(c.heading(protocol.Digits), c.use(protocol.Digits)),
			c.item(protocol.MNIST).Body(
				c.heading(protocol.MNIST),
				c.state(protocol.MNIST),
				c.progress(),
				app.Div().Class("buttons").Body(c.useButton(protocol.MNIST), c.fetchButton()),
				app.P().Class("help").Text(t.MNISTCredit()),
			),
			c.item(opened).Body(
				c.heading(opened),
				c.state(protocol.Opened),
				c.notes(),
				app.Div().Class("buttons").Body(c.useButton(opened), c.openButton(), c.closeButton()),
				app.P().Class("help").Text(t.OpenHelp()),
			),
		),
		c.unlabelled(),
	)
}

func (c *dataCard) item(d protocol.DataSet) app.HTMLLi {
	class := "data-set"
	if c.Sets.lab.Fields().Data() == d {
		class += " chosen"
	}
	return app.Li().ID(opened.DataID(d)).Class(class).TabIndex(-1)
}

func (c *dataCard) heading(d protocol.DataSet) app.UI {
	count := ""
	if n := c.Sets.lab.Session().Count(d); n > 0 {
		count = i18n.Grouped(n)
	}
	return app.Div().Class("data-name").Body(
		app.H3().Text(settings.Forms[protocol.DataSetting].Option(int(d), c.Text)),
		app.P().Class("help").Text(c.Text.Facts(d, count)),
	)
}

// state shows the state of a data set, and its problem.
func (c *dataCard) state(d protocol.DataSet) app.UI {
	said, problem := dataText(c.Sets.lab.Session(), d, c.Text)
	switch opened := c.Sets.opened(); {
	case d != protocol.Opened:
	case c.Sets.refused != "":
		said, problem = c.Sets.refused, true
	case c.Sets.opening:
		said, problem = openingText(c.Sets.lab.Session().Data[d], c.Text), false
	case !problem && !c.Sets.lab.Session().Has(opened) && c.Sets.lab.Session().Data[d].Open.Unlabelled > 0:
		said = c.Text.NoLabels()
	case !problem && opened != d:
		said, problem = dataText(c.Sets.lab.Session(), opened, c.Text)
	}
	class := "note"
	if problem {
		class = "problem"
	}
	detail := c.Sets.lab.Session().Data[d].Detail
	return app.Div().Class("data-state").Body(
		app.P().Class(class).Attr("role", "status").Text(said),
		app.If(problem && detail != "" && c.Sets.refused == "", func() app.UI {
			return dom.Detail("help", detail, c.Text)
		}),
	)
}

// progress shows how much of MNIST has arrived. It keeps its space while nothing is fetched.
func (c *dataCard) progress() app.UI {
	s := c.Sets.lab.Session().Data[protocol.MNIST]
	share, said := 0., ""
	if s.Total > 0 {
		share, said = float64(s.Loaded)/float64(s.Total), fetchText(s, time.Since(c.Sets.since), c.Sets.from, c.Text)
	}
	return app.Div().Class("fetching "+dom.Shown(s.Total > 0)).Body(
		app.Div().Attr("role", "progressbar").Aria("label", c.Text.FetchingLabel()).
			Aria("valuemin", 0).Aria("valuemax", 100).Aria("valuenow", int(100*share)).Aria("valuetext", said).
			Body(dom.Bar(share)),
		app.P().Text(said),
	)
}

func (c *dataCard) use(d protocol.DataSet) app.UI {
	return app.Div().Class("buttons").Body(c.useButton(d))
}

func (c *dataCard) useButton(d protocol.DataSet) app.UI {
	l := c.Sets.lab
	return &dataButton{Sets: c.Sets, Text: c.Text, Data: d, Chosen: l.Fields().Data() == d, Off: !l.Session().Usable() || !l.Session().Has(d)}
}

// dataButton is the button that chooses a data set. It is disabled if the data set is not here.
type dataButton struct {
	app.Compo

	Sets   *dataSets
	Text   words
	Data   protocol.DataSet
	Chosen bool
	Off    bool
}

func (c *dataButton) Render() app.UI {
	said := c.Text.Use(c.Data)
	if c.Chosen {
		said += " · " + c.Text.Chosen()
	}
	return dom.Disabled(app.Button().Type("button"), c.Off).OnClick(c.choose).Text(said)
}

func (c *dataButton) choose(app.Context, app.Event) { c.Sets.choose(c.Data) }

// fetchButton fetches MNIST, cancels that, or removes MNIST. It is one button, so that the focus stays.
func (c *dataCard) fetchButton() app.UI {
	t, s := c.Text, c.Sets.lab.Session().Data[protocol.MNIST]
	said := t.FetchMNIST(megabytes(protocol.MNISTBytes))
	switch {
	case s.Total > 0:
		said = t.StopFetching()
	case s.Count > 0:
		said = t.RemoveMNIST()
	}
	return dom.Disabled(app.Button().ID("fetch").Type("button"), c.Sets.lab.Session().Ready == nil || c.Sets.lab.Session().Stopped()).OnClick(c.fetch).Text(said)
}

func (c *dataCard) fetch(app.Context, app.Event) {
	if s := c.Sets.lab.Session().Data[protocol.MNIST]; s.Total > 0 || s.Count > 0 {
		c.Sets.remove(protocol.MNIST)
	} else {
		c.Sets.fetchMNIST()
	}
}

// openButton opens the browser's dialog for files.
func (c *dataCard) openButton() app.UI {
	off := c.Sets.lab.Session().Ready == nil || c.Sets.lab.Session().Stopped()
	return app.Div().Class("buttons").Body(
		dom.Disabled(app.Button().ID("open-files").Type("button"), off).OnClick(c.ask).Text(c.Text.OpenFiles()),
		dom.Disabled(app.Input().ID("files").Type("file").Class("file").Multiple(true).Hidden(true).TabIndex(-1), off).OnChange(c.choose),
	)
}

func (c *dataCard) ask(app.Context, app.Event) { dom.OpenInput("files") }

func (c *dataCard) closeButton() app.UI {
	l := c.Sets.lab.Session()
	return app.If(l.Has(c.Sets.opened()) || l.Data[protocol.Opened].Open.Unlabelled > 0, func() app.UI {
		return app.Button().Type("button").OnClick(c.close).Text(c.Text.CloseFiles())
	})
}

func (c *dataCard) close(app.Context, app.Event) {
	c.Sets.remove(protocol.Opened)
	c.Sets.lab.MoveFocus("open-files") // the pressed button disappears
}

func (c *dataCard) choose(ctx app.Context, _ app.Event) {
	input := ctx.JSSrc()
	c.open(ctx, input.Get("files"))
	input.Set("value", "") // the same files can be chosen again
}

// open reads files, one after the other, and gives all of them to the trainer. If one cannot be read, none is opened.
func (c *dataCard) open(ctx app.Context, list app.Value) {
	if c.Sets.lab.Session().Ready == nil || c.Sets.lab.Session().Stopped() {
		return
	}
	var sizes []int
	var files []protocol.NamedFile
	for i := range list.Length() {
		sizes = append(sizes, list.Index(i).Get("size").Int())
		files = append(files, protocol.NamedFile{Name: dom.Text(list.Index(i).Get("name"))})
	}
	if c.Sets.refused = mayOpen(sizes, c.Text); c.Sets.refused != "" {
		return
	}
	// The list is emptied when the field is.
	handles := make([]app.Value, len(files))
	for i := range handles {
		handles[i] = list.Index(i)
	}
	var read func(i int)
	read = func(i int) {
		if i == len(files) {
			c.Sets.post(files)
			return
		}
		dom.ReadFile(ctx, handles[i], protocol.MaxOpened, func(b []byte) {
			if b == nil {
				c.Sets.refused = c.Text.Unreadable(files[i].Name)
				c.Sets.lab.Invalidate(dataTopic)
				return
			}
			files[i].Bytes = b
			read(i + 1)
		})
	}
	read(0)
}
