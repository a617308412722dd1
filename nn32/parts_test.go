package nn32

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"digitlab/nn32/internal/distribution"
)

// The initialisers have the standard deviations and the limits of their papers.
func TestInitializers(t *testing.T) {
	const fanIn, fanOut = 200, 50
	for _, test := range []struct {
		i              Initializer
		stddev, bounds float64 // bounds in standard deviations
	}{
		{GlorotUniform, math.Sqrt(2. / 250), math.Sqrt(3)},
		{GlorotNormal, math.Sqrt(2. / 250), 2 / distribution.TruncatedStddev},
		{HeUniform, math.Sqrt(2. / 200), math.Sqrt(3)},
		{HeNormal, math.Sqrt(2. / 200), 2 / distribution.TruncatedStddev},
		{LeCunUniform, math.Sqrt(1. / 200), math.Sqrt(3)},
		{LeCunNormal, math.Sqrt(1. / 200), 2 / distribution.TruncatedStddev},
		{RandomNormal, .3, 6},
		{Zeros, 0, 0},
	} {
		w := make([]float32, 20000)
		test.i.fill(w, fanIn, fanOut, .3, rand.New(rand.NewPCG(1, 2)))
		var sum, squares, largest float64
		for _, v := range w {
			sum += float64(v)
			squares += float64(v) * float64(v)
			largest = max(largest, math.Abs(float64(v)))
		}
		n := float64(len(w))
		if got := math.Sqrt(squares / n); math.Abs(got-test.stddev) > .02*test.stddev || math.Abs(sum/n) > .03*test.stddev {
			t.Errorf("%v: mean %v, standard deviation %v, want 0 and %v", test.i, sum/n, got, test.stddev)
		}
		if largest > test.bounds*test.stddev*1.0001 {
			t.Errorf("%v: the largest is %v, want at most %v", test.i, largest, test.bounds*test.stddev)
		}
	}
}

// A schedule counts steps over the whole run, also in a resumed run.
func TestScheduleOfAResumedRun(t *testing.T) {
	data := goldenBatches(t).Slice(0, 100)
	var seen []int
	o := FitOptions{Epochs: 2, BatchSize: 50, Schedule: factors(func(step int) float32 { seen = append(seen, step); return 1 })}
	s := tutorialNetwork(t, 1)
	for range 2 {
		if _, err := s.Fit(data, o); err != nil {
			t.Fatal(err)
		}
		o.InitialEpoch, o.Epochs = 2, 3
	}
	if want := []int{0, 1, 2, 3, 4, 5}; !slices.Equal(seen, want) {
		t.Errorf("the schedule saw %v, want %v", seen, want)
	}
}

type factors func(step int) float32

func (f factors) Factor(step int) float32 { return f(step) }

func TestEarlyStopping(t *testing.T) {
	s := tutorialNetwork(t, 1)
	weight := &s.Params()[0].Value.Data[0]
	for _, test := range []struct {
		name       string
		e          EarlyStopping
		losses     []float32
		stop, best int
	}{
		{"at once", EarlyStopping{}, []float32{3, 2, 2, 1}, 3, 2},
		{"patience", EarlyStopping{Patience: 2, RestoreBest: true}, []float32{3, 2, 4, 1, 2, 3, 0}, 6, 4},
		{"by enough", EarlyStopping{Patience: 2, MinDelta: .5}, []float32{3, 2.8, 2.6, 1}, 3, 1},
		{"never", EarlyStopping{Patience: 9, RestoreBest: true}, []float32{3, 2, 1, 2}, 0, 3},
		{"by accuracy", EarlyStopping{ByAccuracy: true}, []float32{1, 2, 2}, 3, 2},
		{"NaN is not better", EarlyStopping{}, []float32{1, float32(math.NaN())}, 2, 1},
	} {
		stopped := 0
		for i, loss := range test.losses {
			*weight = float32(i + 1)
			if test.e.Observe(s, i+1, Evaluation{Loss: loss, Accuracy: loss}) {
				stopped = i + 1
				break
			}
		}
		if best := test.e.Restore(s); stopped != test.stop || best != test.best {
			t.Errorf("%s: stopped at %d, best %d; want %d and %d", test.name, stopped, best, test.stop, test.best)
		}
		if test.e.RestoreBest && *weight != float32(test.best) {
			t.Errorf("%s: the weights are those of epoch %v, want %d", test.name, *weight, test.best)
		}
	}
}

func TestFitStopsEarlyAndRestores(t *testing.T) {
	all := goldenBatches(t)
	data, validation := all.Slice(0, 60), all.Slice(60, 200) // few samples, so that the network overfits
	s := tutorialNetwork(t, 3)
	stopping := &EarlyStopping{Patience: 3, RestoreBest: true}
	for range 2 { // the second run starts from the beginning
		h, err := s.Fit(data, FitOptions{Epochs: 300, BatchSize: 10, Validation: validation, EarlyStopping: stopping})
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.Evaluate(validation)
		if err != nil {
			t.Fatal(err)
		}
		if h.Best != len(h.Validation)-3 || len(h.Validation) == 300 || !reflect.DeepEqual(got, h.Validation[h.Best-1]) {
			t.Errorf("%d epochs, the best %d; it has %+v, the best had %+v", len(h.Validation), h.Best, got, h.Validation[h.Best-1])
		}
	}
	_, err := s.Fit(data, FitOptions{Epochs: 1, EarlyStopping: stopping})
	if err == nil || !strings.Contains(err.Error(), "needs Validation") {
		t.Errorf("without validation: %v", err)
	}
}

