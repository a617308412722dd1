//go:build browser

package browsertest

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/chromedp/chromedp"

	"digitlab/nn32"
	"digitlab/nn32/datasets"
	"digitlab/wasm/protocol"
)

// benchmark is a folder that the Makefile fills: bench.wasm, wasm_exec.js, and the peers' node_modules as peers.
var (
	benchmark = flag.String("benchmark", "", "run the benchmark beside its peers, with what is in this folder")
	runs      = flag.Int("runs", 10, "how often Digit Lab and PyTorch do the job")
	peerRuns  = flag.Int("peerruns", 1, "how often each peer in the browser does it")
)

// job is one program's result in the tutorial's job.
type job struct {
	Name     string
	Seconds  float64   // median
	All      []float64 // of each run
	Accuracy float64   // on the test digits, mean
	Error    string    `json:",omitempty"`
}

// measured is the result of the benchmark.
type measured struct {
	Machine        string
	Downloads      []download
	Ours, Smallest starts // of our page, and of the smallest page of go-app
	Jobs           []job
	Ceiling        float64 // GFLOP/s of SIMD128 multiplications and additions
	Floor          float64 // minimum seconds of the job, if all operations ran at the ceiling
	Prediction     float64 // milliseconds
	Start          float64 // milliseconds until the trainer is ready
	MNIST          []speed
	Answered       []float64 // milliseconds from sending a drawing to its prediction, during a run
	Shown          []float64 // milliseconds from drawing a point to the page with its prediction, during a run
	Inside         inside
	FirstRuns      [][]float64 // seconds of the first ten runs of some visits
	TwoWorkers     float64     // throughput of two workers divided by that of one
	Memory         []float64   // MB before and after 1,000 epochs
	ThousandTakes  float64     // seconds of the 1,000 epochs
}

// speed is the number of images per second with which a program trains the network of TensorFlow.js's MNIST example.
type speed struct {
	Name   string
	Images float64
	Error  string `json:",omitempty"`
}

// operations is the number of multiplications and additions in the tutorial's 100 epochs with validation and Adam.
const operations = 4.863e9

