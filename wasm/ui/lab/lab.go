// Package lab holds what all features of the page share: the session, the typed settings, the link in the address and the
// connection to the trainer. Features register with it for the trainer's events; it knows none of them by name, and it renders
// nothing.
package lab

import (
	"strconv"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/chart"
	"digitlab/wasm/ui/client"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/opened"
	"digitlab/wasm/ui/scheduler"
	"digitlab/wasm/ui/session"
	"digitlab/wasm/ui/settings"
	"digitlab/wasm/ui/sketch"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Lab holds the page's state and sends the commands. The features share it: each has its own state, takes the trainer's events with
// On and shows changes with Subscribe. Use it on go-app's goroutine only.
type Lab struct {
	*scheduler.Scheduler
	*opened.Opened

	language i18n.Language
	colours  dom.Colours // of the present theme
	session  session.Session
	pace     protocol.Pace

	fields  settings.Fields
	stack   settings.Drafts   // the layers as they were last committed
	stacks  []settings.Drafts // the committed layers before, for undo
	presets []settings.Fields // the fields before each chosen preset, for undo
	link    link

	overlays     []chart.Overlay // runs that the curves show beside the present one
	announcement string
	loaded       int // percent of the start
	restarts     int
	adopts       bool               // the fields take the restored run's settings; its learning rate in force is still to come
	asked        *protocol.Settings // of the run that a trainer was asked for that is not ready yet; nil: of none

	client   *client.Client
	post     func(protocol.Command)
	saveFile func(name string, b []byte)
	takers   []func(before session.Session, e protocol.Event) // called with each event, after the session took it

	slots [slots]func() app.UI // what features show in the cards of others
	drawn func() []sketch.Stroke
	lent  lent
}

// Host is the functions that the lab needs from a browser. Without them, as on the server, nothing is sent, drawn or saved.
type Host struct {
	Post            func(protocol.Command) // sends a command to the trainer
	SaveFile        func(name string, b []byte)
	ReplaceFragment func(fragment string) // sets the fragment of the page's address
	PushFragment    func(fragment string) // the same, as a new entry in the browser's history
	RequestFrame    func()                // requests a call of Frame
	AfterRender     func(func())          // calls a function after go-app has rendered the changes
}

// Attach sets those functions of a host that are not nil.
func (l *Lab) Attach(h Host) {
	if h.Post != nil {
		l.post = h.Post
	}
	if h.SaveFile != nil {
		l.saveFile = h.SaveFile
	}
	if h.ReplaceFragment != nil {
		l.link.replace = h.ReplaceFragment
	}
	if h.PushFragment != nil {
		l.link.push = h.PushFragment
	}
	l.Scheduler.Attach(h.RequestFrame, h.AfterRender)
}

// Post sends a command to the trainer.
func (l *Lab) Post(c protocol.Command) { l.post(c) }

// SaveFile offers the person a file as a download.
func (l *Lab) SaveFile(name string, b []byte) { l.saveFile(name, b) }

func New() *Lab {
	l := &Lab{Scheduler: scheduler.New(), fields: settings.FieldsOf(protocol.DefaultSettings()), pace: savedPace(), loaded: dom.StartPercent()}
	l.Opened = opened.New(func() { l.Invalidate(PanelTopic) }, func(push bool) {
		if push {
			l.link.push(l.address())
		} else {
			l.link.replace(l.address())
		}
	})
	l.Speak(dom.BrowserLanguage())
	l.stack = l.fields.Layers
	l.post, l.saveFile = func(protocol.Command) {}, func(string, []byte) {}
	l.link.replace, l.link.push = func(string) {}, func(string) {}
	return l
}

// Session returns everything that the trainer has reported.
func (l *Lab) Session() session.Session { return l.session }

// Language returns the language of the page.
func (l *Lab) Language() i18n.Language { return l.language }

// Speak sets the language of the page.
func (l *Lab) Speak(in i18n.Language) { l.language = in }

// Colours returns the colours of the present theme.
func (l *Lab) Colours() dom.Colours { return l.colours }

func (l *Lab) SetColours(c dom.Colours) { l.colours = c }

// Loaded returns how far the start has come, in percent.
func (l *Lab) Loaded() int { return l.loaded }

// Announcement returns the last text for screen readers.
func (l *Lab) Announcement() string { return l.announcement }

// Announce sends a text to screen readers.
func (l *Lab) Announce(said string) {
	l.announcement = said
	l.Invalidate(AnnouncementTopic)
}

// Overlays returns the runs that were chosen to be shown beside the present one.
func (l *Lab) Overlays() []chart.Overlay { return l.overlays }

// SetOverlays sets the runs to show beside the present one.
func (l *Lab) SetOverlays(runs []chart.Overlay) {
	l.overlays = runs
	l.Invalidate(CurvesTopic)
}

// Focus focuses an element after the page has shown the changes.
func (l *Lab) Focus(id string) { l.AfterRender(func() { dom.FocusOn(id) }) }

// MoveFocus focuses, after the page is rendered, the first of these elements that exists.
func (l *Lab) MoveFocus(ids ...string) { l.AfterRender(func() { dom.FocusFirst(ids...) }) }

// SelectText focuses a text field, after the page is rendered, and selects its text.
func (l *Lab) SelectText(id string) { l.AfterRender(func() { dom.SelectText(id) }) }

// SetSession changes the session by one of its own methods.
func (l *Lab) SetSession(change func(session.Session) session.Session) { l.session = change(l.session) }

// begin makes another run the present one. command returns the command for the trainer, given the new run's number.
func (l *Lab) begin(command func(run int) protocol.Command) {
	run := l.session.Next()
	l.session = l.session.Begin(run)
	l.Post(command(run))
	l.Invalidate(scheduler.All)
}

// BeginStored is begin for a stored run: its settings replace those in the fields, also after a restart.
func (l *Lab) BeginStored(command func(run int) protocol.Command) {
	l.restarts = 0
	l.begin(command)
}

// On registers take for the trainer's events. It is called after the session took the event, in the order of registration.
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
		if s := l.settingsOrDefault(); l.asked == nil || !s.Equal(*l.asked) {
			l.restore(s)
		}
		l.asked = nil
		l.Invalidate(LoadingTopic)
		if l.session.Usable() { // before another worker was started
			l.Invalidate(scheduler.All)
		}
	case *protocol.Built:
		if l.session.Built == e {
			if heeded := l.resolveLink(e); e.Restored && e.Run != before.FineTuning && l.restarts == 0 && !heeded {
				l.adopts = true
				l.fill(settings.FieldsOf(e.Settings))
			}
		}
		l.Invalidate(RunTopic | ProgressTopic | CurvesTopic | PredictionTopic | MomentTopic)
		l.Hurry() // a person may wait for the main button
	case *protocol.Status:
		if l.adopts && e.Run == l.session.Run {
			l.adopts = false
			l.fill(l.fields.Set(protocol.RateSetting, i18n.Rate(e.LearningRate)))
		}
		l.Invalidate(RunTopic | ProgressTopic | CurvesTopic | PredictionTopic)
	case *protocol.Progress:
		l.Invalidate(ProgressTopic)
		if len(e.Ended) > 0 {
			l.Invalidate(CurvesTopic)
		}
	case *protocol.Prediction:
		l.Invalidate(PredictionTopic)
	case *protocol.Failed, *protocol.Tested, *protocol.Saved:
		l.Invalidate(RunTopic | ProgressTopic | CurvesTopic)
	case *protocol.Shown:
		l.Invalidate(MomentTopic)
	case *protocol.Unopened:
		l.Invalidate(NoticeTopic)
	}
	for _, take := range l.takers {
		take(before, e)
	}
	l.Hurried(time.Now())
}

