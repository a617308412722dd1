package protocol

import (
	"fmt"
	"hash/crc32"
)

// Checkpoint is the whole state of a run, as it is stored in the browser: from it the run goes on to the bit, as if it
// had never stopped. It is taken between two epochs.
type Checkpoint struct {
	Info         RunInfo
	LearningRate float32 // in force, which may differ from the settings'
	Epochs       []Epoch // those trained
	Tensors      []Array // weights, then the optimiser's state
}

// Array is a named tensor without its shape, which the settings decide.
type Array struct {
	Name string
	Data []float32
}

func (k *Checkpoint) kind() byte { return 'K' }

func (k *Checkpoint) fields(c *codec) {
	k.Info.fields(c)
	c.float32(&k.LearningRate)
	list(c, &k.Epochs, 36, func(e *Epoch) { e.fields(c) })
	list(c, &k.Tensors, 8, func(a *Array) {
		c.string(&a.Name)
		c.float32s(&a.Data)
	})
}

// MarshalCheckpoint returns the bytes of a checkpoint, ended by their CRC-32.
func MarshalCheckpoint(k *Checkpoint) []byte {
	c := &codec{buf: marshal(k)}
	sum := crc32.ChecksumIEEE(c.buf)
	c.uint32(&sum)
	return c.buf
}

// UnmarshalCheckpoint reads the bytes of a checkpoint; its errors, for a damaged one too, wrap ErrFormat.
func UnmarshalCheckpoint(b []byte) (*Checkpoint, error) {
	if len(b) < 4 {
		return nil, fmt.Errorf("%w: a checkpoint of %d bytes", ErrFormat, len(b))
	}
	body, tail := b[:len(b)-4], &codec{buf: b[len(b)-4:], reading: true}
	var sum uint32
	tail.uint32(&sum)
	if got := crc32.ChecksumIEEE(body); got != sum {
		return nil, fmt.Errorf("%w: the checkpoint is damaged (checksum %08x, want %08x)", ErrFormat, got, sum)
	}
	m, err := unmarshal(body, func(kind byte) message {
		if k := new(Checkpoint); kind == k.kind() {
			return k
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return m.(*Checkpoint), nil
}
