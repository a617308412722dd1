package lesson

import (
	"math"
	"slices"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/client"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// trier trains methods on workers of their own, beside the run of the other figures.
type trier struct {
	pool  *client.Pool
	tries *tries
	batch []client.Trial // what was begun together
	show  func()
}

// begin trains some methods. The workers start with the first.
func (t *trier) begin(methods []method, do func(func())) {
	if t.pool == nil {
		t.pool = client.NewPool(do, t.finish, t.progress)
	}
	t.tries.goes, t.tries.failed, t.batch = t.tries.next(methods...), false, nil
	for _, one := range t.tries.goes {
		t.batch = append(t.batch, one.method.trial(one.number))
	}
	for _, trial := range t.batch {
		t.pool.Add(trial)
	}
	t.progress()
}

// stop ends what is being trained.
func (t *trier) stop() {
	t.tries.goes = nil
	var keys []string
	for _, trial := range t.batch {
		keys = append(keys, trial.Key)
	}
	t.pool.Cancel(keys) // which tells progress
}

func (t *trier) progress() {
	t.tries.done, t.tries.left = t.pool.Progress(t.batch)
	t.show()
}

// finish takes the result of a trial.
func (t *trier) finish(trial client.Trial, r *protocol.TrialDone) {
	at := slices.IndexFunc(t.tries.goes, func(one try) bool { return one.method.trial(one.number).Key == trial.Key })
	if at < 0 {
		return
	}
	m := t.tries.goes[at].method
	t.tries.goes = slices.Delete(t.tries.goes, at, at+1)
	if r.Problem != protocol.NoTrialProblem {
		t.tries.failed = true
	} else {
		t.tries.results[m] = append(t.tries.results[m], int(math.Round(float64(r.Accuracy)*float64(testDigits()))))
		dom.Remember(triesKey, writeTries(t.tries.results, dom.Version()))
	}
	t.progress()
}

// says is the sentence about what a reader has tried of a method.
func (t *tries) says(m method, l *labels) string {
	own, base := t.results[m], t.results[noMethod]
	n := len(own)
	switch {
	case len(t.goes) > 0 && t.left < 0:
		return l.Try.Begins
	case len(t.goes) > 0:
		return fill(l.Try.Goes, "percent", whole(i18n.WholePercent(float32(t.done))), "seconds", i18n.Seconds(t.left))
	case t.failed:
		return l.Try.Failed
	case n == 0:
		return l.Try.Nothing
	}
	text := l.Try.Alone
	if m != noMethod && len(base) >= n {
		text = l.Try.Beside
		if n > 1 {
			text += " " + l.Try.Mean
		}
	}
	pairs := []string{"seed", whole(int(seedOf(n - 1))), "own", i18n.Points(own.share(n - 1)), "n", whole(n)}
	if len(base) >= n {
		mean, _ := own.summary()
		baseMean, _ := base[:n].summary()
		pairs = append(pairs, "base", i18n.Points(base.share(n-1)), "digits", signed(own[n-1]-base[n-1]), "mean", i18n.Points(mean), "baseMean", i18n.Points(baseMean))
	}
	return fill(text, pairs...)
}

// signed writes a number with its sign; the minus is the typographic one.
func signed(n int) string {
	switch {
	case n < 0:
		return "−" + whole(-n)
	case n > 0:
		return "+" + whole(n)
	}
	return "0"
}

// tryControls choose a method, train it or all seven, and tell what becomes of it.
func (f *figure) tryControls(s *state, l *labels, choice []app.UI) app.UI {
	goes := len(s.tries.goes) > 0
	name, spoken, seen := l.Train, "polite", "invisible"
	if goes {
		name, spoken, seen = l.Try.Stop, "off", "" // else it would be told of each tenth
	}
	percent := i18n.WholePercent(float32(s.tries.done))
	return app.Div().Class("trains").Body(
		app.Div().Class("knob-row").Body(choice...),
		app.Div().Class("doings").Body(
			dom.Idle(app.Button().ID("try-method").Class("primary").Type("button"), app.IsServer, !goes && len(s.tries.next(method(s.Method))) == 0).OnClick(f.tryMethod).Text(name),
			dom.Idle(app.Button().ID("try-all").Type("button"), app.IsServer, goes || len(s.tries.next(s.tries.leastTried()...)) == 0).OnClick(f.tryAll).Text(l.Try.All),
		),
		app.Div().Class(seen).Attr("role", "progressbar").Aria("label", l.Try.Progress).Aria("valuemin", 0).Aria("valuemax", 100).Aria("valuenow", percent).
			Body(dom.Bar(s.tries.done)),
		app.P().ID("try-says").Aria("live", spoken).Text(s.tries.says(method(s.Method), l)),
	)
}

func (f *figure) tryMethod(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	if s := f.lesson.state; len(s.tries.goes) > 0 {
		f.lesson.stop()
	} else {
		f.lesson.try(method(s.Method))
	}
}

func (f *figure) tryAll(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	if t := &f.lesson.state.tries; len(t.goes) == 0 {
		f.lesson.try(t.leastTried()...)
	}
}

// methods draws what was recorded of each method, and below it what a reader has trained here.
func (d *sheet) methods(s *state, l *labels) app.UI {
	const from, to, left, row = 94., 99., 172., 32.
	x := func(v float64) float64 { return left + (sheetWidth-left-10)*(v-from)/(to-from) }
	bottom := row*float64(methodCount) + 6
	for v := from; v <= to; v++ {
		d.line("gridline", x(v), 4, x(v), bottom)
		d.text("tick", x(v), bottom+12, whole(int(v)))
	}
	for m, recorded := range recordedTallies {
		y := row*(float64(m)+.5) + 4
		class := ""
		if m == s.Method {
			class = " now"
			d.rect("range", 0, y-row/2, sheetWidth, row)
		}
		d.text("tick start"+class, 4, y, l.Methods[m])
		mean, spread := recorded.summary()
		d.whisker(x(mean-spread), x(mean), x(mean+spread), y-6)
		for i := range s.tries.results[m] {
			d.diamond(x(s.tries.results[m].share(i)), y+8)
		}
	}
	d.whisker(4, 12, 20, bottom+32)
	d.text("tick start", 28, bottom+32, l.Try.Recorded)
	d.diamond(12, bottom+50)
	d.text("tick start", 28, bottom+50, l.Try.Own)
	return d.drawn(bottom + 60)
}

// whisker draws a mean and its spread.
func (d *sheet) whisker(low, middle, high, y float64) {
	d.line("whisker", low, y, high, y)
	d.dot("mark", middle, y, 4.5)
}

// diamond draws a result of the reader's own.
func (d *sheet) diamond(x, y float64) {
	const r = 5.5
	d.path("own", "M"+units(x-r)+" "+units(y)+"L"+units(x)+" "+units(y-r)+"L"+units(x+r)+" "+units(y)+"L"+units(x)+" "+units(y+r)+"Z")
}