// settingsOrDefault returns the settings in the fields, or those of the tutorial if a field has a problem.
func (l *Lab) settingsOrDefault() protocol.Settings {
	s, ok := l.fields.Settings()
	if !ok {
		s = protocol.DefaultSettings()
	}
	return s
}

// restore asks a new trainer for the run that was saved last, or for a new run.
func (l *Lab) restore(s protocol.Settings) {
	l.session.Run++
	l.Post(&protocol.Restore{Run: l.session.Run, Settings: s})
	l.Post(&protocol.SetPace{Pace: l.pace})
}

// Reset begins a new run with the settings in the fields, if they are valid.
func (l *Lab) Reset() {
	if !l.MayReset() {
		return
	}
	s, _ := l.fields.Settings()
	l.begin(func(run int) protocol.Command { return &protocol.Build{Run: run, Settings: s} })
}

// settings parses the fields. It returns false if a field has a problem or the data set is not here.
func (l *Lab) settings() (protocol.Settings, bool) {
	s, ok := l.fields.Settings()
	return s, ok && l.session.Has(s.Data)
}

// MayTrain reports whether the main button and Step do something. To begin a run, the fields must be valid.
func (l *Lab) MayTrain() bool {
	switch l.session.Phase() {
	case protocol.Running, protocol.Paused:
		return l.session.Usable()
	}
	_, ok := l.settings()
	return ok && l.session.Usable()
}

