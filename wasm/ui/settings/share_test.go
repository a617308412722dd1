package settings

import (
	"strings"
	"testing"

	"digitlab/wasm/protocol"
)

func with(change func(*protocol.Settings)) protocol.Settings {
	s := protocol.DefaultSettings()
	change(&s)
	return s
}

var fragments = []struct {
	settings protocol.Settings
	fragment string
}{
	{protocol.DefaultSettings(), "seed=777"},
	{with(func(s *protocol.Settings) { s.Epochs, s.LearningRate = 50, .002 }), "epochs=50&rate=0.002"},
	{with(func(s *protocol.Settings) { s.Seed, s.LearningRate = protocol.MaxSeed, 1e-7 }), "rate=1e-07&seed=9007199254740991"},
	{with(func(s *protocol.Settings) {
		s.BatchSize, s.Optimizer, s.Initializer, s.Augmentation = 1500, protocol.Nadam, protocol.Zeros, protocol.Strong
	}), "batch=1500&optimizer=nadam&initializer=zeros&augmentation=strong"},
	{with(func(s *protocol.Settings) {
		s.L2, s.LabelSmoothing, s.TestPercent, s.ValidationPercent = .01, .1, 60, 5
	}), "l2=0.01&smoothing=0.1&test=60&validation=5"},
	{with(func(s *protocol.Settings) { s.Layers = protocol.MLPPreset.Settings().Layers }), "layers=flatten-dense64-dense32"},
	{with(func(s *protocol.Settings) {
		s.Layers = []protocol.Layer{
			{Kind: protocol.Conv2D, Units: 16, Size: 3, Same: true}, {Kind: protocol.BatchNormalization},
			{Kind: protocol.Conv2D, Units: 32, Size: 3}, {Kind: protocol.BatchNormalization}, {Kind: protocol.MaxPooling2D, Size: 2},
			{Kind: protocol.Flatten}, {Kind: protocol.Dense, Units: 64}, {Kind: protocol.Dropout, Rate: .25},
		}
	}),
		"layers=conv16x3.same-bn-conv32x3-bn-maxpool2-flatten-dense64-dropout0.25"},
	{with(func(s *protocol.Settings) {
		s.Layers = []protocol.Layer{
			{Kind: protocol.Conv2D, Units: 4, Size: 5, Stride: 2, Same: true, Activation: protocol.Sigmoid},
			{Kind: protocol.Conv2D, Units: 4, Size: 1, Activation: protocol.SiLU},
			{Kind: protocol.AveragePooling2D, Size: 2, Stride: 1, Same: true}, {Kind: protocol.GlobalAveragePooling2D},
			{Kind: protocol.Dense, Units: 8, Activation: protocol.LeakyReLU}, {Kind: protocol.Dropout, Rate: 1e-9},
		}
	}), "layers=conv4x5.s2.same.sigmoid-conv4x1.silu-avgpool2.s1.same-gap-dense8.leaky_relu-dropout0.000000001"},
}

func TestFragment(t *testing.T) {
	for _, c := range fragments {
		if got := FragmentOf(c.settings); got != c.fragment {
			t.Errorf("%+v: %s, want %s", c.settings, got, c.fragment)
		}
		if got, err := ParseFragment(c.fragment); err != nil || !got.Equal(c.settings) {
			t.Errorf("%s: %+v, %v", c.fragment, got, err)
		}
	}
	// In any order.
	if s, err := ParseFragment("seed=5&epochs=7"); err != nil || s.Seed != 5 || s.Epochs != 7 {
		t.Errorf("%+v, %v", s, err)
	}
}

// A fragment is taken whole or not at all.
func TestHostileFragment(t *testing.T) {
	for _, fragment := range []string{
		"", "?", "state", "epochs", "epochs=", "=5", "&", "epochs=5&", "&epochs=5", "epochs=5&&seed=1", "epochs=5=6",
		"epochs=0", "epochs=1001", "epochs=-5", "epochs=+5x", "epochs=1e2", "epochs=0x10", "epochs=٥", "epochs= 5", "epochs=5%20",
		"epochs=5&epochs=5", "Epochs=5", "unknown=1", "activation=relu", "dropout=0.5", "normalization=on",
		"rate=NaN", "rate=nan", "rate=Inf", "rate=-1", "rate=-0", "rate=0", "rate=11", "rate=1e999", "rate=0x1p-4", "rate=1_0", "rate=.",
		"l2=-0.1", "l2=2", "smoothing=0.6", "test=4", "validation=61",
		"seed=-1", "seed=9007199254740992", "seed=99999999999999999999",
		"optimizer=ADAM", "optimizer=0", "optimizer=mixed", "optimizer= adam", "augmentation=<script>",
		`epochs="><script>alert(1)</script>`, "javascript:alert(1)", "layers", "layers=", "layers=-", "layers=flatten-",
		"layers=conv", "layers=conv10", "layers=convx3-flatten", "layers=conv10x-flatten", "layers=conv0x3-flatten",
		"layers=conv513x3-flatten", "layers=conv-1x3-flatten", "layers=conv10x9-flatten", "layers=conv99999x3-flatten",
		"layers=conv10x3.s0-flatten", "layers=conv10x3.s9-flatten", "layers=conv10x3.-flatten", "layers=conv10x3.same.same-flatten",
		"layers=conv10x3.relu-flatten", "layers=conv10x3.tanh.s2-flatten", "layers=flatten2", "layers=flatten.same", "layers=gap1",
		"layers=dense10", "layers=flatten-dense1000", "layers=flatten-dropout", "layers=flatten-dropout1", "layers=flatten-dropoutNaN",
		"layers=flatten-dropout-1", "layers=flatten-dropout1e-1", "layers=flatten-conv10x3", "layers=softmax", "layers=flatten-bn2",
		"layers=" + strings.Repeat("flatten-", 16) + "flatten",
		"layers=conv512x8.same-conv512x8.same-flatten",
		"seed=" + strings.Repeat("0", maxFragment),
		"rate=0." + strings.Repeat("0", 80) + "1",
	} {
		if s, err := ParseFragment(fragment); err == nil {
			t.Errorf("%.60s is read as %+v", fragment, s)
		}
	}
}

func FuzzFragment(f *testing.F) {
	for _, c := range fragments {
		f.Add(c.fragment)
	}
	f.Add("rate=NaN&layers=conv10x3.s2.same.tanh-maxpool2.s1-gap-bn-dropout0.5")
	f.Fuzz(func(t *testing.T, fragment string) {
		s, err := ParseFragment(fragment)
		if err != nil {
			return
		}
		if err := s.Check(); err != nil {
			t.Errorf("%q: %v", fragment, err)
		}
		again, err := ParseFragment(FragmentOf(s))
		if err != nil || !again.Equal(s) {
			t.Errorf("%q: %+v becomes %q, and that %+v, %v", fragment, s, FragmentOf(s), again, err)
		}
	})
}
