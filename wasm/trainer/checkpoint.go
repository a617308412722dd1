package trainer

import (
	"errors"
	"slices"
	"strconv"
	"time"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/model"
	"digitlab/wasm/trainer/runstore"
)

// betweenSaves is the minimum time between two saves of a running run.
const betweenSaves = 2 * time.Second

// params returns the weights and the optimiser's state of the run. With the number of epochs they determine the rest of the run.
func (r *run) params() []*nn32.Param { return paramsOf(r.network) }

func paramsOf(n *model.Network) []*nn32.Param { return slices.Concat(n.Params(), n.OptimizerState()) }

// snapshot makes the checkpoint of the present state, which must be between two epochs, and keeps it in the history. It reuses the
// memory of the last checkpoint.
func (r *run) snapshot() {
	k := &r.checkpoint
	k.LearningRate, k.Epochs = r.learningRate, r.epochs
	k.Info.Trained, k.Info.Elapsed = len(r.epochs), r.stopwatch.elapsed().Seconds()
	params := r.params()
	r.history.KeepEpoch(len(r.epochs), params)
	for i, p := range params {
		if i == len(k.Tensors) {
			k.Tensors = append(k.Tensors, protocol.Array{Name: p.Name, Data: make([]float32, len(p.Value.Data))})
		}
		copy(k.Tensors[i].Data, p.Value.Data)
	}
}

// rewind restores the weights and the optimiser from the checkpoint. The checkpoint of a run that is done has weights only.
func (r *run) rewind() error {
	params := r.params()
	if r.checkpoint.Info.Tested && len(r.checkpoint.Tensors) == len(r.network.Params()) {
		params = r.network.Params()
	}
	if len(params) != len(r.checkpoint.Tensors) {
		return errors.New("the stored run has " + strconv.Itoa(len(r.checkpoint.Tensors)) + " tensors, its network " +
			strconv.Itoa(len(params)))
	}
	for i, a := range r.checkpoint.Tensors {
		if p := params[i]; a.Name != p.Name || len(a.Data) != len(p.Value.Data) {
			return errors.New("the stored run has " + a.Name + " of " + strconv.Itoa(len(a.Data)) + " numbers where its network has " +
				p.Name + " of " + strconv.Itoa(len(p.Value.Data)))
		}
	}
	for i, a := range r.checkpoint.Tensors {
		copy(params[i].Value.Data, a.Data)
		if err := params[i].Check(); err != nil {
			return errors.New("the stored run is damaged: " + err.Error())
		}
	}
	return nil
}

// save stores the run as it was at the end of its last epoch.
func (t *Trainer) save() {
	r := t.run
	if len(r.epochs) == 0 && r.phase != protocol.Paused && r.phase != protocol.Done {
		return // an untrained network is not worth storing, but a run that a person has paused is, and a network from elsewhere
	}
	r.unsaved, r.savedAt = false, time.Now()
	k := r.checkpoint
	k.LearningRate = r.learningRate
	if r.phase == protocol.Done {
		n := len(r.network.Params())
		k.Tensors = append(k.Tensors[:n:n], r.original...)
	}
	t.store.Save(&runstore.Save{Run: r.number, Info: k.Info, Checkpoint: protocol.MarshalCheckpoint(&k), List: r.phase != protocol.Running})
}

// splitTensors removes from a checkpoint the weights before fine-tuning, which are stored after the present ones, and returns them;
// nil if the run was not fine-tuned.
func splitTensors(k *protocol.Checkpoint) (original []protocol.Array, err error) {
	if k.Info.FineTunedOn == 0 {
		return nil, nil
	}
	half := len(k.Tensors) / 2
	tuned, original := k.Tensors[:half:half], k.Tensors[half:]
	for i, a := range original {
		if i == half || a.Name != tuned[i].Name || len(a.Data) != len(tuned[i].Data) {
			return nil, errors.New("the stored run was fine-tuned, and of its " + strconv.Itoa(len(k.Tensors)) +
				" tensors the halves do not agree")
		}
	}
	k.Tensors = tuned
	return original, nil
}
