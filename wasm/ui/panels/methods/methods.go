package methods

import (
	"slices"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/client"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/settings"
	"digitlab/wasm/ui/stats"
)

// method is one of the seven ways of the tutorial to train better.
type method int

const (
	initializationMethod method = iota
	activationMethod
	optimizationMethod
	normalizationMethod
	dropoutMethod
	ensembleMethod
	dataMethod

	methodCount // how many there are
)

// id is the method's part of element ids.
func (m method) id() string {
	return [...]string{"initialization", "activation", "optimization", "normalization", "dropout", "ensemble", "data"}[m]
}

// What may stand for B, the usual choice first. What the tutorial does is among them too, for whom A is something else.
var (
	initializerChoices = []protocol.Initializer{protocol.HeNormal, protocol.HeUniform, protocol.LeCunNormal, protocol.LeCunUniform,
		protocol.GlorotNormal, protocol.GlorotUniform, protocol.Normal1, protocol.Zeros}
	activationChoices = []protocol.Activation{protocol.Tanh, protocol.Sigmoid, protocol.SiLU, protocol.ELU, protocol.GELU,
		protocol.LeakyReLU, protocol.ReLU, protocol.Linear}
	optimizerChoices = []protocol.Optimizer{protocol.SGD, protocol.Momentum, protocol.Nesterov, protocol.RMSprop, protocol.Adagrad,
		protocol.AdamW, protocol.Nadam, protocol.Adam}
	normalizationChoices = []bool{true, false}
	dropoutChoices       = []float32{.25, .5, 0}
	ensembleChoices      = []int{5, 3}
	dataChoices          = []dataChoice{gentleData, strongData, moreData, halfData}
)

// dataChoice is a way to have more training digits, or fewer.
type dataChoice int

const (
	gentleData dataChoice = iota // augmentation
	strongData
	moreData // than the tutorial: fewer to validate on
	halfData // the other way
)

// choices is the number of choices for B.
func (m method) choices() int {
	return [...]int{len(initializerChoices), len(activationChoices), len(optimizerChoices), len(normalizationChoices), len(dropoutChoices),
		len(ensembleChoices), len(dataChoices)}[m]
}

// choice names a choice for B.
func (m method) choice(i int, base protocol.Settings, t words) string {
	switch m {
	case initializationMethod:
		return settings.Forms[protocol.InitializerSetting].Option(int(initializerChoices[i]), t)
	case activationMethod:
		return settings.Forms[protocol.ActivationSetting].Option(int(activationChoices[i]), t)
	case optimizationMethod:
		return settings.Forms[protocol.OptimizerSetting].Option(int(optimizerChoices[i]), t)
	case normalizationMethod:
		return t.OnOff(normalizationChoices[i])
	case dropoutMethod:
		if dropoutChoices[i] == 0 {
			return t.OnOff(false)
		}
		return i18n.Rate(dropoutChoices[i])
	case ensembleMethod:
		return t.MeanOf(ensembleChoices[i])
	}
	changed, _ := m.apply(base, i)
	return t.DataChoice(dataChoices[i], fitDigits(changed))
}

// current names what A does.
func (m method) current(base protocol.Settings, t words) string {
	described := settings.Describe(base, t)
	a := described.Of([...]protocol.Setting{protocol.InitializerSetting, protocol.ActivationSetting, protocol.OptimizerSetting, protocol.NormalizationSetting, protocol.DropoutSetting, 0, 0}[m])
	switch {
	case m == ensembleMethod:
		return t.MeanOf(1)
	case m == dataMethod:
		return t.Data(fitDigits(base), described.Of(protocol.AugmentationSetting))
	case m == dropoutMethod && a == "0":
		return t.OnOff(false)
	case a == "":
		return t.InLayers()
	}
	return a
}

// fitDigits is the number of digits that are trained on.
func fitDigits(s protocol.Settings) string {
	count := s.Data.Count()
	if count == 0 { // which files the person has opened is another matter
		return "–"
	}
	fit, _, _ := s.Parts(count)
	return i18n.Grouped(fit)
}

// apply changes settings as a choice for B asks, and returns the number of networks whose mean predicts.
func (m method) apply(s protocol.Settings, i int) (protocol.Settings, int) {
	members := 1
	switch m {
	case initializationMethod:
		s.Initializer = initializerChoices[i]
	case activationMethod:
		s.Layers = protocol.WithActivation(s.Layers, activationChoices[i])
	case optimizationMethod:
		s.Optimizer = optimizerChoices[i]
	case normalizationMethod:
		s.Layers = protocol.WithNormalization(s.Layers, normalizationChoices[i])
	case dropoutMethod:
		s.Layers = protocol.WithDropout(s.Layers, dropoutChoices[i])
	case ensembleMethod:
		members = ensembleChoices[i]
	case dataMethod:
		switch dataChoices[i] {
		case gentleData:
			s.Augmentation = protocol.Gentle
		case strongData:
			s.Augmentation = protocol.Strong
		case moreData:
			s.ValidationPercent = protocol.MinShare
		case halfData:
			s.ValidationPercent = protocol.MaxShare
		}
	}
	return s, members
}

