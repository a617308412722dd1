package nn32

import (
	"errors"
	"iter"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"digitlab/nn32/internal/errfmt"
	"digitlab/nn32/internal/kernel"
)

// Sequential is a network of layers one after the other. It is not for several goroutines at once.
type Sequential struct {
	in, out Shape
	seed    uint64
	layers  []Layer // as they were given
	infos   []LayerInfo
	params  []*Param
	chain   []Layer // what runs: the layers, and the activations that are options of theirs
	size    int     // elements of one sample in the whole chain

	optimizer Optimizer
	trained   []*Param
	loss      Loss
	lossEnd   int // how much of the chain comes before the loss
	metrics   []Metric
	accuracy  bool // is one of them

	x, targets, dy *Tensor   // a batch, its targets, and the gradient that the loss gives
	classes        []int     // of the batch
	changed        []float32 // a sample that an Augmenter changed
	rows           [chunk]int
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
		return nil, errfmt.Errorf("nn32: the input's shape %v needs at least one axis, and 1 or more along each", in)
	}
	if !fits(maxSampleSize, in...) {
		return nil, errfmt.Errorf("nn32: the input's shape %v has more than %d elements", in, maxSampleSize)
	}
	if len(layers) == 0 {
		return nil, errors.New("nn32: a network needs at least one layer")
	}
	s := &Sequential{in: slices.Clone(in), seed: seed, layers: slices.Clone(layers), x: inner(in), size: in.Size()}
	rng := rand.New(rand.NewPCG(seed, 0))
	names, params, places := map[string]int{}, 0, 0
	shape := s.in
	for i, l := range layers {
		if l == nil {
			return nil, errfmt.Errorf("nn32: layer %d is nil", i)
		}
		if slices.Contains(layers[:i], l) {
			return nil, errfmt.Errorf("nn32: layer %d (%s) is in the network twice; make a second one", i, l.Kind())
		}
		out, err := l.Build(shape, rng)
		if err == nil {
			err = s.add(l, out, names, rng)
		}
		if err != nil {
			return nil, errfmt.Errorf("nn32: layer %d (%s): %w", i, l.Kind(), err)
		}
		if params += s.infos[i].Params; params > maxParams {
			return nil, errfmt.Errorf("nn32: with layer %d (%s) the network has more than %d parameters", i, l.Kind(), maxParams)
		}
		if p, ok := l.(interface{ places() int }); ok {
			if places += p.places(); places > maxPlaces {
				return nil, errfmt.Errorf("nn32: with layer %d (%s) the network's windows meet more than %d places", i, l.Kind(), maxPlaces)
			}
		}
		shape = out
	}
	s.out, s.dy, s.targets = shape, inner(shape), inner(shape)
	return s, nil
}

// add takes a layer that is built, and the activation that is an option of it.
func (s *Sequential) add(l Layer, out Shape, names map[string]int, rng *rand.Rand) error {
	if !fits(maxSampleSize-s.size, out...) {
		return errfmt.Errorf("with its output %v a sample takes more than %d elements in the network", out, maxSampleSize)
	}
	s.size += out.Size()
	info := LayerInfo{Name: l.Kind(), Output: slices.Clone(out)}
	if n := names[l.Kind()]; n > 0 {
		info.Name = errfmt.Sprintf("%s_%d", l.Kind(), n)
	}
	names[l.Kind()]++
	for _, p := range l.Params() {
		p.Name = info.Name + "/" + p.Name
		info.Params += len(p.Value.Data)
		s.params = append(s.params, p)
	}
	s.infos = append(s.infos, info)
	s.chain = append(s.chain, l)
	if a, ok := l.(activated); ok && a.activation() != Linear && a.activation() != ReLU { // that one is in the kernels
		activation := &Activation{Function: a.activation()}
		s.chain = append(s.chain, activation)
		if _, err := activation.Build(out, rng); err != nil {
			return errfmt.Errorf("Activation: %w", err)
		}
	}
	return nil
}

func (s *Sequential) endsInSoftmax() bool {
	last, ok := s.chain[len(s.chain)-1].(*Activation)
	return ok && last.Function == Softmax
}

