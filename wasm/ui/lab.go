package ui

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"digitlab/wasm/protocol"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// lab is what the page knows and does. Its components share it; it is touched on go-app's goroutine alone.
type lab struct {
	text    texts
	theme   theme
	colours colours // of the theme, as they are now
	session session
	drawing drawing
	fields  fields
	pace    protocol.Pace // asked for; the one in force is in the session

	overlays []overlay // runs that the curves show beside the present one
	stack    drafts    // the layers as they were last committed
	stacks   []drafts  // and before, to be taken back
	presets  []fields  // the fields before each preset that was chosen
	drag     drag      // of a layer's card
	share    share
	news     string // of the last change of a layer

	loaded       int // percent of the two programs' bytes
	announcement string
	restarts     int
	adopts       bool // the saved run's settings, of which the learning rate in force is still to come
	offline      offline

	pen  pen
	sent struct { // of drawings
		id   int
		read int // the newest whose reading has come, or of which none is to come
	}
	unsent   bool           // the drawing has changed since it was last sent
	skip     protocol.Steps // left out of its way to a picture
	compares bool           // what the reader that comes with the page reads is wanted too

	client       *client
	post         func(protocol.Command) // sends a command down
	ink          func([]stroke) []byte  // makes the bitmap of a drawing, inkSide × inkSide
	focus        func(id string)        // gives an element the focus once the page shows what has changed
	saveFile     func(name string, b []byte)
	requestFrame func()       // asks for a call of frame
	afterRender  func(func()) // has something done once go-app has rendered what changed
	asked        bool         // and one is on its way
	watches      []*watch
	pieces       []func() // each of which makes a part of the page
	placing      bool     // one of them is being made
	complete     bool     // all have been
	recent       part     // what has changed since then, which components that come with it may not know

	data    dataSets
	shelf   shelf
	contest contest
	mine    mine
}

// part is a part of the lab that components show.
type part uint

const (
	loadingPart part = 1 << iota // of the programs
	runPart                      // state, settings, network, failures
	progressPart
	curvesPart
	chosenPart // the epoch of the curves that is read out
	drawingPart
	readingPart
	announcementPart
	noticePart
	coloursPart
	resultsPart // how each test digit is read
	storedPart  // the stored runs, and which of them are compared
	methodsPart // what is compared over seeds
	trialsPart  // and how far that is
	dataPart    // how the data sets stand
	minePart    // the person's handwriting, and how it is read
	sheetPart   // what is drawn for it
	stripPart   // the rest of the strip of digits

	everyPart part = 1<<iota - 1
)

// watch shows parts of the lab when they have changed, on the next frame of the screen, but not more often than every so
// often.
type watch struct {
	parts   part
	every   time.Duration
	show    func()
	prompt  bool // show is quick, and a person with the pen in the hand waits for it
	renders bool // show has go-app render a component
	heavy   bool // show takes long: the longer it takes, the more seldom it is called
	stale   bool
	shown   time.Time
	took    time.Duration
	stopped bool
}

func newLab() *lab {
	l := &lab{text: browserLanguage(), theme: savedTheme(), compares: savedCompare(), fields: fieldsOf(protocol.DefaultSettings())}
	l.stack = l.fields.layers
	l.post, l.requestFrame, l.focus = func(protocol.Command) {}, func() {}, func(string) {}
	l.share.replace, l.saveFile = func(string) {}, func(string, []byte) {}
	l.ink = func([]stroke) []byte { return make([]byte, inkSide*inkSide) }
	l.afterRender, l.contest = func(func()) {}, newContest()
	return l
}

// rendersAFrame is how many components are rendered in one frame at most, and how many while pieces of the page are still to be
// made: all at once would block the page for longer than a person's hand is patient.
const (
	rendersAFrame        = 3
	rendersAFrameAtStart = 1
)

// watch has show called after parts have changed, until stop is called.
func (l *lab) watch(parts part, every time.Duration, show func()) (stop func()) {
	return l.add(&watch{parts: parts, every: every, show: show, stale: true})
}

