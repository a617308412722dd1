package ui

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"digitlab/wasm/protocol"
)

// form is how a setting stands in its field, and in a link.
type form struct {
	id          string // part of element ids, and the key in a link
	least, most float64
	above       bool     // least itself is too little
	decimal     bool     // not a whole number
	choices     []string // in place of a number: what the values are called in a link, and the field is a select
	place
}

// place is where a setting stands in Settings. Each kind of setting fits a float64, the seed because it ends at 1<<53.
type place struct {
	get func(*protocol.Settings) float64
	put func(*protocol.Settings, float64)
}

func at[T ~int | ~uint8 | ~uint64 | ~float32](field func(*protocol.Settings) *T) place {
	return place{
		func(s *protocol.Settings) float64 { return float64(*field(s)) },
		func(s *protocol.Settings, v float64) { *field(s) = T(v) },
	}
}

var forms = [settings]form{
	epochsSetting: {id: "epochs", least: 1, most: protocol.MaxEpochs,
		place: at(func(s *protocol.Settings) *int { return &s.Epochs })},
	batchSetting: {id: "batch", least: 1, most: protocol.MaxBatchSize,
		place: at(func(s *protocol.Settings) *int { return &s.BatchSize })},
	rateSetting: {id: "rate", most: protocol.MaxLearningRate, above: true, decimal: true,
		place: at(func(s *protocol.Settings) *float32 { return &s.LearningRate })},
	seedSetting: {id: "seed", most: protocol.MaxSeed,
		place: at(func(s *protocol.Settings) *uint64 { return &s.Seed })},
	optimizerSetting: {id: "optimizer",
		choices: []string{"adam", "sgd", "momentum", "nesterov", "rmsprop", "adagrad", "adamw", "nadam"},
		place:   at(func(s *protocol.Settings) *protocol.Optimizer { return &s.Optimizer })},
	initializerSetting: {id: "initializer",
		choices: []string{"glorot_uniform", "glorot_normal", "he_uniform", "he_normal", "lecun_uniform", "lecun_normal", "normal1", "zeros"},
		place:   at(func(s *protocol.Settings) *protocol.Initializer { return &s.Initializer })},
	activationSetting: {id: "activation", choices: activationWords,
		place: place{
			func(s *protocol.Settings) float64 {
				if a, same := protocol.HiddenActivation(s.Layers); same {
					return float64(a)
				}
				return differing
			},
			func(s *protocol.Settings, v float64) {
				s.Layers = protocol.WithActivation(s.Layers, protocol.Activation(v))
			},
		}},
	normalizationSetting: {id: "normalization", choices: []string{"off", "on"},
		place: place{
			func(s *protocol.Settings) float64 {
				switch {
				case protocol.Normalized(s.Layers):
					return 1
				case slices.ContainsFunc(s.Layers, func(l protocol.Layer) bool { return l.Kind == protocol.BatchNormalization }):
					return differing
				}
				return 0
			},
			func(s *protocol.Settings, v float64) { s.Layers = protocol.WithNormalization(s.Layers, v == 1) },
		}},
	dropoutSetting: {id: "dropout", most: protocol.MaxRate, decimal: true,
		place: place{
			func(s *protocol.Settings) float64 { return float64(protocol.DropoutRate(s.Layers)) },
			func(s *protocol.Settings, v float64) { s.Layers = protocol.WithDropout(s.Layers, float32(v)) },
		}},
	l2Setting: {id: "l2", most: protocol.MaxL2, decimal: true,
		place: at(func(s *protocol.Settings) *float32 { return &s.L2 })},
	smoothingSetting: {id: "smoothing", most: protocol.MaxLabelSmoothing, decimal: true,
		place: at(func(s *protocol.Settings) *float32 { return &s.LabelSmoothing })},
	augmentationSetting: {id: "augmentation", choices: []string{"none", "gentle", "strong", "strokes"},
		place: at(func(s *protocol.Settings) *protocol.Augmentation { return &s.Augmentation })},
	scheduleSetting: {id: "schedule", choices: []string{"constant", "cosine"},
		place: at(func(s *protocol.Settings) *protocol.Schedule { return &s.Schedule })},
	membersSetting: {id: "members", least: 1, most: protocol.MaxEnsemble,
		place: at(func(s *protocol.Settings) *int { return &s.Members })},
	dataSetting: {id: "data", choices: []string{"digits", "mnist", "opened"},
		place: at(func(s *protocol.Settings) *protocol.DataSet { return &s.Data })},
	testSetting: {id: "test", least: protocol.MinShare, most: protocol.MaxShare,
		place: at(func(s *protocol.Settings) *int { return &s.TestPercent })},
	validationSetting: {id: "validation", least: protocol.MinShare, most: protocol.MaxShare,
		place: at(func(s *protocol.Settings) *int { return &s.ValidationPercent })},
}

// activationWords are the activations in a link.
var activationWords = []string{"relu", "leaky_relu", "elu", "gelu", "silu", "tanh", "sigmoid", "linear"}

// A setting of the layers may differ between them: then it has no value, and its field says mixed.
const (
	differing = -1.
	mixed     = "mixed"
)

// text writes a value as it stands in the field.
func (f form) text(v float64) string {
	switch {
	case f.choices != nil && v >= 0 && int(v) < len(f.choices):
		return f.choices[int(v)]
	case f.choices != nil:
		return mixed
	case f.decimal:
		return rate(float32(v))
	}
	return strconv.FormatInt(int64(v), 10)
}

// parse reads what stands in the field; it is false for what the setting does not allow. A value comes out as the settings
// will hold it.
func (f form) parse(typed string) (v float64, ok bool) {
	typed = strings.TrimSpace(typed)
	if f.choices != nil {
		i := slices.Index(f.choices, typed)
		return float64(i), i >= 0
	}
	if f.decimal {
		v64, err := strconv.ParseFloat(typed, 32)
		v, ok = v64, err == nil && !math.Signbit(v64)
	} else {
		n, err := strconv.ParseInt(typed, 10, 64)
		v, ok = float64(n), err == nil
	}
	return v, ok && v >= f.least && v <= f.most && !(f.above && v == f.least)
}