func TestBenchmark(t *testing.T) {
	if *benchmark == "" {
		t.Skip("make bench runs it")
	}
	m := measured{Machine: machine()}
	m.Downloads = downloads(t, packed(t))
	m.Ours, m.Smallest = startsBeside(t, 9)
	b := open(t, newSite(t, benchHandler(builtBundle(t))), look{width: 800, height: 600, language: "en-US", softwareGPU: true, profile: true})
	m.Answered, m.Shown = b.predictionTimes()
	m.Inside = insideTimes(t, builtBundle(t))
	m.FirstRuns = firstRuns(t, builtBundle(t), 3)
	b.do(chromedp.Navigate(b.site.url() + "bench/index.html"))
	eval[bool](b, "fetch('/bench/data.json').then((r) => r.json()).then((d) => { window.data = d; }), true")
	eval[bool](b, "fetch('/web/data/digits.csv.gz').then((r) => r.arrayBuffer()).then((b) => { window.digits = new Uint8Array(b); }), true")
	b.eventually(loads, "window.data && window.digits")

	m.Ceiling = awaitFor[float64](b, "once('ceiling.js').then((r) => r.result)")
	m.Floor = operations / (m.Ceiling * 1e9)
	m.Start = median(repeat(5, func() float64 { return awaitFor[float64](b, "started()") }))
	m.Jobs = append(m.Jobs, b.race("Digit Lab, Chromium worker", *runs, "(window.ours ??= new Worker('/bench/ours.js'), ask(ours, {job: 'tutorial', digits}))"))
	m.MNIST = append(m.MNIST, b.images("Digit Lab, Chromium worker", "ask(ours, {job: 'mnist', digits})"), together(t))
	m.Prediction = awaitFor[float64](b, "ask(ours, {job: 'prediction', digits}).then((r) => r.result)")
	thousand := awaitFor[struct {
		Result float64
		Memory []float64
	}](b, "ask(ours, {job: 'thousand epochs', digits})")
	m.ThousandTakes, m.Memory = thousand.Result, []float64{thousand.Memory[0] / 1e6, thousand.Memory[1] / 1e6}
	m.TwoWorkers = awaitFor[float64](b, `(async () => {
		const other = new Worker('/bench/ours.js');
		const ten = async (w) => { for (let i = 0; i < 10; i++) await ask(w, {job: 'tutorial', digits}); };
		await ten(other);
		const start = performance.now(); await ten(ours);
		const one = performance.now() - start, again = performance.now();
		await Promise.all([ten(ours), ten(other)]);
		other.terminate();
		return 2 * one / (performance.now() - again);
	})()`)
	m.Jobs = append(m.Jobs, b.race("Digit Lab without vectors, Chromium worker", 3,
		"(window.scalar ??= new Worker('/bench/ours.js?program=bench-scalar.wasm'), ask(scalar, {job: 'tutorial', digits}))"))
	for _, peer := range []struct{ name, script, task string }{
		{"ConvNetJS 0.3.0", "convnetjs.js", "{}"},
		{"jax-js 0.1.25, wasm", "jaxjs.js", "{}"},
		{"TensorFlow.js 4.22.0, wasm", "tensorflowjs.js", "{backend: 'wasm'}"},
		{"TensorFlow.js 4.22.0, cpu", "tensorflowjs.js", "{backend: 'cpu'}"},
		{"TensorFlow.js 4.22.0, webgl without a GPU", "tensorflowjs.js", "{backend: 'webgl'}"},
	} {
		run := func(job string) string {
			return fmt.Sprintf("once('%s', {...%s, job: '%s', data, epochs: 100})", peer.script, peer.task, job)
		}
		m.Jobs = append(m.Jobs, b.race(peer.name, *peerRuns, run("tutorial")))
		m.MNIST = append(m.MNIST, b.images(peer.name, run("mnist")))
	}
	jobs, mnist := pyTorch(t)
	m.Jobs, m.MNIST = append(m.Jobs, jobs...), append(m.MNIST, mnist)
	m.write(t)
}

// predictionTimesScript records in shown the milliseconds from each pointer event to the page with its prediction. A prediction
// that does not change the page is counted with the next.
const predictionTimesScript = `
window.shown = [];
let drawn = 0, answered = 0; // times of the first point that is not sent, and of the first whose prediction has come but is not shown
const asked = new Map(); // time of the first new point of each drawing that was sent
for (const event of ['pointerdown', 'pointermove']) {
  addEventListener(event, (e) => { if (e.buttons && e.target.id === 'canvas') drawn ||= performance.now(); }, true);
}
window.onAsked = (drawing) => { asked.set(drawing, drawn); drawn = 0; };
window.onAnswer = (drawing) => { answered ||= asked.get(drawing); };
new MutationObserver(() => {
  if (answered) shown.push(performance.now() - answered);
  answered = 0;
}).observe(document.querySelector('.reading .look .shares'), {subtree: true, childList: true, attributes: true, characterData: true});
true
`

// predictionTimes draws in the page while it trains at its fastest. It returns the times of each prediction in milliseconds: from
// sending the drawing to the answer, and from drawing a point to the page.
func (b *browser) predictionTimes() (answered, shown []float64) {
	b.t.Helper()
	b.eventually(loads, "byRole('button', 'Start training') && !byRole('button', 'Start training').disabled")
	b.openPanel("settings")
	b.fill("setting-epochs", "1000", true)
	b.fastest()
	b.click("button", "Start training")
	b.eventually(loads, "byRole('button', 'Pause')")
	eval[bool](b, predictionTimesScript)
	eval[bool](b, "(answers.length = 0, true)")
	for digit := range 5 {
		b.draw(digit)
		b.click("button", "Clear")
	}
	if !eval[bool](b, "Boolean(byRole('button', 'Pause'))") {
		b.t.Error("the run ended before the drawings")
	}
	return eval[[]float64](b, "answers"), eval[[]float64](b, "shown")
}

