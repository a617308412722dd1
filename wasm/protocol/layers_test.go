package protocol

import (
	"reflect"
	"strings"
	"testing"

	"digitlab/nn32/datasets"
)

var (
	conv    = Layer{Kind: Conv2D, Units: 4, Size: 3}
	pool    = Layer{Kind: MaxPooling2D, Size: 2}
	average = Layer{Kind: AveragePooling2D, Size: 3, Stride: 2, Same: true}
	norm    = Layer{Kind: BatchNormalization}
	flatten = Layer{Kind: Flatten}
	dense   = Layer{Kind: Dense, Units: 5}
	dropout = Layer{Kind: Dropout, Rate: .5}
	global  = Layer{Kind: GlobalAveragePooling2D}
)

func TestDescribe(t *testing.T) {
	same, strided := conv, conv
	same.Same, strided.Same, strided.Stride = true, true, 3
	for _, test := range []struct {
		layers []Layer
		want   []LayerInfo
	}{
		{TutorialLayers(), []LayerInfo{{"conv2d", []int{6, 6, 10}, 100}, {"max_pooling2d", []int{3, 3, 10}, 0},
			{"flatten", []int{90}, 0}, {"dense", []int{50}, 4550}, {"dense_1", []int{10}, 510}}},
		{[]Layer{flatten}, []LayerInfo{{"flatten", []int{64}, 0}, {"dense", []int{10}, 650}}},
		{[]Layer{norm, global}, []LayerInfo{{"batch_normalization", []int{8, 8, 1}, 4}, {"global_average_pooling2d", []int{1}, 0},
			{"dense", []int{10}, 20}}},
		{[]Layer{same, strided, average, dropout, flatten, dropout}, []LayerInfo{{"conv2d", []int{8, 8, 4}, 40},
			{"conv2d_1", []int{3, 3, 4}, 148}, {"average_pooling2d", []int{2, 2, 4}, 0}, {"dropout", []int{2, 2, 4}, 0},
			{"flatten", []int{16}, 0}, {"dropout_1", []int{16}, 0}, {"dense", []int{10}, 170}}},
		{[]Layer{flatten, {Kind: ActivationLayer}, {Kind: LeakyReLULayer, Rate: .1}}, []LayerInfo{{"flatten", []int{64}, 0}, {"activation", []int{64}, 0},
			{"activation_1", []int{64}, 0}, {"dense", []int{10}, 650}}},
	} {
		if got, problem := Describe(8, test.layers); problem != nil || !reflect.DeepEqual(got, test.want) {
			t.Errorf("%v: got %v, %v; want %v", test.layers, got, problem, test.want)
		}
	}
}

func TestDescribeMNIST(t *testing.T) {
	five := Layer{Kind: Conv2D, Units: 8, Size: 5}
	got, problem := Describe(MNIST.Side(), []Layer{five, pool, flatten})
	want := []LayerInfo{{"conv2d", []int{24, 24, 8}, 208}, {"max_pooling2d", []int{12, 12, 8}, 0}, {"flatten", []int{1152}, 0}, {"dense", []int{10}, 11530}}
	if problem != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v; want %v", got, problem, want)
	}
	s := DefaultSettings()
	s.Layers = []Layer{flatten, five}
	if s.Check() == nil {
		t.Error("a window on a row of numbers is fine")
	}
	s.Layers = []Layer{pool, pool, pool, five, flatten} // too many pools for 8×8
	if s.Check() == nil {
		t.Error("a window larger than its input is fine")
	}
	s.Data, s.Layers[3].Size = MNIST, 3
	if err := s.Check(); err != nil {
		t.Error(err)
	}
	s.Layers = []Layer{{Kind: Conv2D, Units: 64, Size: 3, Same: true}, {Kind: GlobalAveragePooling2D}}
	if s.BatchSize = MaxBatchSize; s.Check() == nil {
		t.Error("batches of any size fit")
	}
}

// The parts of each pair of shares that the settings allow are those that the trainer makes with scikit-learn's and Keras's splits.
func TestParts(t *testing.T) {
	for _, of := range []struct {
		data  DataSet
		count int
	}{{Digits, Digits.Count()}, {MNIST, MNIST.Count()}, {Opened, 100}, {OpenedSmall, 1234}} {
		for percent := MinShare; percent <= MaxShare; percent++ {
			train, test := MNIST.Count()-mnistTest, mnistTest
			if of.data != MNIST {
				trainRows, testRows, err := datasets.TrainTestSplit(of.count, float64(percent)/100, SplitSeed)
				if err != nil {
					t.Fatal(err)
				}
				train, test = len(trainRows), len(testRows)
			}
			for validationPercent := MinShare; validationPercent <= MaxShare; validationPercent++ {
				s := Settings{Data: of.data, TestPercent: percent, ValidationPercent: validationPercent}
				want := datasets.ValidationSplit(train, float64(validationPercent)/100)
				if fit, validation, tested := s.Parts(of.count); fit != want || validation != train-want || tested != test {
					t.Errorf("%d pictures, %d %% and %d %%: %d, %d and %d, want %d, %d and %d", of.count, percent, validationPercent,
						fit, validation, tested, want, train-want, test)
				}
			}
		}
	}
}

