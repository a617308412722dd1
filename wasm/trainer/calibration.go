package trainer

import (
	"time"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
)

// calibration is the temperature scaling of the present run: the temperature at which its probabilities are about as often right as
// they say, and the weights that it was found for.
type calibration struct {
	run         *run
	epochs      int
	temperature nn32.Temperature
	at          time.Time
	took        time.Duration
}

const (
	// betweenCalibrations is the least time between two calibrations during a run, of whose time they take at most
	// 1/calibrateShare.
	betweenCalibrations = 250 * time.Millisecond
	calibrateShare      = 25
	// calibrateDigits is the number of validation digits that are enough.
	calibrateDigits = 500
)

// temperature returns the temperature for the present run's probabilities. Before its first epoch has ended it is 1, and during a
// run it may be that of some epochs ago: finding it takes some 10 ms, for which no drawing should wait.
func (t *Trainer) temperature() nn32.Temperature {
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

// calibrate fits the temperature on validation digits; 1 when their probabilities are no numbers.
func (r *run) calibrate() nn32.Temperature {
	digits := r.data.Validation.Slice(0, min(calibrateDigits, r.data.Validation.Len()))
	probabilities, err := r.network.Predict(digits.X)
	if err != nil {
		return 1
	}
	temperature, err := nn32.FitTemperature(probabilities, digits.Labels)
	if err != nil {
		return 1
	}
	return temperature
}
