package trainer

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/runstore"
)

// A run that was interrupted after an epoch, by a crash, goes on in the next tab to the same weights, whatever its settings.
func TestRestoreGoesOnToTheBit(t *testing.T) {
	rich := protocol.BetterPreset.Settings()
	rich.Epochs, rich.Optimizer, rich.L2, rich.LabelSmoothing, rich.Augmentation = 2, protocol.Nadam, .0001, .1, protocol.Strong
	rich.Layers = protocol.WithDropout(rich.Layers, .5)
	for name, s := range map[string]protocol.Settings{"tutorial": settings(3), "rich": rich, "ensemble": ensembleOf(3, 3)} {
		t.Run(name, func(t *testing.T) {
			want := trained(t, s)
			first := start(t, &fakeHost{})
			first.send(&protocol.Build{Run: 1, Settings: s}, &protocol.StepEpoch{Run: 1})
			saved := await[*protocol.Saved](first, nil)
			if saved.Run != 1 || saved.Problem != protocol.NoStorageProblem {
				t.Errorf("saved %+v", saved)
			}
			p := start(t, &fakeHost{disk: first.crash()})
			p.send(&protocol.Restore{Run: 7, Settings: protocol.DefaultSettings()})
			built := await[*protocol.Built](p, nil)
			if !built.Restored || built.Run != 7 || !built.Settings.Equal(s) {
				t.Errorf("built %+v", built)
			}
			await(p, phase(protocol.Paused))
			await[*protocol.Progress](p, nil)
			first.settle() // what is stored may be reported before the epoch
			if got, want := p.curves(7), first.curves(1); !reflect.DeepEqual(got, want) {
				t.Errorf("curves %+v, want %+v", got, want)
			}
			p.send(&protocol.Train{Run: 7})
			tested := await[*protocol.Tested](p, nil)
			results := await[*protocol.Results](p, nil)
			p.settle()
			k := p.host.newest(t)
			if got := hash(k); got != want {
				t.Errorf("weights %x after a restart, %x without", got, want)
			}
			if k.Info.ID != built.ID || !k.Info.Tested || k.Info.Trained != s.Epochs || k.Info.Accuracy != tested.Accuracy {
				t.Errorf("info %+v", k.Info)
			}

			again := start(t, &fakeHost{disk: p.crash()})
			again.send(&protocol.Restore{Run: 1, Settings: protocol.DefaultSettings()})
			await(again, phase(protocol.Done))
			got := await[*protocol.Tested](again, nil)
			if tested.Run, tested.Elapsed = 1, got.Elapsed; !reflect.DeepEqual(got, tested) {
				t.Errorf("restored result %+v, want %+v", got, tested)
			}
			if results.Run = 1; !reflect.DeepEqual(await[*protocol.Results](again, nil), results) {
				t.Error("the restored run predicts other test digits")
			}
		})
	}
}

// A run that was paused before the end of its first epoch is there after a reload, from its beginning, and goes on to the same weights.
func TestPausedInTheFirstEpochIsKept(t *testing.T) {
	s := settings(3)
	first := start(t, &fakeHost{})
	first.send(&protocol.SetPace{Pace: protocol.Slow}, &protocol.Build{Run: 1, Settings: s}, &protocol.Train{Run: 1})
	await(first, func(e *protocol.Progress) bool { return e.Step > 0 })
	first.send(&protocol.Pause{Run: 1})
	if p := await(first, phase(protocol.Paused)); p.Run != 1 {
		t.Fatalf("%+v", p)
	}
	if saved := await[*protocol.Saved](first, nil); saved.Problem != protocol.NoStorageProblem || len(first.curves(1)) > 0 {
		t.Fatalf("%+v after %d epochs", saved, len(first.curves(1)))
	}
	p := start(t, &fakeHost{disk: first.crash()})
	p.send(&protocol.Restore{Run: 2, Settings: protocol.DefaultSettings()})
	if built := await[*protocol.Built](p, nil); !built.Restored || !built.Settings.Equal(s) {
		t.Errorf("built %+v", built)
	}
	await(p, phase(protocol.Paused))
	p.send(&protocol.Train{Run: 2})
	await[*protocol.Tested](p, nil)
	p.settle()
	if got := hash(p.host.newest(t)); got != trained(t, s) {
		t.Error("it goes on to other weights")
	}
}

