package trainer

import (
	"math"
	"slices"
	"time"

	"digitlab/nn32"
	"digitlab/nn32/inside"
	"digitlab/wasm/protocol"
)

// inspector is what the page wants to see of the network at work, and what it was shown last.
type inspector struct {
	asked protocol.Inspect
	run   *run
	units [][]int // of each layer, that were shown
	at    time.Time
	took  time.Duration

	moment protocol.Moment
	stale  bool // the picture has changed since
}

// inspectShare limits inspections during a run to 1/inspectShare of its time.
const inspectShare = 20

// setInspected takes what the page wants to see, and shows it.
func (t *Trainer) setInspected(asked protocol.Inspect) {
	t.inspector.asked, t.inspector.run = asked, nil
	t.inspect()
}

// inspectChanged shows the network at work on a new drawing, if that is what the page wants to see, when no more commands wait: a
// further drawing is to be predicted first.
func (t *Trainer) inspectChanged() {
	if t.inspector.stale && t.inspector.asked.Subject == protocol.DrawingSubject && t.queue.Empty() {
		t.inspect()
	}
}

// inspectDue shows the network again during a run, if it has changed, at most as often as the limit allows.
func (t *Trainer) inspectDue() {
	i := &t.inspector
	if (i.stale || i.run != t.run || i.moment != t.viewedMoment()) && time.Since(i.at) >= max(frame, inspectShare*i.took) {
		t.inspect()
	}
}

// inspect shows the network at work on the picture that the page has chosen, if there are both.
func (t *Trainer) inspect() {
	i, r := &t.inspector, t.run
	i.stale = false
	if r == nil || i.asked.Member < 0 || i.asked.Member >= r.settings.Members {
		return
	}
	what, ok := t.subject(i.asked.Subject, i.asked.Digit)
	if !ok {
		return
	}
	x := what.x
	begin := time.Now()
	outputs, err := t.viewed().Trace(i.asked.Member, x)
	if err != nil {
		return // a prediction of the same picture reports it
	}
	infos := r.layerInfos()
	if i.run != r {
		i.run, i.units = r, make([][]int, len(infos))
	}
	i.moment = t.viewedMoment()
	report := &protocol.Inspection{Run: r.number, Epoch: i.moment.Epoch, Step: i.moment.Step, Imported: r.checkpoint.Info.Imported(), Subject: i.asked.Subject, Digit: i.asked.Digit,
		Member: i.asked.Member, Label: what.label, Picture: what.picture}
	layers, kinds := t.viewed().Members[i.asked.Member].Layers(), r.settings.Layers
	counts := protocol.Inspected(infos)
	in := []int{r.settings.Data.Side(), r.settings.Data.Side(), 1}
	for n, out := range outputs {
		kind := protocol.Dense // the last layer
		if n < len(kinds) {
			kind = kinds[n].Kind
		}
		chosen := -1
		if unit := i.asked.Unit; unit.Layer == n+1 {
			chosen = unit.Element % out.Shape[len(out.Shape)-1]
		}
		i.units[n] = mostActive(out, counts[n], i.units[n], chosen)
		l := protocol.LayerOutput{Kind: kind, Shape: infos[n].Output, Units: i.units[n], Values: unitsOf(out, i.units[n])}
		if kind == protocol.Conv2D && in[2] == 1 {
			kernel := layers[n].Params()[0].Value // (H, W, 1, filters)
			l.Window, l.Kernels = kernel.Shape[0], unitsOf(kernel, l.Units)
		}
		report.Layers = append(report.Layers, l)
		in = l.Shape
	}
	if unit := i.asked.Unit; unit.Layer > 0 {
		if terms, err := t.viewed().Terms(i.asked.Member, x, unit.Layer-1, unit.Element); err == nil { // else the network is another by now
			report.Terms = termsOf(terms, unit)
		}
		if i.asked.Project {
			report.Projection = t.project(x, unit)
		}
	}
	report.Probabilities = slices.Clone(outputs[len(outputs)-1].Data)
	t.readyTemperature().Apply(report.Probabilities)
	t.page.Send(report)
	i.at, i.took = time.Now(), time.Since(begin)
}

