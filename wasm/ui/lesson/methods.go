package lesson

import (
	"slices"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/client"
	"digitlab/wasm/ui/stats"
)

// method is a change of the tutorial's network: none, or one of the seven.
type method int

const (
	noMethod method = iota
	initializerMethod
	activationMethod
	optimizerMethod
	normMethod
	dropoutMethod
	ensembleMethod
	dataMethod

	methodCount
)

// ensembleSize is the number of networks of which an ensemble is made.
const ensembleSize = 5

// settings returns the tutorial's settings with the change.
func (m method) settings() protocol.Settings {
	s := tutorial
	switch m {
	case initializerMethod:
		s.Initializer = protocol.HeNormal
	case activationMethod:
		s.Layers = protocol.WithActivation(s.Layers, protocol.Tanh)
	case optimizerMethod:
		s.Optimizer = protocol.Momentum
	case normMethod:
		s.Layers = protocol.WithNormalization(s.Layers, true)
	case dropoutMethod:
		s.Layers = protocol.WithDropout(s.Layers, .25)
	case ensembleMethod:
		s.Members = ensembleSize
	case dataMethod:
		s.Augmentation = protocol.Gentle
	}
	return s
}

// maxTries is the number of seeds with which each method was recorded, and may be tried.
const maxTries = 10

// seedOf returns a seed by its number, from 0. An ensemble also uses the seeds that follow, so that no two have a network in common.
func seedOf(number int) uint64 { return tutorial.Seed + uint64(number*ensembleSize) }

// trial returns the training of a method with a seed.
func (m method) trial(number int) client.Trial {
	s := m.settings()
	s.Seed = seedOf(number)
	return client.NewTrial(s, s.Members)
}

// tally is how many test digits were right with each seed, in the order of the seeds.
type tally []int

// recordedTallies are the tutorial's network and each change, as nn32 trains them. Who trains them here gets the same.
var recordedTallies = [methodCount]tally{
	noMethod:          {529, 523, 525, 520, 528, 526, 525, 526, 524, 524},
	initializerMethod: {510, 508, 517, 515, 514, 515, 513, 514, 514, 515},
	activationMethod:  {528, 518, 525, 515, 520, 513, 524, 519, 526, 522},
	optimizerMethod:   {518, 521, 521, 519, 526, 522, 525, 526, 526, 524},
	normMethod:        {528, 523, 526, 515, 526, 512, 519, 518, 529, 527},
	dropoutMethod:     {527, 526, 527, 526, 529, 525, 528, 525, 526, 525},
	ensembleMethod:    {531, 527, 533, 530, 530, 530, 530, 531, 532, 527},
	dataMethod:        {529, 526, 527, 525, 526, 527, 529, 531, 528, 533},
}

// share returns the accuracy with a seed, in percent.
func (t tally) share(number int) float64 { return 100 * float64(t[number]) / float64(testDigits()) }

// summary returns the mean and the standard deviation of the accuracies, in percent.
func (t tally) summary() (mean, spread float64) {
	shares := make([]float64, len(t))
	for i := range t {
		shares[i] = t.share(i)
	}
	return stats.MeanAndSpread(shares)
}

// try is the training of a method with the seed of a number.
type try struct {
	method method
	number int
}

// tries is what a reader has tried, and is trying.
type tries struct {
	results [methodCount]tally
	goes    []try   // that are being trained
	done    float64 // share of what is being trained
	left    float64 // seconds, -1 while unknown
	failed  bool    // something could not be trained
}

// next returns what there is to train for some methods: each with its next seed, and the tutorial's network with the same.
func (t *tries) next(methods ...method) (out []try) {
	for _, m := range methods {
		number := len(t.results[m])
		for _, one := range []try{{m, number}, {noMethod, number}} {
			if number < maxTries && len(t.results[one.method]) == number && !slices.Contains(out, one) {
				out = append(out, one)
			}
		}
	}
	return out
}

// leastTried returns the methods that have been tried with the fewest seeds.
func (t *tries) leastTried() (methods []method) {
	fewest := maxTries
	for m := noMethod + 1; m < methodCount; m++ {
		fewest = min(fewest, len(t.results[m]))
	}
	for m := noMethod + 1; m < methodCount; m++ {
		if len(t.results[m]) == fewest {
			methods = append(methods, m)
		}
	}
	return methods
}

// tried returns the largest number of seeds with which one of the seven was tried, and the number of those that were tried at all.
func (t *tries) tried() (seeds, methods int) {
	for m := noMethod + 1; m < methodCount; m++ {
		n := len(t.results[m])
		seeds = max(seeds, n)
		methods += min(n, 1)
	}
	return seeds, methods
}