// The hash of the weights is the same for the same settings, and another for others. It is 0 where the settings alone do not lead there.
func TestWeightsHash(t *testing.T) {
	p := start(t, &fakeHost{})
	one := p.train(1, settings(2)).Weights
	again := start(t, &fakeHost{})
	if got := again.train(1, settings(2)).Weights; got != one || got == 0 {
		t.Errorf("%x, then %x", one, got)
	}
	other := settings(2)
	other.Seed = 3
	if got := p.train(2, other).Weights; got == one || got == 0 {
		t.Errorf("another seed has %x, the first %x", got, one)
	}
	falling := settings(2)
	falling.Schedule = protocol.CosineRate
	if got := p.train(3, falling).Weights; got == one || got == 0 {
		t.Errorf("a falling rate has %x, the first %x", got, one)
	}
	p.send(&protocol.Build{Run: 4, Settings: settings(2)}, &protocol.StepEpoch{Run: 4})
	await(p, phase(protocol.Paused))
	p.send(&protocol.SetLearningRate{Run: 4, Rate: .01}, &protocol.Train{Run: 4})
	if got := await(p, func(e *protocol.Tested) bool { return e.Run == 4 }).Weights; got != 0 {
		t.Errorf("a run whose learning rate was changed has %x", got)
	}
	await[*protocol.Results](p, nil)
	p.train(5, settings(2))
	p.send(newWriter(1).samples(0, 1)...)
	p.send(&protocol.FineTune{Run: 6})
	if got := await(p, func(e *protocol.Tested) bool { return e.Run == 6 }).Weights; got != 0 {
		t.Errorf("a fine-tuned run has %x", got)
	}
}

func TestResults(t *testing.T) {
	p := start(t, &fakeHost{})
	tested := p.train(1, settings(3))
	p.seen = 0
	r := await[*protocol.Results](p, nil)
	right := 0
	for i, label := range r.Labels {
		if r.Predicted[i] == label {
			right++
		}
		if !(r.Confidence[i] >= .1 && r.Confidence[i] <= 1) {
			t.Errorf("digit %d is predicted with confidence %v", i, r.Confidence[i])
		}
	}
	if len(r.Labels) != 540 || len(r.Predicted) != 540 || len(r.Pictures) != 64*540 || float32(right)/540 != tested.Accuracy {
		t.Errorf("%d of %d are right, want an accuracy of %v; %d bytes of images", right, len(r.Labels), tested.Accuracy, len(r.Pictures))
	}
	p.seen = 0
	if ready := await[*protocol.Ready](p, nil); !slices.Equal(ready.Sample, r.Pictures[:len(ready.Sample)]) {
		t.Error("the sample is not the first test digits")
	}
}

// runs requests the list.
func (p *page) runs() *protocol.Runs {
	p.t.Helper()
	p.host.mu.Lock()
	p.seen = len(p.host.events)
	p.host.mu.Unlock()
	p.send(&protocol.ListRuns{})
	return await[*protocol.Runs](p, nil)
}

func ids(runs []protocol.RunInfo) (ids []string) {
	for _, r := range runs {
		ids = append(ids, r.ID)
	}
	return ids
}

