package trainer

import (
	"encoding/binary"
	"hash/fnv"
	"math"
)

// weightsHash returns a hash of the weights' bits, by which a person who trains with the same settings elsewhere sees that the same network
// came out. It is 0 if the settings alone do not lead to these weights: the learning rate was changed during the run, or it was
// fine-tuned, or trained elsewhere.
func (r *run) weightsHash() uint64 {
	if r.checkpoint.Info.FineTunedOn > 0 || len(r.epochs) == 0 || r.rateChanged() {
		return 0
	}
	h := fnv.New64a()
	var b []byte
	for _, p := range r.network.Params() {
		b = b[:0]
		for _, v := range p.Value.Data {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
		}
		h.Write(b)
	}
	return max(h.Sum64(), 1)
}
