package helpers

import (
	"encoding/binary"
	"errors"
	"math"
	"time"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
	"digitlab/wasm/trainer/model"
)

// Spawned is a helper's access to the worker that spawned it.
type Spawned interface {
	// Receive waits for the next task. It returns false if there will be none.
	Receive(task []byte) bool
	// Send sends the answer to the last task.
	Send(answer []byte)
}

// Help runs a helper. It ends with an error if it cannot do its work.
func Help(library *data.Library, spawned Spawned, c *protocol.Help) error {
	if _, err := library.LoadDigits(); err != nil {
		return err
	}
	split, err := library.Split(c.Settings)
	if err != nil {
		return err
	}
	network, err := model.New(c.Settings)
	if err != nil {
		return err
	}
	members := make([]*nn32.Replica, len(network.Members))
	for i, m := range network.Members {
		if members[i], err = m.Replica(split.Fit, network.Options(c.Settings, split.Fit.Len())); err != nil {
			return err
		}
	}
	size := network.Members[0].TrainedSize()
	task, answer := make([]byte, taskHead+4*size), make([]byte, answerSize(c.Count, size))
	if c.WarmUp {
		warmUp(members, c, task, answer, model.Steps(c.Settings, split.Fit.Len()))
	}
	for spawned.Receive(task) {
		if err := compute(members, c, task, answer); err != nil {
			return err
		}
		spawned.Send(answer)
	}
	return nil
}

// compute makes the answer to a task.
func compute(members []*nn32.Replica, c *protocol.Help, task, answer []byte) error {
	epoch, step, member := binary.LittleEndian.Uint32(task), binary.LittleEndian.Uint32(task[4:]), binary.LittleEndian.Uint32(task[8:])
	if int(member) >= len(members) {
		return errors.New("there is no such member")
	}
	m := members[member]
	from := task[taskHead:]
	for _, p := range m.Weights() {
		from = getFloats(p.Value.Data, from)
	}
	to := answer[copy(answer, task[:answerHead]):]
	for i := range c.Count {
		g := m.Compute(int(epoch), int(step), c.First+i)
		binary.LittleEndian.PutUint64(to, math.Float64bits(g.Loss))
		binary.LittleEndian.PutUint32(to[8:], uint32(g.Right))
		to = putFloats(to[gradientsHead:], g.Values)
	}
	return nil
}

// warmTime is how long a helper computes before it is of use: a browser runs new code at a third of its speed, and each step of a run waits
// for the slowest worker.
const warmTime = time.Second

// warmUp computes steps of the first epoch for nobody. No bit of a run depends on it: each task brings all that its answer follows from.
func warmUp(members []*nn32.Replica, c *protocol.Help, task, answer []byte, steps int) {
	putTask(task, 1, 1, 0, members[0].Weights())
	for begin, step := time.Now(), 0; time.Since(begin) < warmTime; step = (step + 1) % steps {
		binary.LittleEndian.PutUint32(task[4:], uint32(step+1))
		compute(members, c, task, answer) // there is a first member
	}
}

// putFloats stores numbers and returns the bytes after them; getFloats loads them.
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
