package trainer

import (
	"slices"
	"time"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
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
	x, picture := t.inspected()
	if x == nil {
		return
	}
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
	report := &protocol.Inspection{Run: r.number, Epoch: i.moment.Epoch, Step: i.moment.Step, Subject: i.asked.Subject, Digit: i.asked.Digit,
		Member: i.asked.Member, Picture: picture}
	layers, kinds := t.viewed().Members[i.asked.Member].Layers(), r.settings.Layers
	counts := protocol.Inspected(infos)
	in := []int{r.settings.Data.Side(), r.settings.Data.Side(), 1}
	for n, out := range outputs {
		kind := protocol.Dense // the last layer
		if n < len(kinds) {
			kind = kinds[n].Kind
		}
		i.units[n] = mostActive(out, counts[n], i.units[n])
		l := protocol.LayerOutput{Kind: kind, Shape: infos[n].Output, Units: i.units[n], Values: unitsOf(out, i.units[n])}
		if kind == protocol.Conv2D && in[2] == 1 {
			kernel := layers[n].Params()[0].Value // (H, W, 1, filters)
			l.Window, l.Kernels = kernel.Shape[0], unitsOf(kernel, l.Units)
		}
		report.Layers = append(report.Layers, l)
		in = l.Shape
	}
	report.Probabilities = slices.Clone(outputs[len(outputs)-1].Data)
	t.readyTemperature().Apply(report.Probabilities)
	t.host.Send(report)
	i.at, i.took = time.Now(), time.Since(begin)
}

// inspected returns the picture that the page has chosen, as the network's input and in the page's form; nil if there is none.
func (t *Trainer) inspected() (x *nn32.Tensor, picture []byte) {
	r := t.run
	switch asked := t.inspector.asked; asked.Subject {
	case protocol.DrawingSubject:
		if d := t.drawing; d != nil {
			d.prepare(r.settings.Data)
			return d.x, d.picture.values
		}
	case protocol.SampleSubject:
		if asked.Digit >= 0 && asked.Digit < min(data.SampleSize, r.data.Test.Len()) {
			one := r.data.Test.Slice(asked.Digit, asked.Digit+1)
			return one.X, data.Pictures(one)
		}
	}
	return nil, nil
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
// that were shown last.
func mostActive(out *nn32.Tensor, count int, before []int) []int {
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
	var most []int // in descending order; a package that sorts would be 5 KB
	for u, a := range activity {
		at := len(most)
		for at > 0 && a > activity[most[at-1]] {
			at--
		}
		if at == count {
			continue
		}
		if len(most) < count {
			most = append(most, 0)
		}
		copy(most[at+1:], most[at:])
		most[at] = u
	}
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