// watchPromptly is watch for what a person who draws waits for.
func (l *lab) watchPromptly(parts part, show func()) (stop func()) {
	return l.add(&watch{parts: parts, show: show, prompt: true, stale: true})
}

// watchHeavily is watch for what takes long, and is shown less often while a person draws.
func (l *lab) watchHeavily(parts part, show func()) (stop func()) {
	return l.add(&watch{parts: parts, show: show, heavy: true, stale: true})
}

// rerender watches parts with a component that go-app renders, and has just rendered.
func (l *lab) rerender(ctx app.Context, parts part, every time.Duration) (stop func()) {
	return l.rerenderIf(ctx, parts, every, func() bool { return true })
}

// rerenderIf is rerender for a component that looks the same after most changes.
func (l *lab) rerenderIf(ctx app.Context, parts part, every time.Duration, differs func() bool) (stop func()) {
	redraw := l.redraw(ctx)
	show := func() {
		if differs() {
			redraw()
		}
	}
	return l.add(&watch{parts: parts, every: every, show: show, renders: true, stale: parts&l.recent != 0})
}

// rerenderPromptly is rerender for what a person who draws waits for. While nobody does, it has no more than so many frames a second
// as can be read.
func (l *lab) rerenderPromptly(ctx app.Context, parts part) (stop func()) {
	return l.add(&watch{parts: parts, every: legible, show: l.redraw(ctx), prompt: true, stale: parts&l.recent != 0})
}

// legible is how long what changes by itself stays the same at least.
const legible = 50 * time.Millisecond

// redraw returns what has go-app render a component: at once and alone, where go-app is the copy that slim.sh makes and the page is
// complete.
func (l *lab) redraw(ctx app.Context) func() {
	slim, able := any(ctx).(interface{ Redraw() })
	return func() {
		if able && len(l.pieces) == 0 && !l.placing {
			slim.Redraw()
		} else {
			ctx.Update()
		}
	}
}

func (l *lab) add(w *watch) (stop func()) {
	l.watches = append(l.watches, w)
	l.touch(0)
	return func() { w.stopped = true }
}

// rank is in which order watches are shown: first what others draw with, then what is drawn and what is read in it.
func (w *watch) rank() int {
	switch {
	case w.parts == coloursPart:
		return coloursFirst
	case w.prompt:
		return drawingNext
	}
	return others
}

const (
	coloursFirst = iota
	drawingNext
	others
)

// touch says that parts have changed.
func (l *lab) touch(parts part) {
	l.recent |= parts
	for _, w := range l.watches {
		w.stale = w.stale || w.parts&parts != 0
	}
	if !l.asked {
		l.asked = true
		l.requestFrame()
	}
}

// frame shows what has changed. What was drawn and had to wait is sent first.
func (l *lab) frame(now time.Time) {
	l.asked = false
	l.sendDrawing()
	if len(l.mine.unsent) > 0 {
		l.sendSamples()
	}
	l.show(now)
}

// answered shows a reading that was awaited, without waiting for a frame; then what had to wait for it.
func (l *lab) answered(now time.Time) {
	for _, w := range l.watches {
		if w.prompt && w.stale && !w.stopped {
			w.call(now)
		}
	}
	l.sendDrawing()
	l.show(now)
}

// show shows what is due, for as long as a frame has time: what comes later waits for the next, and is then before what was shown
// now. Where no component is to be rendered, the next piece of the page is made.
func (l *lab) show(now time.Time) {
	l.watches = slices.DeleteFunc(l.watches, func(w *watch) bool { return w.stopped })
	most := rendersAFrame
	if len(l.pieces) > 0 || l.placing {
		most = rendersAFrameAtStart
	}
	due, waiting := l.due(now)
	begin, rendered := time.Now(), 0
	for i, w := range due {
		if w.renders && rendered == most || i > 0 && time.Since(begin) > frameShare {
			waiting = true
			continue
		}
		w.call(now)
		if w.renders {
			rendered++
		}
	}
	if len(l.pieces) > 0 && !l.placing && rendered == 0 {
		l.place()
	}
	if waiting || len(l.pieces) > 0 {
		l.touch(0)
	}
}

