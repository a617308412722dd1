package main

import (
	"fmt"
	"math/rand/v2"

	"digitlab/nn32"
	"digitlab/nn32/calibrate"
	"digitlab/nn32/drawing"
	"digitlab/nn32/drawing/strokes"
)

// report prints a network's accuracy and expected calibration error on MNIST's test images and on drawings by simulated hands that
// it was not trained on.
func report(network *nn32.Sequential, t calibrate.Temperature, test nn32.Data) error {
	all := drawing.DefaultPipeline()
	for _, set := range []struct {
		name string
		nn32.Data
	}{
		{"MNIST's test images", test},
		{"drawings", drawings(all, strokes.Varied)},
		{"drawings by unseen hands", drawings(all, strokes.Unseen)},
		{"… without stroke width", drawings(all.Without(drawing.StrokeWidth), strokes.Unseen)},
	} {
		p, err := network.Predict(set.X)
		if err != nil {
			return err
		}
		accuracy, err := nn32.Accuracy.Measure(p, set.Data)
		if err != nil {
			return err
		}
		for i := range set.Labels {
			t.Apply(p.Data[i*p.Shape[1]:][:p.Shape[1]])
		}
		calibrationError, err := calibrate.Error(p, set.Labels)
		if err != nil {
			return err
		}
		fmt.Printf("%-31s n = %d, %.2f %% right, expected calibration error %.4f\n", set.name+":", set.Len(), 100*accuracy, calibrationError)
	}
	return nil
}

// drawings returns 5,000 drawings as the pipeline's pictures, with their labels.
func drawings(p drawing.Pipeline, write func(digit int, rng *rand.Rand) ([]strokes.Stroke, float64)) nn32.Data {
	const count, canvas = 5000, 150
	rng := rand.New(rand.NewPCG(1, 1))
	d := nn32.Data{X: nn32.NewTensor(count, drawing.MNISTSide, drawing.MNISTSide, 1)}
	for i := range count {
		digit := i % 10
		drawn, pen := write(digit, rng)
		picture, _ := p.MNISTPicture(drawing.Bitmap{Width: canvas, Height: canvas, Ink: strokes.Draw(drawn, canvas, pen)})
		for j, v := range picture {
			d.X.Data[i*len(picture)+j] = float32(v)
		}
		d.Labels = append(d.Labels, digit)
	}
	return d
}
