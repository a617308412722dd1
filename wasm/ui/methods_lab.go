package ui

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"digitlab/wasm/protocol"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// contest is what of the seven methods is compared, and how that went.
type contest struct {
	own     bool              // A is the present run's settings instead of the tutorial's
	held    protocol.Settings // A while something is being compared
	chosen  [methods]int      // B
	asked   []method          // that are being compared
	many    bool              // all at once, by one button
	done    map[string]outcome
	broken  map[string]string // why the workers could not do a trial, which may be tried again
	said    string            // to screen readers
	pool    *pool
	storing bool // what is done will be remembered soon
	tried   [methods]tried
}

// tried is the trials of a method, which are asked for often and take long to describe.
type tried struct {
	base   protocol.Settings
	choice int
	a, b   [seeds]trial
}

func newContest() contest {
	return contest{done: map[string]outcome{}, broken: map[string]string{}}
}

// base is A. It does not change while something is being compared.
func (l *lab) base() protocol.Settings {
	switch {
	case len(l.contest.asked) > 0:
		return l.contest.held
	case l.contest.own && l.Session().Built != nil:
		return l.Session().Built.Settings
	}
	return protocol.DefaultSettings()
}

func (l *lab) comparison(m method) comparison {
	base, choice, last := l.base(), l.contest.chosen[m], &l.contest.tried[m]
	if last.choice != choice || !last.base.Equal(base) {
		last.base, last.choice = base, choice
		last.a, last.b = m.trials(base, choice)
	}
	return compared(last.a, last.b, l.contest.done)
}

// asked reports whether a method is being compared.
func (l *lab) comparing(m method) bool { return slices.Contains(l.contest.asked, m) }

// mayCompare reports whether there is something to find out about a method.
func (l *lab) mayCompare(m method) bool {
	c := l.comparison(m)
	return l.Session().Ready != nil && l.contest.pool != nil && !l.comparing(m) && !c.Same && len(c.missing()) > 0
}

// compareMethods has methods compared, as far as that is not known yet.
func (l *lab) compareMethods(asked ...method) {
	asked = slices.DeleteFunc(asked, func(m method) bool { return !l.mayCompare(m) })
	if len(asked) == 0 {
		return
	}
	l.contest.held = l.base()
	l.contest.many = len(asked) > 1
	l.contest.asked = append(slices.Clip(l.contest.asked), asked...)
	for _, m := range asked {
		c := l.comparison(m)
		for _, t := range c.missing() {
			delete(l.contest.broken, t.Key)
		}
	}
	for _, m := range asked {
		c := l.comparison(m)
		for _, t := range c.missing() {
			l.contest.pool.add(t)
		}
	}
	if l.contest.many {
		l.contest.said = l.text.ComparingAll()
	} else {
		l.contest.said = l.text.Comparing(l.text.Method(asked[0]))
	}
	l.invalidate(methodsTopic | trialsTopic)
}

// cancelMethods takes back methods, but not the trials that others wait for too.
func (l *lab) cancelMethods(cancelled ...method) {
	var unneeded []string
	for _, m := range cancelled {
		if l.comparing(m) {
			c := l.comparison(m)
			for _, t := range c.missing() {
				unneeded = append(unneeded, t.Key)
			}
		}
	}
	needed := map[string]bool{}
	asked := slices.DeleteFunc(slices.Clone(l.contest.asked), func(m method) bool { return slices.Contains(cancelled, m) })
	for _, m := range asked {
		c := l.comparison(m)
		for _, t := range c.missing() {
			needed[t.Key] = true
		}
	}
	l.contest.pool.cancel(slices.DeleteFunc(unneeded, func(key string) bool { return needed[key] }))
	l.contest.asked = asked
	l.contest.said = l.text.ComparingCancelled()
	l.invalidate(methodsTopic | trialsTopic)
}

// finishTrial takes a result of the pool. A loss that is no longer a number is a result too; a worker that died is none.
func (l *lab) finishTrial(t trial, r *protocol.TrialDone) {
	if r.ID == 0 {
		l.contest.broken[t.Key] = r.Failure
	} else {
		done := maps.Clone(l.contest.done)
		done[t.Key] = outcome{r.Accuracy, r.Loss, r.Elapsed, r.Failure}
		l.contest.done = done
		l.rememberTrials()
	}
	for _, m := range slices.Clone(l.contest.asked) {
		c := l.comparison(m)
		waits := slices.ContainsFunc(c.missing(), func(t trial) bool { return l.contest.broken[t.Key] == "" })
		if waits {
			continue
		}
		l.contest.asked = slices.DeleteFunc(slices.Clone(l.contest.asked), func(other method) bool { return other == m })
		switch {
		case !l.contest.many:
			l.contest.said = l.text.Method(m) + ": " + l.outcomeText(m)
		case len(l.contest.asked) == 0:
			l.contest.said = l.text.ComparedAll()
		}
	}
	l.invalidate(methodsTopic | trialsTopic)
}

