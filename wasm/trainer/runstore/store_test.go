package runstore

import (
	"maps"
	"slices"
	"strconv"
	"testing"
	"time"

	"digitlab/wasm/protocol"
)

// fakeStorage stores runs in maps. Foreign runs are claimed by another tab.
type fakeStorage struct {
	infos, checkpoints map[string][]byte
	foreign            map[string]bool
}

func newFakeStorage() *fakeStorage {
	return &fakeStorage{infos: map[string][]byte{}, checkpoints: map[string][]byte{}, foreign: map[string]bool{}}
}

// add stores a run of one epoch.
func (f *fakeStorage) add(id string, change func(*protocol.RunInfo)) {
	k := &protocol.Checkpoint{Info: protocol.RunInfo{ID: id, Settings: protocol.DefaultSettings(), Trained: 1}, Epochs: []protocol.Epoch{{Number: 1}}}
	change(&k.Info)
	f.infos[id], f.checkpoints[id] = protocol.MarshalInfo(&k.Info), protocol.MarshalCheckpoint(k)
}

func (f *fakeStorage) RunInfos() (records []Record, err error) {
	for _, id := range slices.Sorted(maps.Keys(f.infos)) {
		records = append(records, Record{id, f.infos[id]})
	}
	return records, nil
}

func (f *fakeStorage) ReadRun(id string) (info, checkpoint []byte, err error) {
	return f.infos[id], f.checkpoints[id], nil
}

func (f *fakeStorage) UpdateRun(id string, change func([]byte) []byte, checkpoint []byte) error {
	if info := change(f.infos[id]); info != nil {
		f.infos[id] = info
		if checkpoint != nil {
			f.checkpoints[id] = checkpoint
		}
	}
	return nil
}

func (f *fakeStorage) DeleteRuns(ids []string) error {
	for _, id := range ids {
		delete(f.infos, id)
		delete(f.checkpoints, id)
	}
	return nil
}

func (f *fakeStorage) ClaimRun(id string) bool { return !f.foreign[id] }
func (f *fakeStorage) ReleaseRun(string)       {}

// start returns a running store, and a function that returns the events of its jobs; call it after Wait.
func start(t *testing.T, f *fakeStorage) (*Store, func() []protocol.Event) {
	var events []protocol.Event
	s := New(f, func(e protocol.Event) { events = append(events, e) })
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		s.Loop()
	}()
	t.Cleanup(func() {
		s.Close()
		<-ended
	})
	return s, func() []protocol.Event { return events }
}

func ids(e protocol.Event) (ids []string) {
	for _, r := range e.(*protocol.Runs).Runs {
		ids = append(ids, r.ID)
	}
	return ids
}

func TestOldRunsAreDeleted(t *testing.T) {
	f := newFakeStorage()
	for i := range maxRuns + 6 {
		f.add("0"+strconv.Itoa(1000+i), func(r *protocol.RunInfo) { r.Pinned = i == 1 })
	}
	f.foreign["01002"] = true
	s, events := start(t, f)
	s.List(nil)
	s.Wait()
	got := ids(events()[0])
	if len(got) != maxRuns || len(f.checkpoints) != maxRuns {
		t.Fatalf("%d runs are listed and %d stored, want %d", len(got), len(f.checkpoints), maxRuns)
	}
	if got[maxRuns-1] != "01001" || got[maxRuns-2] != "01002" || got[maxRuns-3] != "01008" {
		t.Errorf("the oldest are %v; want the pinned one, the one open elsewhere, and then 01008", got[maxRuns-3:])
	}
}

// A run that is marked as deleted is removed when a store lists the runs first, and not later.
func TestMarkedRunsAreDeletedAtTheFirstList(t *testing.T) {
	f := newFakeStorage()
	f.add("1", func(r *protocol.RunInfo) { r.Deleted = true })
	f.add("2", func(*protocol.RunInfo) {})
	s, events := start(t, f)
	s.List(nil)
	s.Change("2", func(r *protocol.RunInfo) { r.Deleted = true })
	s.List(nil)
	s.Wait()
	if first, last := ids(events()[0]), ids(events()[2]); !slices.Equal(first, []string{"2"}) || !slices.Equal(last, first) {
		t.Errorf("listed %v and then %v, want 2 both times", first, last)
	}
}

// The newest run that is neither deleted nor open elsewhere is opened. A run that use refuses is skipped, and its problem reported.
func TestOpenNewest(t *testing.T) {
	f := newFakeStorage()
	for _, id := range []string{"1", "2", "3", "4"} {
		f.add(id, func(*protocol.RunInfo) {})
	}
	f.foreign["4"] = true
	s, _ := start(t, f)
	var opened []string
	problem := s.OpenNewest(func(k *protocol.Checkpoint) error {
		if opened = append(opened, k.Info.ID); k.Info.ID == "3" {
			return errNotStored
		}
		return nil
	})
	if problem != errNotStored || !slices.Equal(opened, []string{"3", "2"}) {
		t.Errorf("%v are opened, with %v; want 3, which is refused, and 2", opened, problem)
	}
}

// If storing is slow, only the newest waiting state is stored.
func TestOnlyTheNewestStateWaits(t *testing.T) {
	f := newFakeStorage()
	s, events := start(t, f)
	hold := make(chan struct{})
	s.jobs.Push(func() { <-hold })
	for trained := range 5 {
		s.Save(&Save{Run: 1, Info: protocol.RunInfo{ID: "a", Trained: trained}, Checkpoint: []byte{1}})
	}
	close(hold)
	s.Wait()
	saved, list := 0, &protocol.Runs{}
	for _, e := range events() {
		switch e := e.(type) {
		case *protocol.Saved:
			saved++
		case *protocol.Runs:
			list = e
		}
	}
	if saved != 1 || len(list.Runs) != 1 || list.Runs[0].Trained != 4 {
		t.Errorf("%d saves, listed %+v; want one, of 4 epochs", saved, list.Runs)
	}
}

func TestIDsAreUniqueAndInOrder(t *testing.T) {
	seen := map[string]bool{}
	before := ""
	s := New(nil, nil)
	for ms := int64(1); ms < 1<<43; ms = ms*3 + 1 {
		for range 3 {
			id := s.NewID(time.UnixMilli(ms))
			if seen[id] || len(id) != 19 || before != "" && id[:11] < before[:11] {
				t.Errorf("ID %s after %s", id, before)
			}
			seen[id], before = true, id
		}
	}
}
