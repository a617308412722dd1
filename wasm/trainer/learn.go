package trainer

import (
	"strings"

	"digitlab/nn32"
	"digitlab/nn32/inside"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/model"
)

// experiment is the steps on single digits that were taken beside the run.
type experiment struct {
	run           *run
	member        int
	values, state []float32 // of the member before the first of them
	taken         int
}

// learn answers what a step on one digit would do, and takes it, or takes all back, if it was asked to.
func (t *Trainer) learn(c *protocol.Learn) {
	r := t.run
	if !t.is(c.Run) || c.Member < 0 || c.Member >= len(r.network.Members) {
		return
	}
	if c.Back {
		t.takeBack()
	}
	sample, ok := t.lesson(c)
	if !ok {
		return
	}
	without := func(p protocol.LearnProblem) {
		t.page.Send(&protocol.Learned{Run: c.Run, Subject: c.Subject, Digit: c.Digit, Label: sample.Labels[0], Member: c.Member, Unit: c.Unit, Problem: p})
	}
	if t.view.past && t.view.moment.Step > 0 {
		without(protocol.LearnStateIsLost)
		return
	}
	trace, err := t.traceStep(c.Member, sample)
	if err == nil && c.Apply && r.phase != protocol.Running && !t.view.past {
		t.take(c.Member, trace)
		trace, err = t.traceStep(c.Member, sample)
	}
	if err != nil { // only of numbers that are none any more
		without(protocol.LearnDiverged)
		return
	}
	t.page.Send(t.learned(c, trace, sample.Labels[0]))
}

// traceStep traces a step of the viewed network on one digit as if it were the next of the run.
func (t *Trainer) traceStep(member int, sample nn32.Data) (*inside.Step, error) {
	r, m := t.run, t.viewedMoment()
	digits := r.data.Fit.Len()
	steps := model.Steps(r.settings, digits)
	network := t.viewed()
	return inside.TraceStep(network.Members[member].Sequential, sample, network.Options(r.settings, digits), m.Epoch+1, m.Epoch*steps+m.Step)
}

// lesson returns the digit that is to be learnt, with its label. Of a drawing the person says what it is.
func (t *Trainer) lesson(c *protocol.Learn) (sample nn32.Data, ok bool) {
	what, ok := t.subject(c.Subject, c.Digit)
	if c.Subject == protocol.DrawingSubject {
		what.label = c.Label
	}
	return nn32.Data{X: what.x, Labels: []int{what.label}}, ok && what.label >= 0 && what.label < model.Classes
}

// take takes a step, and shows what the network makes of everything now.
func (t *Trainer) take(member int, trace *inside.Step) {
	e, network := &t.experiment, t.run.network.Members[member]
	if e.run != t.run || e.member != member {
		t.takeBack()
		*e = experiment{run: t.run, member: member, values: nn32.AppendValues(nil, network.Params()), state: nn32.AppendValues(nil, network.OptimizerState())}
	}
	trace.Apply()
	e.taken++
	t.changed()
}

// takeBack makes the network again what the run has made it.
func (t *Trainer) takeBack() {
	e := t.experiment
	t.experiment = experiment{}
	if e.taken == 0 || e.run != t.run {
		return
	}
	network := e.run.network.Members[e.member]
	nn32.SetValues(network.Params(), e.values)
	nn32.SetValues(network.OptimizerState(), e.state)
	t.changed()
}

// changed predicts and inspects with weights that no step of the run has made.
func (t *Trainer) changed() {
	t.wall.stale, t.mapper.last.stale = true, true
	t.predictDrawing()
	t.inspect()
}

// learned reports a step, with the numbers of the unit that was asked for.
func (t *Trainer) learned(c *protocol.Learn, trace *inside.Step, label int) *protocol.Learned {
	last := len(trace.Outputs) - 1
	out := &protocol.Learned{Run: c.Run, Subject: c.Subject, Digit: c.Digit, Label: label, Member: c.Member, Loss: trace.Loss, After: trace.After,
		Probabilities: trace.Outputs[last].Data, Errors: trace.Gradients[last].Data}
	if t.experiment.run == t.run && t.experiment.member == c.Member && !t.view.past {
		out.Taken = t.experiment.taken
	}
	layer := c.Unit.Layer - 1
	if layer < 0 || layer > last || c.Unit.Element < 0 || c.Unit.Element >= len(trace.Outputs[layer].Data) {
		return out
	}
	out.Unit = c.Unit
	shape := trace.Outputs[layer].Shape
	units := shape[len(shape)-1]
	unit := c.Unit.Element % units
	out.Gradients = unitsOf(trace.Gradients[layer], []int{unit})
	if sums := trace.SumGradients[layer]; sums != nil {
		out.Sums = unitsOf(sums, []int{unit})
	}
	layerName := t.viewed().Members[c.Member].LayerInfos()[layer].Name + "/"
	for _, step := range trace.Params {
		name, ok := strings.CutPrefix(step.Param.Name, layerName)
		if !ok {
			continue
		}
		out.State = out.State[:0]
		for _, slot := range step.Slots {
			out.State = append(out.State, slot.Name)
		}
		for i := unit; i < len(step.Value.Data); i += units {
			w := protocol.WeightStep{Name: name, Row: i / units, Before: step.Param.Value.Data[i], Gradient: step.Gradient.Data[i], After: step.Value.Data[i]}
			for _, slot := range step.Slots {
				w.State = append(w.State, slot.Value.Data[i])
			}
			out.Weights = append(out.Weights, w)
		}
	}
	sizes := make([]float32, len(out.Weights))
	for i, w := range out.Weights {
		sizes[i] = max(w.Gradient, -w.Gradient)
	}
	all := out.Weights
	out.Weights = nil
	for _, i := range largest(sizes, protocol.MaxWeights) {
		out.Weights = append(out.Weights, all[i])
	}
	out.Others = len(all) - len(out.Weights)
	for _, w := range out.Weights {
		if w.Name == "kernel" {
			out.Places, out.Rest = placesOf(trace.Places(layer, w.Row, unit))
			break
		}
	}
	return out
}

// placesOf returns the largest summands of a gradient, and what the others add up to.
func placesOf(all []inside.Place) (places []protocol.WeightPlace, rest protocol.WeightSummands) {
	products, sizes := make([]float32, len(all)), make([]float32, len(all))
	for i, p := range all {
		products[i] = float32(p.Value * p.Gradient)
		sizes[i] = max(products[i], -products[i])
	}
	for _, i := range largest(sizes, protocol.MaxPlaces) {
		p := all[i]
		places = append(places, protocol.WeightPlace{Output: p.Output, Input: p.Input, Value: p.Value, Gradient: p.Gradient})
		products[i] = 0
	}
	rest.Count = len(all) - len(places)
	for _, v := range products {
		rest.Sum += v
	}
	return places, rest
}
