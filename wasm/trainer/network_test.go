package trainer

import (
	"reflect"
	"testing"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
)

// The tutorial's settings give the tutorial's network, to the bit.
func TestTutorialIsTheTutorials(t *testing.T) {
	const epochs = 3
	s := settings(epochs)
	want, err := nn32.NewSequential(nn32.Shape{8, 8, 1}, 777,
		&nn32.Conv2D{Filters: 10, KernelSize: [2]int{3, 3}, Activation: nn32.ReLU},
		&nn32.MaxPooling2D{PoolSize: [2]int{2, 2}},
		&nn32.Flatten{},
		&nn32.Dense{Units: 50, Activation: nn32.ReLU},
		&nn32.Dense{Units: 10, Activation: nn32.Softmax})
	if err != nil {
		t.Fatal(err)
	}
	if err := want.Compile(&nn32.Adam{}, &nn32.CategoricalCrossentropy{}, nn32.Accuracy); err != nil {
		t.Fatal(err)
	}
	p := start(t, &fakeHost{})
	p.train(1, s)
	split, err := p.trainer.data.Split(s)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := want.Fit(split.Fit, nn32.FitOptions{Epochs: epochs, BatchSize: 50}); err != nil {
		t.Fatal(err)
	}
	got := p.host.newest(t).Tensors
	for i, param := range want.Params() {
		if got[i].Name != param.Name || !reflect.DeepEqual(got[i].Data, param.Value.Data) {
			t.Errorf("%s has other weights", param.Name)
		}
	}
}

// Every choice of the settings has an effect: the weights after an epoch differ.
func TestEverySettingCounts(t *testing.T) {
	seen := map[uint64]string{}
	try := func(name string, change func(*protocol.Settings)) {
		s := settings(1)
		s.Layers = []protocol.Layer{{Kind: protocol.Flatten}, {Kind: protocol.Dense, Units: 6}, {Kind: protocol.Dense, Units: 5}}
		change(&s)
		got := trained(t, s)
		if other, ok := seen[got]; ok {
			t.Errorf("%s makes the same weights as %s", name, other)
		}
		seen[got] = name
	}
	try("none", func(*protocol.Settings) {})
	for o := protocol.Optimizer(1); o < protocol.Optimizers; o++ {
		try("an optimizer", func(s *protocol.Settings) { s.Optimizer = o })
	}
	for i := protocol.Initializer(1); i < protocol.Initializers; i++ {
		try("an initializer", func(s *protocol.Settings) { s.Initializer = i })
	}
	for a := protocol.Activation(1); a < protocol.Activations; a++ {
		try("an activation", func(s *protocol.Settings) { s.Layers = protocol.WithActivation(s.Layers, a) })
	}
	for a := protocol.Augmentation(1); a < protocol.Augmentations; a++ {
		try("an augmentation", func(s *protocol.Settings) { s.Augmentation = a })
	}
	try("L2", func(s *protocol.Settings) { s.L2 = .01 })
	try("label smoothing", func(s *protocol.Settings) { s.LabelSmoothing = .1 })
	try("the test's share", func(s *protocol.Settings) { s.TestPercent = 31 })
	try("validation's share", func(s *protocol.Settings) { s.ValidationPercent = 21 })
	try("the seed", func(s *protocol.Settings) { s.Seed++ })
	try("the batch size", func(s *protocol.Settings) { s.BatchSize = 49 })
	try("the schedule", func(s *protocol.Settings) { s.Schedule = protocol.CosineRate })
	try("the number of networks", func(s *protocol.Settings) { s.Members = 2 })
	try("dropout", func(s *protocol.Settings) { s.Layers = protocol.WithDropout(s.Layers, .5) })
	try("normalisation", func(s *protocol.Settings) { s.Layers = protocol.WithNormalization(s.Layers, true) })
}

func TestShares(t *testing.T) {
	p := start(t, &fakeHost{})
	for i, test := range []struct{ test, validation, fit, validates, tests int }{
		{30, 20, 1005, 252, 540},
		{5, 5, 1621, 86, 90},
		{60, 60, 287, 431, 1079},
		{20, 10, 1293, 144, 360},
		{30, 20, 1005, 252, 540},
	} {
		s := settings(1)
		s.TestPercent, s.ValidationPercent, s.BatchSize = test.test, test.validation, protocol.MaxBatchSize
		p.send(&protocol.Build{Run: i, Settings: s}, &protocol.Train{Run: i})
		b := await[*protocol.Built](p, nil)
		if b.Fit != test.fit || b.Validation != test.validates || b.Test != test.tests {
			t.Errorf("%d %% and %d %% give %d, %d, %d digits, want %d, %d, %d", test.test, test.validation, b.Fit, b.Validation, b.Test,
				test.fit, test.validates, test.tests)
		}
		progress := await(p, func(e *protocol.Progress) bool { return len(e.Ended) == 1 })
		if want := (test.fit + protocol.MaxBatchSize - 1) / protocol.MaxBatchSize; progress.Steps != want {
			t.Errorf("%d steps, want %d", progress.Steps, want)
		}
	}
}
