package protocol

import (
	"encoding/hex"
	"errors"
	"math"
	"reflect"
	"testing"
)

var settings = Settings{Epochs: 7, BatchSize: 50, LearningRate: .003, Seed: MaxSeed, Optimizer: Nadam, Initializer: HeNormal,
	Augmentation: Strong, L2: .01, LabelSmoothing: .1, Schedule: CosineRate, Members: 3, Data: MNIST, TestPercent: 31, ValidationPercent: 21,
	Layers: []Layer{{Kind: Dropout, Units: 2, Size: 3, Stride: 4, Same: true, Activation: Tanh, Rate: .25}, {Kind: Flatten}}}

var info = RunInfo{ID: "1a", Name: "첫 번째", Pinned: true, Deleted: true, Created: 1 << 40, Settings: settings, Trained: 5, Tested: true,
	Loss: .125, Accuracy: .75, Elapsed: 1.25, FineTunedOn: 20}

var epoch = Epoch{Number: 3, Loss: .5, Accuracy: .75, ValidationLoss: .25, ValidationAccuracy: 1, LearningRate: .01, Elapsed: 1.5}

// Every field of every message has a different value here, so that a field that is missing from fields, or out of order, is
// detected.
var commands = []Command{
	&Build{Run: 2, Settings: settings},
	&Restore{Run: 3, Settings: settings},
	&Train{Run: 4},
	&Pause{Run: 5},
	&StepEpoch{Run: 6},
	&SetLearningRate{Run: 7, Rate: .125},
	&SetPace{Pace: Slow},
	&Predict{ID: 8, Source: Photo, Chosen: 2, Drawing: Drawing{Strokes: []Stroke{{{-32768, 1}, {2, 32767}}, {{3, 4}}}, Pen: 65535}, Skip: 1 << StrokeWidth, Explain: true, Compare: true, Width: 2, Height: 3, Ink: []byte{0, 1, 2, 3, 254, 255}},
	&Ping{ID: -9},
	&ReadModel{ID: "abc", Initial: true},
	&OpenModel{Run: 3, Name: "mine", Settings: DefaultSettings(), Candidates: []Candidate{{Weights: []Array{{Name: "kernel", Data: []float32{1, 2}}}}, {}}},
	&WarmUp{Run: 12},
	&AllowWarmUp{Allowed: true},
	&OpenRun{Run: 10, ID: "a"},
	&ListRuns{},
	&ReadRun{ID: "b"},
	&NameRun{ID: "c", Name: "넷"},
	&PinRun{ID: "d", Pinned: true},
	&DeleteRun{ID: "e", Deleted: true},
	&Trial{ID: 11, Settings: settings, Members: 5},
	&Help{Settings: settings, First: 1, Count: 2, WarmUp: true},
	&FetchData{Data: MNIST},
	&RemoveData{Data: Opened},
	&OpenData{Files: []NamedFile{{"글씨.idx", []byte{0, 0, 8, 3}}, {"labels", []byte{0, 0, 8, 1}}}},
	&TurnData{},
	&PredictData{},
	&SetSample{ID: 12, Label: 9, Drawing: Drawing{Strokes: []Stroke{{{5, -6}}}, Pen: 7}},
	&DropSample{ID: 13},
	&FineTune{Run: 14},
	&OpenRunFile{Run: 15, File: []byte{16}},
	&ReadRunFile{ID: "g"},
	&Learn{Run: 4, Subject: DrawingSubject, Digit: 3, Label: 7, Member: 1, Unit: Unit{Layer: 2, Element: 5}, Apply: true, Back: true},
	&Inspect{Subject: SampleSubject, Digit: 7, Member: 2, Unit: Unit{Layer: 1, Element: 35}, Project: true},
	&Find{Run: 4, From: 7, Label: 3, Back: true, Wrong: true, Member: 2, Passed: 256},
	&LookAt{Run: 16, ID: 17, Now: true, Moment: Moment{Epoch: 2, Step: 3}, Near: true, Results: true},
	&TrainOn{Run: 17, Moment: Moment{Epoch: 4, Step: 5}},
	&Seek{Run: 18, Member: 1, Layer: 2, Unit: 3},
	&Ascend{Seek: Seek{Run: 18, Member: 1, Layer: 2, Unit: 3}, Mean: true, Seed: 4, TotalVariation: .5, L2: .25},
	&WatchDigits{On: true, Forgotten: true},
	&FollowDigit{Run: 4, Digit: 1796},
	&WatchMap{On: true, Method: TSNE, Perplexity: 30, Iterating: true, Anew: 2},
}