// call shows a watch.
func (w *watch) call(now time.Time) {
	begin := time.Now()
	w.stale, w.shown = false, now
	w.show()
	w.took = time.Since(begin)
}

const (
	// frameShare is how long a frame shows, so that there is time left for the browser to paint.
	frameShare = 4 * time.Millisecond
	// heavyShare is how much of the time something heavy may take: one part in so many.
	heavyShare = 10
	// seldom is how often what is heavy is shown while a person draws.
	seldom = 100 * time.Millisecond
	// patience is how long all else may wait for a reading.
	patience = 250 * time.Millisecond
)

// due returns the watches that are to be shown, the most urgent first, and whether there are others for a later frame.
func (l *lab) due(now time.Time) (due []*watch, waiting bool) {
	for _, w := range l.watches {
		switch {
		case !w.stale:
		case now.Sub(w.shown) < l.interval(w):
			waiting = true
		default:
			due = append(due, w)
		}
	}
	slices.SortStableFunc(due, func(a, b *watch) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), a.shown.Compare(b.shown))
	})
	return due, waiting
}

// interval is how long a watch is not shown again.
func (l *lab) interval(w *watch) time.Duration {
	every := w.every
	if w.heavy {
		every = max(every, min(heavyShare*w.took, patience))
	}
	switch {
	case w.rank() < others:
	case l.awaited() > 0:
		every = max(every, patience)
	case w.heavy && l.pen.down:
		every = max(every, seldom)
	}
	return every
}

// apply takes an event of the trainer.
func (l *lab) apply(e protocol.Event) {
	before := l.session
	l.session = before.apply(e)
	switch e := e.(type) {
	case *protocol.Ready:
		l.loaded = 100
		l.restore()
		l.listRuns()
		l.touch(loadingPart)
		if l.session.built() { // before another worker was started
			l.touch(everyPart)
		}
	case *protocol.Built:
		if l.session.Built == e {
			if heeded := l.heedLink(e); e.Restored && e.Run != before.Teaching && l.restarts == 0 && !heeded {
				l.adopts = true
				l.fill(fieldsOf(e.Settings))
			}
		}
		l.touch(runPart | progressPart | curvesPart | readingPart | resultsPart)
	case *protocol.Status:
		if l.adopts && e.Run == l.session.Run {
			l.adopts = false
			l.fill(l.fields.set(rateSetting, rate(e.LearningRate)))
		}
		l.touch(runPart | progressPart | curvesPart | readingPart)
	case *protocol.Progress:
		l.touch(progressPart)
		if len(e.Ended) > 0 {
			l.touch(curvesPart)
		}
	case *protocol.Prediction:
		l.touch(readingPart)
		if e.ID > l.sent.read {
			l.sent.read = e.ID
			defer l.answered(time.Now())
		}
	case *protocol.Failed:
		l.sent.read = l.sent.id // it may be the reading that failed
		l.touch(runPart | progressPart | curvesPart)
	case *protocol.Tested:
		l.touch(runPart | progressPart | curvesPart)
	case *protocol.Saved:
		l.touch(runPart | progressPart | curvesPart)
		l.listRuns()
	case *protocol.Unopened:
		l.touch(noticePart)
	case *protocol.Results:
		l.touch(resultsPart)
	case *protocol.DataState:
		l.takeData(before)
	case *protocol.Runs:
		l.countRuns(e)
		l.relist()
	case *protocol.RunFile:
		l.takeRunFile(e)
	case *protocol.RunCurves:
		l.overlay()
	}
	l.applyMine(e)
	if said := announcement(before, l.session, l.text); said != "" {
		l.announcement = said
		l.touch(announcementPart)
	}
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
	l.session = l.session.begin(l.session.next())
	l.post(&protocol.Build{Run: l.session.Run, Settings: s})
	l.touch(everyPart)
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
		return l.session.built()
	}
	_, ok := l.settings()
	return ok && l.session.built()
}

