package trainer

import (
	"fmt"
	"time"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
)

// params returns the weights and the optimiser's state of the run, which together with the number of epochs decide
// all that follows.
func (r *run) params() []*nn32.Param {
	weights := r.network.Params()
	return append(weights[:len(weights):len(weights)], r.network.OptimizerState()...)
}

// snapshot takes the checkpoint of the present moment, which must be between two epochs. It reuses the last one's memory.
func (r *run) snapshot() {
	k := &r.checkpoint
	k.Info.Settings, k.LearningRate, k.Epochs = r.settings, r.learningRate, r.epochs
	k.Info.Trained, k.Info.Elapsed = len(r.epochs), r.watch.elapsed().Seconds()
	for i, p := range r.params() {
		if i == len(k.Tensors) {
			k.Tensors = append(k.Tensors, protocol.Array{Name: p.Name, Data: make([]float32, len(p.Value.Data))})
		}
		copy(k.Tensors[i].Data, p.Value.Data)
	}
}

// rewind puts the weights and the optimiser back to the checkpoint.
func (r *run) rewind() error {
	params := r.params()
	if len(params) != len(r.checkpoint.Tensors) {
		return fmt.Errorf("the saved run has %d tensors, its network %d", len(r.checkpoint.Tensors), len(params))
	}
	for i, a := range r.checkpoint.Tensors {
		if p := params[i]; a.Name != p.Name || len(a.Data) != len(p.Value.Data) {
			return fmt.Errorf("the saved run has %s of %d numbers where its network has %s of %d", a.Name, len(a.Data), p.Name,
				len(p.Value.Data))
		}
	}
	for i, a := range r.checkpoint.Tensors {
		copy(params[i].Value.Data, a.Data)
	}
	return nil
}

// save stores the checkpoint, with the result on the test digits when the run is done, and reports how that went.
func (t *Trainer) save() {
	r := t.run
	if len(r.epochs) == 0 {
		return // an untrained network is not worth forgetting a trained one
	}
	k := r.checkpoint
	k.LearningRate = r.learningRate
	if r.tested != nil {
		k.Info.Tested, k.Info.Loss, k.Info.Accuracy = true, r.tested.Loss, r.tested.Accuracy
	}
	r.savedAt = time.Now()
	number := r.number
	t.host.Save(protocol.MarshalCheckpoint(&k), func(err error) {
		saved := &protocol.Saved{Run: number}
		if err != nil {
			saved.Failure = err.Error()
		}
		t.host.Send(saved)
	})
}

// restore begins a run where the saved one ended, paused or done. Without a saved one, or with one that does not read,
// it builds a new network.
func (t *Trainer) restore(number int, s protocol.Settings) {
	b, err := t.host.Load()
	var r *run
	if err == nil && b != nil {
		r, err = t.restoredRun(number, b)
	}
	if r == nil {
		t.build(number, s)
		if err != nil {
			t.host.Send(&protocol.Saved{Run: number, Failure: err.Error()})
		}
		return
	}
	t.begin(r, true)
}

func (t *Trainer) restoredRun(number int, b []byte) (*run, error) {
	k, err := protocol.UnmarshalCheckpoint(b)
	if err != nil {
		return nil, err
	}
	if err := protocol.CheckLearningRate(k.LearningRate); err != nil {
		return nil, err
	}
	if len(k.Epochs) > k.Info.Settings.Epochs {
		return nil, fmt.Errorf("the saved run has %d epochs of %d", len(k.Epochs), k.Info.Settings.Epochs)
	}
	r, err := t.newRun(number, k.Info.Settings)
	if err != nil {
		return nil, err
	}
	r.checkpoint = *k
	if err := r.rewind(); err != nil {
		return nil, err
	}
	r.setLearningRate(k.LearningRate)
	r.epochs, r.watch.before = k.Epochs, time.Duration(k.Info.Elapsed*float64(time.Second))
	r.phase = protocol.Paused
	if k.Info.Tested {
		r.phase = protocol.Done
		r.tested = &protocol.Tested{Run: number, Loss: k.Info.Loss, Accuracy: k.Info.Accuracy, Elapsed: k.Info.Elapsed}
	}
	return r, nil
}
