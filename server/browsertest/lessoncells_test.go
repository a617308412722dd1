//go:build browser

package browsertest

import (
	"encoding/json"
	"fmt"
	"go/format"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"digitlab/nn32"
	"digitlab/nn32/datasets"
	"digitlab/wasm/ui/lesson/lessontest"
)

// printedByCells is a script: what each cell prints, by its output's ID. openCells opens all cells.
const (
	printedByCells = "Object.fromEntries([...document.querySelectorAll('.output')].map(e => [e.id, e.querySelector('samp').textContent]))"
	openCells      = "(document.querySelectorAll('.cell').forEach(e => e.open = true), true)"
)

// watchLog is a script that keeps each state of the log of fit, and how often it was replaced.
const watchLog = `(() => { window.logs = [], window.replaced = 0;
const log = document.querySelector('#fit-python-output samp');
new MutationObserver((list) => { logs.push(log.textContent); for (const m of list) if (m.removedNodes.length) replaced++ }).observe(log, { childList: true }); return true })()`

// markOver returns an expression for what is said above an output.
func markOver(output string) string {
	return "document.querySelector('#" + output + "-output .origin p').textContent"
}

// runCell presses the button Run of a cell.
func (b *browser) runCell(cell string) {
	b.t.Helper()
	eval[bool](b, "(document.querySelector('#"+cell+"-output [data-run]').click(), true)")
}

// Whatever a cell prints, this browser computes it too, and it is what was recorded from nn32 elsewhere; nothing moves when it comes.
func TestBrowserLessonOutputs(t *testing.T) {
	for _, l := range []struct {
		look
		in, now string
	}{
		{look{width: 1280, height: 720, language: "en-US"}, "en", "Computed by this browser just now"},
		{look{width: 360, height: 640, language: "ko-KR", touch: true, dark: true}, "ko", "이 브라우저가 방금"},
	} {
		t.Run(l.in, func(t *testing.T) {
			t.Parallel()
			b := openLesson(t, newSite(t, builtBundle(t)), l.look, l.in)
			eval[bool](b, openCells)
			b.eventually(loads, notLaidOut+" === 0")
			eval[bool](b, watchShifts)
			recorded := eval[map[string]string](b, printedByCells)
			if len(recorded) != 29 {
				t.Errorf("%d cells print something", len(recorded))
			}
			height := eval[float64](b, "document.documentElement.scrollHeight")
			b.come("pool")
			b.eventually(loads, markOver("pool-python")+".startsWith("+quote(l.now)+")")
			if n := eval[int](b, "workers.length"); n != 0 {
				t.Errorf("%d trainers before anybody wants one", n)
			}
			b.come("data")
			b.runCell("data-python")
			b.eventually(loads, markOver("data-go")+".startsWith("+quote(l.now)+") && "+markOver("shape-python")+".startsWith("+quote(l.now)+")")
			if trained := eval[string](b, markOver("evaluate-go")); strings.HasPrefix(trained, l.now) {
				t.Error("the data alone have trained the network")
			}
			b.come("compile")
			eval[bool](b, watchLog)
			b.runCell("compile-python")
			b.eventually(loads, markOver("compile-python")+".startsWith("+quote(l.now)+")")
			b.eventually(loads, "['compile', 'fit', 'curves', 'evaluate', 'draw'].every(s => ['-python', '-go'].every(l => document.querySelector('#' + s + l + '-output .origin p').textContent.startsWith("+quote(l.now)+")))")
			logs := eval[[]string](b, "logs")
			for _, log := range logs {
				if !strings.HasPrefix(recorded["fit-python-output"], log) {
					t.Errorf("the log of fit was\n%s", log)
				}
			}
			if n := eval[int](b, "replaced"); n > 2 || len(logs) < 5 { // at the beginning, and with all of it at the end
				t.Errorf("the log has grown %d times, and was replaced %d times", len(logs), n)
			}
			for _, section := range slices.Sorted(maps.Keys(recorded)) {
				b.come(strings.Split(section, "-")[0])
			}
			b.eventually(loads, "[...document.querySelectorAll('.output .origin p')].every(e => e.textContent.startsWith("+quote(l.now)+"))")
			for id, printed := range eval[map[string]string](b, printedByCells) {
				if printed != recorded[id] {
					t.Errorf("%s: the browser prints\n%s\nrecorded is\n%s", id, printed, recorded[id])
				}
			}
			if now := eval[float64](b, "document.documentElement.scrollHeight"); now != height {
				t.Errorf("the document was %v high, and is %v", height, now)
			}
			if shifts := eval[[]string](b, "shifts"); len(shifts) > 0 {
				t.Errorf("the layout has shifted: %q", shifts)
			}
			b.screenshot("computed")
			b.noComplaints()
		})
	}
}