var events = []Event{
	&Ready{Images: 1797, Sample: []byte{16, 3}, SampleLabels: []byte{9}},
	&Failed{Run: 2, Reason: Diverged, Detail: "손실 NaN"},
	&Built{Run: 3, ID: "f", Settings: settings, Sample: []byte{255}, SampleLabels: []byte{6}, FineTunedOn: 20, Fit: 1005, Validation: 252, Test: 540, Layers: []LayerInfo{{"conv2d", []int{6, 6, 10}, 100}, {"flatten", []int{90}, 0}}, Restored: true},
	&Status{Run: 4, Phase: Paused, LearningRate: .5, Workers: 2},
	&Progress{Run: 5, Epoch: 4, Step: 6, Steps: 21, Elapsed: 2.5, Remaining: -1, Ended: []Epoch{epoch, {Number: 4}}},
	&Tested{Run: 6, Loss: .1, Accuracy: .97, Elapsed: 3.25, Weights: 1<<63 + 5},
	&Saved{Run: 7, Problem: StorageFull},
	&Prediction{ID: 8, Run: 9, Epoch: 10, Imported: true, Finding: SeveralDigits, Data: MNIST, Picture: []byte{4}, Probabilities: []float32{.25, float32(math.Inf(1))},
		Temperature: 1.5, Pretrained: []float32{.75}, PretrainedProblem: NotServed, Chosen: 1,
		Digits: []DigitPrediction{{NoDigit, []float32{.5}, []float32{.25}}, {Finding: OneDigit}}, Stages: []StageImage{{Count, 8, 9, []byte{255}}, {Crop, 1, 2, []byte{1}}},
		Nearest: []Neighbour{{3, 1.25, []byte{16}}}, Occlusion: []float32{-.5}},
	&Pong{ID: 11},
	&Results{Run: 12, Past: true, Moment: Moment{Epoch: 5, Step: 6}, Labels: []byte{1, 2}, Predicted: []byte{3, 4}, Confidence: []float32{.5, .25}, Pictured: []int{1}, Pictures: []byte{16}},
	&Runs{Runs: []RunInfo{info, {}}, Failure: "quota", Problem: RunGone},
	&RunCurves{Info: info, Epochs: []Epoch{epoch}, Failure: "damaged", Problem: RunDamaged},
	&TrialProgress{ID: 13, Done: .5},
	&TrialDone{ID: 14, Loss: .1, Accuracy: .9, Elapsed: 2, Problem: TrialDiverged, Failure: "NaN"},
	&DataState{Data: MNIST, Name: "글씨.idx", Cached: true, Count: 70000, Loaded: 5, Total: 11, Problem: Unreachable, Detail: "offline",
		File: FileProblem{"글씨.csv", 3, 4, "둘", "0 to 9"}, Open: OpenedFiles{Digits: [10]int{1, 9: 2}, Ink: 16, Letters: 5, Beyond: 6, Lying: true,
			Turned: true, Unlabelled: 7, UnlabelledSide: 28, UnlabelledName: "test.csv"}},
	&DataPredictions{Run: 18, Epoch: 3, Digits: []byte{4, 9}, Confidence: []float32{.5, 1}, IDs: []string{"가.png", ""}},
	&SamplePredictions{Run: 15, Epoch: 2, Predictions: []SamplePrediction{{16, 7, .5}, {17, 8, .25}}},
	&RunFile{Info: info, File: []byte{17}, Failure: "damaged", Problem: RunDamaged},
	&Unopened{Run: 17, Problem: RunOfOtherVersion},
	&ModelWeights{Info: info, Moment: Moment{Epoch: 5, Step: 6}, Initial: true, Weights: []Array{{Name: "kernel", Data: []float32{1, 2}}}, Failure: "gone", Problem: RunGone},
	&ModelOpened{Run: 4, Candidate: 1, Accuracies: []float32{.5, .75}, Failure: "too large"},
	&Found{Run: 4, Found: true, Digit: 12, Label: 3, From: 7, Wrong: true, Member: 2, Passed: 4, Tests: 540},
	&Learned{Run: 4, Subject: DrawingSubject, Digit: 3, Label: 7, Member: 1, Problem: LearnDiverged, Taken: 2, Loss: .5, After: .25, Probabilities: []float32{.5}, Errors: []float32{-.5},
		Unit: Unit{Layer: 2, Element: 5}, Gradients: []float32{1}, Sums: []float32{2}, State: []string{"m", "v"}, Others: 3,
		Weights: []WeightStep{{Name: "kernel", Row: 4, Before: 1, Gradient: 2, State: []float32{3, 4}, After: 5}},
		Places:  []WeightPlace{{Output: 1, Input: 2, Value: 3, Gradient: 4}}, Rest: WeightSummands{Count: 5, Sum: 6}},
	&Inspection{Run: 18, Epoch: 3, Step: 4, Imported: true, Subject: SampleSubject, Digit: 5, Member: 1, Label: 9, Picture: []byte{16}, Probabilities: []float32{.5},
		Terms: Terms{Unit: Unit{Layer: 4, Element: 9}, Inputs: []int{3, 5}, Values: []float32{.5, 1}, Weights: []float32{-1, 2}, Others: 7, Rest: .125, Bias: .25, Sum: 1.5,
			Output: .75, Winner: 1, Mean: .5, Scale: 2, Shift: 3, Logits: []float32{1, 2}},
		Projection: Projection{Unit: Unit{Layer: 4, Element: 19}, Value: .5, Gradient: []float32{1}, Guided: []float32{2}, Deconvnet: []float32{3}}, Layers: []LayerOutput{
			{Kind: Dense, Shape: []int{6, 6, 10}, Units: []int{2, 7}, Values: []float32{.25, -.5}, Window: 3, Kernels: []float32{-1, 2}}, {Kind: Dropout}}},
	&FineTuned{Run: 16, Samples: 20, Before: .5, After: .75, TestBefore: .97, TestAfter: .98, Problem: NoSamples, Failure: "too few"},
	&Sought{Seek: Seek{Run: 18, Member: 1, Layer: 2, Unit: 3}, Epoch: 4, Step: 5, Share: .5, Digits: 6, All: 7,
		Most: []Patch{{Label: 8, Value: .5, Top: 1, Left: 2, Height: 3, Width: 4, Picture: []byte{9}}}, Least: []Patch{{Label: 1}, {Label: 2}}},
	&Ascended{Ascend: Ascend{Seek: Seek{Run: 18, Layer: 2}, Seed: 4}, Epoch: 4, Step: 5, Steps: 6, First: .5, Last: 2, Picture: []byte{7}, Digit: 8, Confidence: .75},
	&DigitPictures{Data: MNIST, From: 2, Count: 1797, Labels: []byte{7}, Pictures: []byte{16, 3}},
	&DigitPredictions{Run: 4, Moment: Moment{Epoch: 2, Step: 3}, Predicted: []byte{7, NoPrediction}, Confidence: []float32{.5}, Margin: []float32{.25}, Probability: []float32{.125}},
	&FirstRight{Run: 4, Epochs: []int{3, -1}, Every: 2, Share: .5},
	&DigitCourse{Run: 4, Digit: 7, Epochs: []int{0, 2}, Probability: []float32{.1, .9}, Predicted: []byte{3, 7}, Share: .75, Lost: true},
	&DigitMap{Run: 4, Moment: Moment{Epoch: 2, Step: 3}, Method: TSNE, Positions: []float32{1, -2}, Units: 50, Variances: []float32{.5, .25},
		Waits: true, Preparing: true, Iteration: 100, Iterations: 500},
	&MapPlace{Run: 4, ID: 9, Known: true, X: 1.5, Y: -2, Nearest: []int{3, 8}},
	&Shown{Run: 19, ID: 20, Past: true, Moment: Moment{Epoch: 6, Step: 7}, Share: .5, Lost: true},
}