func TestRunsAreListedNamedPinnedDeleted(t *testing.T) {
	p := start(t, &fakeHost{})
	if runs := p.runs(); len(runs.Runs) > 0 || runs.Failure != "" {
		t.Errorf("at first %+v", runs)
	}
	p.train(1, settings(2))
	first := p.runs().Runs[0]
	if first.Trained != 2 || !first.Tested || first.Accuracy == 0 || first.Elapsed <= 0 || !first.Settings.Equal(settings(2)) ||
		time.Since(time.UnixMilli(first.Created)) > time.Minute {
		t.Errorf("the run is %+v", first)
	}
	time.Sleep(2 * time.Millisecond)
	p.train(2, settings(1))
	runs := p.runs().Runs
	if runs[1].ID != first.ID || runs[0].ID <= first.ID || runs[0].Trained != 1 {
		t.Errorf("runs %+v", runs)
	}

	present := runs[0].ID
	for _, c := range []protocol.Command{&protocol.NameRun{ID: first.ID, Name: "첫 번째"}, &protocol.PinRun{ID: first.ID, Pinned: true},
		&protocol.NameRun{ID: present, Name: "second"}, &protocol.DeleteRun{ID: present, Deleted: true}} {
		p.send(c)
		runs = await[*protocol.Runs](p, nil).Runs
	}
	if r := runs[1]; r.Name != "첫 번째" || !r.Pinned || r.Deleted {
		t.Errorf("the first run is %+v", r)
	}
	if r := runs[0]; r.Name != "second" || r.Pinned || !r.Deleted {
		t.Errorf("the second run is %+v", r)
	}
	p.send(&protocol.DeleteRun{ID: present})
	if r := await[*protocol.Runs](p, nil).Runs[0]; r.Deleted {
		t.Errorf("the deletion is not taken back: %+v", r)
	}
	p.send(&protocol.NameRun{ID: first.ID, Name: strings.Repeat("n", protocol.MaxName+1)})
	if r := await[*protocol.Runs](p, nil); r.Failure == "" || r.Runs[1].Name != "첫 번째" {
		t.Errorf("after a name that is too long: %+v", r)
	}
	p.send(&protocol.PinRun{ID: "nobody"})
	if r := await[*protocol.Runs](p, nil); r.Failure == "" || len(r.Runs) != 2 {
		t.Errorf("after pinning a run that is not: %+v", r)
	}

	p.send(&protocol.ReadRun{ID: first.ID})
	if c := await[*protocol.RunCurves](p, nil); len(c.Epochs) != 2 || c.Info.Name != "첫 번째" || c.Failure != "" {
		t.Errorf("curves %+v", c)
	}
	p.send(&protocol.ReadRun{ID: present})
	if c := await[*protocol.RunCurves](p, nil); len(c.Epochs) != 1 || c.Info.Name != "second" {
		t.Errorf("curves of the present run %+v", c)
	}
	p.send(&protocol.ReadRun{ID: "nobody"})
	if c := await[*protocol.RunCurves](p, nil); c.Info.ID != "nobody" || c.Failure == "" {
		t.Errorf("curves of no run %+v", c)
	}
}

// A name that is given before the first save is stored with it. A name that another tab gives stays.
func TestNameOfARunThatIsTrained(t *testing.T) {
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: settings(3)})
	id := await[*protocol.Built](p, nil).ID
	p.send(&protocol.NameRun{ID: id, Name: "early"}, &protocol.PinRun{ID: id, Pinned: true})
	if r := await[*protocol.Runs](p, nil); r.Failure != "" || len(r.Runs) > 0 {
		t.Errorf("naming a run that is not stored yet: %+v", r)
	}
	p.send(&protocol.StepEpoch{Run: 1})
	if r := await(p, func(r *protocol.Runs) bool { return len(r.Runs) == 1 }).Runs[0]; r.Name != "early" || !r.Pinned {
		t.Errorf("stored %+v", r)
	}
	other := start(t, &fakeHost{disk: p.host.disk})
	other.send(&protocol.NameRun{ID: id, Name: "late"})
	await[*protocol.Runs](other, nil)
	p.send(&protocol.Train{Run: 1})
	if r := await(p, func(r *protocol.Runs) bool { return r.Runs[0].Tested }).Runs[0]; r.Name != "late" || !r.Pinned {
		t.Errorf("stored %+v", r)
	}
}

