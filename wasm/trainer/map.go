package trainer

import (
	"errors"
	"time"

	"digitlab/nn32"
	"digitlab/nn32/embedding"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/model"
)

// mapper makes the map of all digits. PCA takes some milliseconds and is made during a run too, in a small share of its time. t-SNE takes
// seconds, and is only made while nothing else is to be done: a run that begins ends it, and afterwards it goes on from where it was.
type mapper struct {
	asked protocol.WatchMap

	last layout // on the page
	next layout // its digits are being looked at

	components []float32         // the last map by PCA
	spread     []float32         // the last map by t-SNE, if that has come so far that it can be begun from
	made       protocol.WatchMap // with which spread was made
	of         *nn32.Tensor      // whose digits components and spread have

	reported time.Time
	begun    time.Time // when it last worked during a run
	took     time.Duration
}

// layout is a map of the digits at one moment.
type layout struct {
	run    *run
	moment protocol.Moment
	stale  bool // the weights have changed since, in no step of the run

	hidden   *nn32.Sequential // the layers before the last, with the weights of the moment
	units    int              // how many numbers they give of a digit
	taken    []int            // the units that are taken, if there are more than the map is made of; nil: all
	features []float32        // (digits, units that are taken)

	pca        *embedding.PCA  // nil before it is made
	tsne       *embedding.TSNE // nil before it is made
	iterations int             // of tsne, at the end
	broken     bool
}

const (
	mapIterations  = 500 // of t-SNE from the principal components
	moveIterations = 200 // from the map of another moment
	betweenMaps    = 50 * time.Millisecond

	// pacedShare limits the map to 1/pacedShare of the time of a run that waits for its pace.
	pacedShare = 4
	// mapInRun is the largest number of products for the covariances that are computed at once during a run, in some 5 ms.
	mapInRun = 1 << 22
)

// watchMap takes what the page wants to see.
func (t *Trainer) watchMap(asked protocol.WatchMap) {
	m := &t.mapper
	asked.Perplexity = min(max(asked.Perplexity, protocol.MinPerplexity), protocol.MaxPerplexity)
	if !asked.On {
		m.last, m.next = layout{}, layout{} // up to 20 MB
	}
	if asked.Anew != m.asked.Anew || asked.Perplexity != m.asked.Perplexity {
		m.last.tsne = nil
	}
	if asked.Method != m.asked.Method {
		m.last.pca = nil // to be reported again
	}
	m.asked = asked
}

// mapDue returns what is to be done for the map when nothing else is; nil: nothing.
func (t *Trainer) mapDue() func() error {
	m := &t.mapper
	last := &m.last
	switch {
	case !m.asked.On:
	case t.mapChanged(last):
		return t.computeFeatures
	case last.broken:
	case m.asked.Method == protocol.PCA && last.pca == nil:
		return t.mapComponents
	case m.asked.Method == protocol.TSNE && m.asked.Iterating && (last.tsne == nil || last.tsne.Done() < last.iterations):
		return t.mapNeighbours
	}
	return nil
}

// mapChanged reports whether the viewed network is another than that of a map.
func (t *Trainer) mapChanged(l *layout) bool {
	return l.stale || l.run != t.run || l.moment != t.viewedMoment()
}

// beginMap begins to look at all digits with the viewed network. A copy of its layers does it, since a run goes on meanwhile.
func (t *Trainer) beginMap() error {
	l, r := &t.mapper.next, t.run
	if l.run != r {
		hidden, err := model.NewHidden(r.settings)
		if err != nil {
			return err
		}
		*l = layout{run: r, hidden: hidden}
	}
	params := t.viewed().Members[0].Params()
	for i, p := range l.hidden.Params() {
		copy(p.Value.Data, params[i].Value.Data)
	}
	*l = layout{run: r, moment: t.viewedMoment(), hidden: l.hidden, features: l.features[:0], units: l.hidden.LayerInfos()[len(r.settings.Layers)-1].Output.Size()}
	return nil
}

// width returns how many numbers there are of each digit.
func (l *layout) width() int {
	if l.taken != nil {
		return len(l.taken)
	}
	return l.units
}

// firstDigits is how many digits decide which units are taken.
const firstDigits = 8 * model.ChunkSize

