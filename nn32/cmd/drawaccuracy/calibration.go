package main

import (
	"fmt"

	"digitlab/nn32"
	"digitlab/nn32/calibrate"
)

// calibration prints the expected calibration error of all networks as one ensemble, before and after temperature scaling with a
// temperature that is fitted on the validation digits.
func calibration(sets []set, d data, networks nn32.Ensemble, predictions [][]*nn32.Tensor) error {
	validation, err := networks.Predict(d.validation.X)
	if err != nil {
		return err
	}
	t, err := calibrate.FitTemperature(validation, d.validation.Labels)
	if err != nil {
		return err
	}
	fmt.Printf("\nexpected calibration error, all %d networks together, before and after the temperature %.2f of the validation digits\n", len(networks), t)
	for i, s := range sets {
		p := nn32.NewTensor(len(s.labels), 10)
		for _, y := range ofSet(predictions, i) {
			for j, v := range y.Data {
				p.Data[j] += v / float32(len(predictions))
			}
		}
		before, err := calibrate.Error(p, s.labels)
		if err != nil {
			return err
		}
		for j := range s.labels {
			t.Apply(p.Data[j*10:][:10])
		}
		after, err := calibrate.Error(p, s.labels)
		if err != nil {
			return err
		}
		fmt.Printf("%-12s  %.4f  %.4f\n", s.name, before, after)
	}
	return nil
}
