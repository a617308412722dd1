package lab

import (
	"cmp"
	"slices"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// topic is a part of the lab that components show.
type topic uint

const (
	LoadingTopic topic = 1 << iota // of the programs
	RunTopic                       // state, settings, network, failures
	ProgressTopic
	CurvesTopic
	DrawingTopic
	PredictionTopic
	AnnouncementTopic
	NoticeTopic
	ColoursTopic

	coreTopics = iota // how many of them there are

	AllTopics topic = 1<<32 - 1
)

// topics is how many there are.
var topics = coreTopics

// NewTopic is for what a feature shows besides what the lab knows. It is called once for each, when the program starts.
func NewTopic() topic {
	topics++
	return 1 << (topics - 1)
}

// scheduler decides when what is shown: it calls subscriptions whose topics have changed, a few in each frame of the screen.
type scheduler struct {
	RequestFrame  func()       // asks for a call of frame
	AfterRender   func(func()) // has something done once go-app has rendered what changed
	Asked         bool         // a call of frame is on its way
	beforeFrame   []func()     // are called at the start of each frame
	subscriptions []*Subscription

	drawing func() (down, awaited bool) // whether a person has the pen down, and waits for a prediction
	hurried bool                        // what was awaited has come

	lazies   []func() // each of which makes a part of the page
	placing  bool     // one of them is being made
	complete bool     // all have been
	recent   topic    // what has changed since then, which components that come with it may not know
}

func newScheduler() scheduler {
	return scheduler{RequestFrame: func() {}, AfterRender: func(func()) {}, drawing: func() (bool, bool) { return false, false }}
}

// Subscription shows parts of the lab when they have changed, on the next frame of the screen, but not more often than every so
// often.
type Subscription struct {
	Topics  topic
	Every   time.Duration
	Show    func()
	prompt  bool // show is quick, and a person with the pen in the hand waits for it
	Renders bool // show has go-app render a component
	heavy   bool // show takes long: the longer it takes, the more seldom it is called
	stale   bool
	shown   time.Time
	took    time.Duration
	stopped bool
}

// rendersAFrame is how many components are rendered in one frame at most, and how many while pieces of the page are still to be
// made: all at once would block the page for longer than a person's hand is patient.
const (
	rendersAFrame        = 3
	rendersAFrameAtStart = 1
)

// Subscribe has show called after parts have changed, until stop is called.
func (s *scheduler) Subscribe(parts topic, every time.Duration, show func()) (stop func()) {
	return s.Add(&Subscription{Topics: parts, Every: every, Show: show, stale: true})
}

// SubscribePromptly is subscribe for what a person who draws waits for.
func (s *scheduler) SubscribePromptly(parts topic, show func()) (stop func()) {
	return s.Add(&Subscription{Topics: parts, Show: show, prompt: true, stale: true})
}

// SubscribeHeavily is subscribe for what takes long, and is shown less often while a person draws.
func (s *scheduler) SubscribeHeavily(parts topic, show func()) (stop func()) {
	return s.Add(&Subscription{Topics: parts, Show: show, heavy: true, stale: true})
}

// Rerender subscribes to parts with a component that go-app renders, and has just rendered.
func (s *scheduler) Rerender(ctx app.Context, parts topic, every time.Duration) (stop func()) {
	return s.RerenderIf(ctx, parts, every, func() bool { return true })
}

// RerenderIf is rerender for a component that looks the same after most changes.
func (s *scheduler) RerenderIf(ctx app.Context, parts topic, every time.Duration, differs func() bool) (stop func()) {
	redraw := s.Redraw(ctx)
	show := func() {
		if differs() {
			redraw()
		}
	}
	return s.Add(&Subscription{Topics: parts, Every: every, Show: show, Renders: true, stale: parts&s.recent != 0})
}

// RerenderPromptly is rerender for what a person who draws waits for. While nobody does, it has no more than so many frames a second
// as can be read.
func (s *scheduler) RerenderPromptly(ctx app.Context, parts topic) (stop func()) {
	return s.Add(&Subscription{Topics: parts, Every: Legible, Show: s.Redraw(ctx), prompt: true, stale: parts&s.recent != 0})
}

// Legible is how long what changes by itself stays the same at least.
const Legible = 50 * time.Millisecond

// Redraw returns what has go-app render a component: at once and alone, where go-app is the copy that the page is built from and the page is
// complete.
func (s *scheduler) Redraw(ctx app.Context) func() {
	slim, able := any(ctx).(interface{ Redraw() })
	return func() {
		if able && len(s.lazies) == 0 && !s.placing {
			slim.Redraw()
		} else {
			ctx.Update()
		}
	}
}

func (s *scheduler) Add(w *Subscription) (stop func()) {
	s.subscriptions = append(s.subscriptions, w)
	s.Invalidate(0)
	return func() { w.stopped = true }
}

// rank is in which order subscriptions are shown: first what others draw with, then what is drawn and what is predicted of it.
func (w *Subscription) rank() int {
	switch {
	case w.Topics == ColoursTopic:
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

// Invalidate says that parts have changed.
func (s *scheduler) Invalidate(parts topic) {
	s.recent |= parts
	for _, w := range s.subscriptions {
		w.stale = w.stale || w.Topics&parts != 0
	}
	if !s.Asked {
		s.Asked = true
		s.RequestFrame()
	}
}

// Frame shows what has changed, after what was to be done before a frame.
func (s *scheduler) Frame(now time.Time) {
	s.Asked = false
	s.prepare()
	s.show(now)
}

// prepare does what is to be done before a frame.
func (s *scheduler) prepare() {
	for _, f := range s.beforeFrame {
		f()
	}
}

// Hurry has what a person waits for shown as soon as all have taken the event, without waiting for a frame.
func (s *scheduler) Hurry() { s.hurried = true }

// hurriedOn shows what a person waits for if it has come; then what had to wait for it.
func (s *scheduler) hurriedOn(now time.Time) {
	if !s.hurried {
		return
	}
	s.hurried = false
	for _, w := range s.subscriptions {
		if w.prompt && w.stale && !w.stopped {
			w.call(now)
		}
	}
	s.prepare()
	s.show(now)
}

// show shows what is due, for as long as a frame has time: what comes later waits for the next, and is then before what was shown
// now. Where no component is to be rendered, the next piece of the page is made.
func (s *scheduler) show(now time.Time) {
	s.subscriptions = slices.DeleteFunc(s.subscriptions, func(w *Subscription) bool { return w.stopped })
	most := rendersAFrame
	if len(s.lazies) > 0 || s.placing {
		most = rendersAFrameAtStart
	}
	due, waiting := s.due(now)
	begin, rendered := time.Now(), 0
	for i, w := range due {
		if w.Renders && rendered == most || i > 0 && time.Since(begin) > frameShare {
			waiting = true
			continue
		}
		w.call(now)
		if w.Renders {
			rendered++
		}
	}
	if len(s.lazies) > 0 && !s.placing && rendered == 0 {
		s.place()
	}
	if waiting || len(s.lazies) > 0 {
		s.Invalidate(0)
	}
}

// call shows what is subscribed.
func (w *Subscription) call(now time.Time) {
	begin := time.Now()
	w.stale, w.shown = false, now
	w.Show()
	w.took = time.Since(begin)
}

const (
	// frameShare is how long a frame shows, so that there is time left for the browser to paint.
	frameShare = 4 * time.Millisecond
	// heavyShare is how much of the time something heavy may take: one part in so many.
	heavyShare = 10
	// seldom is how often what is heavy is shown while a person draws.
	seldom = 100 * time.Millisecond
	// Patience is how long all else may wait for a prediction.
	Patience = 250 * time.Millisecond
)

// due returns the subscriptions that are to be shown, the most urgent first, and whether there are others for a later frame.
func (s *scheduler) due(now time.Time) (due []*Subscription, waiting bool) {
	for _, w := range s.subscriptions {
		switch {
		case !w.stale:
		case now.Sub(w.shown) < s.interval(w):
			waiting = true
		default:
			due = append(due, w)
		}
	}
	slices.SortStableFunc(due, func(a, b *Subscription) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), a.shown.Compare(b.shown))
	})
	return due, waiting
}

// interval is how long a subscription is not shown again.
func (s *scheduler) interval(w *Subscription) time.Duration {
	every := w.Every
	if w.heavy {
		every = max(every, min(heavyShare*w.took, Patience))
	}
	down, awaited := s.drawing()
	switch {
	case w.rank() < others:
	case awaited:
		every = max(every, Patience)
	case w.heavy && down:
		every = max(every, seldom)
	}
	return every
}

// OnFrame has f called at the start of each frame.
func (s *scheduler) OnFrame(f func()) { s.beforeFrame = append(s.beforeFrame, f) }

// YieldTo has drawing asked whether a person has the pen down and waits for a prediction: then other things are shown less often.
func (s *scheduler) YieldTo(drawing func() (down, awaited bool)) { s.drawing = drawing }