// waits reports whether its components take too long during a run.
func (l *layout) waits() bool { return len(l.features)*l.width()/2 > mapInRun }

// choose decides which units are taken: those that vary most. Else a wide layer would need some 200 MB for MNIST's digits.
func (l *layout) choose() {
	l.taken = embedding.MostVaried(l.features, l.units)
	all := l.features
	l.features = nil
	for i := 0; i < len(all); i += l.units {
		l.features = l.add(all[i:][:l.units])
	}
}

// add returns features with those of another digit.
func (l *layout) add(outputs []float32) []float32 {
	if l.taken == nil {
		return append(l.features, outputs...)
	}
	for _, unit := range l.taken {
		l.features = append(l.features, outputs[unit])
	}
	return l.features
}

// computeSome computes the features of the next digits. It reports whether there are more.
func (l *layout) computeSome() (more bool, err error) {
	split := &l.run.data
	n := split.Walled()
	from := len(l.features) / l.width()
	some := split.From(from, min(model.ChunkSize, n-from))
	y, err := l.hidden.Predict(some.X)
	if err != nil {
		return false, err
	}
	for i := 0; i < len(y.Data); i += l.units {
		l.features = l.add(y.Data[i:][:l.units])
	}
	from += some.Len()
	if l.units > embedding.MaxDims && l.taken == nil && from >= min(firstDigits, n) {
		l.choose()
	}
	return from < n, nil
}

// take makes the features that were computed those of the map.
func (m *mapper) take() {
	if of := m.next.run.data.Test.X; m.of != of || len(m.components)+len(m.spread) > 0 && len(m.next.features)/m.next.width() != max(len(m.components), len(m.spread))/2 {
		m.of, m.components, m.spread = of, nil, nil
	}
	m.last, m.next = m.next, m.last
}

// computeFeatures computes those of all digits with the viewed network, which stays the same meanwhile.
func (t *Trainer) computeFeatures() error {
	if err := t.beginMap(); err != nil {
		return err
	}
	l := &t.mapper.next
	for more := true; more; {
		var err error
		if more, err = l.computeSome(); err != nil {
			return err
		}
		if err = t.yield(); err != nil {
			return err
		}
	}
	t.mapper.take()
	return nil
}

// errOtherMap is returned by the pause of a map when the page wants another one.
var errOtherMap = errors.New("another map is wanted")

// pauseMap lets the commands in while a map is made.
func (t *Trainer) pauseMap() error {
	asked := t.mapper.asked
	if err := t.yield(); err != nil {
		return err
	}
	if t.mapper.asked != asked {
		return errOtherMap
	}
	return nil
}

// mapComponents reports the map by PCA.
func (t *Trainer) mapComponents() error {
	return t.mapBroken(t.findComponents(t.pauseMap))
}

func (t *Trainer) findComponents(pause func() error) error {
	m := &t.mapper
	l := &m.last
	pca, err := embedding.NewPCA(l.features, l.width(), 2, pause)
	if err != nil {
		return err
	}
	for len(pca.Vectors) < 2 { // of a layer with one unit
		pca.Vectors, pca.Variances = append(pca.Vectors, make([]float64, l.width())), append(pca.Variances, 0)
	}
	positions, err := pca.Project(l.features, pause)
	if err != nil {
		return err
	}
	pca.Align(positions, m.components)
	l.pca, m.components = pca, positions
	report := &protocol.DigitMap{Positions: positions}
	for _, v := range pca.Variances {
		report.Variances = append(report.Variances, float32(v/max(pca.Total, 1e-30)))
	}
	t.sendMap(report)
	return nil
}

// mapBroken takes an error of a map. If the numbers are the reason, the page is told, and the map waits for others.
func (t *Trainer) mapBroken(err error) error {
	if err == nil || err == errInterrupted || err == errOtherMap {
		return err
	}
	t.mapper.last.broken = true
	t.sendMap(&protocol.DigitMap{})
	return err
}