// A run is stored when another replaces it, and when the program ends.
func TestLeavingARunStoresIt(t *testing.T) {
	var p *page
	p = start(t, &fakeHost{onYield: func() {
		if len(p.trainer.run.epochs) >= 3 {
			p.send(&protocol.Build{Run: 2, Settings: settings(1)})
		}
	}})
	p.send(&protocol.Build{Run: 1, Settings: settings(1000)}, &protocol.Train{Run: 1})
	left := await(p, func(r *protocol.Runs) bool { return r.Runs[0].Trained >= 3 }).Runs
	if len(left) != 1 || left[0].Trained == 1000 || left[0].Tested {
		t.Errorf("runs %+v", left)
	}
	p.stop()
	if k := p.host.newest(t); len(k.Epochs) != k.Info.Trained {
		t.Errorf("%d epochs are stored of %d", len(k.Epochs), k.Info.Trained)
	}
}

func TestOpenRun(t *testing.T) {
	p := start(t, &fakeHost{})
	p.send(&protocol.Build{Run: 1, Settings: settings(5)}, &protocol.StepEpoch{Run: 1})
	first := await[*protocol.Runs](p, nil).Runs[0].ID
	time.Sleep(2 * time.Millisecond)
	p.train(2, settings(2))
	p.send(&protocol.OpenRun{Run: 3, ID: first})
	if b := await[*protocol.Built](p, nil); b.Run != 3 || b.ID != first || !b.Restored || b.Settings.Epochs != 5 {
		t.Errorf("built %+v", b)
	}
	await(p, phase(protocol.Paused))
	p.send(&protocol.Train{Run: 3})
	await[*protocol.Tested](p, nil)
	p.settle()
	if got, want := len(p.curves(3)), 5; got != want {
		t.Errorf("%d epochs, want %d", got, want)
	}
	k, err := protocol.UnmarshalCheckpoint(p.host.checkpoints[first])
	if err != nil || hash(k) != trained(t, settings(5)) {
		t.Errorf("the weights are others (%v)", err)
	}
	if runs := p.runs().Runs; len(runs) != 2 {
		t.Errorf("runs %v, want the same two", ids(runs))
	}

	p.send(&protocol.OpenRun{Run: 4, ID: first}) // the present one
	if b := await[*protocol.Built](p, nil); b.Run != 4 || b.ID != first {
		t.Errorf("built %+v", b)
	}
	if r := await[*protocol.Tested](p, nil); r.Run != 4 {
		t.Errorf("tested %+v", r)
	}
	if got := len(p.curves(4)); got != 5 {
		t.Errorf("%d epochs, want 5", got)
	}

	p.send(&protocol.OpenRun{Run: 5, ID: "nobody"}) // the present one goes on
	if b := await[*protocol.Built](p, nil); b.Run != 5 || b.ID != first || !b.Restored {
		t.Errorf("built %+v", b)
	}
	if u := await[*protocol.Unopened](p, nil); u.Run != 5 || u.Problem != protocol.RunGone {
		t.Errorf("it is reported %+v", u)
	}
}

// If a run cannot be opened, the present one goes on from the end of its last epoch.
func TestOpenRunInVain(t *testing.T) {
	s := settings(30)
	want := trained(t, s)
	var p *page
	asked := false
	p = start(t, &fakeHost{onYield: func() {
		if !asked {
			asked = true
			p.send(&protocol.OpenRun{Run: 2, ID: "nobody"})
		}
	}})
	p.send(&protocol.Build{Run: 1, Settings: s}, &protocol.Train{Run: 1})
	await(p, func(b *protocol.Built) bool { return b.Run == 2 })
	p.send(&protocol.Train{Run: 2})
	await[*protocol.Tested](p, nil)
	p.stop()
	if got := hash(p.host.newest(t)); got != want || len(p.curves(2)) != 30 {
		t.Errorf("weights %x after %d epochs, want %x after 30", got, len(p.curves(2)), want)
	}
}