// Compile says how to train the network. A second call forgets the optimiser's memory of the first.
func (s *Sequential) Compile(o Optimizer, l Loss, metrics ...Metric) error {
	if o == nil || l == nil {
		return errors.New("nn32: Compile needs an optimizer and a loss")
	}
	if len(s.out) != 1 {
		return errfmt.Errorf("nn32: the network ends in %v, not in one value a class; end it in a Dense", s.out)
	}
	beforeSoftmax, err := l.attach(s.endsInSoftmax())
	if err != nil {
		return errfmt.Errorf("nn32: %w", err)
	}
	var trained []*Param
	for _, p := range s.params {
		if p.Trainable {
			trained = append(trained, p)
		}
	}
	if err := o.Build(trained); err != nil {
		return errfmt.Errorf("nn32: optimizer: %w", err)
	}
	s.optimizer, s.trained, s.loss, s.lossEnd = o, trained, l, len(s.chain)
	s.metrics, s.accuracy = slices.Clone(metrics), slices.Contains(metrics, Accuracy)
	if beforeSoftmax && s.endsInSoftmax() {
		s.lossEnd--
	}
	return nil
}

// Input returns the shape of a sample.
func (s *Sequential) Input() Shape { return s.in }

// Seed returns what decided the initial weights and the order of the samples.
func (s *Sequential) Seed() uint64 { return s.seed }

// Layers returns the layers as they were given.
func (s *Sequential) Layers() []Layer { return s.layers }

// Compiled returns what Compile was given; all nil before it.
func (s *Sequential) Compiled() (Optimizer, Loss, []Metric) { return s.optimizer, s.loss, s.metrics }

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
	rows, total := [][3]string{{"Layer", "Output", "Parameters"}}, 0
	for _, l := range s.infos {
		rows = append(rows, [3]string{l.Name, l.Output.String(), strconv.Itoa(l.Params)})
		total += l.Params
	}
	rows = append(rows, [3]string{"total", "", strconv.Itoa(total)})
	var widths [2]int
	for _, row := range rows {
		for i := range widths {
			widths[i] = max(widths[i], utf8.RuneCountInString(row[i])+3)
		}
	}
	var b strings.Builder
	for _, row := range rows {
		for i, width := range widths {
			b.WriteString(row[i] + strings.Repeat(" ", width-utf8.RuneCountInString(row[i])))
		}
		b.WriteString(row[2] + "\n")
	}
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
		s.gather(x, s.sequence(from, count))
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
func (s *Sequential) Evaluate(data Data) (e Evaluation, err error) {
	for e, err = range s.Evaluations(data) {
	}
	return e, err
}

// Evaluations is Evaluate with a value after each few samples, of those up to there, so that whoever loops may do something else
// in between, such as Predict; the last is of all.
func (s *Sequential) Evaluations(data Data) iter.Seq2[Evaluation, error] {
	return func(yield func(Evaluation, error) bool) {
		if err := s.checkData(data); err != nil {
			yield(Evaluation{}, err)
			return
		}
		var sum float64
		right := 0
		for from := 0; from < data.Len(); from += chunk {
			count := min(chunk, data.Len()-from)
			rows := s.sequence(from, count)
			s.gather(data.X, rows)
			s.gatherTargets(data, rows)
			last := s.forward(Mode{Samples: count}, s.lossEnd)
			sum += s.loss.forward(last, s.targets, count, count, s.dy)
			right += s.right(last, count)
			n := from + count
			if !yield(Evaluation{Loss: float32(sum/float64(n) + s.penalty()), Accuracy: float32(right) / float32(n)}, nil) {
				return
			}
		}
	}
}

// penalty returns the L2 terms of the loss.
func (s *Sequential) penalty() (sum float64) {
	for _, p := range s.trained {
		if p.L2 > 0 {
			sum += float64(float32(p.L2 * kernel.SumOfSquares(p.Value.Data)))
		}
	}
	return sum
}

