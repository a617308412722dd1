package curves

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/chart"
)

func exportedSettings(rate float32, seed uint64) protocol.Settings {
	s := protocol.DefaultSettings()
	s.Epochs, s.LearningRate, s.Seed, s.Optimizer = 4, rate, seed, protocol.Nadam
	return s
}

func testedRuns() []chart.Overlay {
	nan := float32(math.NaN())
	return []chart.Overlay{
		{Name: "a, \"b\"\n\x01", Settings: exportedSettings(1e-7, protocol.MaxSeed),
			Epochs: epochsOf(2, []float32{.1, nan}, []float32{2}, []float32{.25}), Tested: &protocol.Tested{Loss: .5, Accuracy: .75}},
		{Name: "가", Epochs: epochsOf(1, []float32{1}, []float32{1}, []float32{1})},
	}
}

func TestCSV(t *testing.T) {
	out := csvOf(testedRuns())
	if plain := csvOf(testedRuns()[:1]); !strings.HasPrefix(plain, "run,") || !strings.HasPrefix(out, "\uFEFF") {
		t.Error("a byte order mark is there without need, or is missing")
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out, "\uFEFF"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"run", "epoch", "loss", "accuracy", "validation_loss", "validation_accuracy", "learning_rate", "seconds", "test_loss", "test_accuracy"},
		{"a, \"b\"\n\x01", "1", "0.1", "0.25", "2", "0.25", "0.001", "0.125", "0.5", "0.75", "4", "50", "1e-07", "9007199254740991", "nadam",
			"glorot_uniform", "0", "0", "constant", "1", "digits", "none", "30", "20", "conv10x3-maxpool2-flatten-dense50"},
		{"a, \"b\"\n\x01", "2", "", "0.25", "2", "0.25", "0.001", "0.250", "0.5", "0.75", "4", "50", "1e-07", "9007199254740991", "nadam",
			"glorot_uniform", "0", "0", "constant", "1", "digits", "none", "30", "20", "conv10x3-maxpool2-flatten-dense50"},
		{"가", "1", "1", "1", "1", "1", "0.001", "0.125", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", ""},
	}
	for _, name := range []string{"epochs", "batch", "rate", "seed", "optimizer", "initializer", "l2", "smoothing", "schedule", "members", "data", "augmentation", "test",
		"validation", "layers"} {
		want[0] = append(want[0], "setting_"+name)
	}
	if !reflect.DeepEqual(rows, want) {
		t.Errorf("got  %q\nwant %q", rows, want)
	}
}

func TestJSON(t *testing.T) {
	out := jsonOf(testedRuns())
	var got struct {
		Program string
		Runs    []struct {
			Name     string
			Settings map[string]any
			Test     *struct{ Loss, Accuracy float32 }
			Epochs   []map[string]*float64
		}
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatalf("%v in\n%s", err, out)
	}
	if len(got.Runs) != 2 {
		t.Fatal(out)
	}
	first, second := got.Runs[0], got.Runs[1]
	if first.Name != testedRuns()[0].Name || first.Settings["seed"] != float64(protocol.MaxSeed) || first.Settings["rate"] != 1e-7 || first.Settings["optimizer"] != "nadam" ||
		first.Test == nil || first.Test.Accuracy != .75 || len(first.Epochs) != 2 || *first.Epochs[0]["loss"] != .1 ||
		first.Epochs[1]["loss"] != nil || *first.Epochs[1]["seconds"] != .25 {
		t.Error(out)
	}
	if second.Name != "가" || second.Settings != nil || second.Test != nil || len(second.Epochs) != 1 {
		t.Error(out)
	}
	if err := json.Unmarshal([]byte(jsonOf(nil)), &got); err != nil {
		t.Error(err)
	}
}

func TestSettingsText(t *testing.T) {
	tested := chart.Overlay{Settings: exportedSettings(.01, 7), Tested: &protocol.Tested{Accuracy: .75},
		Epochs: []protocol.Epoch{{Number: 1, LearningRate: .01}, {Number: 2, LearningRate: .001}}}
	want := "Epochs 4 · Batch size 50 · Learning rate 0.01 → 0.001 · Seed 7 · Optimizer nadam · Test accuracy 75.0% · Smoothing 0.25"
	if said := settingsText(tested, .25, &English{}); said != want {
		t.Errorf("a picture of the curves says %q, want %q", said, want)
	}
	// A falling rate does not count as a change.
	falling := chart.Overlay{Settings: protocol.DeepPreset.Settings(), Epochs: []protocol.Epoch{{Number: 1, LearningRate: .0029}}}
	if said := settingsText(falling, 0, &English{}); strings.Contains(said, "→") || !strings.Contains(said, "Learning rate 0.003") {
		t.Errorf("a picture of the curves says %q", said)
	}
}