func TestDescribeProblems(t *testing.T) {
	change := func(l Layer, change func(*Layer)) Layer { change(&l); return l }
	huge := Layer{Kind: Dense, Units: MaxUnits}
	for _, test := range []struct {
		layers []Layer
		want   Problem
		says   string
	}{
		{make([]Layer, MaxLayers+1), Problem{Layer: MaxLayers, Reason: TooManyLayers, Have: MaxLayers + 1, Limit: MaxLayers}, "17 layers"},
		{[]Layer{change(conv, func(l *Layer) { l.Units = 0 })}, Problem{Layer: 0, Reason: ParameterOutside, Parameter: FiltersParameter}, "1 to 512, not 0"},
		{[]Layer{flatten, change(dense, func(l *Layer) { l.Units = MaxUnits + 1 })}, Problem{Layer: 1, Reason: ParameterOutside, Parameter: UnitsParameter, Have: MaxUnits + 1}, "layer 2"},
		{[]Layer{change(conv, func(l *Layer) { l.Size = 0 })}, Problem{Layer: 0, Reason: ParameterOutside, Parameter: KernelSizeParameter}, "window must be 1 to 8, not 0"},
		{[]Layer{change(pool, func(l *Layer) { l.Size = MaxSize + 1 })}, Problem{Layer: 0, Reason: ParameterOutside, Parameter: PoolSizeParameter, Have: MaxSize + 1}, "not 9"},
		{[]Layer{change(pool, func(l *Layer) { l.Stride = -1 })}, Problem{Layer: 0, Reason: ParameterOutside, Parameter: PoolStridesParameter, Have: -1}, "stride"},
		{[]Layer{flatten, change(dropout, func(l *Layer) { l.Rate = MaxRate + .01 })}, Problem{Layer: 1, Reason: ParameterOutside, Parameter: RateParameter}, "0 to 0.9"},
		{[]Layer{{Kind: LayerKinds}}, Problem{Layer: 0, Reason: UnknownLayer, Have: int(LayerKinds)}, "another version"},
		{[]Layer{change(conv, func(l *Layer) { l.Activation = Activations })}, Problem{Layer: 0, Reason: UnknownLayer, Have: int(Activations), Parameter: ActivationParameter}, "another version"},
		{[]Layer{pool, pool, change(conv, func(l *Layer) { l.Size = 4 })}, Problem{Layer: 2, Reason: LargerThanInput, Have: 2, Limit: 4}, "window of 4 does not fit on an input of 2"},
		{[]Layer{flatten, conv}, Problem{Layer: 1, Reason: NeedsImage}, "before Flatten"},
		{[]Layer{flatten, pool}, Problem{Layer: 1, Reason: NeedsImage}, "before Flatten"},
		{[]Layer{flatten, global}, Problem{Layer: 1, Reason: NeedsImage}, "before Flatten"},
		{[]Layer{conv, dense}, Problem{Layer: 1, Reason: NeedsFlatten}, "put a Flatten"},
		{[]Layer{conv}, Problem{Layer: 1, Reason: NeedsFlatten}, "put a Flatten"},
		{nil, Problem{Layer: 0, Reason: NeedsFlatten}, "put a Flatten"},
		{[]Layer{flatten, huge, huge, huge}, Problem{Layer: 3, Reason: TooManyParameters, Have: 65*512 + 2*513*512, Limit: MaxParameters}, "558592 parameters"},
	} {
		infos, problem := Describe(8, test.layers)
		if problem == nil || *problem != test.want || len(infos) != min(test.want.Layer, len(test.layers)) && test.want.Reason != TooManyLayers {
			t.Errorf("%v: %d rows and %+v, want %+v", test.layers, len(infos), problem, test.want)
		} else if !strings.Contains(problem.Error(), test.says) {
			t.Errorf("%+v says %q, want …%s…", problem, problem, test.says)
		}
	}
}

func FuzzDescribe(f *testing.F) {
	for p := range Presets {
		s := p.Settings()
		f.Add(MarshalCommand(&Build{Settings: s}))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := UnmarshalCommand(b)
		if err != nil {
			return
		}
		if build, ok := c.(*Build); ok {
			infos, problem := Describe(build.Settings.Data.Side(), build.Settings.Layers)
			if problem == nil && (len(infos) != len(build.Settings.Layers)+1 || infos[len(infos)-1].Output[0] != classes) {
				t.Errorf("%v are described as %v", build.Settings.Layers, infos)
			}
			if problem != nil && problem.Error() == "" {
				t.Errorf("%v says nothing", problem)
			}
			build.Settings.Check()
		}
	})
}