func TestEnsemble(t *testing.T) {
	a, b, data := tutorialNetwork(t, 1), tutorialNetwork(t, 2), goldenBatches(t).Slice(0, 70)
	one, err := a.Predict(data.X)
	if err != nil {
		t.Fatal(err)
	}
	other, err := b.Predict(data.X)
	if err != nil {
		t.Fatal(err)
	}
	mean, err := Ensemble{a, b}.Predict(data.X)
	if err != nil {
		t.Fatal(err)
	}
	for i := range mean.Data {
		if want := (one.Data[i] + other.Data[i]) / 2; mean.Data[i] != want {
			t.Fatalf("output %d is %v, want %v", i, mean.Data[i], want)
		}
	}
	small, err := NewSequential(Shape{8, 8, 1}, 1, &Flatten{}, &Dense{Units: 3})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []Ensemble{{}, {a, small}} {
		if _, err := e.Predict(data.X); err == nil {
			t.Errorf("an ensemble of %d networks predicts", len(e))
		}
	}
}

// One-hot Targets give the same losses as Labels, to the bit.
func TestTargetsAsLabels(t *testing.T) {
	byLabel, byTarget, data := tutorialNetwork(t, 1), tutorialNetwork(t, 1), goldenBatches(t)
	targets := data
	targets.Labels, targets.Targets = nil, NewTensor(500, 10)
	for i, label := range data.Labels {
		targets.Targets.Data[i*10+label] = 1
	}
	targets = targets.Take([]int{3, 1, 4, 1, 5, 9, 2, 6}).Slice(1, 8)
	data = data.Take([]int{3, 1, 4, 1, 5, 9, 2, 6}).Slice(1, 8)
	for _, run := range []struct {
		s *Sequential
		d Data
	}{{byLabel, data}, {byTarget, targets}} {
		if _, err := run.s.Fit(run.d, FitOptions{Epochs: 3, BatchSize: 3}); err != nil {
			t.Fatal(err)
		}
	}
	if a, b := weightsHash(byLabel), weightsHash(byTarget); a != b {
		t.Errorf("labels give %s, targets %s", a, b)
	}
	for want, d := range map[string]Data{
		"targets are 7×3 with 21 elements, want 7×10": {X: data.X, Targets: NewTensor(7, 3)},
		"have 0 labels": {X: data.X},
	} {
		if _, err := byLabel.Evaluate(d); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want …%s…", err, want)
		}
	}
	if err := byLabel.Compile(&SGD{}, &SparseCategoricalCrossentropy{}); err != nil {
		t.Fatal(err)
	}
	if _, err := byLabel.Evaluate(targets); err == nil || !strings.Contains(err.Error(), "takes Labels") {
		t.Errorf("sparse cross-entropy of targets: %v", err)
	}
}