// seeds is the number of seeds with which A and B are compared.
const seeds = 5

// seedStep is between two seeds, so that ensembles, which take the seeds that follow too, have no network in common.
const seedStep = 5

// seedOf is the i-th seed that follows a first one.
func seedOf(first uint64, i int) uint64 {
	if first > protocol.MaxSeed-seeds*seedStep {
		first = 0
	}
	return first + uint64(i*seedStep)
}

// trials are the trainings of A and of B with each seed. A is the base as it is.
func (m method) trials(base protocol.Settings, choice int) (a, b [seeds]client.Trial) {
	first := base.Seed
	changed, members := m.apply(base, choice)
	for i := range seeds {
		base.Seed, changed.Seed = seedOf(first, i), seedOf(first, i)
		a[i], b[i] = client.NewTrial(base, 1), client.NewTrial(changed, members)
	}
	return a, b
}

// outcome is how a trial did on the test digits.
type outcome struct {
	Accuracy, Loss float32
	Elapsed        float64
	Failure        string // why there is none, such as a loss that is no longer a number
}

// comparison is what is known of A against B.
type comparison struct {
	Trials [2][seeds]client.Trial
	Known  [2][seeds]bool
	Had    [2][seeds]outcome
	Same   bool // A and B are the same
}

// compared looks the trials of A and B up among those that were done.
func compared(a, b [seeds]client.Trial, done map[string]outcome) (c comparison) {
	c.Trials = [2][seeds]client.Trial{a, b}
	c.Same = c.Trials[0][0].Key == c.Trials[1][0].Key
	for side := range c.Trials {
		for i, t := range c.Trials[side] {
			c.Had[side][i], c.Known[side][i] = lookUp(done, t.Key)
		}
	}
	return c
}

func lookUp(done map[string]outcome, key string) (outcome, bool) {
	o, ok := done[key]
	return o, ok
}

// missing are the trials that are still to be done, A and B of a seed side by side.
func (c *comparison) missing() (trials []client.Trial) {
	for i := range seeds {
		for side := range c.Trials {
			if !c.Known[side][i] {
				trials = append(trials, c.Trials[side][i])
			}
		}
	}
	return trials
}

// all are the trials of both sides.
func (c *comparison) all() []client.Trial { return slices.Concat(c.Trials[0][:], c.Trials[1][:]) }

// failure is why a trial has no result, or "".
func (c *comparison) failure() (side int, seed uint64, why string) {
	for side := range c.Had {
		for i, o := range c.Had[side] {
			if c.Known[side][i] && o.Failure != "" {
				return side, c.Trials[side][i].Settings.Seed, o.Failure
			}
		}
	}
	return 0, 0, ""
}

// complete reports whether all trials have results.
func (c *comparison) complete() bool {
	_, _, why := c.failure()
	return len(c.missing()) == 0 && why == ""
}

// accuracies are those known of a side, in percent.
func (c *comparison) accuracies(side int) (v []float64) {
	for i, o := range c.Had[side] {
		if c.Known[side][i] && o.Failure == "" {
			v = append(v, 100*float64(o.Accuracy))
		}
	}
	return v
}

// test is what is to be said of B against A, in points, once all is known.
func (c *comparison) test() (test stats.PairedTest, ok bool) {
	if !c.complete() {
		return stats.PairedTest{}, false
	}
	return stats.ComparePairs(c.accuracies(0), c.accuracies(1)), true
}

// verdict tells whether B differs from A, once all is known.
func (c *comparison) verdict(t words) string {
	test, ok := c.test()
	low, high := test.Low, test.High
	switch {
	case !ok:
		return ""
	case !test.Clear():
		return t.NoClearDifference(i18n.Signed(test.Mean), i18n.Signed(low), i18n.Signed(high), i18n.Probability(test.P))
	case test.Mean < 0:
		return t.IsWorse(i18n.Points(-test.Mean), i18n.Points(-high), i18n.Points(-low), i18n.Probability(test.P))
	}
	return t.IsBetter(i18n.Points(test.Mean), i18n.Points(low), i18n.Points(high), i18n.Probability(test.P))
}