// sendMap completes a map and sends it, and then the place of the drawing on it.
func (t *Trainer) sendMap(report *protocol.DigitMap) {
	l := &t.mapper.last
	report.Run, report.Moment, report.Method, report.Units = l.run.number, l.moment, t.mapper.asked.Method, l.units
	report.Waits = report.Method == protocol.TSNE || l.waits()
	t.mapper.reported = time.Now()
	t.page.Send(report)
	t.placeDrawing()
}

// mapNeighbours lays the digits out by t-SNE, or goes on with that.
func (t *Trainer) mapNeighbours() error {
	m := &t.mapper
	l := &m.last
	if l.tsne == nil {
		t.sendMap(&protocol.DigitMap{Positions: m.spread, Preparing: true})
		o := embedding.TSNEOptions{Perplexity: float64(m.asked.Perplexity), Seed: l.run.settings.Seed}
		l.iterations = mapIterations
		if m.spread != nil && m.made.Anew == m.asked.Anew && m.made.Perplexity == m.asked.Perplexity {
			o.Start, l.iterations = m.spread, moveIterations
		}
		tsne, err := embedding.NewTSNE(l.features, l.width(), o, t.pauseMap)
		if err != nil {
			return t.mapBroken(err)
		}
		l.tsne = tsne
	}
	for l.tsne.Done() < l.iterations {
		if t.wallDue() != nil {
			return nil // it is quick, and this goes on afterwards
		}
		if err := l.tsne.Step(t.pauseMap); err != nil {
			return err
		}
		if time.Since(m.reported) >= betweenMaps || l.tsne.Done() == l.iterations {
			positions := l.tsne.Positions()
			if l.tsne.Settled() {
				m.spread, m.made = positions, m.asked
			}
			t.sendMap(&protocol.DigitMap{Positions: positions, Iteration: l.tsne.Done(), Iterations: l.iterations})
		}
	}
	return nil
}

// mapDigitsDue goes on with a map by PCA during a run, if it is time.
func (t *Trainer) mapDigitsDue() {
	m := &t.mapper
	share := time.Duration(wallShare)
	if t.early() > 0 {
		share = pacedShare
	}
	if !m.asked.On || m.asked.Method != protocol.PCA || time.Since(m.begun) < share*m.took {
		return
	}
	m.begun = time.Now()
	defer func() { m.took = time.Since(m.begun) }()
	if l := &m.next; l.run == t.run && len(l.features) > 0 {
		more, err := l.computeSome()
		switch {
		case err != nil:
			l.run = nil
		case !more:
			m.take()
			m.next.features = m.next.features[:0]
		}
	} else if l := &m.last; l.run == t.run && l.pca == nil && !l.broken && len(l.features) > 0 {
		if !l.waits() {
			t.mapBroken(t.findComponents(nil))
		}
	} else if t.mapChanged(l) && t.beginMap() == nil {
		m.next.computeSome()
	}
}

// placeDrawing reports where the drawing lies on the map.
func (t *Trainer) placeDrawing() {
	m := &t.mapper
	l := &m.last
	if !m.asked.On || l.run == nil || l.run != t.run || l.broken {
		return
	}
	place := &protocol.MapPlace{Run: l.run.number}
	if d := t.drawing; d != nil {
		place.ID = d.ID
		if d.prepare(l.run.settings.Data); len(d.pictures) > 0 {
			place.Known = t.place(d.pictures[d.chosen()].x, place)
		}
	}
	t.page.Send(place)
}

// place fills in where a picture lies, if there is a map.
func (t *Trainer) place(x *nn32.Tensor, place *protocol.MapPlace) bool {
	l := &t.mapper.last
	y, err := l.hidden.Predict(x)
	if err != nil {
		return false
	}
	outputs := (&layout{taken: l.taken}).add(y.Data)
	var at [2]float32
	switch {
	case t.mapper.asked.Method == protocol.TSNE && l.tsne != nil:
		at, place.Nearest, err = l.tsne.Place(outputs)
	case t.mapper.asked.Method == protocol.PCA && l.pca != nil:
		var both []float32
		if both, err = l.pca.Project(outputs, nil); err == nil {
			at = [2]float32(both)
			_, place.Nearest, err = embedding.Place(l.features, l.width(), t.mapper.components, outputs)
		}
	default:
		return false
	}
	place.X, place.Y = at[0], at[1]
	return err == nil
}
