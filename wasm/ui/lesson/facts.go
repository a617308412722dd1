package lesson

import (
	"math"
	"strconv"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
)

// Measured results, which nothing here computes. A test trains one network and looks whether they can be true.
const (
	published    = .9722 // the tutorial's one run
	meanAccuracy = .9730 // of seedCount runs here, each with a seed of its own
	spread       = .0058 // standard deviation
	lowest       = .9593
	highest      = .9852
	seedCount    = 40
)

// counts are the numbers of digits in the parts of the data.
type counts struct{ test, rest, fit, validation int }

// split returns the parts of the tutorial's data.
func split(digits, testPercent, validationPercent int) (c counts) {
	s := tutorial
	s.TestPercent, s.ValidationPercent = testPercent, validationPercent
	c.fit, c.validation, c.test = s.Parts(digits)
	c.rest = digits - c.test
	return c
}

// stepsOf returns the number of steps in an epoch, of which the last may have fewer digits.
func stepsOf(digits, batch int) int { return (digits + batch - 1) / batch }

// rightOf returns how many digits are right at an accuracy.
func rightOf(accuracy float64, digits int) int { return int(math.Round(accuracy * float64(digits))) }

const (
	classes = 10
	ink     = 16 // value of a pixel that is all ink
)

// tutorial is what follows from the tutorial's settings.
var tutorial = protocol.DefaultSettings()

func side() int { return tutorial.Data.Side() }

// describe returns the layers of a network of the digits.
func describe(layers []protocol.Layer) []protocol.LayerInfo {
	infos, _ := protocol.Describe(side(), layers)
	return infos
}

func total(infos []protocol.LayerInfo) int { return protocol.TotalParams(infos) }

// facts returns each number that a text names, by its name in braces.
func facts() map[string]string {
	s := tutorial
	infos, mlp := describe(s.Layers), describe(protocol.MLPPreset.Settings().Layers)
	c := split(s.Data.Count(), s.TestPercent, s.ValidationPercent)
	steps := stepsOf(c.fit, s.BatchSize)
	conv, pool, dense := s.Layers[0], s.Layers[1], s.Layers[3]
	base, baseSpread := recordedTallies[noMethod].summary()
	norm, normSpread := recordedTallies[normMethod].summary()
	best, _ := recordedTallies[dataMethod].summary()
	together, _ := recordedTallies[ensembleMethod].summary()
	return map[string]string{
		"digits": whole(s.Data.Count()), "side": whole(side()), "inputs": whole(side() * side()), "ink": whole(ink),
		"classes": whole(classes), "lastClass": whole(classes - 1), "seed": whole(int(s.Seed)), "testPercent": whole(s.TestPercent), "validationPercent": whole(s.ValidationPercent),
		"test": whole(c.test), "rest": whole(c.rest), "fit": whole(c.fit), "validation": whole(c.validation),
		"filters": whole(conv.Units), "kernel": whole(conv.Size), "weights": whole(conv.Size * conv.Size), "map": whole(infos[0].Output[0]),
		"pool": whole(pool.Size), "pooled": whole(infos[1].Output[0]), "flat": whole(infos[2].Output[0]), "units": whole(dense.Units),
		"convParams": whole(infos[0].Params), "denseParams": whole(infos[3].Params), "lastParams": whole(infos[4].Params), "params": whole(total(infos)),
		"mlpUnits": whole(mlp[1].Output[0]), "mlpSecond": whole(mlp[2].Output[0]), "mlpParams": whole(total(mlp)),
		"batch": whole(s.BatchSize), "steps": whole(steps), "lastBatch": whole(c.fit - (steps-1)*s.BatchSize), "epochs": whole(s.Epochs), "allSteps": whole(s.Epochs * steps),
		"rate": i18n.Rate(s.LearningRate), "chance": whole(100 / classes), "chanceLoss": strconv.FormatFloat(lossOf(1./classes), 'f', 2, 64),
		"mostly": whole(mostlyChanged), "large": whole(largeKernel), "largeWeights": whole(largeKernel * largeKernel), "likes": whole(likes), "few": whole(fewParameters),
		"otherTest": whole(otherTestPercent), "winning": whole(int(100 * winning)), "lossGoal": strconv.FormatFloat(lossGoal, 'f', -1, 64),
		"lossSure": whole(int(math.Ceil(100 * math.Exp(-lossGoal)))), "good": whole(int(math.Round(100 * goodAccuracy))), "middle": whole(elementOf(1, 1, 0)),
		"sections": whole(int(sectionCount)), "wrong": whole(c.test - rightOf(published, c.test)), "each": i18n.Points(100 / float64(c.test)),
		"normMean": i18n.Points(norm), "normSpread": i18n.Points(normSpread), "baseMean": i18n.Points(base), "baseSpread": i18n.Points(baseSpread),
		"published": percent(published), "publishedShare": strconv.FormatFloat(published, 'f', 4, 64), "mean": percent(meanAccuracy), "spread": percent(spread), "lowest": percent(lowest), "highest": percent(highest), "seeds": whole(seedCount),
		"base": percent(base / 100), "best": percent(best / 100), "together": percent(together / 100), "tries": whole(maxTries), "ensemble": whole(ensembleSize),
		"mostEpochs": whole(mostEpochs), "goal": whole(int(100 * goodTest)), "poor": whole(int(100 * poorTest)), "sure": whole(int(100 * surely)), "asked": whole(drawnDigit),
		"otherBatch": whole(otherBatch), "evenly": whole(evenly), "severalSeeds": whole(severalSeeds), "rises": whole(int(math.Round(100*overfits - 100))), "fewDigits": whole(learntFrom(100 - protocol.MaxShare)),
	}
}
