package trainer

import (
	"math"
	"slices"
	"testing"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
	"digitlab/wasm/trainer/model"
)

// The mean of a digit is that of all training digits with its label, and no others.
func TestMeanOfADigit(t *testing.T) {
	p := start(t, &fakeHost{})
	s := settings(1)
	p.send(&protocol.Build{Run: 1, Settings: s})
	await[*protocol.Built](p, nil)
	split, err := p.trainer.data.Split(s)
	if err != nil {
		t.Fatal(err)
	}
	for label := range model.Classes {
		p.send(&protocol.Inspect{Subject: protocol.MeanSubject, Digit: label})
		got := await[*protocol.Inspection](p, nil)
		if got.Subject != protocol.MeanSubject || got.Digit != label || got.Label != label {
			t.Fatalf("the mean of %d is %+v", label, got)
		}
		count, sum := 0., make([]float64, 64)
		for i, l := range split.Fit.Labels {
			if l == label {
				count++
				for k := range sum {
					sum[k] += float64(split.Fit.X.Data[64*i+k])
				}
			}
		}
		for k, v := range got.Picture {
			if math.Abs(float64(v)-sum[k]/count) > .5001 {
				t.Fatalf("%d: pixel %d is %d, want %v", label, k, v, sum[k]/count)
			}
		}
	}
	p.send(&protocol.Learn{Run: 1, Subject: protocol.MeanSubject, Digit: 4})
	if got := await[*protocol.Learned](p, nil); got.Label != 4 || got.Subject != protocol.MeanSubject || !(got.After < got.Loss) {
		t.Errorf("to learn the mean 4 is %+v", got)
	}
	for _, digit := range []int{-1, 10} {
		p.send(&protocol.Inspect{Subject: protocol.MeanSubject, Digit: digit})
	}
	p.send(aDigit)
	if got := await[*protocol.Inspection](p, nil); got.Subject != protocol.SampleSubject || got.Label != split.Test.Labels[3] {
		t.Errorf("means that are none have been answered by %+v", got)
	}
}

// The means of pictures of bytes are shares of 255 for the network and bytes for the page.
func TestMeanOfMNIST(t *testing.T) {
	pictures := make([]byte, 3*28*28)
	pictures[5], pictures[28*28+5], pictures[2*28*28+5] = 100, 200, 255
	d := nn32.Data{X: data.Input(pictures, protocol.MNIST), Labels: []int{7, 7, 1}}
	got := mean(d, 7, protocol.MNIST)
	if got.picture[5] != 150 || math.Abs(float64(got.x.Data[5])-150./255) > 1e-6 || got.label != 7 || slices.Max(got.x.Data) != got.x.Data[5] {
		t.Errorf("pixel 5 is %v and %v of label %d", got.picture[5], got.x.Data[5], got.label)
	}
	if none := mean(d, 3, protocol.MNIST); none.x != nil {
		t.Errorf("of no digits the mean is %+v", none)
	}
}

