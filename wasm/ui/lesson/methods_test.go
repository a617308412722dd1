package lesson

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"digitlab/nn32/datasets"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/model"
	"digitlab/wasm/ui/client"
	"digitlab/wasm/ui/i18n"
)

// What is recorded of the methods is what a trial gives: each with its first seed, and without -short with every seed.
func TestRecordedMethods(t *testing.T) {
	digits := readDigits(t)
	for m, recorded := range recordedTallies {
		if len(recorded) != maxTries {
			t.Errorf("method %d was recorded with %d seeds, want %d", m, len(recorded), maxTries)
		}
		for number, want := range recorded {
			if number > 0 && testing.Short() {
				break
			}
			trial := method(m).trial(number)
			s := trial.Settings
			s.Members = trial.Members
			trainRows, testRows, err := datasets.TrainTestSplit(digits.Len(), float64(s.TestPercent)/100, protocol.SplitSeed)
			if err != nil {
				t.Fatal(err)
			}
			train, test := digits.Take(trainRows), digits.Take(testRows)
			network, err := model.New(s)
			if err != nil {
				t.Fatal(err)
			}
			for _, err := range network.Steps(train.Slice(0, datasets.ValidationSplit(train.Len(), float64(s.ValidationPercent)/100)), s, 0) {
				if err != nil {
					t.Fatal(err)
				}
			}
			result, err := network.EvaluateMean(test)
			if err != nil {
				t.Fatal(err)
			}
			if got := int(math.Round(float64(result.Accuracy) * float64(test.Len()))); got != want {
				t.Errorf("method %d, seed %d: %d are right, %d are recorded", m, s.Seed, got, want)
			}
		}
	}
}

// Each method changes something, and the lab takes it.
func TestMethodsChangeTheTutorial(t *testing.T) {
	for m := range methodCount {
		s := m.settings()
		if s.Equal(tutorial) != (m == noMethod) {
			t.Errorf("method %d: %+v", m, s)
		}
		if err := s.Check(); err != nil {
			t.Errorf("method %d: %v", m, err)
		}
	}
}

func TestWhatIsTriedNext(t *testing.T) {
	var s tries
	for _, c := range []struct {
		asked []method
		want  []try
	}{
		{[]method{dropoutMethod}, []try{{dropoutMethod, 0}, {noMethod, 0}}},
		{[]method{noMethod}, []try{{noMethod, 1}}},
		{[]method{normMethod, dropoutMethod}, []try{{normMethod, 0}, {dropoutMethod, 1}}},
	} {
		got := s.next(c.asked...)
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%v: %v, want %v", c.asked, got, c.want)
		}
		for _, one := range got {
			s.results[one.method] = append(s.results[one.method], 520+one.number)
		}
	}
	if got, want := s.leastTried(), []method{initializerMethod, activationMethod, optimizerMethod, ensembleMethod, dataMethod}; !reflect.DeepEqual(got, want) {
		t.Errorf("tried with the fewest seeds: %v, want %v", got, want)
	}
	s.results[dropoutMethod] = recordedTallies[dropoutMethod]
	if got := s.next(dropoutMethod); len(got) > 0 {
		t.Errorf("after all seeds there is still %v", got)
	}
}

// What is tried is told in each state: before, while it goes, when it could not be done, and beside the tutorial's network.
func TestTrier(t *testing.T) {
	l := labelsIn(i18n.InEnglish)
	var s tries
	var sent []protocol.Command
	var receive func(protocol.Event)
	tr := trier{tries: &s, show: func() {}}
	tr.pool = client.NewPool(func(f func()) { f() }, tr.finish, tr.progress)
	tr.pool.Size = 1
	tr.pool.Start = func(to func(protocol.Event)) client.PoolWorker {
		receive = to
		return client.PoolWorker{Send: func(c protocol.Command) { sent = append(sent, c) }, Close: func() {}}
	}
	said := func(want string) {
		t.Helper()
		if got := s.says(dropoutMethod, l); !strings.Contains(got, unbroken(want)) {
			t.Errorf("it says %q, want %q", got, want)
		}
	}
	accuracy := func(right int) float32 { return float32(right) / float32(testDigits()) }
	said(l.Try.Nothing)
	tr.begin([]method{dropoutMethod}, func(f func()) { f() })
	said(l.Try.Begins)
	receive(&protocol.Ready{})
	receive(&protocol.TrialDone{ID: 1, Accuracy: accuracy(527)})
	if s.done != .5 || len(s.goes) != 1 {
		t.Errorf("after one of two: %+v", s)
	}
	receive(&protocol.TrialDone{ID: 2, Accuracy: accuracy(529)})
	said("seed 777: 97.59 %. Without the change it is 97.96 %. The difference in right digits: −2.")
	tr.begin([]method{dropoutMethod}, func(f func()) { f() })
	tr.stop()
	if last, ok := sent[len(sent)-1].(*protocol.Trial); !ok || last.ID != 0 || len(s.goes) > 0 || tr.pool.Busy() {
		t.Errorf("it is stopped by %+v, and then there is %+v", sent[len(sent)-1], s)
	}
	tr.begin([]method{dropoutMethod}, func(f func()) { f() })
	receive(&protocol.TrialDone{ID: 4, Accuracy: accuracy(526)})
	receive(&protocol.TrialDone{ID: 5, Accuracy: accuracy(523)})
	said("seed 782: 97.41 %. Without the change it is 96.85 %. The difference in right digits: +3. Mean of 2 seeds: 97.50 %, without the change 97.41 %.")
	tr.begin([]method{dropoutMethod}, func(f func()) { f() })
	receive(&protocol.TrialDone{ID: 6, Problem: protocol.TrialBroke})
	receive(&protocol.TrialDone{ID: 7, Accuracy: accuracy(525)})
	said(l.Try.Failed)
	if len(s.results[dropoutMethod]) != 2 || len(s.results[noMethod]) != 3 {
		t.Errorf("results %v", s.results)
	}
}
