package lab

import (
	"strconv"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/chart"
	"digitlab/wasm/ui/client"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/scheduler"
	"digitlab/wasm/ui/session"
	"digitlab/wasm/ui/settings"
	"digitlab/wasm/ui/sketch"
)

// Lab is what the page knows and does. Features share it: each has a state of its own, takes the trainer's events with on, and shows
// what has changed with subscribe. It is touched on go-app's goroutine alone.
type Lab struct {
	*scheduler.Scheduler

	language i18n.Language
	colours  dom.Colours // of the theme, as they are now
	session  session.Session
	pace     protocol.Pace // asked for; the one in force is in the session

	fields  settings.Fields
	stack   settings.Drafts   // the layers as they were last committed
	stacks  []settings.Drafts // and before, to be taken back
	presets []settings.Fields // the fields before each preset that was chosen
	link    link

	overlays     []chart.Overlay // runs that the curves show beside the present one
	announcement string
	loaded       int // percent of the two programs' bytes
	restarts     int
	adopts       bool // the saved run's settings, of which the learning rate in force is still to come

	client   *client.Client
	post     func(protocol.Command)
	ink      func([]sketch.Stroke) []byte
	saveFile func(name string, b []byte)
	takers   []func(before session.Session, e protocol.Event) // are given each event after the session
}

// Host is what the lab asks of the place in which it runs. Without it nothing is sent, drawn or saved, as on the server.
type Host struct {
	Post            func(protocol.Command)       // sends a command to the trainer
	Ink             func([]sketch.Stroke) []byte // returns the bitmap of strokes, sketch.InkSide × sketch.InkSide, 0..255
	SaveFile        func(name string, b []byte)
	ReplaceFragment func(fragment string) // puts a fragment into the page's address
	RequestFrame    func()                // asks for a call of Frame
	AfterRender     func(func())          // has a function called once go-app has rendered what changed
}

// Attach has the lab use the functions of a host that are not nil.
func (l *Lab) Attach(h Host) {
	if h.Post != nil {
		l.post = h.Post
	}
	if h.Ink != nil {
		l.ink = h.Ink
	}
	if h.SaveFile != nil {
		l.saveFile = h.SaveFile
	}
	if h.ReplaceFragment != nil {
		l.link.replace = h.ReplaceFragment
	}
	l.Scheduler.Attach(h.RequestFrame, h.AfterRender)
}

// Post sends a command to the trainer.
func (l *Lab) Post(c protocol.Command) { l.post(c) }

// Ink returns the bitmap of strokes, sketch.InkSide × sketch.InkSide, 0..255. The next call may overwrite it.
func (l *Lab) Ink(strokes []sketch.Stroke) []byte { return l.ink(strokes) }

// SaveFile offers the person a file to be saved.
func (l *Lab) SaveFile(name string, b []byte) { l.saveFile(name, b) }

func New() *Lab {
	l := &Lab{Scheduler: scheduler.New(), fields: settings.FieldsOf(protocol.DefaultSettings())}
	l.Speak(dom.BrowserLanguage())
	l.stack = l.fields.Layers
	l.post, l.saveFile, l.link.replace = func(protocol.Command) {}, func(string, []byte) {}, func(string) {}
	l.ink = func([]sketch.Stroke) []byte { return make([]byte, sketch.InkSide*sketch.InkSide) }
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
	l.Invalidate(scheduler.All)
}

// BeginStored is begin for a run with settings of its own: they take the place of what stands in the fields, after a restart too.
func (l *Lab) BeginStored(command func(run int) protocol.Command) {
	l.restarts = 0
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
			l.Invalidate(scheduler.All)
		}
	case *protocol.Built:
		if l.session.Built == e {
			if heeded := l.heedLink(e); e.Restored && e.Run != before.FineTuning && l.restarts == 0 && !heeded {
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
	l.Hurried(time.Now())
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

// Close terminates the worker.
func (l *Lab) Close() {
	if l.client != nil {
		l.client.Close()
	}
}

// Connect starts a worker; do runs something on go-app's goroutine.
func (l *Lab) Connect(do func(func())) {
	if size, err := strconv.ParseFloat(dom.TrainerSize(), 64); err == nil {
		l.load(0, size)
	}
	l.client = client.Start(do, l.Apply, l.load)
	l.post = l.client.Send
}

// Reconnect starts another worker after the last one has failed. The settings and the drawing are kept.
func (l *Lab) Reconnect() {
	do := l.client.Do
	l.client.Close()
	l.restarts++
	l.session = l.session.Restart()
	l.Connect(do)
	l.Invalidate(scheduler.All)
}

// load takes how much of the trainer's program has come. The page's own program came before it and counts too, as
// page.js has shown.
func (l *Lab) load(loaded, total float64) {
	page := dom.PageBytes()
	if total > 0 && l.session.Ready == nil {
		l.loaded = int(100 * (page + min(loaded, total)) / (page + total))
		l.Invalidate(LoadingTopic)
	}
}
