package trainer

import (
	"time"

	"digitlab/nn32/calibrate"
	"digitlab/wasm/protocol"
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
	c.temperature = r.calibrate()
	c.epochs, c.at, c.took = epochs, time.Now(), time.Since(begin)
	return c.temperature
}

// readyTemperature is temperature, but during a run it fits none: only for drawings is that worth the time.
func (t *Trainer) readyTemperature() calibrate.Temperature {
	switch c := &t.calibration; {
	case t.run.phase != protocol.Running:
		return t.temperature()
	case c.run == t.run:
		return c.temperature
	}
	return 1
}

// calibrate fits the temperature on validation digits. It returns 1 if their probabilities are NaN.
func (r *run) calibrate() calibrate.Temperature {
	digits := r.data.Validation.Slice(0, min(calibrateDigits, r.data.Validation.Len()))
	probabilities, err := r.network.Predict(digits.X)
	if err != nil {
		return 1
	}
	temperature, err := calibrate.FitTemperature(probabilities, digits.Labels)
	if err != nil {
		return 1
	}
	return temperature
}
