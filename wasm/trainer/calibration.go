package trainer

import (
	"time"

	"digitlab/nn32/calibrate"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/model"
)

// calibration is the temperature scaling of the present run: the temperature at which a prediction with probability p is right in
// about p of the cases, and the weights that it was fitted for.
type calibration struct {
	run         *run
	epochs      int
	temperature calibrate.Temperature
	at          time.Time
	took        time.Duration
}

const (
	// betweenCalibrations is the minimum time between two calibrations during a run. Calibrations take at most 1/calibrateShare of
	// the run's time.
	betweenCalibrations = 250 * time.Millisecond
	calibrateShare      = 25
	// calibrateDigits is the number of validation digits used; more hardly change the temperature.
	calibrateDigits = 500
)

// temperature returns the temperature for the present run's probabilities. Before the end of the first epoch it is 1. During a run
// it may be that of an earlier epoch: fitting takes about 10 ms, and no drawing should wait for it.
func (t *Trainer) temperature() calibrate.Temperature {
	if t.view.past {
		return t.viewedTemperature()
	}
	r, c := t.run, &t.calibration
	epochs := len(r.epochs)
	if c.run != r {
		*c = calibration{run: r, temperature: 1}
	}
	soon := r.phase == protocol.Running && (t.isDrawn() || time.Since(c.at) < max(betweenCalibrations, calibrateShare*c.took))
	if c.epochs == epochs || soon {
		return c.temperature
	}
	begin := time.Now()
	c.temperature = r.calibrate(r.network)
	c.epochs, c.at, c.took = epochs, time.Now(), time.Since(begin)
	return c.temperature
}

// readyTemperature is temperature, but during a run it fits none: only for drawings is that worth the time.
func (t *Trainer) readyTemperature() calibrate.Temperature {
	switch c := &t.calibration; {
	case t.view.past, t.run.phase != protocol.Running:
		return t.temperature()
	case c.run == t.run:
		return c.temperature
	}
	return 1
}

// viewedTemperature returns the temperature for an earlier moment of the run. It is fitted once.
func (t *Trainer) viewedTemperature() calibrate.Temperature {
	v := &t.view
	if v.moment.Epoch == 0 {
		return 1
	}
	if v.temperatures == nil {
		v.temperatures = map[protocol.Moment]calibrate.Temperature{}
	}
	if _, fitted := v.temperatures[v.moment]; !fitted {
		v.temperatures[v.moment] = t.run.calibrate(v.network)
	}
	return v.temperatures[v.moment]
}

// calibrate fits the temperature of a network of the run on validation digits. It returns 1 if their probabilities are NaN.
func (r *run) calibrate(n *model.Network) calibrate.Temperature {
	digits := r.data.Validation.First(calibrateDigits)
	probabilities, err := n.Predict(digits.X)
	if err != nil {
		return 1
	}
	temperature, err := calibrate.FitTemperature(probabilities, digits.Labels)
	if err != nil {
		return 1
	}
	return temperature
}
