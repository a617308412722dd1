// Package methods is the panel that compares seven ways to train better, each as A against B over several seeds: it makes the
// trials, stores their results in the browser and shows the difference with its test. The trials run in package client's pool; they
// do not touch the present run.
package methods

import (
	"slices"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/client"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/settings"
	"digitlab/wasm/ui/stats"
)

// method is one of the tutorial's seven ways to train better.
type method int

const (
	initializationMethod method = iota
	activationMethod
	optimizationMethod
	normalizationMethod
	dropoutMethod
	ensembleMethod
	dataMethod

	methodCount // number of methods
)

// id returns the method's part of element ids.
func (m method) id() string {
	return [...]string{"initialization", "activation", "optimization", "normalization", "dropout", "ensemble", "data"}[m]
}

// The choices for B, the usual one first. The tutorial's own choice is among them, for an A with other settings.
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

// dataChoice is a way to have more or fewer training digits.
type dataChoice int

const (
	gentleData dataChoice = iota // augmentation
	strongData
	moreData // fewer validation digits than in the tutorial
	halfData // more validation digits
)

// choices returns the number of choices for B.
func (m method) choices() int {
	return [...]int{len(initializerChoices), len(activationChoices), len(optimizerChoices), len(normalizationChoices), len(dropoutChoices),
		len(ensembleChoices), len(dataChoices)}[m]
}

// choice returns the name of a choice for B.
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

// current returns the name of A's choice.
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

// fitDigits returns the number of digits that are trained on, as a text.
func fitDigits(s protocol.Settings) string {
	count := s.Data.Count()
	if count == 0 { // unknown: the person's own files
		return "–"
	}
	fit, _, _ := s.Parts(count)
	return i18n.Grouped(fit)
}

// apply returns A's settings changed by a choice for B, and the number of networks whose mean predicts.
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

// seedStep is the distance of two seeds. An ensemble also uses the seeds that follow, so that with this distance no two have a
// network in common.
const seedStep = 5

// seedOf returns the i-th seed of a comparison whose first seed is first.
func seedOf(first uint64, i int) uint64 {
	if first > protocol.MaxSeed-seeds*seedStep {
		first = 0
	}
	return first + uint64(i*seedStep)
}

// trials returns the trials of A, which is base, and of B with each seed.
func (m method) trials(base protocol.Settings, choice int) (a, b [seeds]client.Trial) {
	first := base.Seed
	changed, members := m.apply(base, choice)
	for i := range seeds {
		base.Seed, changed.Seed = seedOf(first, i), seedOf(first, i)
		a[i], b[i] = client.NewTrial(base, 1), client.NewTrial(changed, members)
	}
	return a, b
}

// outcome is the result of a trial on the test digits.
type outcome struct {
	Accuracy, Loss float32
	Elapsed        float64
	Problem        protocol.TrialProblem // why there is no result, such as a loss that is NaN
}

// comparison is the known results of A and B.
type comparison struct {
	Trials [2][seeds]client.Trial
	Known  [2][seeds]bool
	Had    [2][seeds]outcome
	Same   bool // A and B are the same
}

// compared returns the comparison of trials, with the results among those that are done.
func compared(a, b [seeds]client.Trial, done map[string]outcome) (c comparison) {
	c.Trials = [2][seeds]client.Trial{a, b}
	c.Same = c.Trials[0][0].Key == c.Trials[1][0].Key
	for side := range c.Trials {
		for i, t := range c.Trials[side] {
			c.Had[side][i], c.Known[side][i] = done[t.Key]
		}
	}
	return c
}

// missing returns the trials without a result, A and B of a seed side by side.
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

// all returns the trials of both sides.
func (c *comparison) all() []client.Trial { return slices.Concat(c.Trials[0][:], c.Trials[1][:]) }

// failure returns a trial without a result and the reason, if there is one.
func (c *comparison) failure() (side int, seed uint64, why protocol.TrialProblem) {
	for side := range c.Had {
		for i, o := range c.Had[side] {
			if c.Known[side][i] && o.Problem != protocol.NoTrialProblem {
				return side, c.Trials[side][i].Settings.Seed, o.Problem
			}
		}
	}
	return 0, 0, protocol.NoTrialProblem
}

// complete reports whether all trials have results.
func (c *comparison) complete() bool {
	_, _, why := c.failure()
	return len(c.missing()) == 0 && why == protocol.NoTrialProblem
}

// accuracies returns the known accuracies of a side, in percent.
func (c *comparison) accuracies(side int) (v []float64) {
	for i, o := range c.Had[side] {
		if c.Known[side][i] && o.Problem == protocol.NoTrialProblem {
			v = append(v, 100*float64(o.Accuracy))
		}
	}
	return v
}

// test returns the test of B against A, in percentage points, if all results are known.
func (c *comparison) test() (test stats.PairedTest, ok bool) {
	if !c.complete() {
		return stats.PairedTest{}, false
	}
	return stats.ComparePairs(c.accuracies(0), c.accuracies(1)), true
}

// conclusion returns whether B differs from A, as a sentence, or "" if not all results are known.
func (c *comparison) conclusion(t words) string {
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
