package trainer

import (
	"iter"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
)

// Steps is nn32's for all members, on from so many epochs: they are trained in lockstep, an epoch of each being one of the
// network. The steps are those of all; at its end, an epoch's loss and accuracy are the means of the members'.
func (n *network) Steps(data nn32.Data, s protocol.Settings, trained int) iter.Seq2[nn32.Step, error] {
	return func(yield func(nn32.Step, error) bool) {
		options := n.options(s, data.Len())
		count := float64(len(n.members))
		for options.InitialEpoch = trained; options.InitialEpoch < s.Epochs; options.InitialEpoch++ {
			options.Epochs = options.InitialEpoch + 1
			var loss, accuracy float64
			for i, m := range n.members {
				options.Replicas = &replicas{&n.crew, i}
				for step, err := range m.Steps(data, options) {
					if step.Last {
						loss += float64(step.Loss)
						accuracy += float64(step.Accuracy)
						step.Loss, step.Accuracy = float32(loss/count), float32(accuracy/count)
						step.Last = i == len(n.members)-1
					}
					step.Step += i * step.Steps
					step.Steps *= len(n.members)
					if !yield(step, err) || err != nil {
						return
					}
				}
			}
		}
	}
}

// options returns how to train with so many digits.
func (n *network) options(s protocol.Settings, digits int) nn32.FitOptions {
	return nn32.FitOptions{BatchSize: s.BatchSize, MicroBatches: microBatches(s), Augment: n.augment, Schedule: schedule(s, digits)}
}

// microBatches returns into how many a batch is cut: they are large enough to lose no speed, and as many as there are workers at most.
func microBatches(s protocol.Settings) int { return min(max(s.BatchSize/32, 1), maxWorkers) }

// schedule returns how the learning rate changes when an epoch has so many digits; nil: it does not.
func schedule(s protocol.Settings, digits int) nn32.Schedule {
	if s.Schedule == protocol.CosineRate {
		return nn32.CosineDecay{Steps: s.Epochs * steps(s, digits)}
	}
	return nil
}

// steps returns how many a member takes in an epoch.
func steps(s protocol.Settings, digits int) int { return (digits + s.BatchSize - 1) / s.BatchSize }

// rateAfter returns the share of the learning rate that is in force at the end of an epoch, counted from 1.
func rateAfter(s protocol.Settings, digits, epoch int) float32 {
	if schedule := schedule(s, digits); schedule != nil {
		return schedule.Factor(epoch*steps(s, digits) - 1)
	}
	return 1
}

// Predict returns the mean of the members' probabilities (N, 10) for x (N, …).
func (n *network) Predict(x *nn32.Tensor) (*nn32.Tensor, error) {
	var ensemble nn32.Ensemble
	for _, m := range n.members {
		ensemble = append(ensemble, m.Sequential)
	}
	return ensemble.Predict(x)
}

// Evaluations is nn32's: the last value is the loss and the accuracy on data. That of one network has all that its loss has in
// training; that of several is the cross-entropy of their mean, and nothing before the last.
func (n *network) Evaluations(data nn32.Data) iter.Seq2[nn32.Evaluation, error] {
	if len(n.members) == 1 {
		return n.members[0].Evaluations(data)
	}
	return func(yield func(nn32.Evaluation, error) bool) {
		count := data.Len()
		probabilities := nn32.NewTensor(count, classes)
		for from := 0; from < count; from += resultsAtOnce {
			part := data.Slice(from, min(from+resultsAtOnce, count))
			p, err := n.Predict(part.X)
			var e nn32.Evaluation
			if err == nil {
				copy(probabilities.Data[from*classes:], p.Data)
				if from+part.Len() == count {
					e.Loss, e.Accuracy, err = score(probabilities, data.Labels)
				}
			}
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

// together returns how the mean of the members' probabilities does, without what smoothing and L2 add in training.
func (n *network) together(data nn32.Data) (nn32.Evaluation, error) {
	probabilities, err := n.Predict(data.X)
	if err != nil {
		return nn32.Evaluation{}, err
	}
	loss, accuracy, err := score(probabilities, data.Labels)
	return nn32.Evaluation{Loss: loss, Accuracy: accuracy}, err
}

// LayerInfos describes the layers, which are those of each member.
func (n *network) LayerInfos() []nn32.LayerInfo { return n.members[0].LayerInfos() }

// Params returns the parameters of all members.
func (n *network) Params() (params []*nn32.Param) {
	for _, m := range n.members {
		params = append(params, m.Params()...)
	}
	return params
}

// OptimizerState returns the memory of the members' optimisers.
func (n *network) OptimizerState() (state []*nn32.Param) {
	for _, m := range n.members {
		state = append(state, m.OptimizerState()...)
	}
	return state
}

// SetLearningRate takes effect from the next step on.
func (n *network) SetLearningRate(rate float32) {
	for _, m := range n.members {
		m.optimizer.SetLearningRate(rate)
	}
}