func TestTwoTabs(t *testing.T) {
	first := start(t, &fakeHost{})
	first.send(&protocol.Build{Run: 1, Settings: settings(4)}, &protocol.StepEpoch{Run: 1})
	id := await[*protocol.Runs](first, nil).Runs[0].ID

	second := start(t, &fakeHost{disk: first.host.disk})
	second.send(&protocol.Restore{Run: 1, Settings: settings(2)})
	if b := await[*protocol.Built](second, nil); b.Restored || b.ID == id || b.Settings.Epochs != 2 {
		t.Errorf("the second tab has built %+v, want a run of its own", b)
	}
	second.send(&protocol.OpenRun{Run: 2, ID: id})
	b := await[*protocol.Built](second, nil)
	if !b.Restored || b.ID == id || b.Settings.Epochs != 4 {
		t.Errorf("the second tab has opened %+v, want a copy", b)
	}
	for _, p := range []*page{first, second} {
		p.send(&protocol.Train{Run: 1}, &protocol.Train{Run: 2})
		await[*protocol.Tested](p, nil)
		p.settle()
	}
	runs := second.runs().Runs
	if len(runs) != 2 || runs[0].ID != b.ID || runs[1].ID != id || !runs[0].Tested || !runs[1].Tested {
		t.Errorf("runs %+v", runs)
	}
	if x, y := first.host.disk.checkpoints[id], first.host.disk.checkpoints[b.ID]; len(x) != len(y) {
		t.Error("the copy has come to another end")
	}

	first.stop()
	second.send(&protocol.OpenRun{Run: 3, ID: id})
	if b := await[*protocol.Built](second, nil); b.ID != id {
		t.Errorf("after the first tab is closed, %s opens as %s", id, b.ID)
	}
}

// A reloaded page may find its own previous worker, which takes a moment to end.
func TestRestoreWaitsForTheTabOfBefore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		first := start(t, &fakeHost{})
		first.train(1, settings(1))
		p := start(t, &fakeHost{disk: first.host.disk})
		p.send(&protocol.Restore{Run: 1, Settings: settings(2)})
		time.Sleep(300 * time.Millisecond)
		first.stop()
		if b := await[*protocol.Built](p, nil); !b.Restored {
			t.Errorf("built %+v", b)
		}
	})
}

func TestDeletedRunsAreForgottenAtTheNextStart(t *testing.T) {
	p := start(t, &fakeHost{})
	p.train(1, settings(1))
	id := await[*protocol.Runs](p, nil).Runs[0].ID
	p.train(2, settings(1))
	p.send(&protocol.DeleteRun{ID: id, Deleted: true})
	await(p, func(r *protocol.Runs) bool {
		return slices.ContainsFunc(r.Runs, func(r protocol.RunInfo) bool { return r.Deleted })
	})
	if n := len(p.runs().Runs); n != 2 {
		t.Errorf("%d runs, want the deleted one too while it may come back", n)
	}
	other := start(t, &fakeHost{disk: p.host.disk})
	if n := len(other.runs().Runs); n != 2 {
		t.Errorf("another tab that starts has %d runs, want the deleted one too while it may come back", n)
	}
	p.stop()
	last := start(t, &fakeHost{disk: p.host.disk})
	last.send(&protocol.Restore{Run: 1, Settings: settings(2)})
	if b := await[*protocol.Built](last, nil); b.ID == id || !b.Restored {
		t.Errorf("restored %+v", b)
	}
	if got := ids(last.runs().Runs); len(got) != 1 || got[0] == id {
		t.Errorf("runs %v", got)
	}
	if len(p.host.checkpoints) != 1 {
		t.Error("the checkpoint of the deleted run is still there")
	}
}

