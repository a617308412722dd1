package nn32

import "digitlab/nn32/internal/errfmt"

// Trace returns the output of each of Layers, after its activation, for one sample x (1, …). They are the numbers that Predict computes
// on the way to its result, which is the last of them: dropout drops nothing, and batch normalisation uses its moving averages.
//
//	x (1, …)   outputs: for each layer its shape in LayerInfos, such as (H, W, C) or (C)
//
// The network owns the tensors and reuses them in its next Trace, so that one can be made after every step. It keeps nothing that
// a step needs: between two steps of a run it changes no bit.
func (s *Sequential) Trace(x *Tensor) ([]*Tensor, error) {
	if err := s.checkX(x); err != nil {
		return nil, err
	}
	if x.Shape[0] != 1 {
		return nil, errfmt.Errorf("nn32: Trace takes one sample, not %d", x.Shape[0])
	}
	if s.traced == nil {
		for _, info := range s.infos {
			s.traced = append(s.traced, NewTensor(info.Output...))
		}
	}
	s.gather(x, s.sequence(0, 1))
	y := s.x
	for i, out := range s.traced {
		for _, l := range s.chain[s.start(i):s.ends[i]] {
			y = l.Forward(y, Mode{Samples: 1})
		}
		for j, lanes := 0, y.lanes(); j < len(out.Data); j++ {
			out.Data[j] = y.Data[j*lanes]
		}
	}
	return s.traced, nil
}
