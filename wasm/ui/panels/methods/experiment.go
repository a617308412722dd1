package methods

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/client"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/scheduler"
)

// methods is the panel's state: what is compared, and the results.
type methods struct {
	lab     *lab.Lab
	own     bool              // A is the present run's settings instead of the tutorial's
	held    protocol.Settings // A during a comparison
	chosen  [methodCount]int  // the choice for B
	asked   []method          // the methods that are being compared
	many    bool              // all were started by one button
	done    map[string]outcome
	broken  map[string]bool    // trials that the workers could not run, by key; they may be tried again
	said    i18n.Words[string] // text for screen readers
	pool    *client.Pool
	storing bool // storeTrials is waiting to store the results
	tried   [methodCount]tried
}

// tried caches the trials of a method, which are asked for often and slow to make.
type tried struct {
	base   protocol.Settings
	choice int
	a, b   [seeds]client.Trial
}

var (
	// methodsTopic is the comparisons and their results.
	methodsTopic = scheduler.NewTopic()
	// trialsTopic is the progress of the trials.
	trialsTopic = scheduler.NewTopic()
)

func newMethods(l *lab.Lab) *methods {
	return &methods{lab: l, done: map[string]outcome{}, broken: map[string]bool{}}
}

func (ms *methods) text() words { return texts.In(ms.lab.Language()) }

// base returns A's settings. They do not change during a comparison.
func (ms *methods) base() protocol.Settings {
	switch {
	case len(ms.asked) > 0:
		return ms.held
	case ms.own && ms.lab.Session().Built != nil:
		return ms.lab.Session().Built.Settings
	}
	return protocol.DefaultSettings()
}

func (ms *methods) comparison(m method) comparison {
	base, choice, last := ms.base(), ms.chosen[m], &ms.tried[m]
	if last.choice != choice || !last.base.Equal(base) {
		last.base, last.choice = base, choice
		last.a, last.b = m.trials(base, choice)
	}
	return compared(last.a, last.b, ms.done)
}

// comparing reports whether a method is being compared.
func (ms *methods) comparing(m method) bool { return slices.Contains(ms.asked, m) }

// mayCompare reports whether a comparison of a method would have new trials.
func (ms *methods) mayCompare(m method) bool {
	c := ms.comparison(m)
	return ms.lab.Session().Ready != nil && ms.pool != nil && !ms.comparing(m) && !c.Same && len(c.missing()) > 0
}

// compare starts the missing trials of some methods.
func (ms *methods) compare(asked ...method) {
	asked = slices.DeleteFunc(asked, func(m method) bool { return !ms.mayCompare(m) })
	if len(asked) == 0 {
		return
	}
	ms.held = ms.base()
	ms.many = len(asked) > 1
	ms.asked = append(slices.Clip(ms.asked), asked...)
	for _, m := range asked {
		c := ms.comparison(m)
		for _, t := range c.missing() {
			delete(ms.broken, t.Key)
		}
	}
	for _, m := range asked {
		c := ms.comparison(m)
		for _, t := range c.missing() {
			ms.pool.Add(t)
		}
	}
	if ms.many {
		ms.said = texts.Say(words.ComparingAll)
	} else {
		ms.said = texts.Say(func(t words) string { return t.Comparing(t.Method(asked[0])) })
	}
	ms.lab.Invalidate(methodsTopic | trialsTopic)
}

// cancel cancels the comparison of some methods. Trials that other methods need go on.
func (ms *methods) cancel(cancelled ...method) {
	var unneeded []string
	for _, m := range cancelled {
		if ms.comparing(m) {
			c := ms.comparison(m)
			for _, t := range c.missing() {
				unneeded = append(unneeded, t.Key)
			}
		}
	}
	needed := map[string]bool{}
	asked := slices.DeleteFunc(slices.Clone(ms.asked), func(m method) bool { return slices.Contains(cancelled, m) })
	for _, m := range asked {
		c := ms.comparison(m)
		for _, t := range c.missing() {
			needed[t.Key] = true
		}
	}
	ms.pool.Cancel(slices.DeleteFunc(unneeded, func(key string) bool { return needed[key] }))
	ms.asked = asked
	ms.said = texts.Say(words.ComparingCancelled)
	ms.lab.Invalidate(methodsTopic | trialsTopic)
}

