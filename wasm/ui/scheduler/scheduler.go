// Package scheduler decides when what is shown: it calls those who have subscribed to topics that have changed, a few in each frame of
// the screen, and makes lazy parts of the page one by one. It knows no topic: the lab and the features declare theirs.
package scheduler

import (
	"cmp"
	"slices"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Topic is something that components show. Topics can be joined with |.
type Topic uint

// All is every topic.
const All Topic = 1<<32 - 1

// topicCount is the number of topics that were made.
var topicCount int

// NewTopic returns a topic of its own. It is called once for each, when the program starts.
func NewTopic() Topic {
	topicCount++
	return 1 << (topicCount - 1)
}

// Scheduler holds the subscriptions.
type Scheduler struct {
	requestFrame   func()
	afterRender    func(func())
	frameRequested bool     // a call of Frame is on its way
	beforeFrame    []func() // are called at the start of each frame
	subscriptions  []*Subscription

	drawing func() (down, awaited bool) // whether a person has the pen down, and waits for a prediction
	hurried bool                        // what was awaited has come

	lazies   []func() // each of which makes a part of the page
	mounting bool     // one of them is being made
	complete bool     // all have been
	recent   Topic    // what has changed since then, which components that come with it may not know
}

// New returns a scheduler that is not attached to a screen.
func New() *Scheduler {
	return &Scheduler{requestFrame: func() {}, afterRender: func(func()) {}, drawing: func() (bool, bool) { return false, false }}
}

// Attach has the scheduler ask for calls of Frame by requestFrame, and after what was rendered by afterRender; nil leaves one as it was.
func (s *Scheduler) Attach(requestFrame func(), afterRender func(func())) {
	if afterRender != nil {
		s.afterRender = afterRender
	}
	if requestFrame != nil {
		s.requestFrame, s.frameRequested = requestFrame, false // what was asked for before there were frames is asked for again
		s.Invalidate(0)
	}
}

// AfterRender has f called once go-app has rendered what changed.
func (s *Scheduler) AfterRender(f func()) { s.afterRender(f) }

// AskAgain asks once more for a frame that was asked for and will not come, as in a tab that was just hidden.
func (s *Scheduler) AskAgain() {
	if s.frameRequested {
		s.requestFrame()
	}
}

// Subscription shows topics when they have changed, on the next frame of the screen, but not more often than every so
// often.
type Subscription struct {
	Topics  Topic
	Every   time.Duration
	Show    func()
	first   bool // others draw with what show sets
	prompt  bool // show is quick, and a person with the pen in the hand waits for it
	Renders bool // show has go-app render a component
	heavy   bool // show takes long: the longer it takes, the more seldom it is called
	stale   bool
	shown   time.Time
	took    time.Duration
	stopped bool
}

// rendersPerFrame is how many components are rendered in one frame at most, and how many while pieces of the page are still to be
// made: all at once would block the page for longer than a person's hand is patient.
const (
	rendersPerFrame        = 3
	rendersPerFrameAtStart = 1
)

// Subscribe has show called after topics have changed, until stop is called.
func (s *Scheduler) Subscribe(topics Topic, every time.Duration, show func()) (stop func()) {
	return s.Add(&Subscription{Topics: topics, Every: every, Show: show, stale: true})
}

// SubscribeFirst is Subscribe for what others draw with, such as the colours.
func (s *Scheduler) SubscribeFirst(topics Topic, show func()) (stop func()) {
	return s.Add(&Subscription{Topics: topics, Show: show, first: true, stale: true})
}

// SubscribePromptly is Subscribe for what a person who draws waits for.
func (s *Scheduler) SubscribePromptly(topics Topic, show func()) (stop func()) {
	return s.Add(&Subscription{Topics: topics, Show: show, prompt: true, stale: true})
}

// SubscribeHeavily is Subscribe for what takes long, and is shown less often while a person draws.
func (s *Scheduler) SubscribeHeavily(topics Topic, show func()) (stop func()) {
	return s.Add(&Subscription{Topics: topics, Show: show, heavy: true, stale: true})
}

// Rerender subscribes to topics with a component that go-app renders, and has just rendered.
func (s *Scheduler) Rerender(ctx app.Context, topics Topic, every time.Duration) (stop func()) {
	return s.RerenderIf(ctx, topics, every, func() bool { return true })
}

// RerenderIf is Rerender for a component that looks the same after most changes.
func (s *Scheduler) RerenderIf(ctx app.Context, topics Topic, every time.Duration, differs func() bool) (stop func()) {
	redraw := s.Redraw(ctx)
	show := func() {
		if differs() {
			redraw()
		}
	}
	return s.Add(&Subscription{Topics: topics, Every: every, Show: show, Renders: true, stale: topics&s.recent != 0})
}

// RerenderPromptly is Rerender for what a person who draws waits for. While nobody does, it has no more than so many frames a second
// as can be read.
func (s *Scheduler) RerenderPromptly(ctx app.Context, topics Topic) (stop func()) {
	return s.Add(&Subscription{Topics: topics, Every: LegibleTime, Show: s.Redraw(ctx), prompt: true, stale: topics&s.recent != 0})
}

// LegibleTime is how long what changes by itself stays the same at least.
const LegibleTime = 50 * time.Millisecond

// Redraw returns what has go-app render a component: at once and alone, where go-app is the copy that the page is built from and the page is
// complete.
func (s *Scheduler) Redraw(ctx app.Context) func() {
	slim, able := any(ctx).(interface{ Redraw() })
	return func() {
		if able && len(s.lazies) == 0 && !s.mounting {
			slim.Redraw()
		} else {
			ctx.Update()
		}
	}
}

func (s *Scheduler) Add(w *Subscription) (stop func()) {
	s.subscriptions = append(s.subscriptions, w)
	s.Invalidate(0)
	return func() { w.stopped = true }
}

// rank is in which order subscriptions are shown: first what others draw with, then what is drawn and what is predicted of it.
func (w *Subscription) rank() int {
	switch {
	case w.first:
		return usedByOthers
	case w.prompt:
		return whileDrawing
	}
	return others
}

const (
	usedByOthers = iota
	whileDrawing
	others
)

// Invalidate says that topics have changed.
func (s *Scheduler) Invalidate(topics Topic) {
	s.recent |= topics
	for _, w := range s.subscriptions {
		w.stale = w.stale || w.Topics&topics != 0
	}
	if !s.frameRequested {
		s.frameRequested = true
		s.requestFrame()
	}
}

// Frame shows what has changed, after what was to be done before a frame.
func (s *Scheduler) Frame(now time.Time) {
	s.frameRequested = false
	s.prepare()
	s.show(now)
}

// prepare does what is to be done before a frame.
func (s *Scheduler) prepare() {
	for _, f := range s.beforeFrame {
		f()
	}
}

// Hurry has what a person waits for shown as soon as all have taken the event, without waiting for a frame.
func (s *Scheduler) Hurry() { s.hurried = true }

// Hurried shows what a person waits for if it has come; then what had to wait for it.
func (s *Scheduler) Hurried(now time.Time) {
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
func (s *Scheduler) show(now time.Time) {
	s.subscriptions = slices.DeleteFunc(s.subscriptions, func(w *Subscription) bool { return w.stopped })
	most := rendersPerFrame
	if len(s.lazies) > 0 || s.mounting {
		most = rendersPerFrameAtStart
	}
	due, waiting := s.due(now)
	begin, rendered := time.Now(), 0
	for i, w := range due {
		if w.Renders && rendered == most || i > 0 && time.Since(begin) > frameBudget {
			waiting = true
			continue
		}
		w.call(now)
		if w.Renders {
			rendered++
		}
	}
	if len(s.lazies) > 0 && !s.mounting && rendered == 0 {
		s.mountNext()
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
	// frameBudget is how long a frame shows, so that there is time left for the browser to paint.
	frameBudget = 4 * time.Millisecond
	// heavyFraction is how much of the time something heavy may take: one part in so many.
	heavyFraction = 10
	// heavyWhileDrawing is how often what is heavy is shown while a person draws.
	heavyWhileDrawing = 100 * time.Millisecond
	// LongestWait is how long all else may wait for a prediction.
	LongestWait = 250 * time.Millisecond
)

// due returns the subscriptions that are to be shown, the most urgent first, and whether there are others for a later frame.
func (s *Scheduler) due(now time.Time) (due []*Subscription, waiting bool) {
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
func (s *Scheduler) interval(w *Subscription) time.Duration {
	every := w.Every
	if w.heavy {
		every = max(every, min(heavyFraction*w.took, LongestWait))
	}
	down, awaited := s.drawing()
	switch {
	case w.rank() < others:
	case awaited:
		every = max(every, LongestWait)
	case w.heavy && down:
		every = max(every, heavyWhileDrawing)
	}
	return every
}

// OnFrame has f called at the start of each frame.
func (s *Scheduler) OnFrame(f func()) { s.beforeFrame = append(s.beforeFrame, f) }

// YieldTo has drawing asked whether a person has the pen down and waits for a prediction: then other things are shown less often.
func (s *Scheduler) YieldTo(drawing func() (down, awaited bool)) { s.drawing = drawing }
