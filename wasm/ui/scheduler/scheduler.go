// Package scheduler decides when components are updated. Components subscribe to topics; after a topic was invalidated, the
// scheduler calls its subscribers, a few per frame of the screen. It knows no topic: the lab and the features declare theirs.
package scheduler

import (
	"cmp"
	"slices"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Topic is a bit set of things that components show. Topics are joined with |.
type Topic uint64

// All is every topic.
const All Topic = 1<<64 - 1

// topicCount is the number of topics created so far.
var topicCount int

// NewTopic returns a new topic. Call it once per topic, when the program starts.
func NewTopic() Topic {
	if topicCount == 64 {
		panic("scheduler: there are more topics than bits")
	}
	topicCount++
	return 1 << (topicCount - 1)
}

// Scheduler holds the subscriptions.
type Scheduler struct {
	requestFrame   func()
	afterRender    func(func())
	frameRequested bool     // requestFrame was called, and Frame was not called since
	beforeFrame    []func() // called at the start of each frame
	subscriptions  []*Subscription
	recent         Topic // invalidated since the last frame, or since there are frames

	drawing func() (down, awaited bool) // whether the pen is down, and whether a prediction is awaited
	hurried bool                        // the awaited prediction has arrived
}

// New returns a scheduler that is not attached to a screen.
func New() *Scheduler {
	return &Scheduler{requestFrame: func() {}, afterRender: func(func()) {}, drawing: func() (bool, bool) { return false, false }}
}

// Attach sets the functions that ask for a call of Frame, and that call a function after the next rendering. A nil argument changes
// nothing.
func (s *Scheduler) Attach(requestFrame func(), afterRender func(func())) {
	if afterRender != nil {
		s.afterRender = afterRender
	}
	if requestFrame != nil {
		s.requestFrame, s.frameRequested, s.recent = requestFrame, false, 0 // requests made before there were frames are repeated
		s.Invalidate(0)
	}
}

// AfterRender calls f after go-app has rendered the changes.
func (s *Scheduler) AfterRender(f func()) { s.afterRender(f) }

// AskAgain repeats a request for a frame that will not arrive, for example because the tab was just hidden.
func (s *Scheduler) AskAgain() {
	if s.frameRequested {
		s.requestFrame()
	}
}

// Subscription calls Show on the next frame after one of its topics was invalidated, at most once per Every.
type Subscription struct {
	Topics  Topic
	Every   time.Duration
	Show    func()
	first   bool // Show sets something that other subscriptions draw with
	prompt  bool // Show is fast, and a person who draws waits for it
	Renders bool // Show makes go-app render a component
	heavy   bool // Show is slow: the longer it takes, the less often it is called
	stale   bool
	shown   time.Time
	took    time.Duration
	stopped bool
}

// rendersPerFrame is the maximum number of components rendered in one frame. More would block the page for a time that a person
// notices.
const rendersPerFrame = 3

// Subscribe calls show on the next frame after topics were invalidated, until stop is called.
func (s *Scheduler) Subscribe(topics Topic, every time.Duration, show func()) (stop func()) {
	return s.Add(&Subscription{Topics: topics, Every: every, Show: show, stale: true})
}

// SubscribeFirst is Subscribe for something that other subscriptions draw with, such as the colours.
func (s *Scheduler) SubscribeFirst(topics Topic, show func()) (stop func()) {
	return s.Add(&Subscription{Topics: topics, Show: show, first: true, stale: true})
}

// SubscribePromptly is Subscribe for something that a person who draws waits for.
func (s *Scheduler) SubscribePromptly(topics Topic, show func()) (stop func()) {
	return s.Add(&Subscription{Topics: topics, Show: show, prompt: true, stale: true})
}

// SubscribeHeavily is Subscribe for a slow show, which is called less often while a person draws.
func (s *Scheduler) SubscribeHeavily(topics Topic, show func()) (stop func()) {
	return s.Add(&Subscription{Topics: topics, Show: show, heavy: true, stale: true})
}

// Rerender subscribes a component that go-app renders, and has just rendered, to topics.
func (s *Scheduler) Rerender(ctx app.Context, topics Topic, every time.Duration) (stop func()) {
	return s.RerenderIf(ctx, topics, every, func() bool { return true })
}

// RerenderIf is Rerender for a component that looks the same after most changes: it is rendered when differs returns true.
func (s *Scheduler) RerenderIf(ctx app.Context, topics Topic, every time.Duration, differs func() bool) (stop func()) {
	redraw := s.Redraw(ctx)
	show := func() {
		if differs() {
			redraw()
		}
	}
	return s.Add(&Subscription{Topics: topics, Every: every, Show: show, Renders: true})
}

// RerenderPromptly is Rerender for something that a person who draws waits for. While nobody draws, it renders at most once per
// LegibleTime.
func (s *Scheduler) RerenderPromptly(ctx app.Context, topics Topic) (stop func()) {
	return s.Add(&Subscription{Topics: topics, Every: LegibleTime, Show: s.Redraw(ctx), prompt: true})
}

// LegibleTime is the minimum time that a changing text stays the same, so that it can be read.
const LegibleTime = 50 * time.Millisecond

// Redraw returns a function that renders a component: at once and alone, if the page is built from the slim copy of go-app; else by
// go-app's Update.
func (s *Scheduler) Redraw(ctx app.Context) func() {
	slim, able := any(ctx).(interface{ Redraw() })
	return func() {
		if able {
			slim.Redraw()
		} else {
			ctx.Update()
		}
	}
}

// Add adds a subscription. A component that was rendered before it subscribes does not show what was invalidated in between.
func (s *Scheduler) Add(sub *Subscription) (stop func()) {
	sub.stale = sub.stale || sub.Topics&s.recent != 0
	s.subscriptions = append(s.subscriptions, sub)
	s.Invalidate(0)
	return func() { sub.stopped = true }
}

// rank is the order in which subscriptions are shown: first what others draw with, then the drawing and its prediction, then the
// rest.
func (sub *Subscription) rank() int {
	switch {
	case sub.first:
		return usedByOthers
	case sub.prompt:
		return whileDrawing
	}
	return others
}

const (
	usedByOthers = iota
	whileDrawing
	others
)

// Invalidate marks topics as changed. Their subscribers are called on the next frame.
func (s *Scheduler) Invalidate(topics Topic) {
	s.recent |= topics
	for _, sub := range s.subscriptions {
		sub.stale = sub.stale || sub.Topics&topics != 0
	}
	if !s.frameRequested {
		s.frameRequested = true
		s.requestFrame()
	}
}

// Frame runs the functions of OnFrame, then shows what has changed.
func (s *Scheduler) Frame(now time.Time) {
	s.frameRequested, s.recent = false, 0
	s.prepare()
	s.show(now)
}

// prepare runs the functions of OnFrame.
func (s *Scheduler) prepare() {
	for _, f := range s.beforeFrame {
		f()
	}
}

// Hurry requests that prompt subscriptions are shown after the present event, without waiting for a frame.
func (s *Scheduler) Hurry() { s.hurried = true }

// Hurried shows the prompt subscriptions after a call of Hurry, then the others that waited.
func (s *Scheduler) Hurried(now time.Time) {
	if !s.hurried {
		return
	}
	s.hurried = false
	for _, sub := range s.subscriptions {
		if sub.prompt && sub.stale && !sub.stopped {
			sub.call(now)
		}
	}
	s.prepare()
	s.show(now)
}

// show calls the subscriptions that are due until the frame's time is used up. The rest waits for the next frame and then comes
// first.
func (s *Scheduler) show(now time.Time) {
	s.subscriptions = slices.DeleteFunc(s.subscriptions, func(sub *Subscription) bool { return sub.stopped })
	due, waiting := s.due(now)
	begin, rendered := time.Now(), 0
	for i, sub := range due {
		if sub.Renders && rendered == rendersPerFrame || i > 0 && time.Since(begin) > frameBudget {
			waiting = true
			continue
		}
		sub.call(now)
		if sub.Renders {
			rendered++
		}
	}
	if waiting {
		s.Invalidate(0)
	}
}

// call calls Show and measures its time.
func (sub *Subscription) call(now time.Time) {
	begin := time.Now()
	sub.stale, sub.shown = false, now
	sub.Show()
	sub.took = time.Since(begin)
}

const (
	// frameBudget is the time per frame for calls of Show; the rest of the frame is the browser's, to paint.
	frameBudget = 4 * time.Millisecond
	// heavyFraction limits a heavy subscription to 1/heavyFraction of the time.
	heavyFraction = 10
	// heavyWhileDrawing is the minimum interval of a heavy subscription while a person draws.
	heavyWhileDrawing = 100 * time.Millisecond
	// LongestWait is the maximum time that other subscriptions wait for a prediction.
	LongestWait = 250 * time.Millisecond
)

// due returns the subscriptions to show now, the most urgent first. waiting reports whether others are due in a later frame.
func (s *Scheduler) due(now time.Time) (due []*Subscription, waiting bool) {
	for _, sub := range s.subscriptions {
		switch {
		case !sub.stale:
		case now.Sub(sub.shown) < s.interval(sub):
			waiting = true
		default:
			due = append(due, sub)
		}
	}
	slices.SortStableFunc(due, func(a, b *Subscription) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), a.shown.Compare(b.shown))
	})
	return due, waiting
}

// interval returns the minimum time between two calls of a subscription's Show.
func (s *Scheduler) interval(sub *Subscription) time.Duration {
	every := sub.Every
	if sub.heavy {
		every = max(every, min(heavyFraction*sub.took, LongestWait))
	}
	down, awaited := s.drawing()
	switch {
	case sub.rank() < others:
	case awaited:
		every = max(every, LongestWait)
	case sub.heavy && down:
		every = max(every, heavyWhileDrawing)
	}
	return every
}

// OnFrame calls f at the start of each frame.
func (s *Scheduler) OnFrame(f func()) { s.beforeFrame = append(s.beforeFrame, f) }

// YieldTo sets the function that reports whether the pen is down and whether a prediction is awaited: then other subscriptions are
// shown less often.
func (s *Scheduler) YieldTo(drawing func() (down, awaited bool)) { s.drawing = drawing }
