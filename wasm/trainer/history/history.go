// Package history keeps what the numbers of a run were at many of its moments, within a limit of memory: of the epochs all or every
// second, fourth and so on, and of the first epoch the steps. It only copies; what the numbers mean is the trainer's.
package history

import (
	"slices"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
)

// Limit is how many bytes of a run are kept.
const Limit = 64 << 20

// stepsShare is the part of the limit that is for the steps of the first epoch: 1/stepsShare.
const stepsShare = 4

// leastKept is the least number of epochs for which it is worth to keep any: with fewer there is nothing to thin out.
const leastKept = 3

// History is the kept moments of a run.
type History struct {
	limit  int
	epochs []kept      // in their order
	every  int         // of the epochs this one is kept, and the newest: 1, 2, 4 …
	steps  []kept      // in their order
	spare  [][]float32 // of epochs that were dropped, to be used again: a browser's memory never shrinks
}

// kept is the numbers of a moment, one parameter after the other. Nobody changes them, so that runs may share them.
type kept struct {
	number int // of the epoch or step
	values []float32
}

// New returns an empty history of at most limit bytes; with 0 it keeps nothing.
func New(limit int) *History { return &History{limit: limit, every: 1} }

// KeepEpoch copies parameters at the end of an epoch, or before the first. Each time they must be as many numbers.
func (h *History) KeepEpoch(epoch int, params []*nn32.Param) {
	most := (h.limit - h.limit/stepsShare) / (4 * size(params))
	at, found := find(h.epochs, epoch)
	if most < leastKept || found {
		return
	}
	if last := at - 1; at == len(h.epochs) && at > 0 && h.epochs[last].number%h.every != 0 {
		h.drop(func(n int) bool { return n == h.epochs[last].number }) // it was kept for being the newest
	}
	for len(h.epochs) >= most {
		h.every *= 2
		newest := h.epochs[len(h.epochs)-1].number
		h.drop(func(n int) bool { return n%h.every != 0 && (n != newest || epoch > newest) })
	}
	if at, _ = find(h.epochs, epoch); at < len(h.epochs) && epoch%h.every != 0 {
		return
	}
	var values []float32
	if last := len(h.spare) - 1; last >= 0 {
		values, h.spare = h.spare[last][:0], h.spare[:last]
	}
	h.epochs = slices.Insert(h.epochs, at, kept{epoch, nn32.AppendValues(values, params)})
}

// drop removes epochs.
func (h *History) drop(doomed func(epoch int) bool) {
	h.epochs = slices.DeleteFunc(h.epochs, func(k kept) bool {
		if !doomed(k.number) {
			return false
		}
		h.spare = append(h.spare, k.values)
		return true
	})
}

// KeepStep copies parameters after a step of the first epoch, which has many, if there is room for that one: all, or every so many.
func (h *History) KeepStep(step, many int, params []*nn32.Param) {
	every := h.everyStep(many, 4*size(params))
	if every == 0 || step%every != 0 {
		return
	}
	if at, found := find(h.steps, step); !found {
		h.steps = slices.Insert(h.steps, at, kept{step, nn32.AppendValues(nil, params)})
	}
}

// everyStep returns the distance of the steps that are kept, if one takes so many bytes; 0: none is kept.
func (h *History) everyStep(many, bytes int) int {
	most := h.limit / stepsShare / bytes
	if most == 0 {
		return 0
	}
	return (many + most - 1) / most
}

// At returns the kept numbers of a moment, or nil.
func (h *History) At(m protocol.Moment) []float32 {
	list, number := h.list(m)
	if at, found := find(list, number); found {
		return list[at].values
	}
	return nil
}

// list returns the list that a moment would be in, and its number there. Before the first step it is epoch 0.
func (h *History) list(m protocol.Moment) ([]kept, int) {
	if m.Step > 0 {
		return h.steps, m.Step
	}
	return h.epochs, m.Epoch
}

// Before returns the last kept epoch up to one; false if there is none.
func (h *History) Before(epoch int) (int, bool) {
	at, found := find(h.epochs, epoch)
	switch {
	case found:
		return epoch, true
	case at == 0:
		return 0, false
	}
	return h.epochs[at-1].number, true
}

// Nearest returns the kept moment nearest to one, among the steps for a step and among the epochs for an epoch; false if there is none.
// enough reports whether it is as near as one can be when all were computed again and thinned out.
func (h *History) Nearest(m protocol.Moment) (nearest protocol.Moment, enough, ok bool) {
	list, number := h.list(m)
	if len(list) == 0 {
		return m, false, false
	}
	at, _ := find(list, number)
	best := list[min(at, len(list)-1)].number
	if at > 0 && at < len(list) && number-list[at-1].number <= best-number {
		best = list[at-1].number
	}
	away, every := max(best-number, number-best), h.every
	nearest = protocol.Moment{Epoch: best}
	if m.Step > 0 {
		nearest = protocol.Moment{Step: best}
		every = 1
		if len(list) > 1 {
			every = list[1].number - list[0].number
		}
	}
	return nearest, away < every, true
}

// Epochs returns the kept epochs.
func (h *History) Epochs() []int {
	epochs := make([]int, len(h.epochs))
	for i, k := range h.epochs {
		epochs[i] = k.number
	}
	return epochs
}

// Every returns the distance of the epochs that are kept.
func (h *History) Every() int { return h.every }

// Gap returns the last epoch of the first gap that is wider than the distance of the kept ones, before the run's last epoch; false if
// there is none.
func (h *History) Gap(last int) (epoch int, ok bool) {
	before := 0
	for _, next := range append(h.Epochs(), last) {
		if next-before > h.every {
			return next - 1, true
		}
		before = next
	}
	return 0, false
}

// LastStep returns the last kept step of the first epoch; 0 if there is none.
func (h *History) LastStep() int {
	if len(h.steps) == 0 {
		return 0
	}
	return h.steps[len(h.steps)-1].number
}

// Until returns the history of a run that begins with the first epochs, at least one. The other history is not to be used any more: they
// share memory.
func (h *History) Until(epoch int) *History {
	at, found := find(h.epochs, epoch)
	if found {
		at++
	}
	return &History{limit: h.limit, every: h.every, epochs: slices.Clone(h.epochs[:at]), steps: slices.Clone(h.steps)}
}

// ForgetSteps drops the steps of the first epoch, which is trained anew.
func (h *History) ForgetSteps() { h.steps = nil }

// find returns where an epoch or step is in a list, or would be.
func find(list []kept, number int) (at int, found bool) {
	return slices.BinarySearchFunc(list, number, func(k kept, n int) int { return k.number - n })
}

// size returns the number of values of parameters.
func size(params []*nn32.Param) (n int) {
	for _, p := range params {
		n += len(p.Value.Data)
	}
	return n
}