// mayReset reports whether there is a run to begin anew, with fields that are in order.
func (l *lab) mayReset() bool {
	_, ok := l.settings()
	return ok && l.session.built()
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

func (l *lab) setPace(p protocol.Pace) {
	l.pace = p
	l.post(&protocol.SetPace{Pace: p})
}

// fill replaces all fields by those of a run or a link, with nothing to be taken back.
func (l *lab) fill(f fields) {
	l.fields, l.stack, l.stacks, l.presets = f, f.layers, nil, nil
	if !l.share.refused { // a refused link is spoken of until the person does something
		l.publish()
	}
}

// typed takes what stands in a field after each key.
func (l *lab) typed(s setting, value string) {
	l.fields = l.fields.set(s, value)
	l.touch(runPart)
}

// commit takes what stands in the fields when a person is done with one: a learning rate goes to the run at once, and a
// run that has not begun is built again.
func (l *lab) commit() {
	l.fields = l.fields.settled()
	l.keepLayers()
	l.touch(dataPart)
	s, ok := l.settings()
	l.publish()
	l.touch(runPart)
	if !l.session.built() {
		return
	}
	if l.session.phase() == protocol.Idle && len(l.session.Epochs) == 0 {
		if ok && !s.Equal(l.session.Built.Settings) {
			l.reset()
		}
		return
	}
	if rate, ok := l.fields.learningRate(); ok && rate != l.session.Status.LearningRate && l.session.phase() != protocol.Done {
		l.post(&protocol.SetLearningRate{Run: l.session.Run, Rate: rate})
	}
}

// waitsForReset reports whether what stands in a field differs from what the present run is made from.
func (l *lab) waitsForReset(s setting) bool {
	if !l.session.built() || l.fields.problem(s, l.text) != "" {
		return false
	}
	if s == rateSetting {
		rate, _ := l.fields.learningRate()
		return l.session.phase() == protocol.Done && rate != l.session.Status.LearningRate
	}
	return l.fields.differs(s, l.session.Built.Settings)
}

// draw takes a new drawing, and sends it at once.
func (l *lab) draw(d drawing) {
	l.drawing, l.unsent = d, true
	l.touch(drawingPart)
	l.sendDrawing()
}

// clear wipes the canvas. That is sent at once, so that no late answer describes what is gone.
func (l *lab) clear() { l.revise(l.drawing.clear()) }

// undo takes back the last change of the drawing.
func (l *lab) undo() { l.revise(l.drawing.undo()) }

// revise ends the stroke that is being drawn and shows a drawing that was cleared or taken back.
func (l *lab) revise(d drawing) {
	l.pen.down = false
	l.draw(d)
	if d.empty() {
		l.touch(readingPart)
	}
}

// awaited is how many readings have not come yet.
func (l *lab) awaited() int { return l.sent.id - l.sent.read }

// mostAwaited is how many readings may be: one would have a point wait for the reading of the last, which comes late when the page is
// busy.
const mostAwaited = 2

// sendDrawing has the drawing read, if it has changed. With ink it waits while enough are being read.
func (l *lab) sendDrawing() {
	empty := l.drawing.empty()
	if !l.unsent || !empty && (l.awaited() >= mostAwaited || !l.session.built()) {
		return
	}
	l.sent.id++
	l.unsent = false
	if empty {
		l.sent.read = l.sent.id
	}
	l.session = l.session.drew(l.sent.id, empty)
	l.post(l.predict())
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
	l.sent.read, l.unsent = l.sent.id, !l.drawing.empty()
	l.connect(do)
	l.touch(everyPart)
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
		l.touch(loadingPart)
	}
}