// The cells and what they print follow the controls. What is trained then is what nn32 trains elsewhere.
func TestBrowserLessonCellsFollow(t *testing.T) {
	t.Parallel()
	b := openLesson(t, newSite(t, builtBundle(t)), look{width: 1280, height: 720, language: "en-US"}, "en")
	for _, set := range []struct {
		section string
		lessontest.Setting
	}{{"split", lessontest.Setting{Control: 0, Value: 40}}, {"conv", lessontest.Setting{Control: 3, Value: 2}}, {"conv", lessontest.Setting{Control: 4, Value: 1}},
		{"conv", lessontest.Setting{Control: 5, Value: 4}}, {"pool", lessontest.Setting{Control: 0, Value: 1}}, {"parameters", lessontest.Setting{Control: 2, Value: 20}},
		{"fit", lessontest.Setting{Control: 0, Value: 100}}, {"fit", lessontest.Setting{Control: 1, Value: 3}}} {
		b.come(set.section)
		b.set(set.section, set.Setting)
	}
	for id, want := range map[string]string{
		"split-python": "test_size=0.4,", "conv-python": `filters=4, kernel_size=(3, 3), strides=(2, 2),`, "conv-go": "Padding: nn32.Same", "pool-python": "layers.AveragePooling2D(",
		"dense-python": "units=20", "fit-python": "batch_size=100, epochs=3,", "fit-go": "MicroBatches: 3",
	} {
		if code := eval[string](b, "document.getElementById("+quote(id)+").textContent"); !strings.Contains(code, want) {
			t.Errorf("%s has no %s:\n%s", id, want, code)
		}
	}
	changed := "The settings have changed. Run it again."
	b.eventually(loads, markOver("fit-python")+" === "+quote(changed)+" && "+markOver("compile-go")+" === "+quote(changed))
	b.come("fit")
	b.screenshot("changed")
	printed := eval[map[string]string](b, printedByCells)
	for id, want := range map[string]string{"split-python": "862 216 719", "conv-python": "(None, 4, 4, 4)", "pool-python": "(None, 2, 2, 4)", "flatten-python": "(None, 16)"} {
		if got := printed[id+"-output"]; got != want {
			t.Errorf("%s prints %q, want %q", id, got, want)
		}
	}
	b.runCell("evaluate-python")
	b.eventually(loads, markOver("evaluate-python")+".startsWith('Computed by this browser just now, in ')")
	log, accuracy, loss := followedRun(t)
	printed = eval[map[string]string](b, printedByCells)
	if got := printed["fit-go-output"]; got != log {
		t.Errorf("the browser prints\n%s\nnn32 elsewhere\n%s", got, log)
	}
	if got := printed["evaluate-go-output"]; got != accuracy {
		t.Errorf("the browser prints %q, nn32 elsewhere %q", got, accuracy)
	}
	if got := printed["compile-go-output"]; got != loss {
		t.Errorf("the browser prints %q, nn32 elsewhere %q", got, loss)
	}
	b.noComplaints()
}

