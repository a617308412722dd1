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

// measured is the result of the benchmark, of the parts that were run.
type measured struct {
	Machine        string
	Ceiling        float64 // GFLOP/s of SIMD128 multiplications and additions
	Downloads      []download
	Ours, Smallest starts // of our page, and of the smallest page of go-app
	Jobs           []job
	Floor          float64 // minimum seconds of the job, if all operations ran at the ceiling
	Prediction     float64 // milliseconds
	Start          float64 // milliseconds until the trainer is ready
	MNIST          []speed
	Answered       []float64 // milliseconds from sending a drawing to its prediction, during a run
	Shown          []float64 // milliseconds from drawing a point to the page with its prediction, during a run
	Delays         []float64 // milliseconds that a run is longer for each drawing that is predicted
	Inside         inside
	FirstRuns      [][]float64 // seconds of the first ten runs of some visits
	FirstComputed  [][]float64 // of these, what the trainer computed
	Beside         []pair      // the page's trainer with its helpers, and one worker beside it
	Better         betterRun
	TwoWorkers     float64   // throughput of two workers divided by that of one
	Memory         []float64 // MB before and after 1,000 epochs
	ThousandTakes  float64   // seconds of the 1,000 epochs

	rows [][2]string // of the table of what is measured in Chromium
}

func (m *measured) row(what, result string) { m.rows = append(m.rows, [2]string{what, result}) }

// speed is the number of images per second with which a program trains the network of TensorFlow.js's MNIST example.
type speed struct {
	Name   string
	Images float64
	Error  string `json:",omitempty"`
}

// operations is the number of multiplications and additions in the tutorial's 100 epochs with validation and Adam.
const operations = 4.863e9

// TestBenchmark has a subtest for each part, so that one can be run alone.
func TestBenchmark(t *testing.T) {
	if *benchmark == "" {
		t.Skip("make bench runs it")
	}
	m := measured{Machine: machine()}
	// The ceiling names the machine, whatever is measured.
	m.Ceiling = awaitFor[float64](benchPage(t), "once('ceiling.js').then((r) => r.result)")
	m.Floor = operations / (m.Ceiling * 1e9)
	for _, part := range []struct {
		name    string
		measure func(*testing.T, *measured)
	}{
		{"downloads", func(t *testing.T, m *measured) { m.Downloads = downloads(t, packed(t)) }},
		{"starts", measureStarts},
		{"first runs", measureFirstRuns},
		{"predictions", measurePredictions},
		{"delay", measureDelay},
		{"network", measureInside},
		{"together", measureTogether},
		{"better preset", measureBetter},
		{"job", measureJob},
		{"peers", measurePeers},
		{"PyTorch", measurePyTorch},
	} {
		t.Run(part.name, func(t *testing.T) { part.measure(t, &m) })
	}
	m.write(t)
}

// benchPage opens the page of the benchmark, with the data for the jobs.
func benchPage(t *testing.T) *browser {
	b := open(t, newSite(t, benchHandler(builtBundle(t))), look{width: 800, height: 600, language: "en-US", softwareGPU: true, profile: true})
	b.do(chromedp.Navigate(b.site.url() + "bench/index.html"))
	eval[bool](b, "fetch('/bench/data.json').then((r) => r.json()).then((d) => { window.data = d; }), true")
	eval[bool](b, "fetch('/web/data/digits.csv.gz').then((r) => r.arrayBuffer()).then((b) => { window.digits = new Uint8Array(b); }), true")
	b.eventually(loads, "window.data && window.digits")
	return b
}

func measureStarts(t *testing.T, m *measured) {
	m.Ours, m.Smallest = startsBeside(t, 9)
	m.rows = append(m.rows, m.Ours.rows(m.Smallest)...)
}

func measurePredictions(t *testing.T, m *measured) {
	b := open(t, newSite(t, isolated(builtBundle(t))), look{width: 800, height: 600, language: "en-US", softwareGPU: true, profile: true})
	m.Answered, m.Shown = b.predictionTimes()
	m.row("From a point drawn to its prediction on the page, while a run is on", spread(m.Shown))
	m.row("From a drawing sent to its prediction, while a run is on", spread(m.Answered))
}

