// Package helpers shares the steps of a run among workers: Pool in the run's worker, Help in a helper's. The weights are the same
// to the bit for any number of helpers, even if one fails during a step. The package decides neither when helpers are worth
// starting nor how bytes are sent between workers.
package helpers

import (
	"encoding/binary"
	"math"
	"slices"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
)

// Spawner starts helpers, which run Help.
type Spawner interface {
	// Cores returns the number of workers that run at the same time, this one included.
	Cores() int
	// Spawn starts a helper with a Help command and returns at once. taskSize and answerSize are in bytes. It returns nil if
	// helpers are not possible.
	Spawn(help []byte, taskSize, answerSize int) Helper
}

// Helper is the access to a worker that was spawned.
type Helper interface {
	// Ready reports whether the helper waits for its first task.
	Ready() bool
	// Send sends a task.
	Send(task []byte)
	// Receive waits for the answer to the last task. It returns false after a few seconds without an answer.
	Receive(answer []byte) bool
	// Terminate ends the helper.
	Terminate()
}

// A task is the step and the values of all trained parameters.
const taskHead = 3 * 4 // epoch, step, member: uint32

func putTask(task []byte, epoch, step, member int, weights []*nn32.Param) {
	for i, v := range []int{epoch, step, member} {
		binary.LittleEndian.PutUint32(task[4*i:], uint32(v))
	}
	at := task[taskHead:]
	for _, p := range weights {
		at = putFloats(at, p.Value.Data)
	}
}

// An answer is the step and the gradients of each micro-batch.
const (
	answerHead    = 2 * 4 // epoch, step: uint32, as in the task
	gradientsHead = 8 + 4 // loss: float64, right: uint32
)

// Pool is the helpers that compute micro-batches of a run's steps. An empty pool is the initial state: the run computes all of
// them.
type Pool struct {
	size    int // number of values that a member trains
	helpers []*helper
	ready   bool // all helpers are ready
	task    []byte
	values  []float32
}

// helper computes count micro-batches, beginning with number first.
type helper struct {
	Helper
	first, count int
	answer       []byte
	answered     bool
}

// Spawn starts as many helpers as there are free cores and micro-batches. size is the number of values that a member trains; warmUp, whether
// they warm up before they are ready.
func (p *Pool) Spawn(spawner Spawner, s protocol.Settings, size int, warmUp bool) {
	microBatches := s.MicroBatches()
	p.size = size
	p.task, p.values = make([]byte, taskHead+4*size), make([]float32, size)
	workers := min(spawner.Cores(), microBatches)
	for i := 1; i < workers; i++ {
		h := &helper{first: microBatches * i / workers}
		h.count = microBatches*(i+1)/workers - h.first
		h.answer = make([]byte, answerSize(h.count, size))
		help := protocol.MarshalCommand(&protocol.Help{Settings: s, First: h.first, Count: h.count, WarmUp: warmUp})
		if h.Helper = spawner.Spawn(help, len(p.task), len(h.answer)); h.Helper == nil {
			p.Terminate()
			return
		}
		p.helpers = append(p.helpers, h)
	}
}

// gradientsSize returns the size of a micro-batch's gradients, in bytes.
func gradientsSize(size int) int { return gradientsHead + 4*size }

func answerSize(count, size int) int { return answerHead + count*gradientsSize(size) }

// Start gives the helpers tasks from the next step on, if all are ready.
func (p *Pool) Start() {
	if !p.ready && !p.Empty() {
		p.ready = !slices.ContainsFunc(p.helpers, func(h *helper) bool { return !h.Ready() })
	}
}

// Empty reports whether there are no helpers.
func (p *Pool) Empty() bool { return len(p.helpers) == 0 }

// Terminate ends all helpers. From then on the run computes everything itself.
func (p *Pool) Terminate() {
	for _, h := range p.helpers {
		h.Terminate()
	}
	*p = Pool{}
}

// Workers returns the number of workers that compute, including the run's own.
func (p *Pool) Workers() int {
	if !p.ready {
		return 1
	}
	return 1 + len(p.helpers)
}

// Replicas returns the helpers in the form of nn32's replicas of a member.
func (p *Pool) Replicas(member int) nn32.Replicas { return &replicas{p, member} }

type replicas struct {
	*Pool
	member int
}

// Begin gives each helper the step.
func (r *replicas) Begin(epoch, step int, weights []*nn32.Param) (own int) {
	if !r.ready {
		return math.MaxInt
	}
	putTask(r.task, epoch, step, r.member, weights)
	for _, h := range r.helpers {
		h.answered = false
		h.Send(r.task)
	}
	return r.helpers[0].first
}

// Gradients returns a helper's answer. If a helper does not answer, all are terminated.
func (r *replicas) Gradients(microBatch int) (g nn32.Gradients, ok bool) {
	for _, h := range r.helpers {
		if microBatch < h.first || microBatch >= h.first+h.count {
			continue
		}
		if !h.answered && !h.Receive(h.answer) {
			r.Terminate()
			return g, false
		}
		h.answered = true
		g.Epoch, g.Step = int(binary.LittleEndian.Uint32(h.answer)), int(binary.LittleEndian.Uint32(h.answer[4:]))
		g.MicroBatch = microBatch
		at := h.answer[answerSize(microBatch-h.first, r.size):]
		g.Loss = math.Float64frombits(binary.LittleEndian.Uint64(at))
		g.Right = int(binary.LittleEndian.Uint32(at[8:]))
		getFloats(r.values, at[gradientsHead:])
		g.Values = r.values
		return g, true
	}
	return g, false
}
