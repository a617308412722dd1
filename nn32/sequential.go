package nn32

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"text/tabwriter"

	"digitlab/nn32/internal/kernel"
)

// Sequential is a network of layers one after the other. It is not for several goroutines at once.
type Sequential struct {
	in, out Shape
	seed    uint64
	infos   []LayerInfo
	params  []*Param
	chain   []Layer     // what runs: the layers, and the softmax that is an option of the last one
	softmax *Activation // the last of the chain, if it is a softmax

	optimizer Optimizer
	loss      Loss

	x, dy  *Tensor // a batch, and the gradient that the loss gives
	labels []int   // of the batch
}

// LayerInfo is a row of the summary.
type LayerInfo struct {
	Name   string // conv2d; the next one is conv2d_1
	Output Shape  // of a sample
	Params int
}

// activated is a layer with an activation function as an option.
type activated interface{ activation() ActivationFunction }

// NewSequential builds layers for samples of shape in. The seed decides the initial weights and the order of the samples
// in training. A network that cannot be is an error that names the layer, counted from 0, and the shapes.
func NewSequential(in Shape, seed uint64, layers ...Layer) (*Sequential, error) {
	if len(in) == 0 || slices.Min(in) < 1 {
		return nil, fmt.Errorf("nn32: the input's shape %v needs at least one axis, and 1 or more along each", in)
	}
	if in.Size() > maxSize {
		return nil, fmt.Errorf("nn32: the input's shape %v has more than %d elements", in, maxSize)
	}
	if len(layers) == 0 {
		return nil, errors.New("nn32: a network needs at least one layer")
	}
	s := &Sequential{in: slices.Clone(in), seed: seed, x: inner(in)}
	rng := rand.New(rand.NewPCG(seed, 0))
	names := map[string]int{}
	shape := s.in
	for i, l := range layers {
		if l == nil {
			return nil, fmt.Errorf("nn32: layer %d is nil", i)
		}
		if slices.Contains(layers[:i], l) {
			return nil, fmt.Errorf("nn32: layer %d (%s) is in the network twice; make a second one", i, l.Kind())
		}
		out, err := l.Build(shape, rng)
		if err != nil {
			return nil, fmt.Errorf("nn32: layer %d (%s): %w", i, l.Kind(), err)
		}
		s.add(l, out, names)
		if a, ok := l.(activated); ok && a.activation() == Softmax {
			if err := s.addSoftmax(out, rng); err != nil {
				return nil, err
			}
		} else if ok && a.activation() > Softmax {
			return nil, fmt.Errorf("nn32: layer %d (%s): Activation must be Linear, ReLU or Softmax", i, l.Kind())
		}
		shape = out
	}
	if last, ok := s.chain[len(s.chain)-1].(*Activation); ok && last.Function == Softmax {
		s.softmax = last
	}
	s.out, s.dy = shape, inner(shape)
	return s, nil
}

// maxSize bounds what one sample may take, so that a mistake in a shape is an error and not the machine's memory.
const maxSize = 1 << 24

func (s *Sequential) add(l Layer, out Shape, names map[string]int) {
	info := LayerInfo{Name: l.Kind(), Output: slices.Clone(out)}
	if n := names[l.Kind()]; n > 0 {
		info.Name = fmt.Sprintf("%s_%d", l.Kind(), n)
	}
	names[l.Kind()]++
	for _, p := range l.Params() {
		p.Name = info.Name + "/" + p.Name
		info.Params += len(p.Value.Data)
		s.params = append(s.params, p)
	}
	s.infos = append(s.infos, info)
	s.chain = append(s.chain, l)
}

func (s *Sequential) addSoftmax(in Shape, rng *rand.Rand) error {
	softmax := &Activation{Function: Softmax}
	s.chain = append(s.chain, softmax)
	_, err := softmax.Build(in, rng)
	return err
}

// Compile says how to train the network. A second call forgets the optimiser's memory of the first.
func (s *Sequential) Compile(o Optimizer, l Loss, _ ...Metric) error {
	if o == nil || l == nil {
		return errors.New("nn32: Compile needs an optimizer and a loss")
	}
	if len(s.out) != 1 {
		return fmt.Errorf("nn32: the network ends in %v, not in one value a class; end it in a Dense", s.out)
	}
	if err := l.attach(s.softmax != nil); err != nil {
		return fmt.Errorf("nn32: %w", err)
	}
	var trained []*Param
	for _, p := range s.params {
		if p.Trainable {
			trained = append(trained, p)
		}
	}
	if err := o.Build(trained); err != nil {
		return fmt.Errorf("nn32: %w", err)
	}
	s.optimizer, s.loss = o, l
	return nil
}

// Params returns the parameters of all layers.
func (s *Sequential) Params() []*Param { return s.params }

// OptimizerState returns the optimiser's memory. With the parameters, and InitialEpoch, it makes a run go on to the bit.
func (s *Sequential) OptimizerState() []*Param {
	if s.optimizer == nil {
		return nil
	}
	return s.optimizer.State()
}

