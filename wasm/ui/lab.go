package ui

import (
	"strconv"
	"time"

	"digitlab/wasm/protocol"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// lab is what the page knows and does. Features share it: each has a state of its own, takes the trainer's events with on, and shows
// what has changed with subscribe. It is touched on go-app's goroutine alone.
type lab struct {
	scheduler

	language language
	colours  colours // of the theme, as they are now
	session  session
	pace     protocol.Pace // asked for; the one in force is in the session

	fields  fields
	stack   drafts   // the layers as they were last committed
	stacks  []drafts // and before, to be taken back
	presets []fields // the fields before each preset that was chosen
	link    link

	overlays     []overlay // runs that the curves show beside the present one
	announcement string
	loaded       int // percent of the two programs' bytes
	restarts     int
	adopts       bool // the saved run's settings, of which the learning rate in force is still to come

	client   *client
	post     func(protocol.Command) // sends a command down
	ink      func([]stroke) []byte  // makes the bitmap of a drawing, inkSide × inkSide
	saveFile func(name string, b []byte)
	takers   []func(before session, e protocol.Event) // are given each event after the session
}

func newLab() *lab {
	l := &lab{scheduler: newScheduler(), fields: fieldsOf(protocol.DefaultSettings())}
	l.speak(browserLanguage())
	l.stack = l.fields.layers
	l.post, l.saveFile, l.link.replace = func(protocol.Command) {}, func(string, []byte) {}, func(string) {}
	l.ink = func([]stroke) []byte { return make([]byte, inkSide*inkSide) }
	return l
}

// Session is all that the trainer has told.
func (l *lab) Session() session { return l.session }

// Language is the one that the page speaks.
func (l *lab) Language() language { return l.language }

// speak turns the page to a language.
func (l *lab) speak(in language) { l.language = in }

// Colours are those of the theme, as they are now.
func (l *lab) Colours() colours { return l.colours }

func (l *lab) setColours(c colours) { l.colours = c }

// Loaded is how many percent of the two programs' bytes have come.
func (l *lab) Loaded() int { return l.loaded }

// Announcement is what a screen reader was told last.
func (l *lab) Announcement() string { return l.announcement }

// announce tells screen readers something.
func (l *lab) announce(said string) {
	l.announcement = said
	l.invalidate(announcementTopic)
}

// Overlays are the runs that were chosen to be shown beside the present one.
func (l *lab) Overlays() []overlay { return l.overlays }

// setOverlays chooses the runs to show beside the present one.
func (l *lab) setOverlays(runs []overlay) {
	l.overlays = runs
	l.invalidate(curvesTopic)
}

// focus gives an element the focus once the page shows what has changed.
func (l *lab) focus(id string) {
	l.afterRender(func() { focusOn(id) })
}

// moveFocus puts the focus, once the page is rendered, on the first of these elements that is there.
func (l *lab) moveFocus(ids ...string) {
	l.afterRender(func() { focusFirst(ids...) })
}

// selectText puts the focus on a text field, once the page is rendered, and selects what is in it.
func (l *lab) selectText(id string) {
	l.afterRender(func() { selectText(id) })
}

// setSession changes the session by one of its own methods.
func (l *lab) setSession(change func(session) session) { l.session = change(l.session) }

// begin has the trainer make another run the present one: command names it by its number.
func (l *lab) begin(command func(run int) protocol.Command) {
	run := l.session.next()
	l.session = l.session.begin(run)
	l.post(command(run))
	l.invalidate(allTopics)
}

// beginStored is begin for a run with settings of its own: they take the place of what stands in the fields, after a restart too.
func (l *lab) beginStored(command func(run int) protocol.Command) {
	l.restarts = 0
	l.begin(command)
}

// on has take called with each event of the trainer, in the order of the calls of on, once the session has taken it.
func (l *lab) on(take func(before session, e protocol.Event)) { l.takers = append(l.takers, take) }

// apply takes an event of the trainer.
func (l *lab) apply(e protocol.Event) {
	before := l.session
	l.session = before.apply(e)
	switch e := e.(type) {
	case *protocol.Ready:
		l.loaded = 100
		l.restore()
		l.invalidate(loadingTopic)
		if l.session.usable() { // before another worker was started
			l.invalidate(allTopics)
		}
	case *protocol.Built:
		if l.session.Built == e {
			if heeded := l.heedLink(e); e.Restored && e.Run != before.FineTuning && l.restarts == 0 && !heeded {
				l.adopts = true
				l.fill(fieldsOf(e.Settings))
			}
		}
		l.invalidate(runTopic | progressTopic | curvesTopic | predictionTopic)
	case *protocol.Status:
		if l.adopts && e.Run == l.session.Run {
			l.adopts = false
			l.fill(l.fields.set(rateSetting, rate(e.LearningRate)))
		}
		l.invalidate(runTopic | progressTopic | curvesTopic | predictionTopic)
	case *protocol.Progress:
		l.invalidate(progressTopic)
		if len(e.Ended) > 0 {
			l.invalidate(curvesTopic)
		}
	case *protocol.Prediction:
		l.invalidate(predictionTopic)
	case *protocol.Failed:
		l.invalidate(runTopic | progressTopic | curvesTopic)
	case *protocol.Tested:
		l.invalidate(runTopic | progressTopic | curvesTopic)
	case *protocol.Saved:
		l.invalidate(runTopic | progressTopic | curvesTopic)
	case *protocol.Unopened:
		l.invalidate(noticeTopic)
	}
	for _, take := range l.takers {
		take(before, e)
	}
	l.hurriedOn(time.Now())
}

// restore asks a trainer that is ready for the run that was saved last, or for a new one.
func (l *lab) restore() {
	s, ok := l.fields.settings()
	if !ok {
		s = protocol.DefaultSettings()
	}
	l.session.Run++
	l.post(&protocol.Restore{Run: l.session.Run, Settings: s})
	l.post(&protocol.SetPace{Pace: l.pace})
}

// reset begins a new run with what stands in the fields, if that is in order.
func (l *lab) reset() {
	if !l.mayReset() {
		return
	}
	s, _ := l.fields.settings()
	l.begin(func(run int) protocol.Command { return &protocol.Build{Run: run, Settings: s} })
}

// settings reads the fields; it is false when one of them has a problem, or the data is not here.
func (l *lab) settings() (protocol.Settings, bool) {
	s, ok := l.fields.settings()
	return s, ok && l.session.has(s.Data)
}

// mayTrain reports whether the main button and Step do something. What begins a run needs its fields in order.
func (l *lab) mayTrain() bool {
	switch l.session.phase() {
	case protocol.Running, protocol.Paused:
		return l.session.usable()
	}
	_, ok := l.settings()
	return ok && l.session.usable()
}

// mayReset reports whether there is a run to begin anew, with fields that are in order.
func (l *lab) mayReset() bool {
	_, ok := l.settings()
	return ok && l.session.usable()
}

// play starts, pauses or resumes the run; one that is done begins anew.
func (l *lab) play() {
	switch {
	case !l.mayTrain():
	case l.session.phase() == protocol.Running:
		l.post(&protocol.Pause{Run: l.session.Run})
	default:
		l.renew()
		l.post(&protocol.Train{Run: l.session.Run})
	}
}

// step trains to the end of the current epoch.
func (l *lab) step() {
	if l.mayTrain() {
		l.renew()
		l.post(&protocol.StepEpoch{Run: l.session.Run})
	}
}

// renew begins a new run when the present one is done.
func (l *lab) renew() {
	if l.session.phase() == protocol.Done {
		l.reset()
	}
}

// Pace is the one that was asked for; the one in force is in the session.
func (l *lab) Pace() protocol.Pace { return l.pace }

func (l *lab) setPace(p protocol.Pace) {
	l.pace = p
	l.post(&protocol.SetPace{Pace: p})
}

// connect starts a worker; do runs something on go-app's goroutine.
func (l *lab) connect(do func(func())) {
	if size, err := strconv.ParseFloat(app.Getenv("TRAINER_SIZE"), 64); err == nil {
		l.load(0, size)
	}
	l.client = startClient(do, l.apply, l.load)
	l.post = l.client.send
}

// reconnect starts another worker after the last one has failed. The settings and the drawing are kept.
func (l *lab) reconnect() {
	do := l.client.do
	l.client.close()
	l.restarts++
	l.session = l.session.restart()
	l.connect(do)
	l.invalidate(allTopics)
}

// load takes how much of the trainer's program has come. The page's own program came before it and counts too, as
// page.js has shown.
func (l *lab) load(loaded, total float64) {
	page := 0.
	if v := app.Window().Get("digitlabPageBytes"); v.Truthy() {
		page = v.Float()
	}
	if total > 0 && l.session.Ready == nil {
		l.loaded = int(100 * (page + min(loaded, total)) / (page + total))
		l.invalidate(loadingTopic)
	}
}