var checkpoint = &Checkpoint{Info: info, LearningRate: .02, Rates: []RateChange{{Moment{1, 2}, .02}}, Epochs: []Epoch{epoch},
	Tensors: []Array{{"conv2d/kernel", []float32{1, -2}}, {"adam/step", []float32{3}}}}

func TestRoundTrip(t *testing.T) {
	for _, m := range commands {
		got, err := UnmarshalCommand(MarshalCommand(m))
		if err != nil || !reflect.DeepEqual(got, m) {
			t.Errorf("%T: got %+v, %v; want %+v", m, got, err, m)
		}
	}
	for _, m := range events {
		got, err := UnmarshalEvent(MarshalEvent(m))
		if err != nil || !reflect.DeepEqual(got, m) {
			t.Errorf("%T: got %+v, %v; want %+v", m, got, err, m)
		}
	}
	got, err := UnmarshalCheckpoint(MarshalCheckpoint(checkpoint))
	if err != nil || !reflect.DeepEqual(got, checkpoint) {
		t.Errorf("checkpoint: got %+v, %v; want %+v", got, err, checkpoint)
	}
}

// Each message has its own kind, and a value in the table that the other tests use.
func TestEveryMessageIsInTheTable(t *testing.T) {
	kinds, tested := map[byte]Command{}, map[reflect.Type]bool{}
	for _, m := range commands {
		tested[reflect.TypeOf(m)] = true
	}
	for _, m := range Commands() {
		if other := kinds[m.command()]; other != nil || !tested[reflect.TypeOf(m)] {
			t.Errorf("%T: in the table %v; %T has the same kind", m, tested[reflect.TypeOf(m)], other)
		}
		kinds[m.command()] = m
	}
	eventKinds := map[byte]Event{}
	for _, m := range events {
		tested[reflect.TypeOf(m)] = true
	}
	for _, m := range Events() {
		if other := eventKinds[m.event()]; other != nil || !tested[reflect.TypeOf(m)] {
			t.Errorf("%T: in the table %v; %T has the same kind", m, tested[reflect.TypeOf(m)], other)
		}
		eventKinds[m.event()] = m
	}
}

