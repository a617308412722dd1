package protocol

import "errors"

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
	ActivationSetting // this and the next two are of the layers: ui/settings reads and writes them there
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
	standard float64                // the tutorial's
	at       func(*Settings) number // nil: the layers have it, and Describe judges them
}

// settingTable has a row for each setting. The tutorial names no seed; 777 is the one it splits the data with.
var settingTable = [SettingCount]settingRow{
	EpochsSetting: {what: "the number of epochs", Limits: Limits{Least: 1, Most: MaxEpochs, Whole: true}, standard: 100,
		at: func(s *Settings) number { return (*whole)(&s.Epochs) }},
	BatchSetting: {what: "the batch size", Limits: Limits{Least: 1, Most: MaxBatchSize, Whole: true}, standard: 50,
		at: func(s *Settings) number { return (*whole)(&s.BatchSize) }},
	RateSetting: {what: "the learning rate", Limits: Limits{Most: 10, Above: true}, standard: .001,
		at: func(s *Settings) number { return (*decimal)(&s.LearningRate) }},
	SeedSetting: {what: "the seed", Limits: Limits{Most: MaxSeed, Whole: true}, standard: 777,
		at: func(s *Settings) number { return (*long)(&s.Seed) }},
	OptimizerSetting: {what: "the optimizer", Limits: Limits{Most: float64(Optimizers - 1), Whole: true},
		at: func(s *Settings) number { return (*choice)(&s.Optimizer) }},
	InitializerSetting: {what: "the initializer", Limits: Limits{Most: float64(Initializers - 1), Whole: true},
		at: func(s *Settings) number { return (*choice)(&s.Initializer) }},
	ActivationSetting:    {Limits: Limits{Most: float64(Activations - 1), Whole: true}},
	NormalizationSetting: {Limits: Limits{Most: 1, Whole: true}},
	DropoutSetting:       {Limits: Limits{Most: MaxRate}},
	L2Setting: {what: "L2", Limits: Limits{Most: 1},
		at: func(s *Settings) number { return (*decimal)(&s.L2) }},
	SmoothingSetting: {what: "label smoothing", Limits: Limits{Most: .5},
		at: func(s *Settings) number { return (*decimal)(&s.LabelSmoothing) }},
	ScheduleSetting: {what: "the schedule", Limits: Limits{Most: float64(Schedules - 1), Whole: true},
		at: func(s *Settings) number { return (*choice)(&s.Schedule) }},
	MembersSetting: {what: "the number of networks", Limits: Limits{Least: 1, Most: MaxEnsemble, Whole: true}, standard: 1,
		at: func(s *Settings) number { return (*whole)(&s.Members) }},
	DataSetting: {what: "the data set", Limits: Limits{Most: float64(DataSets - 1), Whole: true},
		at: func(s *Settings) number { return (*choice)(&s.Data) }},
	AugmentationSetting: {what: "the augmentation", Limits: Limits{Most: float64(Augmentations - 1), Whole: true},
		at: func(s *Settings) number { return (*choice)(&s.Augmentation) }},
	TestSetting: {what: "the percentage for the test", Limits: Limits{Least: MinShare, Most: MaxShare, Whole: true}, standard: 30,
		at: func(s *Settings) number { return (*whole)(&s.TestPercent) }},
	ValidationSetting: {what: "the percentage for validation", Limits: Limits{Least: MinShare, Most: MaxShare, Whole: true}, standard: 20,
		at: func(s *Settings) number { return (*whole)(&s.ValidationPercent) }},
}

// Limits are what the setting may be; a choice is one of the whole numbers from 0.
func (s Setting) Limits() Limits { return settingTable[s].Limits }

// OfLayers reports whether the layers have the setting: then Get, Set and Check do not.
func (s Setting) OfLayers() bool { return settingTable[s].at == nil }

// Get returns the value. Each kind of setting fits a float64, the seed because it ends at 1<<53.
func (s Setting) Get(of *Settings) float64 { return settingTable[s].at(of).get() }

func (s Setting) Set(of *Settings, v float64) { settingTable[s].at(of).put(v) }

// Check says that a value is out of the setting's limits.
func (s Setting) Check(v float64) error {
	row := &settingTable[s]
	if row.Allow(v) {
		return nil
	}
	return errors.New(row.what + " must be " + row.Limits.String() + ", not " + row.number(v))
}