// right counts the samples whose largest output is their class.
func (s *Sequential) right(last *Tensor, count int) (right int) {
	if !s.accuracy {
		return 0
	}
	for i, class := range s.classes[:count] {
		if argmax(last.Data, i, last.lanes()) == class {
			right++
		}
	}
	return right
}

// chunk is how many samples go through the network at once outside of training.
const chunk = 64

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
	for i := s.lossEnd - 1; i >= 0; i-- {
		dy = s.chain[i].Backward(dy, i > 0)
	}
}

// sequence returns the numbers of count rows that follow each other.
func (s *Sequential) sequence(from, count int) []int {
	for i := range s.rows[:count] {
		s.rows[i] = from + i
	}
	return s.rows[:count]
}

// gather copies rows of x into the batch, and zeros after them.
func (s *Sequential) gather(x *Tensor, rows []int) {
	n := kernel.Pad(len(rows))
	s.x.setLanes(n)
	if x.Pixels != nil {
		kernel.GatherPixels(s.x.Data, x.Pixels, rows, s.in.Size(), n)
	} else {
		kernel.Gather(s.x.Data, x.Data, rows, s.in.Size(), n)
	}
}

// gatherTargets sets the targets and the classes of the batch.
func (s *Sequential) gatherTargets(data Data, rows []int) {
	count, n := len(rows), kernel.Pad(len(rows))
	s.targets.setLanes(n)
	if cap(s.classes) < count {
		s.classes = make([]int, count)
	}
	s.classes = s.classes[:count]
	clear(s.targets.Data)
	outputs := s.out[0]
	smooth := s.loss.smoothing()
	for i, row := range rows {
		if data.Labels != nil {
			s.classes[i] = data.Labels[row]
		} else {
			s.classes[i] = argmax(data.Targets.Data[row*outputs:][:outputs], 0, 1)
		}
		if data.Targets == nil {
			s.targets.Data[s.classes[i]*n+i] = 1
		} else {
			for j, t := range data.Targets.Data[row*outputs:][:outputs] {
				s.targets.Data[j*n+i] = t
			}
		}
		if smooth > 0 {
			for at := i; at < len(s.targets.Data); at += n {
				s.targets.Data[at] = float32(s.targets.Data[at]*(1-smooth)) + smooth/float32(outputs)
			}
		}
	}
}

func (s *Sequential) checkX(x *Tensor) error {
	if x == nil || len(x.Shape) == 0 || x.Shape[0] < 1 {
		return errors.New("nn32: no samples")
	}
	if !slices.Equal(x.Shape[1:], s.in) {
		return errfmt.Errorf("nn32: samples are %v, the network takes %v", x.Shape[1:], s.in)
	}
	have := len(x.Data)
	if x.Pixels != nil {
		have = len(x.Pixels)
	}
	if have != x.Shape.Size() {
		return errfmt.Errorf("nn32: a tensor of shape %v has %d elements, not %d", x.Shape, have, x.Shape.Size())
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
	if t := data.Targets; t != nil {
		if _, sparse := s.loss.(*SparseCategoricalCrossentropy); sparse {
			return errors.New("nn32: SparseCategoricalCrossentropy takes Labels; for Targets use CategoricalCrossentropy")
		}
		if want := (Shape{data.X.Shape[0], s.out[0]}); !slices.Equal(t.Shape, want) || len(t.Data) != want.Size() {
			return errfmt.Errorf("nn32: targets are %v with %d elements, want %v", t.Shape, len(t.Data), want)
		}
		if data.Labels == nil {
			return nil
		}
	}
	if len(data.Labels) != data.X.Shape[0] {
		return errfmt.Errorf("nn32: %d samples have %d labels", data.X.Shape[0], len(data.Labels))
	}
	for i, label := range data.Labels {
		if err := checkLabel(label, i, s.out[0]); err != nil {
			return err
		}
	}
	return nil
}

func checkLabel(label, sample, classes int) error {
	if label < 0 || label >= classes {
		return errfmt.Errorf("nn32: label %d of sample %d is not one of the %d classes, 0 to %d", label, sample, classes, classes-1)
	}
	return nil
}