// finishTrial takes a result of the pool. A loss of NaN is a result too; a worker that died has none.
func (ms *methods) finishTrial(t client.Trial, r *protocol.TrialDone) {
	if r.ID == 0 {
		ms.broken[t.Key] = true
	} else {
		done := maps.Clone(ms.done)
		done[t.Key] = outcome{r.Accuracy, r.Loss, r.Elapsed, r.Problem}
		ms.done = done
		ms.storeTrials()
	}
	for _, m := range slices.Clone(ms.asked) {
		c := ms.comparison(m)
		waits := slices.ContainsFunc(c.missing(), func(t client.Trial) bool { return !ms.broken[t.Key] })
		if waits {
			continue
		}
		ms.asked = slices.DeleteFunc(slices.Clone(ms.asked), func(other method) bool { return other == m })
		switch {
		case !ms.many:
			ms.said = texts.Say(func(t words) string { return t.Method(m) + ": " + ms.outcomeText(m, t) })
		case len(ms.asked) == 0:
			ms.said = texts.Say(words.ComparedAll)
		}
	}
	ms.lab.Invalidate(methodsTopic | trialsTopic)
}

// outcomeText returns the result for a method, or why there is none, as a sentence.
func (ms *methods) outcomeText(m method, t words) string {
	c := ms.comparison(m)
	if side, seed, why := c.failure(); why != protocol.NoTrialProblem {
		return t.TrialFailed(sides[side], strconv.FormatUint(seed, 10), why)
	}
	for _, trial := range c.missing() {
		if ms.broken[trial.Key] && !ms.comparing(m) {
			return t.TrialBroken()
		}
	}
	return c.conclusion(t)
}

var sides = [2]string{"A", "B"}

// cores returns the number of trials that run at the same time.
func (ms *methods) cores() int {
	if ms.pool == nil {
		return 1
	}
	return ms.pool.Size
}

// setOwn sets whether A is the present run's settings.
func (ms *methods) setOwn(own bool) {
	if len(ms.asked) == 0 {
		ms.own = own
		ms.lab.Invalidate(methodsTopic)
	}
}

// choose sets a method's choice for B.
func (ms *methods) choose(m method, choice int) {
	if choice >= 0 && choice < m.choices() && !ms.comparing(m) {
		chosen := ms.chosen
		chosen[m] = choice
		ms.chosen = chosen
		ms.lab.Invalidate(methodsTopic)
	}
}

// open prepares the pool. It starts no worker before there are trials.
func (ms *methods) open(do func(func())) {
	ms.pool = client.NewPool(do, ms.finishTrial, func() { ms.lab.Invalidate(trialsTopic) })
	ms.done = readTrials(dom.Recall(trialsKey), dom.Version())
	ms.lab.Invalidate(methodsTopic)
}

// close terminates the workers.
func (ms *methods) close() {
	if ms.pool != nil {
		ms.pool.Close()
	}
}

// Results are stored in the browser for one version of the program: another version may train differently.
const trialsKey = "digitlab.trials"

// mostTrialsStored is the maximum number of stored results.
const mostTrialsStored = 600

// storeTrials stores the results, after waiting for further ones.
func (ms *methods) storeTrials() {
	if ms.storing {
		return
	}
	ms.storing = true
	ms.pool.After(time.Second, func() {
		ms.storing = false
		dom.Remember(trialsKey, writeTrials(ms.done, dom.Version()))
	})
}

// writeTrials returns the version and then a line per result: key, accuracy, loss, seconds.
func writeTrials(done map[string]outcome, version string) string {
	lines := []string{version}
	for key, o := range done {
		if o.Problem == protocol.NoTrialProblem && len(lines) <= mostTrialsStored {
			lines = append(lines, key+" "+i18n.Rate(o.Accuracy)+" "+i18n.Rate(o.Loss)+" "+strconv.FormatFloat(o.Elapsed, 'g', 4, 64))
		}
	}
	return strings.Join(lines, "\n")
}

// readTrials decodes a text of writeTrials. For another version it returns no results.
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
