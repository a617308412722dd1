package protocol

// RunInfo is what is known of a stored run without its weights.
type RunInfo struct {
	ID       string // chosen when the run begins, unlike any other; it says when: a later one sorts after
	Name     string // given by the person; empty: none
	Pinned   bool
	Deleted  bool  // to be forgotten at the next start, unless it is taken back
	Created  int64 // milliseconds since 1970
	Settings Settings
	Trained  int // epochs
	Tested   bool
	Loss     float32 // on the test digits, when Tested
	Accuracy float32
	Elapsed  float64 // seconds spent training
}

// MaxName is how long a run's name may be, in bytes.
const MaxName = 120

func (r *RunInfo) fields(c *codec) {
	c.string(&r.ID)
	c.string(&r.Name)
	c.bool(&r.Pinned)
	c.bool(&r.Deleted)
	created := uint64(r.Created)
	c.uint64(&created)
	r.Created = int64(created)
	r.Settings.fields(c)
	c.int(&r.Trained)
	c.bool(&r.Tested)
	c.float32(&r.Loss)
	c.float32(&r.Accuracy)
	c.float64(&r.Elapsed)
}
