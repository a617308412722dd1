package nn32

import (
	"errors"
	"iter"
	"math/rand/v2"
	"slices"

	"digitlab/nn32/internal/errfmt"
	"digitlab/nn32/internal/kernel"
	"digitlab/nn32/internal/limits"
)

// Sequential is a network of layers that run one after the other. It is not safe for concurrent use.
type Sequential struct {
	in, out Shape
	seed    uint64
	layers  []Layer // as NewSequential was given
	infos   []LayerInfo
	params  []*Param
	chain   []Layer // layers, and the activations that are their options, in the order in which they run
	ends    []int   // for each of layers, the number of layers of chain up to it, with its activation
	size    int     // number of elements of one sample in the whole chain

	optimizer Optimizer
	trainable []*Param
	backTo    int // index in chain of the first layer that is trained
	loss      Loss
	lossEnd   int // number of layers of chain before the loss
	metrics   []Metric
	accuracy  bool     // metrics contains Accuracy
	measured  []Metric // the other metrics

	x, targets, dy *Tensor   // a batch, its targets, and the loss's gradient
	classes        []int     // of the batch
	sampleWeights  []float32 // of the batch
	augmented      []float32 // a sample, and then its changed copy, for an Augmenter
	rows           [chunk]int
	traced         []*Tensor // the outputs that Trace returns
	watcher        *Watcher  // nil for none
}

// LayerInfo is a row of the summary.
type LayerInfo struct {
	Name   string // such as conv2d, or conv2d_1 for the second one
	Output Shape  // for one sample
	Params int

	Trainable    int // number of Params that training changes, by the last Compile
	MultiplyAdds int // number of multiplications and additions of Conv2D and Dense for one sample
}

// activated is a layer with an activation function as an option, such as Conv2D.
type activated interface{ activation() ActivationFunction }

// NewSequential builds layers for samples of shape in. The seed determines the initial weights and the order of the samples in
// training. If a layer does not fit, the error names the layer, counted from 0, and the shapes. A layer belongs to one network.
func NewSequential(in Shape, seed uint64, layers ...Layer) (*Sequential, error) {
	return NewSequentialWithin(limits.Params, in, seed, layers...)
}

// NewSequentialWithin is NewSequential for layers that a file describes. It returns an error before it makes a network of more than
// maxParams parameters, so that a small file does not make a large network.
func NewSequentialWithin(maxParams int, in Shape, seed uint64, layers ...Layer) (*Sequential, error) {
	maxParams = min(maxParams, limits.Params)
	if len(in) == 0 || slices.Min(in) < 1 {
		return nil, errfmt.Errorf("nn32: the input's shape %v needs at least one axis, and 1 or more along each", in)
	}
	if !limits.Fits(limits.SampleSize, in...) {
		return nil, errfmt.Errorf("nn32: the input's shape %v has more than %d elements", in, limits.SampleSize)
	}
	if len(layers) == 0 || len(layers) > limits.Layers {
		return nil, errfmt.Errorf("nn32: a network needs 1 to %d layers, not %d", limits.Layers, len(layers))
	}
	if err := checkLayers(layers); err != nil { // before the first Build, which would replace the parameters of another network
		return nil, err
	}
	s := &Sequential{in: slices.Clone(in), seed: seed, layers: slices.Clone(layers), x: newBatchLast(in), size: in.Size()}
	rng := rand.New(rand.NewPCG(seed, 0))
	names, params, places := map[string]int{}, 0, 0
	shape := s.in
	for i, l := range layers {
		if part, ok := l.(owned); ok {
			part.belongsTo().taken = limits.Params - maxParams + params
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
			if places += p.places(); places > limits.Places {
				return nil, errfmt.Errorf("nn32: with layer %d (%s) the network's windows meet more than %d places", i, l.Kind(), limits.Places)
			}
		}
		shape = out
	}
	s.out, s.dy, s.targets = shape, newBatchLast(shape), newBatchLast(shape)
	s.findTrainable()
	for _, l := range layers {
		own(l, s)
	}
	return s, nil
}