// followedRun trains what TestBrowserLessonCellsFollow sets, and returns what the cells in Go print of it.
func followedRun(t *testing.T) (log, tested, untrained string) {
	file, err := os.Open("../../static/data/digits.csv.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	digits, err := datasets.ReadDigits(file)
	if err != nil {
		t.Fatal(err)
	}
	trainRows, testRows, err := datasets.TrainTestSplit(digits.Len(), .4, 777)
	if err != nil {
		t.Fatal(err)
	}
	train, test := digits.Take(trainRows), digits.Take(testRows)
	cut := datasets.ValidationSplit(train.Len(), .2)
	network, err := nn32.NewSequential(nn32.Shape{8, 8, 1}, 777,
		&nn32.Conv2D{Filters: 4, KernelSize: [2]int{3, 3}, Strides: [2]int{2, 2}, Padding: nn32.Same, Activation: nn32.ReLU}, &nn32.AveragePooling2D{PoolSize: [2]int{2, 2}},
		&nn32.Flatten{}, &nn32.Dense{Units: 20, Activation: nn32.ReLU}, &nn32.Dense{Units: 10, Activation: nn32.Softmax})
	if err != nil {
		t.Fatal(err)
	}
	if err := network.Compile(&nn32.Adam{LearningRate: .001}, &nn32.CategoricalCrossentropy{}, nn32.Accuracy); err != nil {
		t.Fatal(err)
	}
	before, err := network.Evaluate(test)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	if _, err := network.Fit(train.Slice(0, cut), nn32.FitOptions{Epochs: 3, BatchSize: 100, MicroBatches: 3, Validation: train.Slice(cut, train.Len()),
		OnEpoch: func(e nn32.Epoch) bool {
			lines = append(lines, fmt.Sprintf("%3d  loss %.4f accuracy %.4f  validation %.4f %.4f", e.Number, e.Training.Loss, e.Training.Accuracy, e.Validation.Loss, e.Validation.Accuracy))
			return false
		}}); err != nil {
		t.Fatal(err)
	}
	result, err := network.Evaluate(test)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(lines, "\n"), fmt.Sprintf("test accuracy %.4f", result.Accuracy), fmt.Sprintf("untrained: loss %.4f, accuracy %.4f", before.Loss, before.Accuracy)
}

// A cell is copied, all cells are copied, and they are saved as a notebook with the headings of the sections, as they are set.
func TestBrowserLessonNotebook(t *testing.T) {
	for language, heading := range map[string]string{"en": "## 2 Look at the data first", "ko": "## 2 "} {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			b := openLesson(t, newSite(t, builtBundle(t)), look{width: 1280, height: 720, language: "en-US"}, language)
			eval[bool](b, "(Object.defineProperty(navigator, 'clipboard', {configurable: true, value: {writeText: async (t) => { window.copied = t }}}), true)")
			eval[bool](b, "(() => {"+keepSaved+"; return true })()")
			b.come("fit")
			b.set("fit", lessontest.Setting{Control: 1, Value: 7})
			press := func(selector string) string {
				t.Helper()
				eval[bool](b, "(window.copied = undefined, document.querySelector("+quote(selector)+").click(), true)")
				b.eventually(loads, "window.copied !== undefined && document.querySelector("+quote(selector)+").textContent === document.querySelector("+quote(selector)+").dataset.done")
				return eval[string](b, "window.copied")
			}
			if got := press("[data-copy=fit-python]"); !strings.HasPrefix(got, "history = model.fit(") || !strings.Contains(got, "epochs=7,") {
				t.Errorf("a cell is copied as\n%s", got)
			}
			all := press("[data-all=notebook]")
			cells := eval[[]string](b, "[...document.querySelectorAll('pre[id$=-python]')].map(e => e.textContent)")
			if len(cells) != 17 || all != strings.Join(cells, "\n\n")+"\n" {
				t.Errorf("%d cells are copied as\n%s", len(cells), all)
			}
			program := press("[data-all=program]")
			if formatted, err := format.Source([]byte(program)); err != nil || string(formatted) != program || !strings.Contains(program, "func main() {\n\tmlp, err := ") {
				t.Errorf("the program in Go (%v) is\n%s", err, program)
			}
			eval[bool](b, "(document.querySelector('[data-all=save]').click(), true)")
			file := b.savedModel(".ipynb")
			var notebook struct {
				Cells []struct {
					Type     string `json:"cell_type"`
					Source   string
					Metadata map[string]any
					Count    *int `json:"execution_count"`
					Outputs  []any
				}
			}
			var form struct {
				Format   int `json:"nbformat"`
				Minor    int `json:"nbformat_minor"`
				Metadata map[string]any
			}
			if err := json.Unmarshal(file.Data, &notebook); err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(file.Data, &form); err != nil || form.Format != 4 || form.Metadata["language_info"] == nil {
				t.Errorf("the notebook's form is %+v (%v)", form, err)
			}
			var code []string
			for i, c := range notebook.Cells {
				switch {
				case c.Metadata == nil:
					t.Errorf("cell %d has no metadata", i)
				case i%2 == 0 && (c.Type != "markdown" || !strings.HasPrefix(c.Source, "## ")):
					t.Errorf("cell %d is %+v", i, c)
				case i%2 == 1 && (c.Type != "code" || c.Outputs == nil):
					t.Errorf("cell %d is %+v", i, c)
				case i%2 == 1:
					code = append(code, c.Source)
				}
			}
			if !slices.Equal(code, cells) || !strings.HasPrefix(notebook.Cells[2].Source, heading) {
				t.Errorf("the notebook %s has %d cells, %q", file.Name, len(code), notebook.Cells[2].Source)
			}
			b.noComplaints()
		})
	}
}