// measureJob measures what the library does in a worker of its own.
func measureJob(t *testing.T, m *measured) {
	b := benchPage(t)
	m.Start = median(repeat(5, func() float64 { return awaitFor[float64](b, "started()") }))
	m.Jobs = append(m.Jobs, b.race("Digit Lab, Chromium worker", *runs, "(window.ours ??= new Worker('/bench/ours.js'), ask(ours, {job: 'tutorial', digits}))"))
	m.MNIST = append(m.MNIST, b.images("Digit Lab, Chromium worker", "ask(ours, {job: 'mnist', digits})"))
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
	m.row("The job's 4.863 GFLOP at the ceiling", fmt.Sprintf("%.3f s; Digit Lab takes %.1f times that", m.Floor, m.Jobs[0].Seconds/m.Floor))
	m.row("A prediction in the worker", fmt.Sprintf("%.3f ms", m.Prediction))
	m.row("The trainer ready, from localhost", fmt.Sprintf("%.0f ms", m.Start))
	m.row("Two workers with a job each", fmt.Sprintf("%.2f times one", m.TwoWorkers))
	m.row("1,000 epochs", fmt.Sprintf("%.1f s; WebAssembly memory %.1f MB before, %.1f MB after", m.ThousandTakes, m.Memory[0], m.Memory[1]))
}

func measurePeers(t *testing.T, m *measured) {
	b := benchPage(t)
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
}

func measurePyTorch(t *testing.T, m *measured) {
	jobs, mnist := pyTorch(t)
	m.Jobs, m.MNIST = append(m.Jobs, jobs...), append(m.MNIST, mnist)
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

// write prints the tables and writes them to bench.json and bench.md in the benchmark's folder.
func (m *measured) write(t *testing.T) {
	var md strings.Builder
	fmt.Fprintf(&md, "%s; SIMD128 multiplies and adds %.1f GFLOP/s in one worker of Chromium.\n", m.Machine, m.Ceiling)
	if len(m.Jobs) > 0 {
		ours := m.Jobs[0].Seconds
		slices.SortStableFunc(m.Jobs[1:], func(a, b job) int { return cmp.Compare(a.Seconds, b.Seconds) })
		fmt.Fprintf(&md, "\nThe tutorial's job: 100 epochs over 1,005 digits, batch 50, with validation each epoch; medians of %d runs (%d for peers in the browser).\n\n",
			*runs, *peerRuns)
		fmt.Fprintln(&md, "| Program | Seconds | Times the first | Test accuracy |\n|---|---|---|---|")
		for _, j := range m.Jobs {
			if j.Error != "" {
				fmt.Fprintf(&md, "| %s | %s | | |\n", j.Name, j.Error)
				continue
			}
			fmt.Fprintf(&md, "| %s | %.3f | %.1f | %.4f |\n", j.Name, j.Seconds, j.Seconds/ours, j.Accuracy)
		}
	}
	if len(m.MNIST) > 0 {
		fmt.Fprintln(&md, "\n| Training the network of TensorFlow.js's MNIST example, batch 128 | Images a second |\n|---|---|")
		for _, s := range m.MNIST {
			fmt.Fprintf(&md, "| %s | %s |\n", s.Name, cmp.Or(s.Error, fmt.Sprintf("%.0f", s.Images)))
		}
	}
	if len(m.Downloads) > 0 {
		fmt.Fprintln(&md, "\n| Download | Bytes of Brotli | At most |\n|---|---|---|")
		for _, d := range m.Downloads {
			fmt.Fprintf(&md, "| %s | %d | %d |\n", d.Name, d.Bytes, d.Most)
		}
	}
	if len(m.rows) > 0 {
		fmt.Fprintln(&md, "\n| In Chromium | |\n|---|---|")
		for _, row := range m.rows {
			fmt.Fprintf(&md, "| %s | %s |\n", row[0], row[1])
		}
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
