package model

import (
	"errors"
	"iter"
	"math"

	"digitlab/nn32"
	"digitlab/nn32/inside"
	"digitlab/nn32/schedules"
	"digitlab/wasm/protocol"
)

// Steps trains all members in lockstep, after trained epochs: an epoch of the network is an epoch of each member. A Step counts the
// steps of all members. At the end of an epoch its loss and accuracy are the means of the members'.
func (n *Network) Steps(data nn32.Data, s protocol.Settings, trained int) iter.Seq2[nn32.Step, error] {
	return func(yield func(nn32.Step, error) bool) {
		options := n.Options(s, data.Len())
		count := float64(len(n.Members))
		for options.InitialEpoch = trained; options.InitialEpoch < s.Epochs; options.InitialEpoch++ {
			options.Epochs = options.InitialEpoch + 1
			var loss, accuracy float64
			for i, m := range n.Members {
				if n.Replicas != nil {
					options.Replicas = n.Replicas(i)
				}
				for step, err := range m.Steps(data, options) {
					if step.Last {
						loss += float64(step.Loss)
						accuracy += float64(step.Accuracy)
						step.Loss, step.Accuracy = float32(loss/count), float32(accuracy/count)
						step.Last = i == len(n.Members)-1
					}
					step.Step += i * step.Steps
					step.Steps *= len(n.Members)
					if !yield(step, err) || err != nil {
						return
					}
				}
			}
		}
	}
}

// Options returns the training options for a number of digits.
func (n *Network) Options(s protocol.Settings, digits int) nn32.FitOptions {
	return nn32.FitOptions{BatchSize: s.BatchSize, MicroBatches: s.MicroBatches(), Augment: n.augment, Schedule: schedule(s, digits)}
}

// schedule returns the schedule of the learning rate for a number of digits; nil: constant.
func schedule(s protocol.Settings, digits int) nn32.Schedule {
	if s.Schedule == protocol.CosineRate {
		return schedules.CosineDecay{Steps: s.Epochs * Steps(s, digits)}
	}
	return nil
}

// Steps returns the number of a member's steps per epoch.
func Steps(s protocol.Settings, digits int) int { return (digits + s.BatchSize - 1) / s.BatchSize }

// RateAfter returns the learning rate at the end of an epoch, counted from 1, as a share of the initial rate.
func RateAfter(s protocol.Settings, digits, epoch int) float32 {
	if schedule := schedule(s, digits); schedule != nil {
		return schedule.Factor(epoch*Steps(s, digits) - 1)
	}
	return 1
}

// Predict returns the mean of the members' probabilities (N, 10) for x (N, …).
func (n *Network) Predict(x *nn32.Tensor) (*nn32.Tensor, error) {
	var ensemble nn32.Ensemble
	for _, m := range n.Members {
		ensemble = append(ensemble, m.Sequential)
	}
	return ensemble.Predict(x)
}

// Trace returns the output of each of a member's layers for one digit x (1, …); the member's next Trace overwrites it.
func (n *Network) Trace(member int, x *nn32.Tensor) ([]*nn32.Tensor, error) {
	return n.Members[member].Trace(x)
}

// Terms returns the arithmetic of an element of the output of one of a member's layers, for one digit x (1, …).
func (n *Network) Terms(member int, x *nn32.Tensor, layer, element int) (*inside.Terms, error) {
	return inside.TermsOf(n.Members[member].Sequential, x, layer, element)
}

// ChunkSize is the number of digits predicted between two yields.
const ChunkSize = 64

// Evaluations is nn32's for the network; the last value is the loss and the accuracy on data. A single network's loss has all terms
// of training. An ensemble's is the cross-entropy of the mean of the probabilities, and has no values before the last.
func (n *Network) Evaluations(data nn32.Data) iter.Seq2[nn32.Evaluation, error] {
	if len(n.Members) == 1 {
		return n.Members[0].Evaluations(data)
	}
	return func(yield func(nn32.Evaluation, error) bool) {
		count := data.Len()
		probabilities := nn32.NewTensor(count, Classes)
		for from := 0; from < count; from += ChunkSize {
			part := data.Slice(from, min(from+ChunkSize, count))
			p, err := n.Predict(part.X)
			var e nn32.Evaluation
			if err == nil {
				copy(probabilities.Data[from*Classes:], p.Data)
				if from+part.Len() == count {
					e, err = Score(probabilities, data.Labels)
				}
			}
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

// Evaluate returns the last of the Evaluations. It calls yield after each, and stops at its error.
func (n *Network) Evaluate(data nn32.Data, yield func() error) (e nn32.Evaluation, err error) {
	for e, err = range n.Evaluations(data) {
		if err == nil {
			err = yield()
		}
		if err != nil {
			return e, err
		}
	}
	return e, nil
}

// EvaluateMean evaluates the mean of the members' probabilities, without the terms of label smoothing and L2; also for a single
// network.
func (n *Network) EvaluateMean(data nn32.Data) (nn32.Evaluation, error) {
	probabilities, err := n.Predict(data.X)
	if err != nil {
		return nn32.Evaluation{}, err
	}
	return Score(probabilities, data.Labels)
}

// Score returns the cross-entropy of probabilities, without the terms of label smoothing and L2, and the accuracy.
func Score(probabilities *nn32.Tensor, labels []int) (e nn32.Evaluation, err error) {
	var sum float64
	for i, label := range labels {
		p := probabilities.Data[i*Classes+label]
		sum -= math.Log(max(float64(p), 1e-7)) // Keras's limit
	}
	accuracy, err := nn32.Accuracy.Measure(probabilities, nn32.Data{Labels: labels})
	if err != nil {
		return e, err
	}
	if math.IsNaN(sum) {
		return e, errors.New("the loss is not a number any more; try a lower learning rate")
	}
	return nn32.Evaluation{Loss: float32(sum / float64(len(labels))), Accuracy: accuracy}, nil
}

// LayerInfos describes the layers of a member; all members have the same.
func (n *Network) LayerInfos() []nn32.LayerInfo { return n.Members[0].LayerInfos() }

// Params returns the parameters of all members.
func (n *Network) Params() (params []*nn32.Param) {
	for _, m := range n.Members {
		params = append(params, m.Params()...)
	}
	return params
}

// OptimizerState returns the state of the members' optimisers.
func (n *Network) OptimizerState() (state []*nn32.Param) {
	for _, m := range n.Members {
		state = append(state, m.OptimizerState()...)
	}
	return state
}

// SetLearningRate takes effect from the next step on.
func (n *Network) SetLearningRate(rate float32) {
	for _, m := range n.Members {
		m.optimizer.SetLearningRate(rate)
	}
}

// TrainedSize returns the number of values that a member trains.
func (m *Member) TrainedSize() (size int) {
	for _, p := range m.Params() {
		if p.Trainable {
			size += len(p.Value.Data)
		}
	}
	return size
}

// Weights returns a copy of the weights.
func (n *Network) Weights() (weights []protocol.Array) {
	for _, p := range n.Params() {
		weights = append(weights, protocol.Array{Name: p.Name, Data: append([]float32(nil), p.Value.Data...)})
	}
	return weights
}

// SetWeights sets the weights to those of a network with the same layers.
func (n *Network) SetWeights(weights []protocol.Array) {
	for i, p := range n.Params() {
		copy(p.Value.Data, weights[i].Data)
	}
}
