package digits

import (
	"strconv"
	"strings"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/scheduler"
	"digitlab/wasm/ui/sketch"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// digitCard is the chosen digit: large, with what is read in it, its way through the epochs and its neighbours.
type digitCard struct {
	app.Compo

	Digits *digits
	Text   words

	stop []func()
}

func (c *digitCard) OnMount(ctx app.Context) {
	l := c.Digits.lab
	c.stop = []func(){
		rerenderPainted(ctx, l, 100*time.Millisecond, c.paint),
		l.Subscribe(lab.ColoursTopic, 0, c.paint),
	}
}

func (c *digitCard) OnDismount() {
	for _, f := range c.stop {
		f()
	}
}

// rerenderPainted subscribes a component with pictures, which are painted after it is rendered, and now.
func rerenderPainted(ctx app.Context, l *lab.Lab, every time.Duration, paint func()) (stop func()) {
	redraw := l.Redraw(ctx)
	l.AfterRender(paint)
	return l.Add(&scheduler.Subscription{Topics: digitsTopic, Every: every, Renders: true, Show: func() {
		redraw()
		l.AfterRender(paint)
	}})
}

// OnUpdate paints the pictures again after a change of the language.
func (c *digitCard) OnUpdate(app.Context) { c.Digits.lab.AfterRender(c.paint) }

// paint paints each picture on its canvas, which says of which place it is.
func (c *digitCard) paint() { c.Digits.paintPictures(c.JSValue()) }

// paintPictures paints the pictures of all canvases in an element that have a place.
func (d *digits) paintPictures(in app.Value) {
	canvases := in.Call("querySelectorAll", "canvas[data-place]")
	for i := range canvases.Length() {
		canvas := canvases.Index(i)
		place, err := strconv.Atoi(dom.Text(canvas.Get("dataset").Get("place")))
		if picture := d.sheet.picture(place); err == nil && picture != nil {
			sketch.PaintPicture(canvas, picture, d.sheet.of, d.lab.Colours().Ink)
		}
	}
}

func pictureAt(place, side int) app.UI {
	return dom.Decorative(app.Canvas().DataSet("place", place).Width(side).Height(side))
}

func (c *digitCard) Render() app.UI {
	t, d := c.Text, c.Digits
	f := d.facts()
	if d.chosen < 0 || d.chosen >= len(f.labels) {
		return app.Section().Class("one empty").Aria("labelledby", "digit-heading").Body(
			app.H3().ID("digit-heading").TabIndex(-1).Text(t.NoneChosen()),
			app.P().Class("help").Text(t.NoneChosenHelp()),
		)
	}
	label, side := int(f.labels[d.chosen]), d.sheet.of.Side()
	button := func(name string) app.HTMLButton { return app.Button().Type("button").Text(name) }
	return app.Section().Class("one").Aria("labelledby", "digit-heading").Body(
		app.H3().ID("digit-heading").TabIndex(-1).Text(t.DigitHeading(i18n.Grouped(d.chosen+1), label, t.Group(byPart, int(f.part(d.chosen))))),
		app.Div().Class("large digit-"+strconv.Itoa(label)).Body(pictureAt(d.chosen, side)),
		app.P().Class("read").Text(c.prediction(f, label)),
		app.Div().Class("buttons two").Body(
			button(t.LookInside()).OnClick(c.inside),
			button(t.DrawOver()).OnClick(c.draw),
		),
		c.course(label),
		app.H4().ID("near-heading").Text(t.Nearest()),
		app.Ul().Class("near").Aria("labelledby", "near-heading").Body(app.Range(d.near).Slice(func(i int) app.UI {
			return &thumb{Digits: d, Place: d.near[i], Name: d.describe(f, d.near[i], t), Side: side}
		})),
		app.P().Class("help").Text(t.NearestHelp()),
		button(t.NoDigit()).OnClick(c.leave),
	)
}

// prediction says what is predicted for the digit, and by how much.
func (c *digitCard) prediction(f *facts, label int) string {
	t, r, place := c.Text, f.predictions, c.Digits.chosen
	switch {
	case r == nil:
		return t.Unread()
	case r.Predicted[place] == protocol.NoPrediction:
		return t.NoPrediction()
	}
	return t.At(r.Moment, f.imported) + " " + t.Prediction(int(r.Predicted[place]), i18n.Percent(r.Confidence[place]), i18n.Percent(r.Margin[place]), label,
		i18n.Percent(r.Probability[place]), i18n.Loss(float32(f.loss(place))))
}

func (c *digitCard) inside(app.Context, app.Event) { c.Digits.lookInside() }
func (c *digitCard) draw(app.Context, app.Event)   { c.Digits.drawOver() }
func (c *digitCard) leave(app.Context, app.Event) {
	c.Digits.choose(-1)
	c.Digits.lab.MoveFocus("digit-heading")
}

// The picture of a course, in units of its own: the axes' room at the left and below, and the area of the line.
const (
	courseLeft, courseTop     = 30, 6
	courseWidth, courseHeight = 260, 90
)

// course is the probability of the label after each epoch, as a line.
func (c *digitCard) course(label int) app.UI {
	t, d := c.Text, c.Digits
	e := d.course
	if e == nil || len(e.Epochs) == 0 {
		return app.P().Class("help").Text(t.CourseComing())
	}
	planned := max(1, d.lab.Session().Planned())
	x := func(epoch float64) float64 { return courseLeft + courseWidth*epoch/float64(planned) }
	y := func(p float32) float64 { return courseTop + courseHeight*(1-float64(p)) }
	number := func(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }
	element := func(name, class string, attributes ...string) app.UI {
		s := app.Elem(name).XMLNS(dom.SvgNamespace).Attr("class", class)
		for i := 0; i < len(attributes); i += 2 {
			s = s.Attr(attributes[i], attributes[i+1])
		}
		return s
	}
	text := func(anchor string, at, down float64, said string) app.UI {
		return app.Elem("text").XMLNS(dom.SvgNamespace).Attr("text-anchor", anchor).Attr("x", number(at)).Attr("y", number(down)).Body(app.Text(said))
	}
	var path strings.Builder
	wrong, right := []app.UI{}, 0
	for i, epoch := range e.Epochs {
		p := e.Probability[i]
		if p != p {
			continue
		}
		path.WriteString(map[bool]string{true: "M", false: "L"}[path.Len() == 0] + number(x(float64(epoch))) + " " + number(y(p)))
		if int(e.Predicted[i]) == label {
			right++
		} else {
			wrong = append(wrong, element("path", "miss", "d", "M"+number(x(float64(epoch))-2)+" "+number(y(p)-2)+"l4 4m0 -4l-4 4"))
		}
	}
	body := []app.UI{
		element("path", "axis", "d", "M"+number(courseLeft)+" "+number(courseTop)+"v"+number(courseHeight)+"h"+number(courseWidth)),
		text("end", courseLeft-4, courseTop+8, "100%"), text("end", courseLeft-4, courseTop+courseHeight, "0%"),
		text("start", courseLeft, courseTop+courseHeight+14, "0"), text("end", courseLeft+courseWidth, courseTop+courseHeight+14, strconv.Itoa(planned)),
		text("middle", courseLeft+courseWidth/2, courseTop+courseHeight+14, t.Epoch()),
		element("path", "way", "d", path.String()),
	}
	if r := d.predictions; r != nil {
		now := float64(r.Moment.Epoch) + float64(r.Moment.Step)/float64(max(1, d.lab.Session().Steps()))
		body = append(body, element("path", "now", "d", "M"+number(x(now))+" "+number(courseTop)+"v"+number(courseHeight)))
	}
	first, last := e.Probability[0], e.Probability[len(e.Probability)-1]
	said := t.Course(label, len(e.Epochs), right, i18n.Percent(first), i18n.Percent(last))
	return app.Figure().Class("course").Body(
		app.Elem("svg").XMLNS(dom.SvgNamespace).Attr("viewBox", "0 0 300 116").Attr("role", "img").Aria("label", said).Body(append(body, wrong...)...),
		app.FigCaption().Text(said+" "+t.CourseKept(widest(e.Epochs), e.Share < 1, e.Lost)),
	)
}

// widest returns the widest distance of two epochs: 1 if there is one for each.
func widest(epochs []int) int {
	w := 1
	for i := 1; i < len(epochs); i++ {
		w = max(w, epochs[i]-epochs[i-1])
	}
	return w
}

// thumb is a small picture that opens its digit.
type thumb struct {
	app.Compo

	Digits *digits
	Place  int
	Name   string
	Side   int
	Said   string // below it
}

func (h *thumb) Render() app.UI {
	name := h.Name
	if h.Said != "" {
		name = h.Said + ", " + name // who speaks to the page says what is seen
	}
	return app.Li().Body(
		app.Button().Type("button").Class("thumb").Aria("label", name).Title(h.Name).OnClick(h.open).Body(
			pictureAt(h.Place, h.Side),
			app.If(h.Said != "", func() app.UI { return dom.Decorative(app.Span()).Text(h.Said) }),
		),
	)
}

func (h *thumb) open(app.Context, app.Event) { h.Digits.choose(h.Place) }

// suspects are the digits of the highest loss.
type suspects struct {
	app.Compo

	Digits *digits
	Text   words

	stop []func()
}

// manySuspects is how many there are.
const manySuspects = 10

func (s *suspects) OnMount(ctx app.Context) {
	l := s.Digits.lab
	s.stop = []func(){
		rerenderPainted(ctx, l, 500*time.Millisecond, s.paint),
		l.Subscribe(lab.ColoursTopic, 0, s.paint),
	}
}

func (s *suspects) OnDismount() {
	for _, f := range s.stop {
		f()
	}
}

func (s *suspects) OnUpdate(app.Context) { s.Digits.lab.AfterRender(s.paint) }

func (s *suspects) paint() { s.Digits.paintPictures(s.JSValue()) }

func (s *suspects) Render() app.UI {
	t, d := s.Text, s.Digits
	f := d.facts()
	places := f.suspects(manySuspects)
	return app.Section().Class("suspects").Aria("labelledby", "suspects-heading").Body(
		app.H3().ID("suspects-heading").Text(t.Suspects()),
		app.P().Class("help").Text(t.SuspectsHelp(len(places) > 0)),
		app.Ul().Class("near").Body(app.Range(places).Slice(func(i int) app.UI {
			p := places[i]
			return &thumb{Digits: d, Place: p, Name: t.Suspect(d.describe(f, p, t), i18n.Loss(float32(f.loss(p)))), Side: d.sheet.of.Side(),
				Said: labelAs(int(f.labels[p]), f.predicted(p))}
		})),
	)
}

// labelAs is a digit's label and what it is read as.
func labelAs(label, predicted int) string {
	read := "–"
	if predicted < none {
		read = strconv.Itoa(predicted)
	}
	return strconv.Itoa(label) + " → " + read
}
