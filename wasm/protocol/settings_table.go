package protocol

import (
	"errors"
	"slices"
)

// Setting is one of a run's settings that a person types or chooses; all but the stack of layers are one. Links and exported files
// have them in this order.
type Setting uint8

const (
	EpochsSetting Setting = iota
	BatchSetting
	RateSetting
	SeedSetting
	OptimizerSetting
	InitializerSetting
	ActivationSetting // this and the next two are read from the layers and written into them
	NormalizationSetting
	DropoutSetting
	L2Setting
	SmoothingSetting
	ScheduleSetting
	MembersSetting
	DataSetting
	AugmentationSetting
	TestSetting
	ValidationSetting

	SettingCount
)

// The limits that others than the table name.
const (
	MaxEpochs    = 1000
	MaxBatchSize = 1500
	MaxSeed      = 1<<53 - 1 // what JavaScript's numbers hold exactly
	MaxEnsemble  = 10
	MinShare     = 5 // percent
	MaxShare     = 60
)

// settingRow is all that the trainer and the page both know of a setting. How the page shows it is in ui/settings.
type settingRow struct {
	what string // it is, in an error
	Limits
	standard float64 // the tutorial's
	ofLayers bool    // the layers have it, and Describe judges them
	place[Settings]
}

// settingTable has a row for each setting. The tutorial names no seed; 777 is the one it splits the data with.
var settingTable = [SettingCount]settingRow{
	EpochsSetting: {what: "the number of epochs", Limits: Limits{Least: 1, Most: MaxEpochs, Whole: true}, standard: 100,
		place: at(func(s *Settings) *int { return &s.Epochs })},
	BatchSetting: {what: "the batch size", Limits: Limits{Least: 1, Most: MaxBatchSize, Whole: true}, standard: 50,
		place: at(func(s *Settings) *int { return &s.BatchSize })},
	RateSetting: {what: "the learning rate", Limits: Limits{Most: 10, Above: true}, standard: .001,
		place: at(func(s *Settings) *float32 { return &s.LearningRate })},
	SeedSetting: {what: "the seed", Limits: Limits{Most: MaxSeed, Whole: true}, standard: 777,
		place: at(func(s *Settings) *uint64 { return &s.Seed })},
	OptimizerSetting: {what: "the optimizer", Limits: oneOf(Optimizers),
		place: at(func(s *Settings) *Optimizer { return &s.Optimizer })},
	InitializerSetting: {what: "the initializer", Limits: oneOf(Initializers),
		place: at(func(s *Settings) *Initializer { return &s.Initializer })},
	ActivationSetting: {what: "the activation", Limits: oneOf(Activations), ofLayers: true,
		place: place[Settings]{
			func(s *Settings) float64 {
				if a, same := HiddenActivation(s.Layers); same {
					return float64(a)
				}
				return Mixed
			},
			func(s *Settings, v float64) { s.Layers = WithActivation(s.Layers, Activation(v)) },
		}},
	NormalizationSetting: {what: "batch normalization", Limits: Limits{Most: 1, Whole: true}, ofLayers: true,
		place: place[Settings]{
			func(s *Settings) float64 {
				switch {
				case Normalized(s.Layers):
					return 1
				case slices.ContainsFunc(s.Layers, func(l Layer) bool { return l.Kind == BatchNormalization }):
					return Mixed
				}
				return 0
			},
			func(s *Settings, v float64) { s.Layers = WithNormalization(s.Layers, v == 1) },
		}},
	DropoutSetting: {what: "the dropout", Limits: Limits{Most: MaxRate}, ofLayers: true,
		place: place[Settings]{
			func(s *Settings) float64 { return float64(DropoutRate(s.Layers)) },
			func(s *Settings, v float64) { s.Layers = WithDropout(s.Layers, float32(v)) },
		}},
	L2Setting: {what: "L2", Limits: Limits{Most: 1},
		place: at(func(s *Settings) *float32 { return &s.L2 })},
	SmoothingSetting: {what: "label smoothing", Limits: Limits{Most: .5},
		place: at(func(s *Settings) *float32 { return &s.LabelSmoothing })},
	ScheduleSetting: {what: "the schedule", Limits: oneOf(Schedules),
		place: at(func(s *Settings) *Schedule { return &s.Schedule })},
	MembersSetting: {what: "the number of networks", Limits: Limits{Least: 1, Most: MaxEnsemble, Whole: true}, standard: 1,
		place: at(func(s *Settings) *int { return &s.Members })},
	DataSetting: {what: "the data set", Limits: oneOf(DataSets),
		place: at(func(s *Settings) *DataSet { return &s.Data })},
	AugmentationSetting: {what: "the augmentation", Limits: oneOf(Augmentations),
		place: at(func(s *Settings) *Augmentation { return &s.Augmentation })},
	TestSetting: {what: "the percentage for the test", Limits: Limits{Least: MinShare, Most: MaxShare, Whole: true}, standard: 30,
		place: at(func(s *Settings) *int { return &s.TestPercent })},
	ValidationSetting: {what: "the percentage for validation", Limits: Limits{Least: MinShare, Most: MaxShare, Whole: true}, standard: 20,
		place: at(func(s *Settings) *int { return &s.ValidationPercent })},
}

// Mixed is the value of a setting of the layers that is not the same in all of them.
const Mixed = -1.

// Limits are what the setting may be; a choice is one of the whole numbers from 0.
func (s Setting) Limits() Limits { return settingTable[s].Limits }

// OfLayers reports whether the layers have the setting: it is read from them and written into them.
func (s Setting) OfLayers() bool { return settingTable[s].ofLayers }

// Get returns the value. Each kind of setting fits a float64, the seed because it ends at 1<<53.
func (s Setting) Get(of *Settings) float64 { return settingTable[s].get(of) }

func (s Setting) Set(of *Settings, v float64) { settingTable[s].put(of, v) }

// Check says that a value is out of the setting's limits.
func (s Setting) Check(v float64) error {
	row := &settingTable[s]
	if row.Allow(v) {
		return nil
	}
	return errors.New(row.what + " must be " + row.Limits.String() + ", not " + row.number(v))
}
