package lesson

import (
	"go/format"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"digitlab/nn32/formats/code"
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/panels/models"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// written returns the cells of a language as they are with what is set.
func written(in language, s *state) (all [sectionCount]string) {
	known := facts()
	maps.Copy(known, s.settable())
	for at, c := range cells {
		all[at] = filled([languages]string{c.keras, c.goCode}[in], known)
	}
	return all
}

// states are settings of the controls: as they begin, and others of each that the cells follow.
func states() map[string]*state {
	set := func(change func(*state)) *state {
		s := newState()
		change(s)
		s.clamp()
		return s
	}
	return map[string]*state{
		"tutorial": newState(),
		"conv":     set(func(s *state) { s.Filters, s.Size, s.Stride, s.Padding, s.X = 4, 2, 3, 1, 7 }),
		"pool":     set(func(s *state) { s.PoolKind, s.PoolSize, s.Units, s.Size, s.Stride = 1, 3, 20, 2, 2 }),
		"fit":      set(func(s *state) { s.Batch, s.Epochs, s.TestPercent, s.ValidationPercent = 100, 2, 5, 7 }),
	}
}

// All cells in Go are a program as gofmt writes it. Each cell prints what the lesson shows below it: for the tutorial's settings what was recorded,
// for others what does not wait for a trainer.
func TestGoCellsRun(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds programs")
	}
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	const end = "\x1e"
	for name, s := range states() {
		all := written(golang, s)
		program := goProgram(goHead, goFoot, all[:])
		if formatted, err := format.Source([]byte(program)); err != nil || string(formatted) != program {
			t.Errorf("%s: gofmt would change it (error %v):\n%s", name, err, formatted)
		}
		for i := range all {
			all[i] += "\nfmt.Print(" + strconv.Quote(end) + ")"
		}
		file := filepath.Join(t.TempDir(), "main.go")
		if err := os.WriteFile(file, []byte(goProgram(goHead, goFoot, all[:])), 0o644); err != nil {
			t.Fatal(err)
		}
		run := exec.Command("go", "run", file)
		run.Dir = root
		out, err := run.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
		outputs := strings.Split(string(out), end)
		for at := range sectionCount {
			if got := strings.TrimSuffix(outputs[at], "\n"); (got == "") != (sourceOf(at, golang) == nowhere) {
				t.Errorf("%s: the cell of %s prints %q", name, at.id(), got)
			} else if want := s.printed(at, golang); got != want && (name == "tutorial" || sourceOf(at, golang) != theTrainer) {
				t.Errorf("%s: the cell of %s prints\n%s\nand the lesson shows\n%s", name, at.id(), got, want)
			}
		}
	}
}

// statements returns the statements of a program in Python, each on one line. A line that is indented, or closes a bracket, belongs to the one before.
func statements(program string) (all []string) {
	for line := range strings.Lines(program) {
		line = strings.TrimRight(line, "\n")
		switch trimmed := strings.TrimLeft(line, " "); {
		case trimmed == "" || trimmed[0] == '#':
		case len(all) > 0 && (trimmed != line || strings.ContainsAny(line[:1], ")]}")):
			all[len(all)-1] += " " + trimmed
		default:
			all = append(all, line)
		}
	}
	for i := range all {
		all[i] = strings.ReplaceAll(all[i], "( ", "(")
	}
	return all
}

// The program that the panel Models writes for what is set in the lesson has each of its statements in a cell, in the same order.
func TestKerasCellsAreTheExportedProgram(t *testing.T) {
	for name, s := range states() {
		run, err := models.CodeOf(s.cellSettings())
		if err != nil {
			t.Fatal(err)
		}
		p, err := code.Plain(run)
		if err != nil {
			t.Fatal(err)
		}
		_, program, _ := strings.Cut(strings.TrimPrefix(p.Text, `"""`), `"""`)
		var shown []string
		for _, cell := range written(python, s) {
			shown = append(shown, statements(cell)...)
		}
		exported := statements(program)
		for _, have := range shown {
			if len(exported) > 0 && have == exported[0] {
				exported = exported[1:]
			}
		}
		if len(exported) > 0 {
			t.Errorf("%s: no cell has, after those before it,\n%s\nThe cells have\n%s", name, exported[0], strings.Join(shown, "\n"))
		}
	}
}

// All cells of Keras are Python that parses, use no name before it is there, and no name or argument that Keras does not have; where there is a
// Python. What Keras does with them was not run here.
func TestKerasCellsParse(t *testing.T) {
	program, err := exec.LookPath("python3")
	if err != nil {
		if testing.Short() {
			t.Skip("there is no python3")
		}
		t.Fatal("there is no python3, which parses the cells; it is one of the programs that the README names")
	}
	for name, s := range states() {
		folder := t.TempDir()
		var files []string
		all := written(python, s)
		for at, cell := range all {
			file := filepath.Join(folder, section(at).id()+".py")
			if err := os.WriteFile(file, []byte(cell), 0o644); err != nil {
				t.Fatal(err)
			}
			files = append(files, file)
		}
		for _, script := range []string{"testdata/names.py", "../../../nn32/formats/code/testdata/keras_names.py"} {
			if out, err := exec.Command(program, append([]string{script}, files...)...).CombinedOutput(); err != nil || !strings.HasPrefix(string(out), "ok") {
				t.Errorf("%s: %v\n%s", name, err, out)
			}
		}
	}
}

