package helpers

import (
	"encoding/binary"
	"errors"
	"math"

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
	for spawned.Receive(task) {
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
		spawned.Send(answer)
	}
	return nil
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