// spread returns the distribution of times in milliseconds, as a text.
func spread(all []float64) string {
	sorted := slices.Sorted(slices.Values(all))
	return fmt.Sprintf("median %.1f ms, 95 %% within %.1f ms, 99 %% within %.1f ms, of %d", median(sorted), sorted[len(sorted)*95/100],
		sorted[len(sorted)*99/100], len(sorted))
}

// images measures how fast a program trains the network of TensorFlow.js's MNIST example.
func (b *browser) images(name, promise string) speed {
	outcome := awaitFor[struct {
		Result float64
		Error  string
	}](b, promise+".catch((e) => ({error: String(e)}))")
	return speed{name, outcome.Result, outcome.Error}
}

// together measures how fast the page's trainer and its helpers train that network on MNIST.
func together(t *testing.T) speed {
	s := protocol.MNISTPreset.Settings()
	b := open(t, newSite(t, isolated(blank(builtBundle(t)))), look{width: 400, height: 400, language: "en-US", profile: true})
	b.eventually(loads, "window.database")
	worker := b.tab("worker")
	defer worker.close()
	worker.send(&protocol.FetchData{Data: protocol.MNIST})
	if state := hears(worker, func(d *protocol.DataState) bool { return d.Total == 0 }); state.Problem != 0 {
		return speed{Name: "Digit Lab's page", Error: state.Detail}
	}
	worker.send(&protocol.Build{Run: 1, Settings: s}, &protocol.SetPace{Pace: protocol.Fastest}, &protocol.Train{Run: 1})
	workers := 1
	var since *protocol.Progress // all so far
	images := func(p *protocol.Progress) float64 {
		const fit = 57000
		return fit * (float64(p.Epoch-1) + float64(p.Step)/float64(p.Steps))
	}
	for {
		switch e := hears[protocol.Event](worker, nil).(type) {
		case *protocol.Status:
			if e.Workers != workers {
				workers, since = e.Workers, nil
			}
		case *protocol.Progress:
			switch {
			case e.Step == 0 || e.Epoch == 0:
			case since == nil:
				since = e
			case e.Elapsed-since.Elapsed > 4 || e.Epoch == s.Epochs:
				return speed{Name: fmt.Sprintf("Digit Lab's page, Chromium, %d workers", workers), Images: (images(e) - images(since)) / (e.Elapsed - since.Elapsed)}
			}
		}
	}
}

// awaitFor awaits a promise for the time limit of a peer.
func awaitFor[T any](b *browser, promise string) T {
	b.t.Helper()
	eval[bool](b, "delete window.outcome, ("+promise+").then((value) => { window.outcome = {value}; }, (e) => { window.outcome = {error: String(e)}; }), true")
	b.eventually(20*time.Minute, "window.outcome")
	if e := eval[string](b, "outcome.error ?? ''"); e != "" {
		b.t.Fatalf("%.60s: %s", promise, e)
	}
	return eval[T](b, "outcome.value")
}

// race runs a program's job several times.
func (b *browser) race(name string, times int, promise string) job {
	j := job{Name: name}
	for range times {
		outcome := awaitFor[struct {
			Result struct{ Seconds, Accuracy float64 }
			Error  string
		}](b, promise+".catch((e) => ({error: String(e)}))")
		if outcome.Error != "" {
			j.Error = outcome.Error
			return j
		}
		r := outcome.Result
		j.All = append(j.All, r.Seconds)
		j.Accuracy += r.Accuracy / float64(times)
	}
	j.Seconds = median(j.All)
	return j
}

func repeat(n int, f func() float64) (all []float64) {
	for range n {
		all = append(all, f())
	}
	return all
}

