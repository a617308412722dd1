package model

import (
	"fmt"
	"testing"

	"digitlab/wasm/protocol"
)

// Drawings replace digits on MNIST only: the files that a person opens may be of something else.
func TestAugmenters(t *testing.T) {
	for _, test := range []struct {
		data         protocol.DataSet
		augmentation protocol.Augmentation
		want         string
	}{
		{protocol.Digits, protocol.NoAugmentation, "<nil>"},
		{protocol.Digits, protocol.Gentle, "*augment.Warp"},
		{protocol.Digits, protocol.Strong, "*augment.Warp"},
		{protocol.Digits, protocol.Strokes, "*drawing.StrokeAugmentation"},
		{protocol.MNIST, protocol.Gentle, "*augment.Warp"},
		{protocol.MNIST, protocol.Strokes, "*drawing.MNISTAugmentation"},
		{protocol.Opened, protocol.Strokes, "*augment.Warp"},
	} {
		s := protocol.DefaultSettings()
		s.Data, s.Augmentation = test.data, test.augmentation
		if got := fmt.Sprintf("%T", newAugmenter(s)); got != test.want {
			t.Errorf("data %v, augmentation %v: %s, want %s", test.data, test.augmentation, got, test.want)
		}
	}
}
