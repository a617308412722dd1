package time

import (
	"strconv"
	"time"

	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// row is the slider over the moments of a run, and its buttons. Nothing of it changes its place or size.
type row struct {
	app.Compo

	Machine *machine
	Text    words

	slider app.Value
	close  []func()
}

const sliderID = "time-machine"

func (r *row) OnMount(ctx app.Context) {
	l := r.Machine.lab
	r.slider = app.Window().GetElementByID(sliderID)
	r.close = []func(){
		l.Subscribe(wantedTopic|lab.MomentTopic|lab.ProgressTopic|lab.RunTopic, 0, r.point),
		l.Subscribe(lab.PanelTopic, 0, r.Machine.opened),
		l.Rerender(ctx, wantedTopic|lab.MomentTopic|lab.ProgressTopic|lab.RunTopic, 100*time.Millisecond),
	}
}

func (r *row) OnDismount() {
	for _, f := range r.close {
		f()
	}
}

// point moves the slider's thumb to what is shown. As a property of its own the value is not go-app's: a person moves it too.
func (r *row) point() {
	m := r.Machine
	c := m.scale()
	if at := strconv.Itoa(c.place(m.shownAt())); !m.near || m.playing {
		r.slider.Set("value", at)
	}
	dom.SetRootData("past", map[bool]string{false: "no", true: "yes"}[m.lab.Session().Shown.Past]) // where a phone has no slider it is told
	r.slider.Call("setAttribute", "aria-valuetext", valueText(m, r.Text))
	r.slider.Get("style").Call("setProperty", "--reached", strconv.Itoa(c.place(m.last())*100/length)+"%")
}

func (r *row) Render() app.UI {
	t, m := r.Text, r.Machine
	s := m.lab.Session()
	off := app.IsServer || !s.Usable() || m.last() == 0
	return app.Section().Class("time").Aria("labelledby", "time-heading").Body(
		app.H2().ID("time-heading").Class("spoken").Text(t.Heading()),
		dom.Idle(app.Button().ID("replay").Type("button"), app.IsServer, off).Aria("label", t.Play(m.playing)).Title(t.Play(m.playing)).
			OnClick(r.play).Text(map[bool]string{false: "▶", true: "■"}[m.playing]),
		app.Div().Class("track").Body(
			dom.Disabled(app.Input().ID(sliderID).Type("range"), off).Min(0).Max(length).Step(1).Attr("value", "0").Aria("label", t.Slider()).
				Aria("describedby", "time-said").OnInput(r.slide).OnChange(r.leave).OnKeyDown(r.key),
			dom.Decorative(app.P()).Class("marks").Body(app.Span().Text("0"), app.Span().Text("1"), app.Span().Text(strconv.Itoa(s.Planned()))),
		),
		dom.Idle(app.Button().ID("time-now").Type("button"), app.IsServer, off || !m.past && !m.playing).OnClick(r.now).Text(t.Now()),
		app.P().ID("time-said").Text(sentence(m, t)),
		dom.Idle(app.Button().ID("train-on").Type("button"), app.IsServer, !m.mayTrainOn()).OnClick(r.trainOn).Text(t.TrainOn()),
	)
}

// slide follows the thumb.
func (r *row) slide(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	if place, err := strconv.Atoi(dom.Text(r.slider.Get("value"))); err == nil {
		r.Machine.playing = false
		r.Machine.turn(r.Machine.scale().at(place), true)
	}
}

// leave stays where the thumb was left.
func (r *row) leave(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	r.Machine.stay()
}

// key moves by one moment, by ten, or to an end.
func (r *row) key(ctx app.Context, e app.Event) {
	m := r.Machine
	to, ok := moved(dom.Text(e.Get("key")), m.shownAt(), m.last())
	if !ok || e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool() || e.Get("altKey").Bool() {
		ctx.PreventUpdate()
		return
	}
	e.PreventDefault()
	m.playing = false
	m.turn(to, false)
}

// moved returns the moment that a key chooses; ok is false for other keys.
func moved(key string, at, last int) (to int, ok bool) {
	switch key {
	case "ArrowLeft", "ArrowDown":
		at--
	case "ArrowRight", "ArrowUp":
		at++
	case "PageDown":
		at -= 10
	case "PageUp":
		at += 10
	case "Home":
		at = 0
	case "End":
		at = last
	default:
		return at, false
	}
	return min(max(at, 0), last), true
}

func (r *row) play(app.Context, app.Event) {
	if m := r.Machine; m.last() > 0 {
		m.play()
	}
}

func (r *row) now(app.Context, app.Event) { r.Machine.now() }

func (r *row) trainOn(app.Context, app.Event) { r.Machine.trainOn() }
