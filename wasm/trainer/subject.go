package trainer

import (
	"digitlab/nn32"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
	"digitlab/wasm/trainer/model"
)

// subject is the picture that the network is shown at work on, and that it may learn from.
type subject struct {
	x       *nn32.Tensor // the network's input, (1, side, side, 1)
	picture []byte       // in the page's form
	label   int          // what it is known to be; -1 of a drawing
}

// subject returns the picture that the page has chosen; false if there is none.
func (t *Trainer) subject(of protocol.Subject, digit int) (s subject, ok bool) {
	r := t.run
	switch of {
	case protocol.DrawingSubject:
		if d := t.drawing; d != nil {
			if d.prepare(r.settings.Data); len(d.pictures) > 0 {
				one := &d.pictures[d.chosen()]
				return subject{one.x, one.values, -1}, true
			}
		}
	case protocol.SampleSubject:
		if one, ok := r.data.At(digit); ok {
			return subject{one.X, data.Pictures(one), one.Labels[0]}, true
		}
	case protocol.MeanSubject:
		if digit >= 0 && digit < model.Classes {
			if r.means[digit].x == nil {
				r.means[digit] = mean(r.data.Fit, digit, r.settings.Data)
			}
			return r.means[digit], r.means[digit].x != nil
		}
	}
	return subject{}, false
}

// mean returns the mean picture of all digits of a label; none if there is no such digit. Its values lie between those that a picture of
// the data can have.
func mean(digits nn32.Data, label int, of protocol.DataSet) subject {
	side := of.Side()
	sums, count := make([]float64, side*side), 0
	for i, l := range digits.Labels {
		if l != label {
			continue
		}
		count++
		for k, v := range digits.Slice(i, i+1).X.Values() {
			sums[k] += float64(v)
		}
	}
	if count == 0 {
		return subject{}
	}
	scale := float64(of.Most()) / float64(of.Ink())
	s := subject{nn32.NewTensor(1, side, side, 1), make([]byte, side*side), label}
	for k, sum := range sums {
		s.x.Data[k] = float32(sum / float64(count))
		s.picture[k] = byte(scale*sum/float64(count) + .5)
	}
	return s
}

// find looks for another test digit. From a digit of another part it is the first one, or with Back the last.
func (t *Trainer) find(c *protocol.Find) {
	r := t.run
	if !t.is(c.Run) || c.Member < 0 || c.Member >= len(r.network.Members) {
		return
	}
	if _, ok := r.data.At(c.From); !ok {
		return
	}
	test := r.data.Test
	count := test.Len()
	start := c.From
	if start >= count && c.Back {
		start = 0
	} else if start >= count {
		start = count - 1
	}
	found := &protocol.Found{Run: c.Run, From: c.From, Wrong: c.Wrong, Member: c.Member, Passed: c.Passed, Tests: count}
	here := func(digit int) {
		found.Found, found.Digit, found.Label = true, digit, test.Labels[digit]
	}
	if !c.Wrong {
		way := 1
		if c.Back {
			way = count - 1
		}
		for i := 1; i <= count && !found.Found; i++ {
			if at := (start + i*way) % count; test.Labels[at] == c.Label {
				here(at)
			}
		}
		t.page.Send(found)
		return
	}
	until := min(max(0, c.Passed)+protocol.MaxSearched, count)
	for found.Passed = max(0, c.Passed); found.Passed < until && !found.Found; {
		from := (start + 1 + found.Passed) % count
		part := test.Slice(from, min(from+min(model.ChunkSize, until-found.Passed), count))
		p, err := t.viewed().Members[c.Member].Predict(part.X)
		if err != nil {
			return // a prediction of the same digits reports it
		}
		for i, label := range part.Labels {
			if !isBest(p.Data[i*model.Classes:][:model.Classes], label) {
				here(from + i)
				break
			}
			found.Passed++
		}
	}
	t.page.Send(found)
}

// isBest reports whether no probability is larger than that of a label, nor as large and before it; it is not if one of them is not a number.
func isBest(probabilities []float32, label int) bool {
	for d, v := range probabilities {
		if d < label && !(v < probabilities[label]) || d >= label && !(v <= probabilities[label]) {
			return false
		}
	}
	return true
}
