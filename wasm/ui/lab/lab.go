package lab

import (
	"strconv"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/chart"
	"digitlab/wasm/ui/client"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/session"
	"digitlab/wasm/ui/settings"
	"digitlab/wasm/ui/sketch"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Lab is what the page knows and does. Features share it: each has a state of its own, takes the trainer's events with on, and shows
// what has changed with subscribe. It is touched on go-app's goroutine alone.
type Lab struct {
	scheduler

	language i18n.Language
	colours  dom.Colours // of the theme, as they are now
	session  session.Session
	pace     protocol.Pace // asked for; the one in force is in the session

	fields  settings.Fields
	stack   settings.Drafts   // the layers as they were last committed
	stacks  []settings.Drafts // and before, to be taken back
	presets []settings.Fields // the fields before each preset that was chosen
	Link    link

	overlays     []chart.Overlay // runs that the curves show beside the present one
	announcement string
	loaded       int // percent of the two programs' bytes
	Restarts     int
	adopts       bool // the saved run's settings, of which the learning rate in force is still to come

	Client   *client.Client
	Post     func(protocol.Command)       // sends a command down
	Ink      func([]sketch.Stroke) []byte // makes the bitmap of a drawing, inkSide × inkSide
	SaveFile func(name string, b []byte)
	takers   []func(before session.Session, e protocol.Event) // are given each event after the session
}

func New() *Lab {
	l := &Lab{scheduler: newScheduler(), fields: settings.FieldsOf(protocol.DefaultSettings())}
	l.Speak(dom.BrowserLanguage())
	l.stack = l.fields.Layers
	l.Post, l.SaveFile, l.Link.Replace = func(protocol.Command) {}, func(string, []byte) {}, func(string) {}
	l.Ink = func([]sketch.Stroke) []byte { return make([]byte, sketch.InkSide*sketch.InkSide) }
	return l
}

// Session is all that the trainer has told.
func (l *Lab) Session() session.Session { return l.session }

// Language is the one that the page speaks.
func (l *Lab) Language() i18n.Language { return l.language }

// Speak turns the page to a language.
func (l *Lab) Speak(in i18n.Language) { l.language = in }

// Colours are those of the theme, as they are now.
func (l *Lab) Colours() dom.Colours { return l.colours }

func (l *Lab) SetColours(c dom.Colours) { l.colours = c }

// Loaded is how many percent of the two programs' bytes have come.
func (l *Lab) Loaded() int { return l.loaded }

// Announcement is what a screen reader was told last.
func (l *Lab) Announcement() string { return l.announcement }

// Announce tells screen readers something.
func (l *Lab) Announce(said string) {
	l.announcement = said
	l.Invalidate(AnnouncementTopic)
}

// Overlays are the runs that were chosen to be shown beside the present one.
func (l *Lab) Overlays() []chart.Overlay { return l.overlays }

// SetOverlays chooses the runs to show beside the present one.
func (l *Lab) SetOverlays(runs []chart.Overlay) {
	l.overlays = runs
	l.Invalidate(CurvesTopic)
}

// Focus gives an element the focus once the page shows what has changed.
func (l *Lab) Focus(id string) {
	l.AfterRender(func() { dom.FocusOn(id) })
}

// MoveFocus puts the focus, once the page is rendered, on the first of these elements that is there.
func (l *Lab) MoveFocus(ids ...string) {
	l.AfterRender(func() { dom.FocusFirst(ids...) })
}

// SelectText puts the focus on a text field, once the page is rendered, and selects what is in it.
func (l *Lab) SelectText(id string) {
	l.AfterRender(func() { dom.SelectText(id) })
}

// SetSession changes the session by one of its own methods.
func (l *Lab) SetSession(change func(session.Session) session.Session) { l.session = change(l.session) }

// begin has the trainer make another run the present one: command names it by its number.
func (l *Lab) begin(command func(run int) protocol.Command) {
	run := l.session.Next()
	l.session = l.session.Begin(run)
	l.Post(command(run))
	l.Invalidate(AllTopics)
}

// BeginStored is begin for a run with settings of its own: they take the place of what stands in the fields, after a restart too.
func (l *Lab) BeginStored(command func(run int) protocol.Command) {
	l.Restarts = 0
	l.begin(command)
}

// On has take called with each event of the trainer, in the order of the calls of on, once the session has taken it.
func (l *Lab) On(take func(before session.Session, e protocol.Event)) {
	l.takers = append(l.takers, take)
}

// Apply takes an event of the trainer.
func (l *Lab) Apply(e protocol.Event) {
	before := l.session
	l.session = before.Apply(e)
	switch e := e.(type) {
	case *protocol.Ready:
		l.loaded = 100
		l.restore()
		l.Invalidate(LoadingTopic)
		if l.session.Usable() { // before another worker was started
			l.Invalidate(AllTopics)
		}
	case *protocol.Built:
		if l.session.Built == e {
			if heeded := l.heedLink(e); e.Restored && e.Run != before.FineTuning && l.Restarts == 0 && !heeded {
				l.adopts = true
				l.fill(settings.FieldsOf(e.Settings))
			}
		}
		l.Invalidate(RunTopic | ProgressTopic | CurvesTopic | PredictionTopic)
	case *protocol.Status:
		if l.adopts && e.Run == l.session.Run {
			l.adopts = false
			l.fill(l.fields.Set(settings.RateSetting, i18n.Rate(e.LearningRate)))
		}
		l.Invalidate(RunTopic | ProgressTopic | CurvesTopic | PredictionTopic)
	case *protocol.Progress:
		l.Invalidate(ProgressTopic)
		if len(e.Ended) > 0 {
			l.Invalidate(CurvesTopic)
		}
	case *protocol.Prediction:
		l.Invalidate(PredictionTopic)
	case *protocol.Failed:
		l.Invalidate(RunTopic | ProgressTopic | CurvesTopic)
	case *protocol.Tested:
		l.Invalidate(RunTopic | ProgressTopic | CurvesTopic)
	case *protocol.Saved:
		l.Invalidate(RunTopic | ProgressTopic | CurvesTopic)
	case *protocol.Unopened:
		l.Invalidate(NoticeTopic)
	}
	for _, take := range l.takers {
		take(before, e)
	}
	l.hurriedOn(time.Now())
}

// restore asks a trainer that is ready for the run that was saved last, or for a new one.
func (l *Lab) restore() {
	s, ok := l.fields.Settings()
	if !ok {
		s = protocol.DefaultSettings()
	}
	l.session.Run++
	l.Post(&protocol.Restore{Run: l.session.Run, Settings: s})
	l.Post(&protocol.SetPace{Pace: l.pace})
}

// Reset begins a new run with what stands in the fields, if that is in order.
func (l *Lab) Reset() {
	if !l.MayReset() {
		return
	}
	s, _ := l.fields.Settings()
	l.begin(func(run int) protocol.Command { return &protocol.Build{Run: run, Settings: s} })
}

// settings reads the fields; it is false when one of them has a problem, or the data is not here.
func (l *Lab) settings() (protocol.Settings, bool) {
	s, ok := l.fields.Settings()
	return s, ok && l.session.Has(s.Data)
}

// MayTrain reports whether the main button and Step do something. What begins a run needs its fields in order.
func (l *Lab) MayTrain() bool {
	switch l.session.Phase() {
	case protocol.Running, protocol.Paused:
		return l.session.Usable()
	}
	_, ok := l.settings()
	return ok && l.session.Usable()
}

// MayReset reports whether there is a run to begin anew, with fields that are in order.
func (l *Lab) MayReset() bool {
	_, ok := l.settings()
	return ok && l.session.Usable()
}

// Play starts, pauses or resumes the run; one that is done begins anew.
func (l *Lab) Play() {
	switch {
	case !l.MayTrain():
	case l.session.Phase() == protocol.Running:
		l.Post(&protocol.Pause{Run: l.session.Run})
	default:
		l.renew()
		l.Post(&protocol.Train{Run: l.session.Run})
	}
}

// Step trains to the end of the current epoch.
func (l *Lab) Step() {
	if l.MayTrain() {
		l.renew()
		l.Post(&protocol.StepEpoch{Run: l.session.Run})
	}
}

// renew begins a new run when the present one is done.
func (l *Lab) renew() {
	if l.session.Phase() == protocol.Done {
		l.Reset()
	}
}

// Pace is the one that was asked for; the one in force is in the session.
func (l *Lab) Pace() protocol.Pace { return l.pace }

func (l *Lab) SetPace(p protocol.Pace) {
	l.pace = p
	l.Post(&protocol.SetPace{Pace: p})
}

// Connect starts a worker; do runs something on go-app's goroutine.
func (l *Lab) Connect(do func(func())) {
	if size, err := strconv.ParseFloat(app.Getenv("TRAINER_SIZE"), 64); err == nil {
		l.load(0, size)
	}
	l.Client = client.Start(do, l.Apply, l.load)
	l.Post = l.Client.Send
}

// Reconnect starts another worker after the last one has failed. The settings and the drawing are kept.
func (l *Lab) Reconnect() {
	do := l.Client.Do
	l.Client.Close()
	l.Restarts++
	l.session = l.session.Restart()
	l.Connect(do)
	l.Invalidate(AllTopics)
}

// load takes how much of the trainer's program has come. The page's own program came before it and counts too, as
// page.js has shown.
func (l *Lab) load(loaded, total float64) {
	page := 0.
	if v := app.Window().Get("digitlabPageBytes"); v.Truthy() {
		page = v.Float()
	}
	if total > 0 && l.session.Ready == nil {
		l.loaded = int(100 * (page + min(loaded, total)) / (page + total))
		l.Invalidate(LoadingTopic)
	}
}