func TestPresets(t *testing.T) {
	for p := range Presets {
		s := p.Settings()
		if err := s.Check(); err != nil {
			t.Errorf("preset %d: %v", p, err)
		}
		s.Seed = 5
		if got, ok := PresetOf(s); !ok || got != p {
			t.Errorf("preset %d is found as %d, %v", p, got, ok)
		}
		s.L2 = .5
		if got, ok := PresetOf(s); ok {
			t.Errorf("preset %d with an L2 of its own is found as %d", p, got)
		}
	}
	if s := TutorialPreset.Settings(); !s.Equal(DefaultSettings()) {
		t.Errorf("the tutorial's preset is %+v", s)
	}
}

// with is a layer with an activation.
func with(l Layer, a Activation) Layer { l.Activation = a; return l }

func TestWithActivation(t *testing.T) {
	for _, test := range []struct {
		layers []Layer
		is     Activation
		same   bool
		want   []Layer // with Tanh
	}{
		{nil, 0, false, nil},
		{[]Layer{flatten, dropout}, 0, false, []Layer{flatten, dropout}},
		{[]Layer{conv, pool, flatten, dense}, ReLU, true, []Layer{with(conv, Tanh), pool, flatten, with(dense, Tanh)}},
		{[]Layer{with(conv, ELU), flatten, dense}, ELU, false, []Layer{with(conv, Tanh), flatten, with(dense, Tanh)}},
	} {
		before := append([]Layer(nil), test.layers...)
		if a, same := HiddenActivation(test.layers); same != test.same || same && a != test.is {
			t.Errorf("%v: activation %d, %v", test.layers, a, same)
		}
		got := WithActivation(test.layers, Tanh)
		if !reflect.DeepEqual(got, test.want) || !reflect.DeepEqual(test.layers, before) {
			t.Errorf("%v with tanh is %v, want %v", before, got, test.want)
		}
	}
}

func TestWithNormalization(t *testing.T) {
	for _, test := range []struct {
		layers     []Layer
		normalized bool
		on, off    []Layer
	}{
		{nil, false, nil, nil},
		{[]Layer{flatten}, false, []Layer{flatten}, []Layer{flatten}},
		{[]Layer{conv, pool, flatten, dense}, false, []Layer{conv, norm, pool, flatten, dense, norm}, []Layer{conv, pool, flatten, dense}},
		{[]Layer{conv, norm, flatten, dense}, false, []Layer{conv, norm, flatten, dense, norm}, []Layer{conv, flatten, dense}},
		{[]Layer{norm, conv, norm, flatten}, true, []Layer{norm, conv, norm, flatten}, []Layer{conv, flatten}},
	} {
		if got := Normalized(test.layers); got != test.normalized {
			t.Errorf("%v is normalized: %v", test.layers, got)
		}
		if got := WithNormalization(test.layers, true); !reflect.DeepEqual(got, test.on) {
			t.Errorf("%v with normalization is %v, want %v", test.layers, got, test.on)
		}
		if got := WithNormalization(test.layers, false); !reflect.DeepEqual(got, test.off) {
			t.Errorf("%v without normalization is %v, want %v", test.layers, got, test.off)
		}
	}
}

func TestWithDropout(t *testing.T) {
	quarter := Layer{Kind: Dropout, Rate: .25}
	for _, test := range []struct {
		layers    []Layer
		rate      float32
		with, off []Layer // a quarter, none
	}{
		{nil, 0, []Layer{quarter}, nil},
		{[]Layer{flatten}, 0, []Layer{flatten, quarter}, []Layer{flatten}},
		{[]Layer{dropout, flatten}, .5, []Layer{quarter, flatten}, []Layer{flatten}},
		{[]Layer{quarter, flatten, dropout, dense}, .5, []Layer{quarter, flatten, quarter, dense}, []Layer{quarter, flatten, dense}},
	} {
		before := append([]Layer(nil), test.layers...)
		if got := DropoutRate(test.layers); got != test.rate {
			t.Errorf("%v has the rate %v, want %v", test.layers, got, test.rate)
		}
		if got := WithDropout(test.layers, .25); !reflect.DeepEqual(got, test.with) {
			t.Errorf("%v with dropout is %v, want %v", test.layers, got, test.with)
		}
		if got := WithDropout(test.layers, 0); !reflect.DeepEqual(got, test.off) {
			t.Errorf("%v without dropout is %v, want %v", test.layers, got, test.off)
		}
		if !reflect.DeepEqual(test.layers, before) {
			t.Errorf("%v was changed in place to %v", before, test.layers)
		}
	}
}