// outcomeText says what came out for a method, or why nothing did.
func (l *lab) outcomeText(m method) string {
	t := l.text
	c := l.comparison(m)
	if side, seed, why := c.failure(); why != "" {
		return t.TrialFailed(sides[side], strconv.FormatUint(seed, 10), why)
	}
	for _, trial := range c.missing() {
		if why := l.contest.broken[trial.Key]; why != "" && !l.comparing(m) {
			return t.TrialBroken(why)
		}
	}
	return c.verdict(t)
}

var sides = [2]string{"A", "B"}

// cores is how many trials are done at the same time.
func (l *lab) cores() int {
	if l.contest.pool == nil {
		return 1
	}
	return l.contest.pool.size
}

// setOwn chooses A.
func (l *lab) setOwn(own bool) {
	if len(l.contest.asked) == 0 {
		l.contest.own = own
		l.invalidate(methodsTopic)
	}
}

// choose chooses B of a method.
func (l *lab) choose(m method, choice int) {
	if choice >= 0 && choice < m.choices() && !l.comparing(m) {
		chosen := l.contest.chosen
		chosen[m] = choice
		l.contest.chosen = chosen
		l.invalidate(methodsTopic)
	}
}

// openPool prepares the workers, of which none is started before there is work.
func (l *lab) openPool(do func(func())) {
	cores := app.Window().Get("navigator").Get("hardwareConcurrency")
	size := 2
	if cores.Truthy() {
		size = max(1, min(cores.Int(), 4))
	}
	l.contest.pool = &pool{
		size: size,
		start: func(receive func(protocol.Event)) poolWorker {
			c := startClient(do, receive, func(float64, float64) {})
			return poolWorker{c.send, c.close}
		},
		after: func(d time.Duration, f func()) {
			time.AfterFunc(d, func() { do(f) })
		},
		done:  l.finishTrial,
		moved: func() { l.invalidate(trialsTopic) },
		now:   time.Now,
	}
	l.contest.done = readTrials(recall(trialsKey), trialsVersion())
	l.invalidate(methodsTopic)
}

// What was found out is kept in the browser, for the program that found it out: another may train otherwise.
const trialsKey = "digitlab.trials"

func trialsVersion() string { return app.Getenv("GOAPP_VERSION") }

// mostRemembered is how many results are kept.
const mostRemembered = 600

// rememberTrials keeps the results, once a while.
func (l *lab) rememberTrials() {
	if l.contest.storing {
		return
	}
	l.contest.storing = true
	l.contest.pool.after(time.Second, func() {
		l.contest.storing = false
		remember(trialsKey, writeTrials(l.contest.done, trialsVersion()))
	})
}

// writeTrials writes the version and then each result: key accuracy loss seconds.
func writeTrials(done map[string]outcome, version string) string {
	lines := []string{version}
	for key, o := range done {
		if o.Failure == "" && len(lines) <= mostRemembered {
			lines = append(lines, key+" "+rate(o.Accuracy)+" "+rate(o.Loss)+" "+strconv.FormatFloat(o.Elapsed, 'g', 4, 64))
		}
	}
	return strings.Join(lines, "\n")
}

// readTrials reads what writeTrials wrote; of another version it takes nothing.
func readTrials(s, version string) map[string]outcome {
	done := map[string]outcome{}
	lines := strings.Split(s, "\n")
	if lines[0] != version {
		return done
	}
	for _, line := range lines[1:] {
		words := strings.Split(line, " ")
		if len(words) != 4 {
			continue
		}
		accuracy, err1 := strconv.ParseFloat(words[1], 32)
		loss, err2 := strconv.ParseFloat(words[2], 32)
		elapsed, err3 := strconv.ParseFloat(words[3], 64)
		if err1 == nil && err2 == nil && err3 == nil {
			done[words[0]] = outcome{Accuracy: float32(accuracy), Loss: float32(loss), Elapsed: elapsed}
		}
	}
	return done
}
