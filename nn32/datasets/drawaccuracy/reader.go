package main

import (
	"fmt"
	"os"

	"digitlab/nn32"
	"digitlab/nn32/drawing"
	"digitlab/nn32/reader"
)

// byReader prints how the reader that comes with the page reads drawings that take MNIST's way, with each step left out, and
// how sure it is. MNIST's images also go as they are, the way that they have behind them.
func byReader(sets []set, path string) error {
	file, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	r, err := reader.Decode(file)
	if err != nil {
		return err
	}
	fmt.Printf("\n%% right by %s, [95 %% interval], expected calibration error\n", path)
	all := drawing.DefaultPipeline()
	for _, way := range []struct {
		name string
		take func(drawing.Bitmap) (drawing.MNISTPicture, bool)
	}{
		{"all steps", all.MNIST},
		{"without crop", all.Without(drawing.Crop).MNIST},
		{"without even", all.Without(drawing.Even).MNIST},
		{"as they are", asTheyAre},
	} {
		fmt.Printf("%-20s", way.name)
		for _, s := range sets {
			if err := s.readBy(r, way.take); err != nil {
				return err
			}
		}
		fmt.Println()
	}
	return nil
}

func asTheyAre(b drawing.Bitmap) (picture drawing.MNISTPicture, ok bool) {
	if b.Width != drawing.MNISTSide || b.Height != drawing.MNISTSide {
		return picture, false
	}
	return drawing.MNISTPicture(b.Ink), true
}

// readBy prints one number of byReader's table; none for a set that does not go that way.
func (s set) readBy(r *reader.Reader, way func(drawing.Bitmap) (drawing.MNISTPicture, bool)) error {
	p := nn32.NewTensor(len(s.drawings), reader.Classes)
	for i, b := range s.drawings {
		picture, ok := way(b)
		if !ok {
			return nil
		}
		copy(p.Data[i*reader.Classes:], r.Read(&picture))
	}
	if len(s.drawings) == 0 {
		return nil
	}
	share := accuracy(s, []*nn32.Tensor{p})
	from, to := wilson(share, len(s.labels))
	surplus, err := nn32.CalibrationError(p, s.labels)
	if err != nil {
		return err
	}
	fmt.Printf("  %-42s", fmt.Sprintf("%s %.2f [%.1f, %.1f] %.4f", s.name, 100*share, 100*from, 100*to, surplus))
	return nil
}
