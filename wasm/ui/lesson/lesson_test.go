package lesson

import (
	"math"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"digitlab/nn32"
	"digitlab/nn32/datasets"
	"digitlab/nn32/drawing"
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab/labtest"
	"digitlab/wasm/ui/lesson/lessontest"
	"digitlab/wasm/ui/sketch"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// The numbers that the tutorial and its measurements are known by.
func TestFacts(t *testing.T) {
	known := facts()
	for name, want := range map[string]string{
		"digits": "1,797", "side": "8", "inputs": "64", "ink": "16", "seed": "777", "test": "540", "rest": "1,257", "fit": "1,005", "validation": "252",
		"convParams": "100", "denseParams": "4,550", "lastParams": "510", "params": "5,160", "map": "6", "pooled": "3", "flat": "90", "units": "50",
		"batch": "50", "steps": "21", "lastBatch": "5", "epochs": "100", "allSteps": "2,100", "rate": "0.001", "chanceLoss": "2.30", "mlpParams": "6,570",
		"published": "97.2", "publishedShare": "0.9722", "mean": "97.3", "spread": "0.6", "lowest": "95.9", "highest": "98.5", "seeds": "40", "wrong": "15", "each": "0.19",
		"base": "97.2", "best": "97.8", "together": "98.2", "normMean": "96.72", "normSpread": "1.10", "baseMean": "97.22", "baseSpread": "0.47", "tries": "10", "ensemble": "5",
		"lossSure": "96", "good": "95", "winning": "90", "lossGoal": "0.05", "middle": "40", "otherTest": "20", "goal": "95", "poor": "80", "fewDigits": "502", "rises": "25",
	} {
		if known[name] != want {
			t.Errorf("%s is %s, want %s", name, known[name], want)
		}
	}
}

func readDigits(t *testing.T) nn32.Data {
	t.Helper()
	file, err := os.Open("../../../static/data/digits.csv.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	digits, err := datasets.ReadDigits(file)
	if err != nil {
		t.Fatal(err)
	}
	return digits
}

func TestImages(t *testing.T) {
	digits := readDigits(t)
	for i := range images {
		for j, v := range digit(i).values {
			if want := digits.X.Data[i*side()*side()+j]; float32(v) != want {
				t.Fatalf("image %d has %v as value %d, want %v", i, v, j, want)
			}
		}
		if digits.Labels[i] != i {
			t.Errorf("image %d is a %d", i, digits.Labels[i])
		}
	}
}

func TestSplit(t *testing.T) {
	const digits = 1797
	for percent := 5; percent <= 60; percent++ {
		train, test, err := datasets.TrainTestSplit(digits, float64(percent)/100, 777)
		if err != nil {
			t.Fatal(err)
		}
		for validation := 5; validation <= 60; validation++ {
			cut := datasets.ValidationSplit(len(train), float64(validation)/100)
			if got, want := split(digits, percent, validation), (counts{len(test), len(train), cut, len(train) - cut}); got != want {
				t.Errorf("%d %% and %d %%: %+v, want %+v", percent, validation, got, want)
			}
		}
	}
}

// The recorded run is what nn32 trains, and its result is one of those that were measured.
func TestRecordedRun(t *testing.T) {
	digits := readDigits(t)
	trainRows, testRows, err := datasets.TrainTestSplit(digits.Len(), float64(tutorial.TestPercent)/100, uint32(tutorial.Seed))
	if err != nil {
		t.Fatal(err)
	}
	train, test := digits.Take(trainRows), digits.Take(testRows)
	cut := datasets.ValidationSplit(train.Len(), float64(tutorial.ValidationPercent)/100)
	network, err := nn32.NewSequential(nn32.Shape{8, 8, 1}, tutorial.Seed,
		&nn32.Conv2D{Filters: 10, KernelSize: [2]int{3, 3}, Activation: nn32.ReLU}, &nn32.MaxPooling2D{PoolSize: [2]int{2, 2}}, &nn32.Flatten{},
		&nn32.Dense{Units: 50, Activation: nn32.ReLU}, &nn32.Dense{Units: 10, Activation: nn32.Softmax})
	if err != nil {
		t.Fatal(err)
	}
	if err := network.Compile(&nn32.Adam{LearningRate: tutorial.LearningRate}, &nn32.CategoricalCrossentropy{}, nn32.Accuracy); err != nil {
		t.Fatal(err)
	}
	history, err := network.Fit(train.Slice(0, cut), nn32.FitOptions{Epochs: tutorial.Epochs, BatchSize: tutorial.BatchSize, Validation: train.Slice(cut, train.Len())})
	if err != nil {
		t.Fatal(err)
	}
	for i := range history.Training {
		for row, v := range []float32{history.Training[i].Loss, history.Training[i].Accuracy, history.Validation[i].Loss, history.Validation[i].Accuracy} {
			if math.Abs(float64(v-recorded[row][i])) > .00006 {
				t.Errorf("epoch %d: %v is recorded as %v", i+1, v, recorded[row][i])
			}
		}
	}
	if len(history.Training) != len(recorded[0]) {
		t.Errorf("%d epochs, %d are recorded", len(history.Training), len(recorded[0]))
	}
	result, err := network.Evaluate(test)
	if err != nil {
		t.Fatal(err)
	}
	if i18n.Loss(result.Accuracy) != i18n.Loss(recordedAccuracy) {
		t.Errorf("test accuracy %v is recorded as %v", result.Accuracy, recordedAccuracy)
	}
	if a := float64(result.Accuracy); a < lowest || a > highest || math.Abs(meanAccuracy-published) > spread {
		t.Errorf("test accuracy %v", a)
	}
}

// What is drawn of a drawing is what the trainer would make of it.
func TestDrawing(t *testing.T) {
	paper := sketch.OnPaper(aDrawing)
	var strokes []drawing.Stroke
	for _, s := range paper.Strokes {
		var stroke drawing.Stroke
		for _, p := range s {
			stroke = append(stroke, drawing.Point{X: p.X, Y: p.Y})
		}
		strokes = append(strokes, stroke)
	}
	bitmap := drawing.Rasterise(strokes, paper.Pen)
	for letters, pipeline := range map[string]drawing.Pipeline{shrunken: {}, prepared: drawing.DefaultPipeline()} {
		picture, ok := pipeline.Picture(bitmap)
		if !ok {
			t.Fatal("the drawing has no ink")
		}
		for i, v := range parsed(letters).values {
			if float64(picture[i]) != v {
				t.Errorf("value %d is %v, want %d", i, v, picture[i])
			}
		}
	}
}

// A map is what nn32's Conv2D gives, for each kernel, stride and padding that can be set; and so are ReLU and the pools.
func TestConvolution(t *testing.T) {
	x := nn32.NewTensor(1, side(), side(), 1)
	in := digit(5)
	for i, v := range in.values {
		x.Data[i] = float32(v)
	}
	predict := func(layer nn32.Layer, kernel picture) []float32 {
		t.Helper()
		network, err := nn32.NewSequential(nn32.Shape{side(), side(), 1}, 1, layer)
		if err != nil {
			t.Fatal(err)
		}
		if params := network.Params(); len(params) > 0 {
			for i, v := range kernel.values {
				params[0].Value.Data[i] = float32(v)
			}
		}
		y, err := network.Predict(x)
		if err != nil {
			t.Fatal(err)
		}
		return y.Data
	}
	equal := func(got picture, want []float32, what string) {
		t.Helper()
		if len(got.values) != len(want) {
			t.Errorf("%s: %d values, want %d", what, len(got.values), len(want))
			return
		}
		for i, v := range got.values {
			if math.Abs(v-float64(want[i])) > 1e-4 {
				t.Errorf("%s: value %d is %v, want %v", what, i, v, want[i])
				return
			}
		}
	}
	for _, size := range sizes {
		for pattern := range patternCount {
			for stride := 1; stride <= 3; stride++ {
				for _, same := range []bool{false, true} {
					k := kernelOf(pattern, size)
					layer := &nn32.Conv2D{Filters: 1, KernelSize: [2]int{size, size}, Strides: [2]int{stride, stride}}
					if same {
						layer.Padding = nn32.Same
					}
					equal(convolve(in, k, stride, same), predict(layer, k), strconv.Itoa(size)+"x, stride "+strconv.Itoa(stride)+", same "+strconv.FormatBool(same))
				}
			}
		}
	}
	k := kernelOf(verticalPattern, 3)
	equal(convolve(in, k, 1, false).relu(), predict(&nn32.Conv2D{Filters: 1, KernelSize: [2]int{3, 3}, Activation: nn32.ReLU}, k), "relu")
	for _, size := range []int{1, 2, 3} {
		equal(in.pooled(size, false), predict(&nn32.MaxPooling2D{PoolSize: [2]int{size, size}}, picture{}), "maximum")
		equal(in.pooled(size, true), predict(&nn32.AveragePooling2D{PoolSize: [2]int{size, size}}, picture{}), "average")
	}
}

// deeds do to a state what buttons and drawings do in a browser.
var deeds = map[string]func(*state){
	"fit-q2":     func(s *state) { s.run = trainedRun(.96, 1, .5, .2) },
	"fit-q3":     func(s *state) { s.run = trainedRun(.6, 1, .5, .2) },
	"curves-q1":  func(*state) {}, // the recorded run is what is trained
	"curves-q2":  func(s *state) { s.run = trainedRun(.96, .4, .2, .25) },
	"draw-q1":    func(s *state) { s.drawn = readDrawing(examples[2], 5, 3) },
	"draw-q2":    func(s *state) { s.drawn = readDrawing(examples[1], 5, 7) },
	"draw-q3":    func(s *state) { s.drawn = readDrawing([]sketch.Stroke{{{X: .5, Y: .5}, {X: .51, Y: .5}}}, 1, 1) },
	"methods-q1": func(s *state) { s.tries.results[initializerMethod] = tally{510} },
	"methods-q2": func(s *state) {
		for m := noMethod + 1; m < methodCount; m++ {
			s.tries.results[m] = tally{520}
		}
	},
	"methods-q3": func(s *state) { s.tries.results[dropoutMethod] = tally{520, 521, 522} },
}

// trainedRun returns a run that was trained here, with its accuracy on the test digits and its validation losses. The training loss falls.
func trainedRun(accuracy float32, validation ...float32) run {
	r := run{here: true, planned: len(validation), accuracy: accuracy}
	for i, v := range validation {
		for row, value := range [4]float32{trainingLoss: 1 / float32(i+1), validationLoss: v} {
			r.rows[row] = append(r.rows[row], value)
		}
	}
	return r
}

// readDrawing returns a person's drawing with what a trained network reads in each way.
func readDrawing(strokes []sketch.Stroke, shrunk, prepared int) drawn {
	d := drawn{drawing: sketch.Drawing{Content: sketch.Content{Strokes: strokes}}, own: true}
	for way, digit := range [wayCount]int{shrunk, prepared} {
		d.read[way] = &protocol.Prediction{Epoch: 1, Probabilities: make([]float32, classes)}
		d.read[way].Probabilities[digit] = .95
	}
	return d
}

// Each question is wrong at first, and right when it is answered rightly: typed, chosen, or done with the controls.
func TestQuestions(t *testing.T) {
	asked := 0
	for s := range nextSection {
		for i, q := range questionsOf(s) {
			asked++
			id, state := questionID(s, i), newState()
			want, ok := lessontest.Answers[id]
			if !ok || (q.done != nil) != want.Done() || q.choice != want.Choice {
				t.Errorf("%s has the answer %+v", id, want)
				continue
			}
			for _, wrong := range []answer{{}, {typed: "x", chosen: q.choice + 1}, {typed: strconv.FormatFloat(q.number+1, 'f', -1, 64), chosen: q.choice - 1}} {
				if q.right(wrong, state) {
					t.Errorf("%s takes %+v", id, wrong)
				}
			}
			for _, set := range slices.Concat(want.Set, want.Then) {
				k := &knobs[s][set.Control]
				high := k.high
				switch {
				case k.names != nil:
					high = len(k.names(&englishLabels)) - 1
				case k.highest != nil:
					high = k.highest(state)
				}
				if set.Value < k.low || set.Value > high || (set.Value-k.low)%max(k.step, 1) != 0 {
					t.Errorf("%s: control %d cannot be set to %d", id, set.Control, set.Value)
				}
				*k.at(state) = set.Value
			}
			if do := deeds[id]; do != nil {
				do(state)
			} else if len(want.Press)+len(want.Draw) > 0 {
				t.Errorf("%s: nothing does here what %+v does in a browser", id, want)
			}
			if !q.right(answer{want.Typed, want.Choice}, state) {
				t.Errorf("%s does not take %+v", id, want)
			}
		}
	}
	if asked != len(lessontest.Answers) {
		t.Errorf("%d questions, and answers to %d", asked, len(lessontest.Answers))
	}
}

func TestTypedAnswers(t *testing.T) {
	for typed, want := range map[string]bool{"5160": true, "5,160": true, " 5 160 ": true, "5160.0": true, "5161": false, "": false, "five": false, "NaN": false, "Inf": false} {
		if got := number(5160).right(answer{typed: typed}, newState()); got != want {
			t.Errorf("%q: %v", typed, got)
		}
	}
}

// Whatever a person sets, a figure has a place for its window, and its sentence is filled.
func TestFigures(t *testing.T) {
	for _, in := range []i18n.Language{i18n.InEnglish, i18n.InKorean} {
		for s := range nextSection {
			state := newState()
			f := &figure{Of: s, lesson: &shared{state: state, text: labelsIn(in), changed: func(section) {}}}
			check := func() {
				t.Helper()
				state.clamp()
				if html := app.HTMLString(f); braces.MatchString(html) || strings.Contains(html, "NaN") || strings.Contains(html, "%!") {
					t.Fatalf("%s, %s, %+v: %s", s.id(), in.Code(), state, html)
				}
			}
			check()
			for i := range knobs[s] {
				k := &knobs[s][i]
				high := k.high
				if k.names != nil {
					high = len(k.names(f.lesson.text)) - 1
				} else if k.highest != nil {
					high = k.highest(state)
				}
				for _, v := range []int{k.low, (k.low + high) / 2, high} {
					*k.at(state) = v
					check()
				}
			}
		}
	}
}

// The document has each section with its figure, its code and its questions, and nothing unfilled.
func TestDocument(t *testing.T) {
	for _, in := range []i18n.Language{i18n.InEnglish, i18n.InKorean} {
		html := app.HTMLString(Page(in))
		for s := range sectionCount {
			for _, want := range []string{`<section class="chapter" id="` + s.id() + `"`, `href="#` + s.id() + `"`} {
				if !strings.Contains(html, want) {
					t.Errorf("%s: there is no %s", in.Code(), want)
				}
			}
		}
		text := regexp.MustCompile(`(?s)<pre.*?</pre>`).ReplaceAllString(html, "")
		for name := range facts() {
			if strings.Contains(text, "{"+name+"}") {
				t.Errorf("%s: {%s} is not filled in", in.Code(), name)
			}
		}
		if strings.Contains(html, " style=") || strings.Contains(html, "`") || strings.Count(html, "<math") != 4 || strings.Contains(html, `<div class="formula"></div>`) {
			t.Errorf("%s: a style, markup or a missing formula", in.Code())
		}
		ids := regexp.MustCompile(` id="?([^" >]+)`).FindAllStringSubmatch(html, -1)
		seen := map[string]bool{}
		for _, id := range ids {
			if seen[id[1]] {
				t.Errorf("%s: the ID %s is there twice", in.Code(), id[1])
			}
			seen[id[1]] = true
		}
	}
}

func TestProgress(t *testing.T) {
	p := progress{}
	if p.String() != "why" || parseProgress("").String() != "why" {
		t.Errorf("it begins as %q", p)
	}
	p.at(poolSection)
	p.answer("why-q1")
	p.answer("why-q1")
	p.answer("pool-q2")
	if got := parseProgress(p.String()); got.String() != "pool why-q1 pool-q2" || !slices.Equal(got.answered, p.answered) {
		t.Errorf("%q is read as %q", p, got)
	}
	if got := parseProgress("of-another pool-q2 pool-q99 <script>"); got.String() != "why pool-q2" {
		t.Errorf("it takes what is not there: %q", got)
	}
}

// What a reader has tried is read as it was written. Of another version, or damaged, nothing of it is.
func TestStoredTries(t *testing.T) {
	results := recordedTallies
	results[dropoutMethod], results[dataMethod] = nil, tally{0, testDigits()}
	text := writeTries(results, "v1")
	if got := readTries(text, "v1"); !reflect.DeepEqual(got, results) {
		t.Errorf("%q is read as %v, want %v", text, got, results)
	}
	for name, text := range map[string]string{
		"nothing": "", "another version": writeTries(results, "v2"), "cut": text[:strings.LastIndex(text, "\n")], "a line more": text + "\n",
		"no number": strings.Replace(text, "529", "5x9", 1), "negative": strings.Replace(text, "529", "-1", 1),
		"more than there are": strings.Replace(text, "529", strconv.Itoa(testDigits()+1), 1), "a seed more": strings.Replace(text, "529", "529 529", 1),
	} {
		if got := readTries(text, "v1"); !reflect.DeepEqual(got, [methodCount]tally{}) {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// The trainer begins a run with the settings of the figure, whatever run there is, and shows only what it has begun. Of the answers about
// drawings it takes those about the last.
func TestTrainer(t *testing.T) {
	l, expect := labtest.Trained(t)
	var shown []run
	read := map[int]int{}
	var told []looked
	tr := trainer{lab: l, show: func(r run) { shown = append(shown, r) }, tell: func(d looked) { told = append(told, d) }, read: func(way int, p *protocol.Prediction) { read[way] = p.Epoch }}
	l.On(tr.take)
	l.Apply(&protocol.Progress{Run: 1, Epoch: 1, Ended: []protocol.Epoch{{Number: 1}}})
	if len(shown) > 0 {
		t.Errorf("the lab's run is shown: %+v", shown)
	}
	s := tutorial
	s.Epochs = 30
	for i, want := range []int{2, 3} { // of a run with epochs, and of one that has not begun
		s.BatchSize = 50 + i
		tr.train(s, func(f func()) { f() })
		expect(&protocol.Build{Run: want, Settings: s}, &protocol.WatchDigits{On: true})
		l.Apply(&protocol.Built{Run: want, Settings: s, Test: 2})
		l.Apply(&protocol.DigitPictures{Count: 3, Labels: []byte{7, 0, 4}, Pictures: slices.Concat(make([]byte, 64), bytesOf(images[0]), bytesOf(images[4]))})
		l.Apply(&protocol.DigitPredictions{Run: want, Predicted: []byte{7, 1, 4}, Probability: []float32{.5, .25, .1}})
		expect(&protocol.WatchDigits{}, &protocol.Train{Run: want})
	}
	if d := told[len(told)-1]; len(told) != 2 || !d.here || d.digits != 3 || d.most != 16 || d.label != 0 || !slices.Equal(d.first, bytesOf(images[0])) ||
		d.accuracy != .5 || math.Abs(float64(d.loss)-3*math.Ln2/2) > 1e-6 || !d.of.Equal(s) {
		t.Errorf("it tells %+v", told)
	}
	l.Apply(&protocol.Status{Run: 3, Phase: protocol.Running, LearningRate: s.LearningRate})
	l.Apply(&protocol.Progress{Run: 3, Epoch: 1, Ended: []protocol.Epoch{{Number: 1, Loss: 2, ValidationAccuracy: .5}}})
	l.Apply(&protocol.Tested{Run: 3, Accuracy: .97, Elapsed: .4})
	l.Apply(&protocol.Results{Run: 3, Labels: []byte{5}, Predicted: []byte{6}, Confidence: []float32{.75}})
	last := shown[len(shown)-1]
	if last.goes || !last.here || last.epochs() != 1 || last.planned != 30 || last.accuracy != .97 || last.rows[validationAccuracy][0] != .5 || last.prediction != (prediction{6, 5, .75}) {
		t.Errorf("it shows %+v", last)
	}
	tr.predict(sketch.Content{Strokes: aDrawing}, func(f func()) { f() })
	tr.predict(sketch.Content{Strokes: examples[1]}, func(f func()) { f() })
	drawing := sketch.OnPaper(examples[1])
	first := sketch.OnPaper(aDrawing)
	const none = protocol.Stages(1<<protocol.Count - 1)
	expect(&protocol.Predict{ID: 2, Drawing: first, Skip: none}, &protocol.Predict{ID: 3, Drawing: first},
		&protocol.Predict{ID: 4, Drawing: drawing, Skip: none}, &protocol.Predict{ID: 5, Drawing: drawing})
	s.BatchSize = 60 // looked at only
	tr.look(s, func(f func()) { f() })
	expect(&protocol.Build{Run: 4, Settings: s}, &protocol.WatchDigits{On: true})
	before := len(shown)
	l.Apply(&protocol.Built{Run: 4, Settings: s, Test: 2})
	l.Apply(&protocol.DigitPredictions{Run: 3, Predicted: []byte{7, 1, 4}, Probability: []float32{.5, .25, .1}}) // late, of the run before
	expect()
	l.Apply(&protocol.DigitPredictions{Run: 4, Predicted: []byte{7, 0, 4}, Probability: []float32{.5, .5, .1}})
	expect(&protocol.WatchDigits{})
	if len(shown) != before || len(told) != 3 || told[2].accuracy != 1 || told[2].digits != 3 {
		t.Errorf("it shows %d runs and tells %+v", len(shown)-before, told)
	}
	for id := 2; id <= 5; id++ {
		l.Apply(&protocol.Prediction{ID: id, Run: 3, Epoch: id, Probabilities: make([]float32, classes)})
	}
	if len(read) != 2 || read[onlyShrunk] != 4 || read[asTheData] != 5 {
		t.Errorf("it takes %v", read)
	}
}