// No cell of Keras prints what the lesson does not show, and the other way round.
func TestKerasCellsPrint(t *testing.T) {
	prints := regexp.MustCompile(`(?m)^(print\(|model\.summary|tanh\.summary|history = )`)
	s := newState()
	for at, cell := range written(python, s) {
		if got, want := prints.MatchString(cell), sourceOf(section(at), python) != nowhere; got != want || want != (s.printed(section(at), python) != "") {
			t.Errorf("%s prints: %v; shown below it is %q", section(at).id(), got, s.printed(section(at), python))
		}
	}
}

// What Keras prints, in its format.
func TestKerasOutputs(t *testing.T) {
	s := newState()
	for at, want := range map[section]string{
		whySection: "6570",
		dataSection: `(1797, 8, 8) 16.0
0
[[ 0.  0.  5. 13.  9.  1.  0.  0.]
 [ 0.  0. 13. 15. 10. 15.  5.  0.]
 [ 0.  3. 15.  2.  0. 11.  8.  0.]
 [ 0.  4. 12.  0.  0.  8.  8.  0.]
 [ 0.  5.  8.  0.  0.  9.  8.  0.]
 [ 0.  4. 11.  0.  1. 12.  7.  0.]
 [ 0.  2. 14.  5. 10. 12.  0.  0.]
 [ 0.  0.  6. 13. 10.  0.  0.  0.]]`,
		shapeSection:   "(1797, 8, 8, 1) (1797, 10)\n[1. 0. 0. 0. 0. 0. 0. 0. 0. 0.]",
		splitSection:   "1005 252 540",
		convSection:    "(None, 6, 6, 10)",
		poolSection:    "(None, 3, 3, 10)",
		flattenSection: "(None, 90)",
		denseSection:   "(None, 10)",
		countSection: `Model: "sequential_1"
Layer (type)                   Output Shape       Param #
conv2d (Conv2D)                (None, 6, 6, 10)   100
max_pooling2d (MaxPooling2D)   (None, 3, 3, 10)   0
flatten_1 (Flatten)            (None, 90)         0
dense_3 (Dense)                (None, 50)         4,550
dense_4 (Dense)                (None, 10)         510
Total params: 5,160 (20.16 KB)
Trainable params: 5,160 (20.16 KB)
Non-trainable params: 0 (0.00 B)`,
	} {
		if got := s.printed(at, python); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", at.id(), got, want)
		}
	}
	log := strings.Split(s.printed(fitSection, python), "\n")
	if want := "21/21 - accuracy: 0.2040 - loss: 2.3522 - val_accuracy: 0.4246 - val_loss: 1.6392"; len(log) != 200 || log[0] != "Epoch 1/100" || log[1] != want {
		t.Errorf("the log has %d lines and begins with %q", len(log), log[:2])
	}
	for _, name := range regexp.MustCompile(`scope="row">\s*([a-z0-9_]+)\s*<`).FindAllStringSubmatch(app.HTMLString(summary(s, labelsIn(i18n.InEnglish))), -1) {
		if got := s.printed(countSection, python); !strings.Contains(got, "\n"+name[1]+" (") {
			t.Errorf("the figure has %s, and the cell prints\n%s", name[1], got)
		}
	}
	s.PoolKind = 1
	if got := s.printed(methodsSection, python); !strings.Contains(got, `"sequential_2"`) || !strings.Contains(got, "max_pooling2d (MaxPooling2D)") || !strings.Contains(got, "dense_6 (Dense)") {
		t.Errorf("the last summary is\n%s", got)
	}
	if s.cellSettings().Layers[1].Kind != protocol.AveragePooling2D {
		t.Error("the settings have another pool than the cell")
	}
}

// What is said above an output: where its numbers come from, and whether they are of what is set.
func TestMarks(t *testing.T) {
	known := looked{here: true, of: tutorial, seconds: .2}
	done := recordedRun()
	done.here, done.seconds = true, .5
	other := func(s *state) { s.Filters = 5 }
	for name, test := range map[string]struct {
		at      section
		set     func(*state)
		mark    mark
		seconds float64
	}{
		"computed by the page":                  {splitSection, func(s *state) { s.TestPercent = 10 }, nowMark, 0},
		"recorded data":                         {dataSection, other, recordedMark, 0},
		"data on their way":                     {dataSection, func(s *state) { s.looked.goes = true }, computingMark, 0},
		"data that came":                        {dataSection, func(s *state) { s.looked = known; s.looked.goes = true; other(s) }, nowMark, .2},
		"recorded":                              {compileSection, func(*state) {}, recordedMark, 0},
		"recorded, of other settings":           {compileSection, other, changedMark, 0},
		"untrained":                             {compileSection, func(s *state) { s.looked = known }, nowMark, .2},
		"untrained, of other settings":          {compileSection, func(s *state) { s.looked = known; other(s) }, changedMark, 0},
		"a recorded run":                        {fitSection, func(*state) {}, recordedMark, 0},
		"a recorded run, of other settings":     {evaluateSection, other, changedMark, 0},
		"a run that goes":                       {evaluateSection, func(s *state) { s.run.here, s.run.goes = true, true }, computingMark, 0},
		"a run that is done":                    {curvesSection, func(s *state) { s.run = done }, nowMark, .5},
		"a run that is done, of other settings": {curvesSection, func(s *state) { s.run = done; other(s) }, changedMark, 0},
		"what it reads, which has not come":     {drawSection, func(s *state) { s.run = done; s.run.prediction = prediction{} }, computingMark, 0},
		"a run that failed":                     {evaluateSection, func(s *state) { s.run = run{here: true, failed: true} }, failedMark, 0},
	} {
		s := newState()
		test.set(s)
		for in := range languages {
			if m, seconds := s.markOf(test.at, in); m != test.mark || seconds != test.seconds {
				t.Errorf("%s: mark %d and %v s, want %d and %v", name, m, seconds, test.mark, test.seconds)
			}
		}
	}
}