// Other digits of a label are found forth and back, round the end; the wrong ones are those that the member predicts wrongly.
func TestFind(t *testing.T) {
	s := settings(2)
	s.Members = 2
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: s}, &protocol.StepEpoch{Run: 1})
	await(p, phase(protocol.Paused))
	split, err := p.trainer.data.Split(s)
	if err != nil {
		t.Fatal(err)
	}
	labels := split.Test.Labels
	find := func(c protocol.Find) *protocol.Found {
		c.Run = 1
		p.send(&c)
		return await[*protocol.Found](p, nil)
	}
	var sevens []int
	for at, from := 0, len(labels)-1; ; from = at {
		at = find(protocol.Find{From: from, Label: 7}).Digit
		if len(sevens) > 0 && at == sevens[0] {
			break
		}
		sevens = append(sevens, at)
	}
	var want []int
	for i, l := range labels {
		if l == 7 {
			want = append(want, i)
		}
	}
	if !slices.Equal(sevens, want) {
		t.Errorf("the sevens are %v, want %v", sevens, want)
	}
	if got := find(protocol.Find{From: want[0], Label: 7, Back: true}); got.Digit != want[len(want)-1] || got.Label != 7 {
		t.Errorf("before the first seven is %+v", got)
	}
	if got := find(protocol.Find{From: want[0], Label: 12}); got.Found {
		t.Errorf("a digit 12 is %+v", got)
	}

	for member := range 2 {
		var wrong []int
		for at := range labels {
			one := split.Test.Slice(at, at+1)
			probabilities, err := p.trainer.run.network.Members[member].Predict(one.X)
			if err != nil {
				t.Fatal(err)
			}
			if slices.Index(probabilities.Data, slices.Max(probabilities.Data)) != labels[at] {
				wrong = append(wrong, at)
			}
		}
		var got []int
		for from, passed := len(labels)-1, 0; passed < len(labels); {
			f := find(protocol.Find{From: from, Wrong: true, Member: member, Passed: passed})
			if passed = f.Passed; !f.Found {
				continue
			}
			if f.Label != labels[f.Digit] || f.Tests != len(labels) || f.Member != member {
				t.Fatalf("found is %+v", f)
			}
			if len(got) > 0 && f.Digit == got[0] {
				break
			}
			got, from, passed = append(got, f.Digit), f.Digit, 0
		}
		if len(wrong) == 0 || !slices.Equal(got, wrong) {
			t.Errorf("member %d is wrong about %v, found are %v", member, wrong, got)
		}
	}
	p.send(&protocol.Find{Run: 1, From: -1}, &protocol.Find{Run: 1, From: 1797}, &protocol.Find{Run: 2}, &protocol.Find{Run: 1, Member: 2}, &protocol.Find{Run: 1, Label: labels[1]})
	if got := await[*protocol.Found](p, nil); got.Label != labels[1] || got.From != 0 {
		t.Errorf("places that are none have been answered by %+v", got)
	}
	// After a digit of another part comes the first test digit, before it the last.
	if got := find(protocol.Find{From: 1796, Label: labels[0]}); got.Digit != 0 || got.From != 1796 {
		t.Errorf("after a validation digit comes %+v", got)
	}
	if got := find(protocol.Find{From: 540, Label: labels[539], Back: true}); got.Digit != 539 {
		t.Errorf("before a training digit comes %+v", got)
	}
}

// The digits of training and validation are shown at work too, after the test digits.
func TestInspectAnyDigit(t *testing.T) {
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: settings(2)})
	await[*protocol.Built](p, nil)
	split, err := p.trainer.data.Split(settings(2))
	if err != nil {
		t.Fatal(err)
	}
	for place, want := range map[int]nn32.Data{539: split.Test.Slice(539, 540), 540: split.Fit.Slice(0, 1), 1796: split.Validation.Slice(251, 252)} {
		p.send(&protocol.Inspect{Subject: protocol.SampleSubject, Digit: place})
		if got := await[*protocol.Inspection](p, nil); got.Digit != place || got.Label != want.Labels[0] || !slices.Equal(got.Picture, data.Pictures(want)) {
			t.Errorf("at place %d is %+v", place, got)
		}
	}
}

func TestIsBest(t *testing.T) {
	nan := float32(math.NaN())
	for _, c := range []struct {
		values []float32
		label  int
		want   bool
	}{{[]float32{.1, .7, .2}, 1, true}, {[]float32{.1, .7, .2}, 2, false}, {[]float32{.5, .5}, 0, true}, {[]float32{.5, .5}, 1, false},
		{[]float32{nan, nan}, 0, false}, {[]float32{.5, nan}, 0, false}} {
		if got := isBest(c.values, c.label); got != c.want {
			t.Errorf("%d of %v: %v", c.label, c.values, got)
		}
	}
}

// A step that cannot be is answered by the reason: the run has diverged.
func TestLearnOfADivergedRun(t *testing.T) {
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: settings(2)})
	await[*protocol.Built](p, nil)
	p.settle()
	p.trainer.run.network.Params()[0].Value.Data[3] = float32(math.NaN())
	unit := protocol.Unit{Layer: 2, Element: 3}
	p.send(&protocol.Learn{Run: 1, Subject: protocol.SampleSubject, Digit: 3, Unit: unit})
	if got := await[*protocol.Learned](p, nil); got.Problem != protocol.LearnDiverged || got.Unit != unit || got.Digit != 3 {
		t.Errorf("it is %+v", got)
	}
}
