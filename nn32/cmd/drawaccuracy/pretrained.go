package main

import (
	"fmt"
	"os"

	"digitlab/nn32"
	"digitlab/nn32/calibrate"
	"digitlab/nn32/drawing"
	"digitlab/nn32/pretrained"
)

// byPretrained prints the accuracy of the pretrained network on drawings, with all stages to MNIST's picture and with each
// stage left out, and its expected calibration error. MNIST's images also go in unchanged: they have those stages behind them.
func byPretrained(sets []set, path string) error {
	file, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	network, err := pretrained.Decode(file)
	if err != nil {
		return err
	}
	fmt.Printf("\n%% right by %s, [95 %% interval], expected calibration error\n", path)
	all := drawing.DefaultPipeline()
	for _, variant := range []struct {
		name    string
		picture func(drawing.Bitmap) (drawing.MNISTPicture, bool)
	}{
		{"all stages", all.MNISTPicture},
		{"without crop", all.Without(drawing.Crop).MNISTPicture},
		{"without stroke width", all.Without(drawing.StrokeWidth).MNISTPicture},
		{"unchanged", unchanged},
	} {
		fmt.Printf("%-20s", variant.name)
		for _, s := range sets {
			if err := s.predictBy(network, variant.picture); err != nil {
				return err
			}
		}
		fmt.Println()
	}
	return nil
}

func unchanged(b drawing.Bitmap) (picture drawing.MNISTPicture, ok bool) {
	if b.Width != drawing.MNISTSide || b.Height != drawing.MNISTSide {
		return picture, false
	}
	return drawing.MNISTPicture(b.Ink), true
}

// predictBy prints one cell of byPretrained's table; none if the set has a drawing that gives no picture.
func (s set) predictBy(network *pretrained.Network, toPicture func(drawing.Bitmap) (drawing.MNISTPicture, bool)) error {
	p := nn32.NewTensor(len(s.drawings), pretrained.Classes)
	for i, b := range s.drawings {
		picture, ok := toPicture(b)
		if !ok {
			return nil
		}
		copy(p.Data[i*pretrained.Classes:], network.Predict(&picture))
	}
	if len(s.drawings) == 0 {
		return nil
	}
	share := accuracy(s, []*nn32.Tensor{p})
	from, to := wilson(share, len(s.labels))
	calibrationError, err := calibrate.Error(p, s.labels)
	if err != nil {
		return err
	}
	fmt.Printf("  %-42s", fmt.Sprintf("%s %.2f [%.1f, %.1f] %.4f", s.name, 100*share, 100*from, 100*to, calibrationError))
	return nil
}