// MayReset reports whether there is a run that can begin anew, with valid fields.
func (l *Lab) MayReset() bool {
	_, ok := l.settings()
	return ok && l.session.Usable()
}

// Play starts, pauses or resumes the run. A run that is done begins anew.
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

// Step trains to the end of the present epoch.
func (l *Lab) Step() {
	if l.MayTrain() {
		l.renew()
		l.Post(&protocol.StepEpoch{Run: l.session.Run})
	}
}

// renew begins a new run if the present one is done.
func (l *Lab) renew() {
	if l.session.Phase() == protocol.Done {
		l.Reset()
	}
}

// Pace returns the pace of the runs.
func (l *Lab) Pace() protocol.Pace { return l.pace }

// SetPace sets the pace, also for later visits.
func (l *Lab) SetPace(p protocol.Pace) {
	l.pace = p
	dom.Remember(paceKey, strconv.Itoa(int(p)))
	l.Post(&protocol.SetPace{Pace: p})
	l.Invalidate(RunTopic)
}

const paceKey = "digitlab.pace" // in the browser's storage: the pace as a number

// savedPace returns the pace that was chosen last. At first it is one at which a run can be watched.
func savedPace() protocol.Pace {
	if n, err := strconv.Atoi(dom.Recall(paceKey)); err == nil && n >= 0 && n < int(protocol.Paces) {
		return protocol.Pace(n)
	}
	return protocol.Watch
}

// Close terminates the worker.
func (l *Lab) Close() {
	if l.client != nil {
		l.client.Close()
	}
}

// Connect starts a worker. do runs a function on go-app's goroutine. One that page.js has started is asked for the run at once, and
// builds it while the page is made, which learns only then that the trainer is ready.
func (l *Lab) Connect(do func(func())) {
	if size, err := strconv.ParseFloat(dom.TrainerSize(), 64); err == nil {
		l.load(0, size)
	}
	l.client = client.Start(do, l.Apply, l.load)
	l.post = l.client.Send
	l.asked = nil
	if l.client.Started() {
		l.askEarly()
	}
}

// askEarly asks a trainer for a run before it is ready.
func (l *Lab) askEarly() {
	s := l.settingsOrDefault()
	l.asked = &s
	l.restore(s)
}

// Reconnect starts another worker after the last one has failed. The settings and the drawing stay.
func (l *Lab) Reconnect() {
	do := l.client.Do
	l.client.Close()
	l.restarts++
	l.session = l.session.Restart()
	l.Connect(do)
	l.Invalidate(scheduler.All)
}

// load takes the progress of the trainer's program, in bytes. It is the last part of the bar, which page.js has begun.
func (l *Lab) load(loaded, total float64) {
	if total > 0 && l.session.Ready == nil {
		before := dom.StartPercent()
		l.loaded = before + int(float64(99-before)*min(loaded, total)/total)
		l.Invalidate(LoadingTopic)
	}
}
