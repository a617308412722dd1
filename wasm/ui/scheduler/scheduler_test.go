package scheduler

import (
	"testing"
	"time"
)

var prediction, curves, notice = NewTopic(), NewTopic(), NewTopic()

// Changes are shown on the next frame; frequent changes at most once per interval, but in the end.
func TestSubscriptions(t *testing.T) {
	l, frames := New(), 0
	l.Attach(func() { frames++ }, nil)
	var always, seldom int
	l.Subscribe(prediction, 0, func() { always++ })
	stop := l.Subscribe(prediction|curves, 100*time.Millisecond, func() { seldom++ })
	now := time.Now()
	expect := func(when string, wantAlways, wantSeldom, wantFrames int) {
		t.Helper()
		if always != wantAlways || seldom != wantSeldom || frames != wantFrames {
			t.Errorf("%s: %d and %d in %d frames, want %d and %d in %d", when, always, seldom, frames, wantAlways, wantSeldom, wantFrames)
		}
	}
	l.Frame(now)
	expect("at first", 1, 1, 1)
	l.Invalidate(prediction)
	l.Invalidate(prediction)
	l.Frame(now.Add(16 * time.Millisecond))
	expect("a frame later", 2, 1, 3) // and another frame is asked for
	l.Frame(now.Add(50 * time.Millisecond))
	expect("too soon", 2, 1, 4)
	l.Frame(now.Add(101 * time.Millisecond))
	expect("in the end", 2, 2, 4)
	l.Invalidate(notice)
	l.Frame(now.Add(300 * time.Millisecond))
	expect("another topic", 2, 2, 5)
	stop()
	l.Invalidate(All)
	l.Frame(now.Add(500 * time.Millisecond))
	expect("stopped", 3, 2, 6)
}

// The longer a subscription takes, the less often it is shown.
func TestHeavySubscriptions(t *testing.T) {
	l, down := New(), false
	l.YieldTo(func() (bool, bool) { return down, false })
	sub := &Subscription{Topics: curves, heavy: true, took: 3 * time.Millisecond}
	for _, c := range []struct {
		took, want time.Duration
		down       bool
	}{{0, 0, false}, {3 * time.Millisecond, 30 * time.Millisecond, false}, {time.Second, LongestWait, false}, {0, heavyWhileDrawing, true}} {
		sub.took, down = c.took, c.down
		if got := l.interval(sub); got != c.want {
			t.Errorf("what took %v is shown after %v, want %v", c.took, got, c.want)
		}
	}
}

// A component that was rendered, and subscribes only later, is rendered again if what it shows has changed in between.
func TestSubscribesAfterTheChange(t *testing.T) {
	l := New()
	l.Invalidate(notice) // before it was rendered
	l.Attach(func() {}, nil)
	shown := map[Topic]int{}
	add := func(topic Topic) { l.Add(&Subscription{Topics: topic, Show: func() { shown[topic]++ }}) }
	l.Invalidate(curves)
	add(prediction)
	add(curves)
	add(notice)
	l.Frame(time.Now())
	if shown[curves] != 1 || len(shown) != 1 {
		t.Errorf("shown %v, want the curves once", shown)
	}
	l.Add(&Subscription{Topics: curves, Show: func() { t.Error("shown, and nothing has changed since the frame") }})
	l.Frame(time.Now())
}