func median(all []float64) float64 {
	all = slices.Sorted(slices.Values(all))
	return (all[(len(all)-1)/2] + all[len(all)/2]) / 2
}

// benchHandler serves the page's bundle, and the benchmark at /bench/.
func benchHandler(bundle http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", bundle)
	mux.Handle("/bench/", http.StripPrefix("/bench/", http.FileServer(http.Dir("../bench"))))
	for _, built := range []string{"bench.wasm", "bench-scalar.wasm", "wasm_exec.js", "peers/"} {
		mux.Handle("/bench/"+built, http.StripPrefix("/bench/", http.FileServer(http.Dir(*benchmark))))
	}
	mux.HandleFunc("/bench/data.json", func(w http.ResponseWriter, _ *http.Request) {
		if err := writeSplit(w); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// Isolated from other origins, for a precise clock and so that peers may use threads.
		w.Header().Set("Cross-Origin-Opener-Policy", "same-origin")
		w.Header().Set("Cross-Origin-Embedder-Policy", "require-corp")
		mux.ServeHTTP(w, r)
	})
}

// writeSplit writes the tutorial's split for the peers.
func writeSplit(w io.Writer) error {
	file, err := os.Open("../../static/data/digits.csv.gz")
	if err != nil {
		return err
	}
	defer file.Close()
	digits, err := datasets.ReadDigits(file)
	if err != nil {
		return err
	}
	trainRows, testRows, err := datasets.TrainTestSplit(digits.Len(), .3, 777)
	if err != nil {
		return err
	}
	type set struct {
		X [][]float32 `json:"x"`
		Y []int       `json:"y"`
	}
	rows := func(d nn32.Data) set {
		s := set{Y: d.Labels}
		for i := range d.Len() {
			s.X = append(s.X, d.X.Data[i*64:][:64])
		}
		return s
	}
	train := digits.Take(trainRows)
	cut := datasets.ValidationSplit(train.Len(), .2)
	return json.NewEncoder(w).Encode(map[string]set{"fit": rows(train.Slice(0, cut)),
		"validation": rows(train.Slice(cut, train.Len())), "test": rows(digits.Take(testRows))})
}