// checkLayers returns an error for layers of which no network can be built.
func checkLayers(layers []Layer) error {
	for i, l := range layers {
		switch {
		case isNil(l):
			return errfmt.Errorf("nn32: layer %d is nil", i)
		case !isComparable(l):
			return errfmt.Errorf("nn32: layer %d (%s) is of a type that cannot be compared; use a pointer to it", i, l.Kind())
		case slices.Contains(layers[:i], l):
			return errfmt.Errorf("nn32: layer %d (%s) is in the network twice; make a second one", i, l.Kind())
		case ownedByOther(l, nil):
			return errfmt.Errorf("nn32: layer %d (%s) is part of another network, which it would change; make a second one", i, l.Kind())
		}
	}
	return nil
}

// add appends a built layer, and its activation if that is a layer of its own, to the chain.
func (s *Sequential) add(l Layer, out Shape, names map[string]int, rng *rand.Rand) error {
	if !limits.Fits(limits.SampleSize-s.size, out...) {
		return errfmt.Errorf("with its output %v a sample takes more than %d elements in the network", out, limits.SampleSize)
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
	if m, ok := l.(multiplyAdder); ok {
		info.MultiplyAdds = m.MultiplyAdds()
	}
	s.infos = append(s.infos, info)
	s.chain = append(s.chain, l)
	if a, ok := l.(activated); ok && a.activation() != Linear && a.activation() != ReLU { // ReLU is part of the kernels
		activation := &Activation{Function: a.activation()}
		s.chain = append(s.chain, activation)
		if _, err := activation.Build(out, rng); err != nil {
			return errfmt.Errorf("Activation: %w", err)
		}
	}
	s.ends = append(s.ends, len(s.chain))
	return nil
}

// endsInSoftmax reports whether the last layer is a softmax.
func (s *Sequential) endsInSoftmax() bool {
	last, ok := s.chain[len(s.chain)-1].(*Activation)
	return ok && last.Function == Softmax
}

// findTrainable sets what depends on the layers' Frozen and returns the parameters that are trained.
func (s *Sequential) findTrainable() (trainable []*Param) {
	s.backTo = len(s.chain)
	for i := len(s.layers) - 1; i >= 0; i-- {
		s.infos[i].Trainable = 0
		if f, ok := s.layers[i].(interface{ freeze() bool }); ok && f.freeze() {
			continue
		}
		var trained []*Param
		for _, p := range s.layers[i].Params() {
			if p.Trainable {
				trained = append(trained, p)
				s.infos[i].Trainable += len(p.Value.Data)
			}
		}
		if len(trained) > 0 {
			trainable, s.backTo = append(trained, trainable...), s.start(i)
		}
	}
	return trainable
}

// start returns the index in chain of a layer.
func (s *Sequential) start(layer int) int {
	if layer == 0 {
		return 0
	}
	return s.ends[layer-1]
}

// Compile sets how the network is trained, and which layers are Frozen. A second call resets the optimiser's state. An optimiser belongs
// to one network.
func (s *Sequential) Compile(o Optimizer, l Loss, metrics ...Metric) error {
	if isNil(o) || isNil(l) {
		return errors.New("nn32: Compile needs an optimizer and a loss")
	}
	if ownedByOther(o, s) {
		return errors.New("nn32: the optimizer is part of another network, which it would change; make a second one")
	}
	for i, m := range metrics {
		if isNil(m) {
			return errfmt.Errorf("nn32: metric %d is nil", i)
		}
	}
	if len(s.out) != 1 {
		return errfmt.Errorf("nn32: the network ends in %v, not in one value a class; end it in a Dense", s.out)
	}
	takesLogits, err := l.Attach(s.endsInSoftmax())
	if err != nil {
		return errfmt.Errorf("nn32: %w", err)
	}
	trainable := s.findTrainable()
	if err := o.Build(trainable); err != nil {
		return errfmt.Errorf("nn32: optimizer: %w", err)
	}
	own(s.optimizer, nil)
	own(o, s)
	s.optimizer, s.trainable, s.loss, s.lossEnd = o, trainable, l, len(s.chain)
	s.metrics, s.accuracy = slices.Clone(metrics), slices.ContainsFunc(metrics, isAccuracy)
	s.measured = slices.DeleteFunc(slices.Clone(metrics), isAccuracy)
	if takesLogits && s.endsInSoftmax() {
		s.lossEnd--
	}
	return nil
}

// Input returns the shape of one sample.
func (s *Sequential) Input() Shape { return s.in }

// Seed returns the seed that NewSequential was given.
func (s *Sequential) Seed() uint64 { return s.seed }

// Layers returns the layers that NewSequential was given.
func (s *Sequential) Layers() []Layer { return s.layers }

// Compiled returns the arguments of Compile, or nil values before it.
func (s *Sequential) Compiled() (Optimizer, Loss, []Metric) { return s.optimizer, s.loss, s.metrics }

// Params returns the parameters of all layers.
func (s *Sequential) Params() []*Param { return s.params }

// OptimizerState returns the optimiser's state. A run that is resumed with it, the parameters and InitialEpoch gives the same bits.
func (s *Sequential) OptimizerState() []*Param {
	if s.optimizer == nil {
		return nil
	}
	return s.optimizer.State()
}

// LayerInfos returns the rows of the summary.
func (s *Sequential) LayerInfos() []LayerInfo { return s.infos }

// Predict returns the outputs (N, …) for samples x (N, …); for a network that ends in softmax, probabilities (N, classes).
func (s *Sequential) Predict(x *Tensor) (*Tensor, error) {
	if err := s.checkX(x); err != nil {
		return nil, err
	}
	n := x.Shape[0]
	y := NewTensor(append([]int{n}, s.out...)...)
	for from := 0; from < n; from += chunk {
		count := min(chunk, n-from)
		s.gather(x, s.sequence(from, count))
		last := s.forward(Mode{Samples: count}, len(s.chain))
		s.scatter(y, last, from, count)
	}
	return y, nil
}

// scatter copies the outputs of a batch into the rows of y (N, …) from from on.
func (s *Sequential) scatter(y, last *Tensor, from, count int) {
	size, lanes := s.out.Size(), last.lanes()
	for i := range count {
		for j := range size {
			y.Data[(from+i)*size+j] = last.Data[j*lanes+i]
		}
	}
}

// Evaluate returns the mean loss and the metrics on data.
func (s *Sequential) Evaluate(data Data) (e Evaluation, err error) {
	for e, err = range s.Evaluations(data) {
	}
	return e, err
}

// Evaluations is Evaluate in parts of 64 samples. Each value is for the samples so far, the last one for all. Between two values the
// loop's body may use the network otherwise, such as for Predict. Metrics other than Accuracy are in the last value only.
func (s *Sequential) Evaluations(data Data) iter.Seq2[Evaluation, error] {
	return func(yield func(Evaluation, error) bool) {
		if err := s.checkData(data); err != nil {
			yield(Evaluation{}, err)
			return
		}
		var sum float64
		right := 0
		var predictions *Tensor
		if len(s.measured) > 0 {
			predictions = NewTensor(data.Len(), s.out[0])
		}
		for from := 0; from < data.Len(); from += chunk {
			count := min(chunk, data.Len()-from)
			rows := s.sequence(from, count)
			s.gather(data.X, rows)
			s.gatherTargets(data, rows, nil)
			last := s.forward(Mode{Samples: count}, s.lossEnd)
			sum += s.lossOf(last, count)
			right += s.right(last, count)
			n := from + count
			e := Evaluation{Loss: float32(sum/float64(n) + s.penalty()), Accuracy: float32(right) / float32(n)}
			if predictions != nil {
				for _, l := range s.chain[s.lossEnd:] {
					last = l.Forward(last, Mode{Samples: count})
				}
				s.scatter(predictions, last, from, count)
			}
			var err error
			if predictions != nil && n == data.Len() {
				e.Metrics, err = s.measure(predictions, data)
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

// lossOf returns the sum of the losses of the gathered batch, whose outputs before the loss are last, and sets dy for a whole batch of
// that many samples.
func (s *Sequential) lossOf(last *Tensor, batch int) float64 {
	count, n := len(s.sampleWeights), last.lanes()
	s.dy.setLanes(n)
	sum := s.loss.Forward(last, s.targets, s.sampleWeights, batch, s.dy)
	for row := 0; row < len(s.dy.Data); row += n {
		clear(s.dy.Data[row+count : row+n]) // the padding
	}
	return sum
}

// penalty returns the L2 terms of the loss.
func (s *Sequential) penalty() (sum float64) {
	for _, p := range s.trainable {
		if p.L2 > 0 {
			sum += float64(float32(p.L2 * kernel.SumOfSquares(p.Value.Data)))
		}
	}
	return sum
}

// right returns the number of the first count samples whose largest output is their class.
func (s *Sequential) right(last *Tensor, count int) int {
	if !s.accuracy {
		return 0
	}
	return kernel.CountRight(last.Data, s.classes[:count], last.lanes())
}

// chunk is the number of samples per forward pass outside of training.
const chunk = 64

// forward runs the first layers of the chain on the gathered batch.
func (s *Sequential) forward(mode Mode, layers int) *Tensor {
	if s.watcher != nil && mode.Training {
		return s.watchedForward(mode)
	}
	x := s.x
	for _, l := range s.chain[:layers] {
		x = l.Forward(x, mode)
	}
	return x
}

// backward sets the gradients of all parameters that are trained. The loss has set s.dy.
func (s *Sequential) backward() {
	if s.watcher != nil {
		s.watchedBackward()
		return
	}
	dy := s.dy
	for i := s.lossEnd - 1; i >= s.backTo; i-- {
		dy = s.chain[i].Backward(dy, i > s.backTo)
	}
}

// sequence returns from, from+1, … as count row numbers. The next call overwrites them.
func (s *Sequential) sequence(from, count int) []int {
	for i := range s.rows[:count] {
		s.rows[i] = from + i
	}
	return s.rows[:count]
}

// gather copies rows of x into the batch, and zeros into its padding.
func (s *Sequential) gather(x *Tensor, rows []int) {
	n := kernel.Pad(len(rows))
	s.x.setLanes(n)
	x.elements().gather(s.x.Data, rows, s.in.Size(), n)
}

// gatherTargets sets the targets, the classes and the weights of the batch. classWeights nil is 1 for each class.
func (s *Sequential) gatherTargets(data Data, rows []int, classWeights []float32) {
	count, n := len(rows), kernel.Pad(len(rows))
	s.targets.setLanes(n)
	if cap(s.classes) < count {
		s.classes = make([]int, count)
	}
	s.classes, s.sampleWeights = s.classes[:count], resize(s.sampleWeights, count)
	clear(s.targets.Data)
	outputs := s.out[0]
	var smooth float32
	if l, ok := s.loss.(smoothed); ok {
		smooth = l.smoothing()
	}
	for i, row := range rows {
		if data.Labels != nil {
			s.classes[i] = data.Labels[row]
		} else {
			s.classes[i] = argmax(data.Targets.Data[row*outputs:][:outputs])
		}
		s.sampleWeights[i] = 1
		if classWeights != nil {
			s.sampleWeights[i] = classWeights[s.classes[i]]
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

// checkX returns an error unless x has samples that the network takes.
func (s *Sequential) checkX(x *Tensor) error {
	if x == nil || len(x.Shape) == 0 || x.Shape[0] < 1 {
		return errors.New("nn32: no samples")
	}
	if !slices.Equal(x.Shape[1:], s.in) {
		return errfmt.Errorf("nn32: samples are %v, the network takes %v", x.Shape[1:], s.in)
	}
	if n := x.elements().count(); n != x.Shape.Size() {
		return errfmt.Errorf("nn32: a tensor of shape %v has %d elements, not %d", x.Shape, n, x.Shape.Size())
	}
	if i := x.elements().nonFinite(); i >= 0 {
		return errfmt.Errorf("nn32: sample %d has %v at element %d; samples need finite numbers", i/s.in.Size(), x.Data[i], i%s.in.Size())
	}
	return nil
}

// checkData returns an error unless the network is compiled and data has samples and targets that fit.
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
		if i := t.elements().nonFinite(); i >= 0 {
			return errfmt.Errorf("nn32: the targets of sample %d have %v; they need finite numbers", i/s.out[0], t.Data[i])
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

// checkLabel returns an error for a label that is no class.
func checkLabel(label, sample, classes int) error {
	if label < 0 || label >= classes {
		return errfmt.Errorf("nn32: label %d of sample %d is not one of the %d classes, 0 to %d", label, sample, classes, classes-1)
	}
	return nil
}
