package network

import (
	"strconv"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/scheduler"
)

// filters is what the unit looks for: asked for, and answered.
type filters struct {
	on      bool            // it is shown in place of the arithmetic
	asked   protocol.Ascend // for the patches its Seek; without a layer nothing is asked for
	moment  protocol.Moment // of the network, when it was
	patches *protocol.Sought
	made    *protocol.Ascended

	mean          bool
	seed          uint64
	variation, l2 int // in hundredths
}

// filtersTopic is what the unit looks for.
var filtersTopic = scheduler.NewTopic()

// seek asks what the unit looks for, if that is shown and may have changed. While a run goes on it waits, as the trainer does.
func (i *inside) seek() {
	f := &i.filters
	work := i.work()
	at := i.wanted()
	switch {
	case !f.on || at.Layer == 0:
		if f.asked.Seek.Layer > 0 {
			f.asked = protocol.Ascend{}
			i.lab.Post(&protocol.Seek{})
		}
		return
	case work == nil || i.lab.Session().Phase() == protocol.Running:
		return
	}
	want := protocol.Ascend{Seek: protocol.Seek{Run: i.lab.Session().Run, Member: i.looked(), Layer: at.Layer, Unit: i.unit.unit}, Mean: f.mean,
		TotalVariation: float32(f.variation) / 100, L2: float32(f.l2) / 100}
	if !f.mean {
		want.Seed = f.seed
	}
	moment := protocol.Moment{Epoch: work.Epoch, Step: work.Step}
	switch {
	case want.Seek != f.asked.Seek || moment != f.moment:
		seek := want.Seek
		i.lab.Post(&seek)
		f.patches, f.made = nil, nil
	case want == f.asked:
		return
	}
	f.asked, f.moment = want, moment
	i.lab.Post(&want)
	i.lab.Invalidate(filtersTopic)
}

// sought takes an answer, unless the person has turned to something else.
func (i *inside) sought(e protocol.Event) {
	f := &i.filters
	switch e := e.(type) {
	case *protocol.Sought:
		if e.Seek == f.asked.Seek {
			f.patches = e
		}
	case *protocol.Ascended:
		if e.Ascend == f.asked {
			f.made = e
		}
	}
	i.lab.Invalidate(filtersTopic)
}

// answers returns the answers about the unit that is shown; nil before they have come.
func (i *inside) answers() (patches *protocol.Sought, made *protocol.Ascended) {
	want := protocol.Seek{Run: i.lab.Session().Run, Member: i.looked(), Layer: i.wanted().Layer, Unit: i.unit.unit}
	if e := i.filters.patches; e != nil && e.Seek == want {
		patches = e
	}
	if e := i.filters.made; e != nil && e.Ascend.Seek == want {
		made = e
	}
	return patches, made
}

// projected returns the projection of the unit that is shown; nil before it has come.
func (i *inside) projected() *protocol.Projection {
	work := i.work()
	if work == nil || work.Projection.Unit.Layer == 0 || work.Terms.Unit != i.wanted() {
		return nil
	}
	return &work.Projection
}

// lookFor shows what the unit looks for.
func (i *inside) lookFor() {
	i.teach(false)
	i.filters.on = true
	i.ask()
	i.lab.Invalidate(unitTopic)
}

// set changes how the picture is made.
func (i *inside) set(change func(f *filters)) {
	change(&i.filters)
	i.seek()
	i.lab.Invalidate(filtersTopic)
}

// mostWeight is the end of the sliders, in hundredths.
const mostWeight = 100

// weightOf formats a slider's weight.
func weightOf(hundredths int) string {
	return strconv.FormatFloat(float64(hundredths)/100, 'f', 2, 32)
}