// pyTorch runs the job natively, if python3-torch is installed.
func pyTorch(t *testing.T) ([]job, speed) {
	csv := t.TempDir() + "/digits.csv"
	file, err := os.ReadFile("../../static/data/digits.csv.gz")
	if err != nil {
		t.Fatal(err)
	}
	r, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(csv, content, 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command("/usr/bin/python3", "../bench/pytorch.py", csv, fmt.Sprint(*runs))
	command.Env = append(os.Environ(), "OMP_NUM_THREADS=1", "OPENBLAS_NUM_THREADS=1") // libraries that set_num_threads does not control
	out, err := command.Output()
	if err != nil {
		const without = "not run; install python3-torch and python3-numpy"
		return []job{{Name: "PyTorch, native, one thread", Error: without}}, speed{Name: "PyTorch, native, one thread", Error: without}
	}
	type report struct{ Seconds, Accuracy []float64 }
	var result struct {
		Tuned, Loader report
		MNIST         float64
		Version       string
	}
	if err := json.Unmarshal(out, &result); err != nil {
		t.Fatal(err)
	}
	name := "PyTorch " + result.Version + ", native, one thread"
	var jobs []job
	for _, r := range []struct {
		name string
		report
	}{{name + ", tuned loop", result.Tuned}, {name + ", DataLoader", result.Loader}} {
		j := job{Name: r.name, All: r.Seconds, Seconds: median(r.Seconds)}
		for _, a := range r.Accuracy {
			j.Accuracy += a / float64(len(r.Accuracy))
		}
		jobs = append(jobs, j)
	}
	return jobs, speed{Name: name, Images: result.MNIST}
}

// machine returns the name of the processor.
func machine() string {
	info, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(info)) {
		if name, ok := strings.CutPrefix(line, "model name"); ok {
			return fmt.Sprintf("%s, %d cores", strings.TrimLeft(strings.TrimSpace(name), ": "), runtime.NumCPU())
		}
	}
	return fmt.Sprintf("%s/%s, %d cores", runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
}

// write prints the table and writes it to bench.json and bench.md in the benchmark's folder.
func (m measured) write(t *testing.T) {
	ours := m.Jobs[0].Seconds
	slices.SortStableFunc(m.Jobs[1:], func(a, b job) int { return int((a.Seconds - b.Seconds) * 1e6) })
	var md strings.Builder
	fmt.Fprintf(&md, "%s. The tutorial's job: 100 epochs over 1,005 digits, batch 50, with validation each epoch; medians of %d runs (%d for peers in the browser).\n\n",
		m.Machine, *runs, *peerRuns)
	fmt.Fprintln(&md, "| Program | Seconds | Times Digit Lab's | Test accuracy |\n|---|---|---|---|")
	for _, j := range m.Jobs {
		if j.Error != "" {
			fmt.Fprintf(&md, "| %s | %s | | |\n", j.Name, j.Error)
			continue
		}
		fmt.Fprintf(&md, "| %s | %.3f | %.1f | %.4f |\n", j.Name, j.Seconds, j.Seconds/ours, j.Accuracy)
	}
	fmt.Fprintln(&md, "\n| Training the network of TensorFlow.js's MNIST example, batch 128 | Images a second |\n|---|---|")
	for _, s := range m.MNIST {
		fmt.Fprintf(&md, "| %s | %s |\n", s.Name, cmp.Or(s.Error, fmt.Sprintf("%.0f", s.Images)))
	}
	fmt.Fprintln(&md, "\n| Download | Bytes of Brotli | At most |\n|---|---|---|")
	for _, d := range m.Downloads {
		fmt.Fprintf(&md, "| %s | %d | %d |\n", d.Name, d.Bytes, d.Most)
	}
	fmt.Fprintln(&md, "\n| In Chromium | |\n|---|---|")
	for _, row := range slices.Concat(m.Ours.rows(m.Smallest), firstRunRows(m.FirstRuns), m.Inside.rows(), [][2]string{
		{"SIMD128 multiply and add, ceiling", fmt.Sprintf("%.1f GFLOP/s", m.Ceiling)},
		{"The job's 4.863 GFLOP at the ceiling", fmt.Sprintf("%.3f s; Digit Lab takes %.1f times that", m.Floor, ours/m.Floor)},
		{"A prediction in the worker", fmt.Sprintf("%.3f ms", m.Prediction)},
		{"The trainer ready, from localhost", fmt.Sprintf("%.0f ms", m.Start)},
		{"From a drawing sent to its prediction, while a run is on", spread(m.Answered)},
		{"From a point drawn to its prediction on the page, while a run is on", spread(m.Shown)},
		{"Two workers", fmt.Sprintf("%.2f times one", m.TwoWorkers)},
		{"1,000 epochs", fmt.Sprintf("%.1f s; WebAssembly memory %.1f MB before, %.1f MB after", m.ThousandTakes, m.Memory[0], m.Memory[1])},
	}) {
		fmt.Fprintf(&md, "| %s | %s |\n", row[0], row[1])
	}
	if err := os.WriteFile(*benchmark+"/bench.md", []byte(md.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	b, err := json.MarshalIndent(m, "", "\t")
	if err == nil {
		err = os.WriteFile(*benchmark+"/bench.json", b, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	for line := range strings.Lines(md.String()) {
		if !strings.HasPrefix(line, "|---") {
			fmt.Fprintln(table, strings.Trim(strings.ReplaceAll(strings.Trim(strings.TrimSpace(line), "|"), " | ", "\t"), " "))
		}
	}
	table.Flush()
}
