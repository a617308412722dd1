package nn32

// Watcher is called with what passes through a network in its steps of training. The tensors are the network's own, the batch last.
type Watcher struct {
	Output   func(layer int, y *Tensor)  // of one of Layers, after its activation
	Gradient func(layer int, dy *Tensor) // of the loss with respect to it, or to the logits where the loss contains the last softmax
	Sum      func(layer int, dy *Tensor) // of the loss with respect to what the activation of a Conv2D or Dense is given
	Input    func(dx *Tensor)            // of the loss with respect to the samples
}

// Watch has w called in each step from now on, which changes no bit of it; nil ends that.
func (s *Sequential) Watch(w *Watcher) { s.watcher = w }

// watchedForward is forward up to the loss, with a watcher. A softmax that the loss contains runs too, for its output.
func (s *Sequential) watchedForward(mode Mode) (last *Tensor) {
	x := s.x
	for layer, end := range s.ends {
		for at := s.start(layer); at < end; at++ {
			if x = s.chain[at].Forward(x, mode); at == s.lossEnd-1 {
				last = x
			}
		}
		s.watcher.Output(layer, x)
	}
	return last
}

// watchedBackward is backward, with a watcher, to the samples.
func (s *Sequential) watchedBackward() {
	dy := s.dy
	for layer := len(s.layers) - 1; layer >= 0; layer-- {
		start := s.start(layer)
		s.watcher.Gradient(layer, dy)
		for at := min(s.ends[layer], s.lossEnd) - 1; at >= start; at-- {
			given := dy
			dy = s.chain[at].Backward(given, true)
			if _, ok := s.chain[at].(activated); ok {
				s.watcher.Sum(layer, given) // the layer has taken it through its own ReLU
			}
		}
	}
	s.watcher.Input(dy)
}

// Products returns what is multiplied in the sums at a position of the output: for each product the weight of the first unit in the
// kernel, after which those of the other units follow, and the element of the input. Positions are counted row by row.
func (l *linear) Products(position int) (weights, inputs []int32) {
	from, to := l.forward.Start[position], l.forward.Start[position+1]
	return l.forward.A[from:to], l.forward.B[from:to]
}

// Window returns the elements of the input, of the first channel, that are in the window at a position of the output.
func (p *pool) Window(position int) []int32 {
	return p.plan.A[p.plan.Start[position]:p.plan.Start[position+1]]
}
