package dom

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// What this program has from whoever starts it: from page.js, whose object digitlab lists what they share; from the server, which has
// put the environment into app.js and the table of checksums into the document.

// host returns what page.js shares under a name. It is falsy where page.js is lost, and in compiler.js's rehearsal.
func host(name string) app.Value {
	h := app.Window().Get("digitlab")
	if !h.Truthy() {
		return h
	}
	return h.Get(name)
}

// StartPercent is how far page.js has brought the start, in percent, or 0.
func StartPercent() int {
	if v := host("percent"); v.Truthy() {
		return v.Int()
	}
	return 0
}

// TakeStrokes returns what was drawn before this program ran: strokes of places x, y as shares of the canvas's side. page.js draws no
// more from then on.
func TakeStrokes() (strokes [][][2]float64) {
	drawn := host("strokes")
	if !drawn.Truthy() {
		return nil
	}
	for i := range drawn.Length() {
		var stroke [][2]float64
		for points, j := drawn.Index(i), 0; j < points.Length(); j++ {
			stroke = append(stroke, [2]float64{points.Index(j).Index(0).Float(), points.Index(j).Index(1).Float()})
		}
		strokes = append(strokes, stroke)
	}
	app.Window().Get("digitlab").Set("strokes", nil)
	return strokes
}

// Problem is what is wrong with the page as a whole, by page.js.
type Problem string

const (
	NoProblem   Problem = ""
	FileLost    Problem = "lost"    // a file without which the page may run all the same, such as a style
	FileAltered Problem = "altered" // the same
	Stalled     Problem = "stalled" // the start does not go on
	Ended       Problem = "ended"   // this program does not run any more
)

// HostProblem returns the problem that page.js has found.
func HostProblem() Problem { return Problem(Text(host("problem"))) }

// TakeTrainer returns the trainer's worker that page.js has started, and the messages that it has sent. There is one at most: page.js
// starts none from then on.
func TakeTrainer() (worker app.Value, messages []app.Value, ok bool) {
	started := host("trainer")
	if h := app.Window().Get("digitlab"); h.Truthy() {
		h.Set("trainer", nil)
	}
	if !started.Truthy() {
		return nil, nil, false
	}
	worker = started.Get("worker")
	worker.Set("onmessage", nil)
	worker.Set("onerror", nil)
	sent := started.Get("messages")
	for i := range sent.Length() {
		messages = append(messages, sent.Index(i))
	}
	return worker, messages, true
}

// CheckScripts calls then by do, not before it returns, with "", "lost" or "altered": page.js has checked a worker's script and what it
// runs first. Where page.js is lost nobody checks.
func CheckScripts(do func(func()), script string, then func(problem string)) {
	if !host("checkScripts").Truthy() {
		do(func() { then("") })
		return
	}
	settled := func(v app.Value) { then(Text(v)) }
	Await(do, app.Window().Get("digitlab").Call("checkScripts", script), settled, settled)
}

// Version is the version of the page, which each address of a file has in it.
func Version() string { return app.Getenv("GOAPP_VERSION") }

// WebFolder is the address of the folder with the page's files.
func WebFolder() string { return app.Getenv("GOAPP_STATIC_RESOURCES_URL") }

// TrainerSize is how many bytes the trainer's program has, in decimal digits.
func TrainerSize() string { return app.Getenv("TRAINER_SIZE") }

// Checksums is the table of the checksums of the files that scripts ask for, as the query of an address.
func Checksums() string {
	return Text(app.Window().Get("document").Call("querySelector", "meta[name=digitlab-files]").Get("content"))
}
