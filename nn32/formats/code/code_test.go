package code_test

import (
	"encoding/json"
	"go/format"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"

	"digitlab/nn32/formats/code"
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/panels/models"
)

// runOf describes a run as the page does.
func runOf(s protocol.Settings) *code.Run {
	r, err := models.CodeOf(s)
	switch {
	case err != nil:
		panic(err)
	case r.SplitSeed != 777:
		panic("the split is not the tutorial's")
	}
	return r
}

// all returns settings that together have every layer, activation, optimiser, initialiser and option.
func all() map[string]protocol.Settings {
	cases := map[string]protocol.Settings{}
	for i, name := range []string{"tutorial", "better", "deep", "mlp", "tiny", "mnist", "mnist-better"} {
		cases[name] = protocol.Preset(i).Settings()
	}
	for o := range protocol.Optimizers {
		s := protocol.DefaultSettings()
		s.Optimizer, s.Initializer, s.LearningRate, s.Seed = o, protocol.Initializer(o), .002, 1<<53-1
		if o%2 == 0 {
			s.Schedule, s.L2, s.LabelSmoothing = protocol.CosineRate, .001, .1
		}
		if s.Initializer == protocol.Zeros || s.Initializer == protocol.Normal1 {
			s.LearningRate = .0001
		}
		s.Layers = []protocol.Layer{
			{Kind: protocol.Conv2D, Units: 6, Size: 3, Same: true, Activation: protocol.Activation(o)},
			{Kind: protocol.BatchNormalization},
			{Kind: protocol.MaxPooling2D, Size: 3, Stride: 2, Same: true},
			{Kind: protocol.Dropout, Rate: .2},
			{Kind: protocol.Conv2D, Units: 5, Size: 2, Stride: 1 + int(o)%2, Same: true, Activation: protocol.Activation(7 - o)},
			{Kind: protocol.AveragePooling2D, Size: 2, Stride: 1, Same: o%3 == 0},
			{Kind: protocol.Flatten}, {Kind: protocol.BatchNormalization}, {Kind: protocol.Dropout, Rate: .1},
			{Kind: protocol.Dense, Units: 12, Activation: protocol.Activation(o)}, {Kind: protocol.Dropout, Rate: .3},
		}
		if o%4 == 3 {
			s.Layers[6] = protocol.Layer{Kind: protocol.GlobalAveragePooling2D}
		}
		if o == protocol.Nesterov {
			s.BatchSize = 128 // four micro-batches
		}
		cases[runOf(s).Optimizer] = s
	}
	opened := protocol.DefaultSettings()
	opened.Data, opened.Augmentation = protocol.OpenedSmall, protocol.Strong
	cases["opened"] = opened
	ensemble := protocol.DefaultSettings()
	ensemble.Members = 3
	cases["ensemble"] = ensemble
	return cases
}

func TestGoParses(t *testing.T) {
	for name, s := range all() {
		p, err := code.Go(runOf(s))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name+".go", p.Text, parser.AllErrors)
		if err != nil {
			t.Errorf("%s: %v\n%s", name, err, p.Text)
			continue
		}
		if file.Name.Name != "main" {
			t.Errorf("%s: it is package %s", name, file.Name.Name)
		}
		if formatted, err := format.Source([]byte(p.Text)); err != nil || string(formatted) != p.Text {
			t.Errorf("%s: gofmt would change it (error %v):\n%s", name, err, p.Text)
		}
	}
}

func TestNotes(t *testing.T) {
	words := [code.NoteCount]string{code.NoAugmenter: "The augmentation is left out", code.PicturesMissing: "The pictures that were opened are not in it",
		code.OtherDropout: "Dropout has the library's random numbers", code.WholeBatches: "statistics of whole batches; the run took those of 4 parts",
		code.OwnRandom: "an order of its own", code.OneNetwork: "The run has 3 networks"}
	type function func(*code.Run) (code.Program, error)
	for name, want := range map[string]map[string][]code.Note{
		"tutorial": {"plain": {code.OwnRandom}},
		"better": {"keras": {code.NoAugmenter, code.OtherDropout}, "pytorch": {code.NoAugmenter},
			"plain": {code.OwnRandom, code.NoAugmenter}},
		"ensemble": {"plain": {code.OwnRandom, code.OneNetwork}},
		"nesterov": {"keras": {code.OtherDropout, code.WholeBatches}, "plain": {code.OwnRandom}},
		"opened": {"keras": {code.NoAugmenter, code.PicturesMissing}, "pytorch": {code.NoAugmenter, code.PicturesMissing}, "go": {code.PicturesMissing},
			"plain": {code.OwnRandom, code.NoAugmenter, code.PicturesMissing}},
	} {
		for library, f := range map[string]function{"keras": code.Keras, "pytorch": code.PyTorch, "go": code.Go, "plain": code.Plain} {
			p, err := f(runOf(all()[name]))
			if err != nil || !slices.Equal(p.Notes, want[library]) {
				t.Errorf("%s for %s: notes %v, want %v; error %v", name, library, p.Notes, want[library], err)
			}
			top, _, _ := strings.Cut(p.Text, "import")
			for n, text := range words {
				if strings.Contains(top, text) != slices.Contains(p.Notes, code.Note(n)) {
					t.Errorf("%s for %s says at its top:\n%s", name, library, top)
				}
			}
		}
	}
}