func TestDamagedRuns(t *testing.T) {
	p := start(t, &fakeHost{})
	p.train(1, settings(1))
	k := *p.host.newest(t)
	for i, id := range []string{"21", "22", "23", "24", "25"} { // newer than the trained one, whose milliseconds begin with 1
		k.Info.ID, k.Info.Name = id, "n"+id
		info, checkpoint := protocol.MarshalInfo(&k.Info), protocol.MarshalCheckpoint(&k)
		switch i {
		case 1:
			checkpoint[len(checkpoint)/2] ^= 1
		case 2:
			info[10] ^= 1
		case 3:
			info, checkpoint = info[:20], nil
		case 4:
			info[0]++ // another version
			info = reseal(info)
		}
		p.host.infos[id], p.host.checkpoints[id] = info, checkpoint
	}
	delete(p.host.checkpoints, "24")
	again := start(t, &fakeHost{disk: p.crash()})
	runs := again.runs()
	if got := ids(runs.Runs); !slices.Equal(got[:3], []string{"23", "22", "21"}) || len(got) != 4 || runs.Failure == "" || runs.Problem != protocol.RunDamaged {
		t.Errorf("%v are listed, with %q; want 23, 22, 21 and the first, and a word on the damaged one", got, runs.Failure)
	}
	if runs := again.runs(); runs.Failure != "" || len(runs.Runs) != 4 || runs.Runs[0].Name != "n23" {
		t.Errorf("the next time %q and %v", runs.Failure, runs.Runs)
	}
	if _, ok := again.host.infos["25"]; !ok {
		t.Error("a run of another version is lost")
	}
	again.send(&protocol.DeleteRun{ID: "23", Deleted: true}, &protocol.Restore{Run: 1, Settings: settings(7)})
	if b := await[*protocol.Built](again, nil); !b.Restored || b.ID != "21" {
		t.Errorf("restored %+v, want the newest that is neither deleted nor damaged", b)
	}
	if u := await[*protocol.Unopened](again, nil); u.Run != 1 || u.Problem != protocol.RunDamaged {
		t.Errorf("of the newest run, which is damaged, it is reported %+v", u)
	}
	for id, problem := range map[string]protocol.RunProblem{"22": protocol.RunDamaged, "nobody": protocol.RunGone} {
		again.send(&protocol.ReadRun{ID: id}, &protocol.ReadRunFile{ID: id}, &protocol.OpenRun{Run: 2, ID: id})
		if c := await[*protocol.RunCurves](again, nil); c.Failure == "" || c.Problem != problem {
			t.Errorf("the curves of %s: %+v", id, c)
		}
		if f := await[*protocol.RunFile](again, nil); f.Failure == "" || f.Problem != problem {
			t.Errorf("the file of %s: %+v", id, f)
		}
		if u := await[*protocol.Unopened](again, nil); u.Problem != problem {
			t.Errorf("of %s, when it is opened: %+v", id, u)
		}
	}
}

// reseal gives a changed record a valid checksum.
func reseal(b []byte) []byte {
	body := b[:len(b)-4]
	return binary.LittleEndian.AppendUint32(body, crc32.ChecksumIEEE(body))
}

// Without storage everything else works, and the reason is reported each time.
func TestNoStorage(t *testing.T) {
	p := start(t, &fakeHost{disk: newDisk()})
	p.host.failure = errStorage
	p.send(&protocol.Restore{Run: 1, Settings: settings(2)})
	if b := await[*protocol.Built](p, nil); b.Restored {
		t.Errorf("built %+v", b)
	}
	if s := await[*protocol.Saved](p, nil); s.Problem != protocol.StorageBroken {
		t.Errorf("saved %+v", s)
	}
	p.send(&protocol.Train{Run: 1})
	await(p, phase(protocol.Done))
	if s := await[*protocol.Saved](p, nil); s.Problem != protocol.StorageBroken {
		t.Errorf("saved %+v", s)
	}
	if r := p.runs(); r.Failure != errStorage.Error() || len(r.Runs) > 0 {
		t.Errorf("runs %+v", r)
	}
	p.send(&protocol.OpenRun{Run: 2, ID: "nobody"})
	if b := await[*protocol.Built](p, nil); b.Run != 2 || !b.Restored {
		t.Errorf("built %+v", b)
	}
}

// If the storage is full, nothing is lost, and storing is tried again.
func TestFullStorage(t *testing.T) {
	p := start(t, &fakeHost{})
	p.train(1, settings(1))
	p.host.disk.mu.Lock()
	p.host.full = runstore.ErrFull
	p.host.disk.mu.Unlock()
	p.send(&protocol.Build{Run: 2, Settings: settings(3)}, &protocol.StepEpoch{Run: 2})
	if s := await(p, func(s *protocol.Saved) bool { return s.Run == 2 }); s.Problem != protocol.StorageFull {
		t.Errorf("saved %+v", s)
	}
	if r := p.runs(); len(r.Runs) != 1 {
		t.Errorf("runs %+v", r)
	}
	p.host.disk.mu.Lock()
	p.host.full = nil
	p.host.disk.mu.Unlock()
	p.send(&protocol.Train{Run: 2})
	if r := await(p, func(r *protocol.Runs) bool { return len(r.Runs) == 2 }); !r.Runs[0].Tested {
		t.Errorf("runs %+v", r)
	}
}