func TestEveryFieldIsFilled(t *testing.T) {
	for _, m := range commands {
		filled(t, reflect.ValueOf(m).Elem())
	}
	for _, m := range events {
		filled(t, reflect.ValueOf(m).Elem())
	}
	filled(t, reflect.ValueOf(checkpoint).Elem())
}

func filled(t *testing.T, v reflect.Value) {
	for i := range v.NumField() {
		if v.Field(i).IsZero() {
			t.Errorf("%s.%s is zero in the test's table, which proves nothing about it", v.Type(), v.Type().Field(i).Name)
		}
	}
}

func TestTruncatedAndForeign(t *testing.T) {
	for _, m := range events {
		b := MarshalEvent(m)
		for n := range b {
			if _, err := UnmarshalEvent(b[:n]); !errors.Is(err, ErrFormat) {
				t.Errorf("%T cut to %d of %d bytes: %v", m, n, len(b), err)
			}
		}
		if _, err := UnmarshalEvent(append(b, 0)); !errors.Is(err, ErrFormat) {
			t.Errorf("%T with a byte too many: %v", m, err)
		}
	}
	for _, b := range [][]byte{nil, {Version}, {Version + 1, 1}, {Version, 200}} {
		if _, err := UnmarshalCommand(b); !errors.Is(err, ErrFormat) {
			t.Errorf("%v: %v", b, err)
		}
	}
}

func TestDamagedRecords(t *testing.T) {
	b := MarshalCheckpoint(checkpoint)
	for i := range b {
		damaged := append([]byte(nil), b...)
		damaged[i] ^= 4
		if k, err := UnmarshalCheckpoint(damaged); !errors.Is(err, ErrFormat) || k != nil {
			t.Errorf("a checkpoint with byte %d changed: %v", i, err)
		}
		if _, err := UnmarshalCheckpoint(b[:i]); !errors.Is(err, ErrFormat) {
			t.Errorf("a checkpoint of %d bytes: %v", i, err)
		}
	}
	later := marshal(RecordVersion+1, infoKind, &info)
	if r, err := UnmarshalInfo(seal(later)); !errors.Is(err, ErrRecordVersion) || r != nil {
		t.Errorf("a record of a later version: %v", err)
	}
	if _, err := UnmarshalInfo(b); !errors.Is(err, ErrFormat) {
		t.Errorf("a checkpoint as info: %v", err)
	}
	if got, err := UnmarshalInfo(MarshalInfo(&info)); err != nil || !reflect.DeepEqual(got, &info) {
		t.Errorf("info: got %+v, %v; want %+v", got, err, info)
	}
}

// firstRecord is info as the first version of the page stored it.
const firstRecord = "01490200000031610a000000ecb2ab20ebb288eca7b80101000000000001000007000000000000003200000000000000a69b443bffffff" +
	"ffffff1f000703020ad7233ccdcccc3d1f0000000000000015000000000000000200000007020000000000000003000000000000000400" +
	"00000000000001050000803e04000000000000000000000000000000000000000000000000000000000000050000000000000001000000" +
	"3e0000403f000000000000f43f2cfd8884"