// LayerInfos returns the rows of the summary.
func (s *Sequential) LayerInfos() []LayerInfo { return s.infos }

// Summary returns a table of the layers with output shapes and numbers of parameters.
func (s *Sequential) Summary() string {
	var b strings.Builder
	t := tabwriter.NewWriter(&b, 0, 0, 3, ' ', 0)
	total := 0
	fmt.Fprintln(t, "Layer\tOutput\tParameters")
	for _, l := range s.infos {
		fmt.Fprintf(t, "%s\t%v\t%d\n", l.Name, l.Output, l.Params)
		total += l.Params
	}
	fmt.Fprintf(t, "total\t\t%d\n", total)
	t.Flush()
	return b.String()
}

// Predict returns the outputs for x (N, …): for a network that ends in softmax, probabilities (N, classes).
func (s *Sequential) Predict(x *Tensor) (*Tensor, error) {
	if err := s.checkX(x); err != nil {
		return nil, err
	}
	n := x.Shape[0]
	y := NewTensor(append([]int{n}, s.out...)...)
	size := s.out.Size()
	for from := 0; from < n; from += chunk {
		count := min(chunk, n-from)
		s.gather(x, count, func(i int) int { return from + i })
		last := s.forward(Mode{Samples: count}, len(s.chain))
		lanes := last.lanes()
		for i := range count {
			for j := range size {
				y.Data[(from+i)*size+j] = last.Data[j*lanes+i]
			}
		}
	}
	return y, nil
}

// Evaluate returns the loss and the accuracy on data.
func (s *Sequential) Evaluate(data Data) (Evaluation, error) {
	if err := s.checkData(data); err != nil {
		return Evaluation{}, err
	}
	var sum float64
	right := 0
	for from := 0; from < data.Len(); from += chunk {
		count := min(chunk, data.Len()-from)
		s.gather(data.X, count, func(i int) int { return from + i })
		last := s.forward(Mode{Samples: count}, s.logits())
		loss, r := s.loss.forward(last, data.Labels[from:from+count], s.dy)
		sum += loss
		right += r
	}
	n := data.Len()
	return Evaluation{Loss: float32(sum / float64(n)), Accuracy: float32(right) / float32(n)}, nil
}

// chunk is how many samples go through the network at once outside of training.
const chunk = 64

// logits returns how much of the chain comes before the loss: all but a softmax at the end.
func (s *Sequential) logits() int {
	if s.softmax != nil {
		return len(s.chain) - 1
	}
	return len(s.chain)
}

// forward runs the first layers of the chain on the gathered batch.
func (s *Sequential) forward(mode Mode, layers int) *Tensor {
	x := s.x
	for _, l := range s.chain[:layers] {
		x = l.Forward(x, mode)
	}
	return x
}

// backward sets the gradients of all parameters from the gradient that the loss left.
func (s *Sequential) backward() {
	dy := s.dy
	for i := s.logits() - 1; i >= 0; i-- {
		dy = s.chain[i].Backward(dy, i > 0)
	}
}

// gather copies count samples, whose rows in x are given by row, into the batch, and zeros after them.
func (s *Sequential) gather(x *Tensor, count int, row func(i int) int) {
	n := kernel.Pad(count)
	s.x.setLanes(n)
	size := s.in.Size()
	for i := range n {
		if i >= count {
			for j := range size {
				s.x.Data[j*n+i] = 0
			}
			continue
		}
		for j, v := range x.Data[row(i)*size:][:size] {
			s.x.Data[j*n+i] = v
		}
	}
}

func (s *Sequential) checkX(x *Tensor) error {
	if x == nil || len(x.Shape) == 0 || x.Shape[0] < 1 {
		return errors.New("nn32: no samples")
	}
	if !slices.Equal(x.Shape[1:], s.in) {
		return fmt.Errorf("nn32: samples are %v, the network takes %v", x.Shape[1:], s.in)
	}
	if len(x.Data) != x.Shape.Size() {
		return fmt.Errorf("nn32: a tensor of shape %v has %d elements, not %d", x.Shape, len(x.Data), x.Shape.Size())
	}
	return nil
}

func (s *Sequential) checkData(data Data) error {
	if s.loss == nil {
		return errors.New("nn32: the network has no loss; call Compile first")
	}
	if err := s.checkX(data.X); err != nil {
		return err
	}
	if len(data.Labels) != data.X.Shape[0] {
		return fmt.Errorf("nn32: %d samples have %d labels", data.X.Shape[0], len(data.Labels))
	}
	for i, label := range data.Labels {
		if label < 0 || label >= s.out[0] {
			return fmt.Errorf("nn32: label %d of sample %d is not one of the %d classes, 0 to %d", label, i, s.out[0], s.out[0]-1)
		}
	}
	return nil
}
