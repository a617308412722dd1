package trainer

import (
	"math"
	"time"

	"digitlab/nn32"
	"digitlab/nn32/inside"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
	"digitlab/wasm/trainer/model"
)

// seeker is what the page wants to know of a unit and was not told yet.
type seeker struct {
	patches *protocol.Seek
	ascent  *protocol.Ascend
}

// setSought takes what the page wants to know.
func (t *Trainer) setSought(c *protocol.Seek) {
	t.seeker = seeker{}
	if c.Layer > 0 {
		t.seeker.patches = c
	}
}

// seekDue returns what the page waits for of a unit; nil: nothing. Commands are executed between its parts; after one that ends it, it begins
// again.
func (t *Trainer) seekDue() func() error {
	switch s := &t.seeker; {
	case s.patches != nil:
		return t.seekPatches
	case s.ascent != nil:
		return t.climb
	}
	return nil
}

// pathTo returns the path to a unit of the viewed network; nil if it is of another run or has no such unit.
func (t *Trainer) pathTo(c *protocol.Seek) *inside.Path {
	if !t.is(c.Run) || c.Member < 0 || c.Member >= len(t.viewed().Members) {
		return nil
	}
	path, err := inside.NewPath(t.viewed().Members[c.Member].Sequential, c.Layer-1, c.Unit)
	if err != nil {
		return nil
	}
	return path
}

// A search that takes longer than quiet reports how far it is, at most once per betweenReports.
const (
	quiet          = 500 * time.Millisecond
	betweenReports = 100 * time.Millisecond
)

// mostPatches is the number of patches at each end.
const mostPatches = 9

// seekPatches looks for the digits that excite a unit most and least.
func (t *Trainer) seekPatches() error {
	c, s := t.seeker.patches, &t.seeker
	path := t.pathTo(c)
	if path == nil {
		s.patches = nil
		return nil
	}
	all := t.run.data.Fit
	digits := all.First(protocol.MaxSought)
	n, m := digits.Len(), t.viewedMoment()
	report := &protocol.Sought{Seek: *c, Epoch: m.Epoch, Step: m.Step, Digits: n, All: all.Len()}
	most, least, found := make([]float32, n), make([]float32, n), make([]inside.Extremes, 0, n)
	next := time.Now().Add(quiet)
	for from := 0; from < n; from += inside.Batch {
		for i, e := range path.Extremes(digits.Slice(from, min(from+inside.Batch, n)).X) {
			found = append(found, e)
			most[from+i], least[from+i] = e.Most, -e.Least
		}
		if time.Now().After(next) {
			report.Share, next = float64(from)/float64(n), time.Now().Add(betweenReports)
			early := *report
			t.page.Send(&early)
		}
		if err := t.yield(); err != nil {
			return err
		}
		if s.patches != c {
			return nil // the page has turned to something else
		}
	}
	for _, i := range largest(most, mostPatches) {
		report.Most = append(report.Most, patch(digits, i, found[i].Most, path.Field(found[i].MostAt)))
	}
	for _, i := range largest(least, mostPatches) {
		report.Least = append(report.Least, patch(digits, i, found[i].Least, path.Field(found[i].LeastAt)))
	}
	s.patches, report.Share = nil, 1
	t.page.Send(report)
	return nil
}

// patch cuts a field out of a digit.
func patch(digits nn32.Data, i int, value float32, f inside.Field) protocol.Patch {
	one := digits.Slice(i, i+1)
	picture, side := data.Pictures(one), one.X.Shape[2]
	p := protocol.Patch{Label: data.Labels(one)[0], Value: value, Top: f.Top, Left: f.Left, Height: f.Height, Width: f.Width}
	for y := range f.Height {
		p.Picture = append(p.Picture, picture[(f.Top+y)*side+f.Left:][:f.Width]...)
	}
	return p
}

// climb makes a picture that excites a unit.
func (t *Trainer) climb() error {
	c, s, r := t.seeker.ascent, &t.seeker, t.run
	path := t.pathTo(&c.Seek)
	if path == nil {
		s.ascent = nil
		return nil
	}
	most := r.settings.Data.Ink()
	side, m := r.settings.Data.Side(), t.viewedMoment()
	ascent := &inside.Ascent{Path: path, Most: most, TotalVariation: c.TotalVariation, L2: c.L2}
	ascent.Picture = inside.Noise(side*side, most, c.Seed)
	if c.Mean {
		if err := t.average(ascent.Picture); err != nil {
			return err
		}
	}
	report := protocol.Ascended{Ascend: *c, Epoch: m.Epoch, Step: m.Step}
	x := &nn32.Tensor{Shape: nn32.Shape{1, side, side, 1}, Data: ascent.Picture}
	var reported time.Time
	for steps := range protocol.AscentSteps + 1 {
		if steps > 0 {
			ascent.Step()
		}
		last := steps == protocol.AscentSteps
		if last {
			s.ascent = nil
		}
		if last || time.Since(reported) >= betweenReports {
			reported, report.Steps = time.Now(), steps
			report.Last = path.Extremes(x)[0].Most
			if steps == 0 {
				report.First = report.Last
			}
			probabilities, err := t.viewed().Predict(x)
			if err != nil || report.Last-report.Last != 0 { // no number, as the weights of a run that has diverged: nothing leads up
				s.ascent, report.Steps = nil, protocol.AscentSteps
				t.page.Send(&report)
				return nil
			}
			t.readyTemperature().Apply(probabilities.Data)
			digit := largest(probabilities.Data, 1)[0]
			report.Digit, report.Confidence = byte(digit), probabilities.Data[digit]
			sent := report
			for _, v := range ascent.Picture {
				sent.Picture = append(sent.Picture, byte(math.Round(float64(v/most*255))))
			}
			t.page.Send(&sent)
		}
		if last {
			break
		}
		if err := t.yield(); err != nil {
			return err
		}
		if s.ascent != c {
			break // the page has turned to something else
		}
	}
	return nil
}

// average sets a picture to the mean of the training digits, of which it takes as many as are looked through.
func (t *Trainer) average(picture []float32) error {
	digits := t.run.data.Fit.First(protocol.MaxSought)
	sums := make([]float64, len(picture))
	for from := 0; from < digits.Len(); from += model.ChunkSize {
		values := digits.Slice(from, min(from+model.ChunkSize, digits.Len())).X.Values()
		for i, v := range values {
			sums[i%len(sums)] += float64(v)
		}
		if err := t.yield(); err != nil {
			return err
		}
	}
	for i, v := range sums {
		picture[i] = float32(v / float64(digits.Len()))
	}
	return nil
}