// The settings of a run are in its plain program: the initialiser, the schedule and the loss too, and no files.
func TestPlain(t *testing.T) {
	for name, want := range map[string][]string{
		"tutorial": {"test_size=0.3, random_state=777)", `model.add(layers.Conv2D(filters=10, kernel_size=(3, 3), strides=(1, 1), padding="valid", activation="relu"))`,
			"optimizer=keras.optimizers.Adam(learning_rate=0.001),", `loss="categorical_crossentropy"`, "batch_size=50, epochs=100,", "validation_split=0.2, verbose=2)",
			`model.add(layers.Dense(units=10, activation="softmax"))`},
		"rmsprop": {`kernel_initializer="lecun_uniform"`, "kernel_regularizer=keras.regularizers.L2(0.001)", "CategoricalCrossentropy(label_smoothing=0.1)",
			"steps = -(-int(len(X_train) * (1 - 0.2)) // 50)", "RMSprop(learning_rate=keras.optimizers.schedules.CosineDecay(0.002, decay_steps=100 * steps))"},
		"momentum": {"decay_steps=100 * steps), momentum=0.9)", "set_random_seed(4294967295)", `kernel_initializer="he_uniform"`},
		"mnist":    {"keras.datasets.mnist.load_data()", "keras.Input(shape=(28, 28, 1))"},
		"opened":   {`np.load("data.npz")`},
	} {
		p, err := code.Plain(runOf(all()[name]))
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range want {
			if !strings.Contains(p.Text, text) {
				t.Errorf("%s has no %s:\n%s", name, text, p.Text)
			}
		}
		if strings.Contains(p.Text, "initial.npz") {
			t.Errorf("%s reads a file of weights", name)
		}
	}
}

func TestNotebook(t *testing.T) {
	p, err := code.PyTorch(runOf(all()["better"]))
	if err != nil {
		t.Fatal(err)
	}
	var notebook struct {
		Cells []struct {
			Type   string `json:"cell_type"`
			Source []string
		}
		Format int `json:"nbformat"`
	}
	if err := json.Unmarshal([]byte(code.Notebook(p.Text)), &notebook); err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for i, c := range notebook.Cells {
		if want := "code"; (i > 0 || c.Type != "markdown") && c.Type != want {
			t.Errorf("cell %d is %s", i, c.Type)
		}
		text.WriteString(strings.Join(c.Source, "") + "\n")
	}
	if notebook.Format != 4 || len(notebook.Cells) < 6 {
		t.Errorf("format %d, %d cells", notebook.Format, len(notebook.Cells))
	}
	for line := range strings.Lines(p.Text) {
		if line := strings.Trim(strings.TrimSpace(line), `"`); line != "# %%" && !strings.Contains(text.String(), line) {
			t.Errorf("the notebook has no line %q", line)
		}
	}
}

func TestRefuses(t *testing.T) {
	for want, change := range map[string]func(*code.Run){
		"the optimizer x is not known": func(r *code.Run) { r.Optimizer = "x" },
		"must be Dense with softmax":   func(r *code.Run) { r.Layers = r.Layers[:2] },
		"layer 1 (Conv2D)":             func(r *code.Run) { r.Layers[0].Window = [2]int{9, 9} },
	} {
		r := runOf(protocol.DefaultSettings())
		change(r)
		for _, f := range []func(*code.Run) (code.Program, error){code.Keras, code.PyTorch, code.Go, code.Plain} {
			if _, err := f(r); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("the error is %v, want one with %q", err, want)
			}
		}
	}
}