// project projects a unit back to a picture; of a map, from where it is largest.
func (t *Trainer) project(x *nn32.Tensor, unit protocol.Unit) protocol.Projection {
	network := t.viewed().Members[t.inspector.asked.Member].Sequential
	if unit.Layer > len(network.Layers()) || unit.Element < 0 {
		return protocol.Projection{}
	}
	shape := network.LayerInfos()[unit.Layer-1].Output
	units := shape[len(shape)-1]
	path, err := inside.NewPath(network, unit.Layer-1, unit.Element%units)
	if err != nil || unit.Element >= shape.Size() {
		return protocol.Projection{}
	}
	p := path.Project(x.Values())
	unit.Element = p.At*units + unit.Element%units
	return protocol.Projection{Unit: unit, Value: p.Value, Gradient: p.Gradient, Guided: p.Guided, Deconvnet: p.Deconvnet}
}

// layerInfos describes the layers for the page.
func (r *run) layerInfos() (infos []protocol.LayerInfo) {
	for _, l := range r.network.LayerInfos() {
		infos = append(infos, protocol.LayerInfo{Name: l.Name, Output: l.Output, Params: l.Params})
	}
	return infos
}

// stays is the advantage of a unit that was shown before: without it, units of about the same activity would take turns at every step.
const stays = 1.5

// mostActive returns the count units, the last axis of a layer's output, whose outputs are largest, in ascending order. before are those
// that were shown last; chosen, unless it is -1, is shown whatever its output is.
func mostActive(out *nn32.Tensor, count int, before []int, chosen int) []int {
	activity := make([]float32, out.Shape[len(out.Shape)-1])
	for i, v := range out.Data {
		if v < 0 {
			v = -v
		}
		activity[i%len(activity)] += v
	}
	for _, u := range before {
		activity[u] *= stays
	}
	if chosen >= 0 {
		activity[chosen] = math.MaxFloat32
	}
	most := largest(activity, count)
	shown := make([]bool, len(activity))
	for _, u := range most {
		shown[u] = true
	}
	most = most[:0]
	for u, yes := range shown {
		if yes {
			most = append(most, u)
		}
	}
	return most
}

// largest returns the places of the count largest values, the largest first; of equal ones the first. A package that sorts would be
// 5 KB of the program for each type.
func largest(values []float32, count int) (places []int) {
	for i, v := range values {
		at := len(places)
		for at > 0 && v > values[places[at-1]] {
			at--
		}
		if at == count {
			continue
		}
		if len(places) < count {
			places = append(places, 0)
		}
		copy(places[at+1:], places[at:])
		places[at] = i
	}
	return places
}

// unitsOf returns the values of some units, which are the tensor's last axis, unit by unit.
func unitsOf(x *nn32.Tensor, units []int) []float32 {
	all := x.Shape[len(x.Shape)-1]
	values := make([]float32, 0, len(x.Data)/all*len(units))
	for _, u := range units {
		for i := u; i < len(x.Data); i += all {
			values = append(values, x.Data[i])
		}
	}
	return values
}

// termsOf returns the arithmetic of a unit for the page.
func termsOf(t *inside.Terms, unit protocol.Unit) protocol.Terms {
	out := protocol.Terms{Unit: unit, Inputs: t.Inputs, Values: t.Values, Weights: t.Weights, Bias: t.Bias, Sum: t.Sum, Output: t.Output,
		Winner: t.Winner, Mean: t.Mean, Scale: t.Scale, Shift: t.Shift, Logits: t.Logits}
	if len(t.Inputs) <= protocol.MaxTerms || t.Weights == nil {
		return out
	}
	products := make([]float32, len(t.Inputs))
	for i, w := range t.Weights {
		products[i] = float32(w * t.Values[i])
	}
	shown := mostActive(&nn32.Tensor{Shape: nn32.Shape{len(products)}, Data: products}, protocol.MaxTerms, nil, -1)
	out.Inputs, out.Values, out.Weights, out.Others = nil, nil, nil, len(products)-len(shown)
	for _, i := range shown {
		out.Inputs, out.Values, out.Weights = append(out.Inputs, t.Inputs[i]), append(out.Values, t.Values[i]), append(out.Weights, t.Weights[i])
		products[i] = 0
	}
	for _, v := range products {
		out.Rest += v
	}
	return out
}
