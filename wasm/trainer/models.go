package trainer

import (
	"errors"
	"strconv"

	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/history"
	"digitlab/wasm/trainer/model"
	"digitlab/wasm/trainer/runstore"
)

// readModel reports the weights of a network.
func (t *Trainer) readModel(c *protocol.ReadModel) {
	if t.run == nil || c.ID != "" && c.ID != t.run.id() {
		t.store.Read(c.ID, func(k *protocol.Checkpoint, err error) {
			report := &protocol.ModelWeights{Info: protocol.RunInfo{ID: c.ID}, Initial: c.Initial}
			if err == nil {
				report, err = storedWeights(k, c.Initial)
			}
			t.sendModel(report, err)
		})
		return
	}
	report := &protocol.ModelWeights{Info: t.run.checkpoint.Info, Moment: t.viewedMoment(), Initial: c.Initial}
	var err error
	if c.Initial {
		report.Moment = protocol.Moment{}
		report.Weights, err = initialWeights(t.run.settings)
	} else {
		report.Weights = t.viewed().Weights()
	}
	t.sendModel(report, err)
}

func (t *Trainer) sendModel(report *protocol.ModelWeights, err error) {
	if err != nil {
		report.Failure, report.Problem = err.Error(), runstore.ProblemOf(err)
	}
	t.page.Send(report)
}

// storedWeights returns the weights of a stored run, without the optimiser's state that may follow them.
func storedWeights(k *protocol.Checkpoint, initial bool) (report *protocol.ModelWeights, err error) {
	report = &protocol.ModelWeights{Info: k.Info, Initial: initial}
	if initial {
		report.Weights, err = initialWeights(k.Info.Settings)
		return report, err
	}
	if err := k.Info.Settings.Check(); err != nil {
		return report, errors.Join(runstore.ErrDamaged, err)
	}
	network, err := model.New(k.Info.Settings)
	if err != nil {
		return report, errors.Join(runstore.ErrDamaged, err)
	}
	report.Moment = protocol.Moment{Epoch: len(k.Epochs)}
	if err := setWeights(network, k.Tensors[:min(len(network.Params()), len(k.Tensors))]); err != nil {
		return report, errors.Join(runstore.ErrDamaged, err)
	}
	report.Weights = network.Weights()
	return report, nil
}

// initialWeights returns what a run of settings begins with.
func initialWeights(s protocol.Settings) ([]protocol.Array, error) {
	network, err := model.New(s)
	if err != nil {
		return nil, err
	}
	return network.Weights(), nil
}

// setWeights sets weights that may be anyone's.
func setWeights(network *model.Network, weights []protocol.Array) error {
	params := network.Params()
	if len(params) != len(weights) {
		return errors.New("there are " + strconv.Itoa(len(weights)) + " tensors, and the network has " + strconv.Itoa(len(params)))
	}
	for i, p := range params {
		if len(weights[i].Data) != len(p.Value.Data) {
			return errors.New(p.Name + " has " + strconv.Itoa(len(p.Value.Data)) + " numbers, not " + strconv.Itoa(len(weights[i].Data)))
		}
	}
	network.SetWeights(weights)
	for _, p := range params {
		if err := p.Check(); err != nil {
			return err
		}
	}
	return nil
}

// openModel makes a run of a network that was trained elsewhere.
func (t *Trainer) openModel(c *protocol.OpenModel) {
	report := &protocol.ModelOpened{Run: c.Run}
	var r *run
	err := t.during(fineTuning, noProgress, func() (err error) {
		r, err = t.openedModel(c, report)
		return err
	})
	if err == errInterrupted {
		return
	}
	if err != nil {
		r = nil
	}
	present := t.run
	t.leave()
	if problem := t.beginOr(r, present, c.Run); r != nil {
		t.save()
	} else {
		err = errors.Join(err, problem)
	}
	report.Failure = protocol.ErrorText(err)
	t.page.Send(report)
}

// mostCompared is the number of validation digits on which candidates are compared.
const mostCompared = 500

// openedModel returns a run that is done without an epoch, and fills in the report.
func (t *Trainer) openedModel(c *protocol.OpenModel, report *protocol.ModelOpened) (*run, error) {
	r, err := t.newRun(c.Run, c.Settings)
	if err != nil {
		return nil, err
	}
	known := r.data.Validation
	if known.Len() == 0 {
		known = r.data.Fit
	}
	known = known.First(mostCompared)
	best := -1
	for i, candidate := range c.Candidates {
		if err := setWeights(r.network, candidate.Weights); err != nil {
			return nil, err
		}
		accuracy, err := t.accuracy(r.network, known)
		if err != nil {
			return nil, err
		}
		report.Accuracies = append(report.Accuracies, accuracy)
		if best < 0 || accuracy > report.Accuracies[best] {
			best = i
		}
	}
	if best < 0 {
		return nil, errors.New("there are no weights")
	}
	report.Candidate = best
	r.network.SetWeights(c.Candidates[best].Weights)
	test, err := r.network.Evaluate(r.data.Test, t.yield)
	if err != nil {
		return nil, err
	}
	r.history = history.New(t.mostKept)
	r.checkpoint.Info.Name = c.Name
	r.snapshot()
	r.done(test)
	r.unsaved = true
	return r, nil
}
