package trainer

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"

	"digitlab/nn32"
	"digitlab/nn32/datasets"
	"digitlab/wasm/protocol"
)

// Office is where other workers come from, which run Assist.
type Office interface {
	// Cores is how many workers get on at the same time, this one included.
	Cores() int
	// Hire starts a worker with an Assist command, and returns at once. Tasks and answers have so many bytes. It returns nil where there
	// can be none.
	Hire(assist []byte, task, answer int) Assistant
}

// Assistant is a worker that was hired.
type Assistant interface {
	// Ready reports whether it has come so far that it waits for a task.
	Ready() bool
	// Give gives it a task.
	Give(task []byte)
	// Answer waits for the answer to its last task, but only for some seconds, since one that is later has gone wrong; false: none has
	// come.
	Answer(answer []byte) bool
	// Dismiss ends it.
	Dismiss()
}

// Employer is the other end, for the worker that was hired.
type Employer interface {
	// Task waits for the next task; false: there will be none.
	Task(task []byte) bool
	// Answer answers it.
	Answer(answer []byte)
}

// maxWorkers is how many work on a run. Each has the data in its memory.
const maxWorkers = 4

// A task is the step, and the values of all trained parameters.
const taskHead = 3 * 4 // epoch, step, member: uint32

// An answer is the gradients of each micro-batch.
const gradientsHead = 8 + 4 // loss: float64, right: uint32

// crew is the workers that compute micro-batches of a run's steps. Without any, which is how it begins, the run computes them all.
type crew struct {
	microBatches int
	size         int // numbers that a member trains
	assistants   []*assistant
	ready        bool // all of them are
	task         []byte
	values       []float32
}

// assistant computes count micro-batches from first on.
type assistant struct {
	Assistant
	first, count int
	answer       []byte
	answered     bool
}

// hire has workers come: as many as there are cores and micro-batches for.
func (c *crew) hire(office Office, s protocol.Settings, size int) {
	c.microBatches, c.size = microBatches(s), size
	c.task, c.values = make([]byte, taskHead+4*size), make([]float32, size)
	workers := min(office.Cores(), c.microBatches)
	for i := 1; i < workers; i++ {
		a := &assistant{first: c.microBatches * i / workers}
		a.count = c.microBatches*(i+1)/workers - a.first
		a.answer = make([]byte, a.count*c.gradientsSize())
		assist := protocol.MarshalCommand(&protocol.Assist{Settings: s, First: a.first, Count: a.count})
		if a.Assistant = office.Hire(assist, len(c.task), len(a.answer)); a.Assistant == nil {
			c.dismiss()
			return
		}
		c.assistants = append(c.assistants, a)
	}
}

func (c *crew) gradientsSize() int { return gradientsHead + 4*c.size }

// arrive has them begin to work once all are ready.
func (c *crew) arrive() {
	if !c.ready && len(c.assistants) > 0 {
		c.ready = !slices.ContainsFunc(c.assistants, func(a *assistant) bool { return !a.Ready() })
	}
}

// dismiss has all go. The run computes all by itself again.
func (c *crew) dismiss() {
	for _, a := range c.assistants {
		a.Dismiss()
	}
	*c = crew{}
}

// workers is how many there are, the run's own included.
func (c *crew) workers() int {
	if !c.ready {
		return 1
	}
	return 1 + len(c.assistants)
}

// replicas are nn32's of a member.
type replicas struct {
	*crew
	member int
}

// Begin gives everybody the step.
func (r *replicas) Begin(epoch, step int, weights []*nn32.Param) (own int) {
	if !r.ready {
		return math.MaxInt
	}
	for i, v := range []int{epoch, step, r.member} {
		binary.LittleEndian.PutUint32(r.task[4*i:], uint32(v))
	}
	at := r.task[taskHead:]
	for _, p := range weights {
		at = putFloats(at, p.Value.Data)
	}
	for _, a := range r.assistants {
		a.answered = false
		a.Give(r.task)
	}
	return r.assistants[0].first
}

// Gradients returns what an assistant answers. When one does not, all are dismissed.
func (r *replicas) Gradients(microBatch int) (g nn32.Gradients, ok bool) {
	for _, a := range r.assistants {
		if microBatch < a.first || microBatch >= a.first+a.count {
			continue
		}
		if !a.answered && !a.Answer(a.answer) {
			r.dismiss()
			return g, false
		}
		a.answered = true
		at := a.answer[(microBatch-a.first)*r.gradientsSize():]
		g.Loss = math.Float64frombits(binary.LittleEndian.Uint64(at))
		g.Right = int(binary.LittleEndian.Uint32(at[8:]))
		getFloats(r.values, at[gradientsHead:])
		g.Values = r.values
		return g, true
	}
	return g, false
}

// Assist is the life of a worker that was hired. It ends with an error when it cannot do its work.
func Assist(host Host, employer Employer, c *protocol.Assist) error {
	t := Trainer{host: host, library: library{host: host, files: datasets.MNIST()}}
	if _, err := t.loadDigits(); err != nil {
		return err
	}
	return t.assist(employer, c)
}

func (t *Trainer) assist(employer Employer, c *protocol.Assist) error {
	data, err := t.library.take(c.Settings)
	if err != nil {
		return err
	}
	network, err := newNetwork(c.Settings)
	if err != nil {
		return err
	}
	members := make([]*nn32.Replica, len(network.members))
	for i, m := range network.members {
		if members[i], err = m.Replica(data.fit, network.options(c.Settings, data.fit.Len())); err != nil {
			return err
		}
	}
	size := trainedSize(members[0].Weights())
	task, answer := make([]byte, taskHead+4*size), make([]byte, c.Count*(gradientsHead+4*size))
	for employer.Task(task) {
		epoch, step, member := binary.LittleEndian.Uint32(task), binary.LittleEndian.Uint32(task[4:]), binary.LittleEndian.Uint32(task[8:])
		if int(member) >= len(members) {
			return errors.New("there is no such member")
		}
		m := members[member]
		from := task[taskHead:]
		for _, p := range m.Weights() {
			from = getFloats(p.Value.Data, from)
		}
		to := answer
		for i := range c.Count {
			g := m.Compute(int(epoch), int(step), c.First+i)
			binary.LittleEndian.PutUint64(to, math.Float64bits(g.Loss))
			binary.LittleEndian.PutUint32(to[8:], uint32(g.Right))
			to = putFloats(to[gradientsHead:], g.Values)
		}
		employer.Answer(answer)
	}
	return nil
}

// trainedSize is how many numbers the parameters are.
func trainedSize(params []*nn32.Param) (size int) {
	for _, p := range params {
		if p.Trainable {
			size += len(p.Value.Data)
		}
	}
	return size
}

// putFloats writes numbers and returns what is left of the place; getFloats reads them.
func putFloats(to []byte, values []float32) []byte {
	for i, v := range values {
		binary.LittleEndian.PutUint32(to[4*i:], math.Float32bits(v))
	}
	return to[4*len(values):]
}

func getFloats(values []float32, from []byte) []byte {
	for i := range values {
		values[i] = math.Float32frombits(binary.LittleEndian.Uint32(from[4*i:]))
	}
	return from[4*len(values):]
}