// Dropout drops the same elements in a resumed run.
func TestDropoutDependsOnTheStepAlone(t *testing.T) {
	build := func() *Sequential {
		s, err := NewSequential(Shape{8, 8, 1}, 9, &Flatten{}, &Dropout{Rate: .5}, &Dense{Units: 10, Activation: Softmax})
		if err == nil {
			err = s.Compile(&SGD{}, &CategoricalCrossentropy{})
		}
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	data, whole, parts := goldenBatches(t).Slice(0, 100), build(), build()
	fit := func(s *Sequential, from, to int) {
		if _, err := s.Fit(data, FitOptions{InitialEpoch: from, Epochs: to, BatchSize: 30}); err != nil {
			t.Fatal(err)
		}
	}
	fit(whole, 0, 4)
	fit(parts, 0, 1)
	fit(parts, 1, 4)
	if a, b := weightsHash(whole), weightsHash(parts); a != b {
		t.Errorf("in one go %s, in two %s", a, b)
	}
	// Inference drops nothing.
	first, err := whole.Predict(data.X)
	if err != nil {
		t.Fatal(err)
	}
	second, err := whole.Predict(data.X)
	if err != nil || !slices.Equal(first.Data, second.Data) {
		t.Errorf("two predictions differ, %v", err)
	}
}

func TestWrongOptions(t *testing.T) {
	image := Shape{8, 8, 1}
	for want, layers := range map[string][]Layer{
		"layer 0 (dropout): Rate 1 must be from 0 to below 1":                       {&Dropout{Rate: 1}},
		"layer 0 (dropout): Rate NaN must be":                                       {&Dropout{Rate: float32(math.NaN())}},
		"layer 0 (batch_normalization): Momentum 2 must be":                         {&BatchNormalization{Momentum: 2}},
		"layer 0 (batch_normalization): Epsilon -1 must be":                         {&BatchNormalization{Epsilon: -1}},
		"layer 0 (activation): value 99 is none of linear, relu":                    {&Activation{Function: 99}},
		"layer 0 (activation): NegativeSlope +Inf must be a finite number":          {&Activation{NegativeSlope: float32(math.Inf(1))}},
		"layer 1 (dense): Activation: value 99 is none of":                          {&Flatten{}, &Dense{Units: 1, Activation: 99}},
		"layer 1 (dense): KernelInitializer: value 99 is none":                      {&Flatten{}, &Dense{Units: 1, KernelInitializer: 99}},
		"layer 1 (dense): KernelL2 -1 must be from 0":                               {&Flatten{}, &Dense{Units: 1, KernelL2: -1}},
		"layer 1 (dense): parameters of 64×1073741824 are more than the 16777216":   {&Flatten{}, &Dense{Units: 1 << 30}},
		"layer 0 (conv2d): a kernel 3×3 at 6×6 places with 4611686018427387904":     {&Conv2D{Filters: 1 << 62, KernelSize: [2]int{3, 3}}},
		"layer 0 (conv2d): kernel 1099511627776×1 with strides 1×1 is beyond 65536": {&Conv2D{Filters: 1, KernelSize: [2]int{1 << 40, 1}, Padding: Same}},
		"layer 0 (conv2d): padding must be Valid or Same":                           {&Conv2D{Filters: 1, KernelSize: [2]int{1, 1}, Padding: 9}},
		"layer 0 (max_pooling2d): a pool 60000×60000 at 8×8 places":                 {&MaxPooling2D{PoolSize: [2]int{60000, 60000}, Strides: [2]int{1, 1}, Padding: Same}},
		"layer 1 (global_average_pooling2d): input 64 is not height×width×channels": {&Flatten{}, &GlobalAveragePooling2D{}},
		"layer 2 (dense): parameters of 200000×80 are more than the 3777216":        {&Flatten{}, &Dense{Units: 200000}, &Dense{Units: 80}},
	} {
		if _, err := NewSequential(image, 1, layers...); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
	s := tutorialNetwork(t, 1)
	nan := float32(math.NaN())
	for want, o := range map[string]Optimizer{
		"optimizer: LearningRate -1 must be":        &SGD{LearningRate: -1},
		"optimizer: LearningRate NaN must be":       &Adam{LearningRate: nan},
		"optimizer: Momentum 1 must be from":        &SGD{Momentum: 1},
		"optimizer: Rho 1.5 must be from":           &RMSprop{Rho: 1.5},
		"optimizer: InitialAccumulator -1 must be":  &Adagrad{InitialAccumulator: -1},
		"optimizer: WeightDecay NaN must be":        &AdamW{WeightDecay: nan},
		"optimizer: the epsilon -1 must be between": &Nadam{Epsilon: -1},
	} {
		if err := s.Compile(o, &CategoricalCrossentropy{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want …%s…", err, want)
		}
	}
	if err := s.Compile(&SGD{}, &CategoricalCrossentropy{LabelSmoothing: 1}); err == nil {
		t.Error("a label smoothing of 1 is taken")
	}
	data := goldenBatches(t)
	deep := []Layer{&Dense{Units: 1}}
	for range 300 {
		deep = append([]Layer{&Activation{}}, deep...)
	}
	large, err := NewSequential(Shape{1024}, 1, deep...)
	if err == nil {
		err = large.Compile(&SGD{}, &MeanSquaredError{})
	}
	if err != nil {
		t.Fatal(err)
	}
	many := Data{X: NewTensor(1024, 1024), Labels: make([]int, 1024)}
	if _, err := large.Fit(many, FitOptions{Epochs: 1, BatchSize: 1024}); err == nil || !strings.Contains(err.Error(), "make BatchSize smaller") {
		t.Errorf("a batch that is too large: %v", err)
	}
	if _, err := s.Fit(data, FitOptions{Epochs: 1, GlobalClipNorm: -1}); err == nil {
		t.Error("a negative norm is taken")
	}
}

// The values of parameters are kept one after the other, in memory that is there, and put back.
func TestValues(t *testing.T) {
	params := []*Param{newParam("a", 2), newParam("b", 1, 3)}
	SetValues(params, []float32{1, 2, 3, 4, 5})
	room := make([]float32, 0, 5)
	values := AppendValues(room, params)
	if want := []float32{1, 2, 3, 4, 5}; !slices.Equal(values, want) || &values[0] != &room[:1][0] {
		t.Errorf("the values are %v, want %v in the memory that is there", values, want)
	}
	SetValues(params, []float32{6, 7})
	if got, want := AppendValues(nil, params), []float32{6, 7, 3, 4, 5}; !slices.Equal(got, want) {
		t.Errorf("the values are %v, want %v", got, want)
	}
}