// If storing is slower than training, only the newest state waits.
func TestSlowStorage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := start(t, &fakeHost{disk: newDisk()})
		p.host.slow = time.Minute
		p.send(&protocol.Build{Run: 1, Settings: settings(20)})
		for range 19 {
			p.send(&protocol.StepEpoch{Run: 1})
			await(p, phase(protocol.Paused))
		}
		p.send(&protocol.Train{Run: 1})
		await(p, phase(protocol.Done))
		p.stop()
		saves := 0
		for _, e := range p.host.events {
			if _, ok := e.(*protocol.Saved); ok {
				saves++
			}
		}
		if k := p.host.newest(t); saves != 2 || !k.Info.Tested {
			t.Errorf("%d saves, the last of %+v; want 2, the last of the whole run", saves, k.Info)
		}
	})
}

// A run that begins after the clock was set back is still the newest.
func TestClockSetBack(t *testing.T) {
	first := start(t, &fakeHost{})
	first.train(1, settings(2))
	d := first.crash()
	for id := range maps.Clone(d.infos) { // as if the clock had been a year ahead
		ms, err := strconv.ParseInt(id[:11], 16, 64)
		if err != nil {
			t.Fatal(err)
		}
		ahead := fmt.Sprintf("%011x", ms+365*24*3600*1000) + id[11:]
		d.infos[ahead], d.checkpoints[ahead] = d.infos[id], d.checkpoints[id]
		delete(d.infos, id)
		delete(d.checkpoints, id)
	}
	p := start(t, &fakeHost{disk: d})
	p.send(&protocol.Restore{Run: 1, Settings: settings(2)})
	await[*protocol.Tested](p, nil)
	p.train(2, settings(3))
	again := start(t, &fakeHost{disk: p.crash()})
	again.send(&protocol.Restore{Run: 1, Settings: settings(1)})
	if built := await[*protocol.Built](again, nil); built.Settings.Epochs != 3 {
		t.Errorf("restored a run of %d epochs, want the newest, of 3", built.Settings.Epochs)
	}
}

// A run that is saved as a file goes on in another browser with the same numbers to the bit.
func TestRunFile(t *testing.T) {
	want := trained(t, settings(3))
	a := start(t, &fakeHost{})
	a.send(&protocol.Build{Run: 1, Settings: settings(3)}, &protocol.StepEpoch{Run: 1})
	await(a, phase(protocol.Paused))
	a.settle()
	id := a.host.newest(t).Info.ID
	a.send(&protocol.NameRun{ID: id, Name: "첫 번째"}, &protocol.ReadRunFile{ID: id})
	file := await[*protocol.RunFile](a, nil)
	if file.Failure != "" || file.Info.Name != "첫 번째" {
		t.Errorf("file %+v", file)
	}

	b := start(t, &fakeHost{})
	b.send(&protocol.OpenRunFile{Run: 1, File: file.File})
	built := await[*protocol.Built](b, nil)
	if !built.Restored || built.ID == id || built.Settings.Epochs != 3 {
		t.Errorf("built %+v", built)
	}
	b.settle()
	if k := b.host.newest(t); k.Info.ID != built.ID || k.Info.Name != "첫 번째" || k.Info.Trained != 1 {
		t.Errorf("stored %+v", k.Info)
	}
	b.send(&protocol.Train{Run: 1})
	await[*protocol.Tested](b, nil)
	b.settle()
	if got := hash(b.host.newest(t)); got != want {
		t.Errorf("weights %x, want %x", got, want)
	}

	k, err := protocol.UnmarshalRunFile(file.File)
	if err != nil {
		t.Fatal(err)
	}
	for _, tensor := range k.Tensors {
		if tensor.Name == "adam/step" {
			tensor.Data[0] = 1e9 // steps, whose powers would take minutes
		}
	}
	b.send(&protocol.OpenRunFile{Run: 2, File: protocol.MarshalRunFile(k)})
	if f := await[*protocol.RunFile](b, nil); !strings.Contains(f.Failure, "adam/step has 1e+09") || f.Problem != protocol.RunDamaged {
		t.Errorf("a file with 10⁹ steps: %+v", f)
	}

	b.send(&protocol.ReadRunFile{ID: "nowhere"})
	if f := await[*protocol.RunFile](b, nil); f.Failure == "" || f.File != nil {
		t.Errorf("a run that is not there: %+v", f)
	}
}

