package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// The network is trained on bytes as they are.
func TestReadPair(t *testing.T) {
	directory := t.TempDir()
	for name, file := range map[string][]byte{
		"images": {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 0, 1, 255, 16, 128, 7}, "labels": {0, 0, 8, 1, 0, 0, 0, 2, 9, 4},
	} {
		if err := os.WriteFile(filepath.Join(directory, name), file, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d, err := readPair(directory, "images", "labels")
	if err != nil || !slices.Equal(d.X.Data, []float32{0, 1, 255, 16, 128, 7}) || !slices.Equal(d.Labels, []int{9, 4}) || d.X.Shape.String() != "2×1×3×1" {
		t.Errorf("%v, %v", d, err)
	}
}