// Data stored by the first version of the page can be read.
func TestFirstRecords(t *testing.T) {
	b, err := hex.DecodeString(firstRecord)
	if err != nil {
		t.Fatal(err)
	}
	want := info
	want.FineTunedOn, want.Settings.Schedule, want.Settings.Members, want.Settings.Data = 0, ConstantRate, 1, Digits
	if got, err := UnmarshalInfo(b); err != nil || !reflect.DeepEqual(got, &want) {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
}

// Runs stored by the second version, which had no changes of the learning rate, can be read.
func TestSecondCheckpoints(t *testing.T) {
	want := *checkpoint
	want.Rates = nil
	b := marshal(2, checkpointKind, &want)
	rates := len(marshal(2, infoKind, &info)) + 4 // behind the learning rate
	second := seal(append(b[:rates:rates], b[rates+4:]...))
	if got, err := UnmarshalCheckpoint(second); err != nil || !reflect.DeepEqual(got, &want) {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
}

func FuzzUnmarshal(f *testing.F) {
	for _, m := range commands {
		f.Add(MarshalCommand(m))
	}
	for _, m := range events {
		f.Add(MarshalEvent(m))
	}
	f.Add(MarshalCheckpoint(checkpoint))
	f.Add(marshal(RecordVersion, checkpointKind, checkpoint))
	f.Add(marshal(RecordVersion, infoKind, &info))
	f.Fuzz(func(t *testing.T, b []byte) {
		if m, err := UnmarshalEvent(b); (m == nil) != (err != nil) {
			t.Errorf("%v and %v", m, err)
		}
		if m, err := UnmarshalCommand(b); (m == nil) != (err != nil) {
			t.Errorf("%v and %v", m, err)
		}
		for _, b := range [][]byte{b, seal(b)} { // with a valid checksum the fields are read
			if k, err := UnmarshalCheckpoint(b); (k == nil) != (err != nil) {
				t.Errorf("%v and %v", k, err)
			}
			if r, err := UnmarshalInfo(b); (r == nil) != (err != nil) {
				t.Errorf("%v and %v", r, err)
			}
			if k, err := UnmarshalRunFile(append([]byte(fileHead), b...)); (k == nil) != (err != nil) {
				t.Errorf("%v and %v", k, err)
			}
		}
	})
}

func TestSettingsCheck(t *testing.T) {
	if err := DefaultSettings().Check(); err != nil {
		t.Error(err)
	}
	nan := float32(math.NaN())
	for _, change := range []func(*Settings){
		func(s *Settings) { s.Epochs = 0 },
		func(s *Settings) { s.Epochs = MaxEpochs + 1 },
		func(s *Settings) { s.BatchSize = -1 },
		func(s *Settings) { s.BatchSize = MaxBatchSize + 1 },
		func(s *Settings) { s.LearningRate = 0 },
		func(s *Settings) { s.LearningRate = nan },
		func(s *Settings) { s.LearningRate = 20 },
		func(s *Settings) { s.Seed = MaxSeed + 1 },
		func(s *Settings) { s.Optimizer = Optimizers },
		func(s *Settings) { s.Initializer = Initializers },
		func(s *Settings) { s.Augmentation = Augmentations },
		func(s *Settings) { s.L2 = nan },
		func(s *Settings) { s.L2 = 1.1 },
		func(s *Settings) { s.LabelSmoothing = -.1 },
		func(s *Settings) { s.LabelSmoothing = .6 },
		func(s *Settings) { s.TestPercent = MinShare - 1 },
		func(s *Settings) { s.ValidationPercent = MaxShare + 1 },
		func(s *Settings) { s.Layers = nil },
		func(s *Settings) { // a step would take 10 s
			s.BatchSize, s.Layers = MaxBatchSize, []Layer{{Kind: Conv2D, Units: 64, Size: 3, Same: true}, {Kind: Conv2D, Units: 512, Size: 3, Same: true},
				{Kind: GlobalAveragePooling2D}}
		},
		func(s *Settings) { // it would take 2 GB
			wide := Layer{Kind: MaxPooling2D, Size: 2, Stride: 1, Same: true}
			s.BatchSize, s.Layers = MaxBatchSize, []Layer{{Kind: Conv2D, Units: 512, Size: 1}, wide, wide, wide, wide, wide, {Kind: GlobalAveragePooling2D}}
		},
	} {
		s := DefaultSettings()
		change(&s)
		if s.Check() == nil {
			t.Errorf("%+v passes", s)
		}
	}
}

// The largest checkpoint: of a network at its limit, with the state of Adam.
func BenchmarkMarshalCheckpoint(b *testing.B) {
	k := &Checkpoint{Info: info, Tensors: []Array{{"w", make([]float32, MaxParameters)}, {"m", make([]float32, MaxParameters)},
		{"v", make([]float32, MaxParameters)}}}
	for b.Loop() {
		MarshalCheckpoint(k)
	}
}
