package main

import (
	"fmt"

	"digitlab/nn32"
)

// certainty prints how far the networks' probabilities, all together, are from what is right, before and after a temperature
// fitted on the validation digits.
func certainty(sets []set, d data, networks nn32.Ensemble, answers [][]*nn32.Tensor) error {
	validation, err := networks.Predict(d.validation.X)
	if err != nil {
		return err
	}
	t, err := nn32.FitTemperature(validation, d.validation.Labels)
	if err != nil {
		return err
	}
	fmt.Printf("\nexpected calibration error, all %d networks together, before and after the temperature %.2f of the validation digits\n", len(networks), t)
	for i, s := range sets {
		p := nn32.NewTensor(len(s.labels), 10)
		for _, y := range of(answers, i) {
			for j, v := range y.Data {
				p.Data[j] += v / float32(len(answers))
			}
		}
		before, err := nn32.CalibrationError(p, s.labels)
		if err != nil {
			return err
		}
		for j := range s.labels {
			t.Apply(p.Data[j*10:][:10])
		}
		after, err := nn32.CalibrationError(p, s.labels)
		if err != nil {
			return err
		}
		fmt.Printf("%-12s  %.4f  %.4f\n", s.name, before, after)
	}
	return nil
}