// Files that contain no run, or an impossible one, are refused with a message, and the present run goes on.
func TestBadRunFiles(t *testing.T) {
	a := start(t, &fakeHost{})
	a.train(1, settings(2))
	k := a.host.newest(t)
	good := protocol.MarshalRunFile(k)
	file := func(change func(*protocol.Checkpoint)) []byte {
		k, err := protocol.UnmarshalRunFile(good)
		if err != nil {
			t.Fatal(err)
		}
		change(k)
		return protocol.MarshalRunFile(k)
	}
	run := 1
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"nothing":        {nil, "not a run that Digit Lab has saved"},
		"a picture":      {[]byte("\x89PNG\r\n\x1a\n and so on, and so on"), "not a run that Digit Lab has saved"},
		"cut":            {good[:len(good)/2], "damaged"},
		"NaN":            {file(func(k *protocol.Checkpoint) { k.Tensors[0].Data[3] = float32(math.NaN()) }), "no number"},
		"infinite loss":  {file(func(k *protocol.Checkpoint) { k.Epochs[1].Loss = float32(math.Inf(1)) }), "cannot be"},
		"other tensors":  {file(func(k *protocol.Checkpoint) { k.Tensors = k.Tensors[1:] }), "tensors"},
		"other shapes":   {file(func(k *protocol.Checkpoint) { k.Tensors[0].Data = k.Tensors[0].Data[1:] }), "numbers where"},
		"huge layers":    {file(func(k *protocol.Checkpoint) { k.Info.Settings.Layers[0].Units = 1 << 40 }), "units"},
		"many epochs":    {file(func(k *protocol.Checkpoint) { k.Info.Settings.Epochs = 1 << 40 }), "epochs"},
		"epochs awry":    {file(func(k *protocol.Checkpoint) { k.Epochs[0].Number = 7 }), "order"},
		"a long name":    {file(func(k *protocol.Checkpoint) { k.Info.Name = strings.Repeat("<b>", 1000) }), "name"},
		"another's rate": {file(func(k *protocol.Checkpoint) { k.LearningRate = -1 }), "learning rate"},
	} {
		run++
		a.send(&protocol.OpenRunFile{Run: run, File: c.file})
		f := await[*protocol.RunFile](a, nil)
		problem := protocol.RunDamaged
		if name == "nothing" || name == "a picture" {
			problem = protocol.NotARun
		}
		if !strings.Contains(f.Failure, c.want) || f.Problem != problem {
			t.Errorf("%s: problem %d, %q, want problem %d, something of %q", name, f.Problem, f.Failure, problem, c.want)
		}
	}
	lacking := *k
	lacking.Info.Settings = protocol.MNISTPreset.Settings()
	lacking.Info.Settings.Epochs = lacking.Info.Trained
	a.send(&protocol.OpenRunFile{Run: run + 1, File: protocol.MarshalRunFile(&lacking)})
	if f := await[*protocol.RunFile](a, nil); f.Problem != protocol.RunLacksData {
		t.Errorf("without its data: problem %d, %q", f.Problem, f.Failure)
	}
	a.settle()
	if now := a.host.newest(t); hash(now) != hash(k) || now.Info.ID != k.Info.ID {
		t.Errorf("stored %+v, want what was there before, %+v", now.Info, k.Info)
	}
}
