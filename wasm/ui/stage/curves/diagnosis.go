package curves

import (
	"math"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/session"
)

// diagnosis is a diagnosis from the curves of a run.
type diagnosis int

const (
	tooEarly    diagnosis = iota
	atChance              // accuracy is that of guessing, and the loss does not fall
	jumping               // the training loss jumps up again and again
	overfitting           // overfitting: validation loss rises while training loss falls
	improving
	settledDown // validation loss has almost stopped changing
)

const (
	leastEpochs    = 5   // minimum number of epochs for a diagnosis
	chanceAccuracy = .2  // accuracy of guessing ten digits, and some luck
	leapRatio      = 1.2 // ratio to the previous epoch's loss,
	leastLeap      = .02 // and minimum difference to it: tiny losses flicker
	recentEpochs   = 10  // window in epochs: two leaps in it are jumping, and guessing through all of it is not learning
)

// diagnose returns the diagnosis of a run, and the epoch in which it began, if that matters.
func diagnose(epochs []protocol.Epoch) (found diagnosis, since int) {
	n := len(epochs)
	if n < leastEpochs {
		return tooEarly, 0
	}
	if isAtChance(epochs[max(0, n-recentEpochs):]) {
		return atChance, 0
	}
	if last, leaps := leapsOf(epochs[max(0, n-recentEpochs-1):]); leaps > 1 {
		return jumping, last
	}
	best := 0
	for i, e := range epochs {
		if e.ValidationLoss < epochs[best].ValidationLoss {
			best = i
		}
	}
	lowest := epochs[best].ValidationLoss
	last := epochs[n-1]
	if n-1-best >= leastEpochs && last.Loss < epochs[best].Loss && last.Loss < last.ValidationLoss && lowestOf(epochs[n-3:], validationLoss) > lowest+max(.1*lowest, .005) {
		return overfitting, epochs[best].Number
	}
	window := min(max(leastEpochs, n/4), n-1)
	if lowest < .98*lowestOf(epochs[:n-window], validationLoss) {
		return improving, 0
	}
	for _, e := range epochs {
		if e.ValidationLoss <= lowest+max(.02*lowest, .002) {
			return settledDown, e.Number
		}
	}
	return tooEarly, 0 // no loss is a number
}

// isAtChance reports whether the network does not learn: its accuracy is that of guessing, and its loss stays.
func isAtChance(epochs []protocol.Epoch) bool {
	for _, e := range epochs {
		if e.ValidationAccuracy >= chanceAccuracy {
			return false
		}
	}
	half := len(epochs) / 2
	return lowestOf(epochs[half:], trainingLoss) > .97*lowestOf(epochs[:half], trainingLoss)
}

// leapsOf returns the number of leaps of the training loss, and the epoch of the last.
func leapsOf(epochs []protocol.Epoch) (last, leaps int) {
	for i, e := range epochs[1:] {
		if before := epochs[i].Loss; e.Loss > leapRatio*before && e.Loss-before > leastLeap {
			last, leaps = e.Number, leaps+1
		}
	}
	return last, leaps
}

func trainingLoss(e protocol.Epoch) float32 { return e.Loss }

func validationLoss(e protocol.Epoch) float32 { return e.ValidationLoss }

// lowestOf returns the minimum of a loss.
func lowestOf(epochs []protocol.Epoch, loss func(protocol.Epoch) float32) float32 {
	lowest := float32(math.Inf(1))
	for _, e := range epochs {
		lowest = min(lowest, loss(e))
	}
	return lowest
}

// diagnosisText returns a diagnosis as a sentence.
func diagnosisText(epochs []protocol.Epoch, t Words) string {
	found, since := diagnose(epochs)
	switch found {
	case atChance:
		return t.AtChance()
	case jumping:
		return t.Jumping(since)
	case overfitting:
		return t.Overfitting(since)
	case improving:
		return t.Improving()
	case settledDown:
		return t.SettledDown(since)
	}
	return t.TooEarly()
}

// curvesText returns the numbers of the curves as a sentence.
func curvesText(s session.Session, t Words) string {
	if len(s.Epochs) == 0 {
		return ""
	}
	best, last := s.Epochs[0], s.Epochs[len(s.Epochs)-1]
	for _, e := range s.Epochs {
		if e.ValidationLoss < best.ValidationLoss {
			best = e
		}
	}
	said := epochText(last, t)
	if best.Number < last.Number {
		said += " " + t.BestSentence(best.Number, i18n.Loss(best.ValidationLoss))
	}
	return said
}

// epochText returns the numbers of an epoch as a sentence.
func epochText(e protocol.Epoch, t Words) string {
	return t.CurvesSentence(e.Number, i18n.Loss(e.Loss), i18n.Loss(e.ValidationLoss), i18n.Percent(e.ValidationAccuracy))
}
