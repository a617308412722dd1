package weights_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"digitlab/nn32"
	"digitlab/nn32/schedules"
	"digitlab/nn32/weights"
)

// networks together have every layer, optimiser and loss.
func networks() map[string]func() *nn32.Sequential {
	tutorial := func() []nn32.Layer {
		return []nn32.Layer{&nn32.Conv2D{Filters: 4, KernelSize: [2]int{3, 3}, Activation: nn32.ReLU}, &nn32.MaxPooling2D{PoolSize: [2]int{2, 2}},
			&nn32.Flatten{}, &nn32.Dense{Units: 9, Activation: nn32.GELU, KernelL2: .01}, &nn32.Dense{Units: 10, Activation: nn32.Softmax}}
	}
	normalized := func() []nn32.Layer {
		return []nn32.Layer{
			&nn32.Conv2D{Filters: 4, KernelSize: [2]int{3, 3}, Padding: nn32.Same, KernelInitializer: nn32.HeNormal}, &nn32.BatchNormalization{},
			&nn32.Activation{Function: nn32.LeakyReLU, NegativeSlope: .1}, &nn32.AveragePooling2D{PoolSize: [2]int{2, 2}},
			&nn32.GlobalAveragePooling2D{}, &nn32.Dropout{Rate: .25}, &nn32.Dense{Units: 10, Activation: nn32.Softmax}}
	}
	frozen := func() []nn32.Layer {
		return []nn32.Layer{
			&nn32.Conv2D{Filters: 4, KernelSize: [2]int{3, 3}, NoBias: true, Frozen: true}, &nn32.BatchNormalization{Frozen: true},
			&nn32.Flatten{}, &nn32.Dense{Units: 9, NoBias: true}, &nn32.Dense{Units: 10, Activation: nn32.Softmax}}
	}
	vectors := func() []nn32.Layer { return []nn32.Layer{&nn32.Flatten{}, &nn32.Dense{Units: 10}} }
	build := func(o func() nn32.Optimizer, l nn32.Loss, layers func() []nn32.Layer) func() *nn32.Sequential {
		return func() *nn32.Sequential {
			s, err := nn32.NewSequential(nn32.Shape{8, 8, 1}, math.MaxUint64, layers()...)
			if err == nil {
				err = s.Compile(o(), l, nn32.Accuracy)
			}
			if err != nil {
				panic(err)
			}
			return s
		}
	}
	return map[string]func() *nn32.Sequential{
		"adam":    build(func() nn32.Optimizer { return &nn32.Adam{} }, &nn32.CategoricalCrossentropy{LabelSmoothing: .1}, tutorial),
		"adamw":   build(func() nn32.Optimizer { return &nn32.AdamW{} }, &nn32.SparseCategoricalCrossentropy{}, normalized),
		"nadam":   build(func() nn32.Optimizer { return &nn32.Nadam{} }, &nn32.CategoricalCrossentropy{FromLogits: true}, vectors),
		"rmsprop": build(func() nn32.Optimizer { return &nn32.RMSprop{Momentum: .5} }, &nn32.MeanSquaredError{}, vectors),
		"adagrad": build(func() nn32.Optimizer { return &nn32.Adagrad{} }, &nn32.MeanSquaredError{}, vectors),
		"frozen":  build(func() nn32.Optimizer { return &nn32.AdamW{} }, &nn32.CategoricalCrossentropy{}, frozen),
		"sgd":     build(func() nn32.Optimizer { return &nn32.SGD{Momentum: .9, Nesterov: true} }, &nn32.MeanSquaredError{}, vectors),
	}
}

// images are random, with a pattern for each class.
func images() nn32.Data {
	r := rand.New(rand.NewPCG(1, 2))
	d := nn32.Data{X: nn32.NewTensor(130, 8, 8, 1), Labels: make([]int, 130)}
	for i := range d.X.Data {
		label := i / 64 % 10
		d.Labels[i/64] = label
		d.X.Data[i] = r.Float32()
		if i%10 == label {
			d.X.Data[i]++
		}
	}
	return d
}

// A run that is saved after two epochs, loaded and resumed ends with the same weights and optimiser state as one without a pause.
func TestResumedRunsGiveTheSameBits(t *testing.T) {
	data := images()
	fit := func(s *nn32.Sequential, from, to int) {
		t.Helper()
		o := nn32.FitOptions{InitialEpoch: from, Epochs: to, BatchSize: 50, GlobalClipNorm: 1, Schedule: schedules.CosineDecay{Steps: 20}}
		if _, err := s.Fit(data, o); err != nil {
			t.Fatal(err)
		}
	}
	for name, build := range networks() {
		whole := build()
		fit(whole, 0, 5)
		want := saved(t, whole, 5)

		first := build()
		fit(first, 0, 2)
		file := saved(t, first, 2)
		loaded, epoch, err := weights.Load(iotest.HalfReader(bytes.NewReader(file)))
		if err != nil {
			t.Fatal(name, err)
		}
		if epoch != 2 || loaded.Summary() != first.Summary() || !bytes.Equal(saved(t, loaded, 2), file) {
			t.Errorf("%s: the loaded network differs from the saved one", name)
		}
		fit(loaded, epoch, 5)
		if !bytes.Equal(saved(t, loaded, 5), want) {
			t.Errorf("%s: five epochs with a pause differ from five without", name)
		}
	}
}

// What is frozen is saved, whether a layer or a parameter alone, and goes on to be frozen.
func TestFrozenIsSaved(t *testing.T) {
	s := networks()["frozen"]()
	s.Params()[5].Trainable = false // the first Dense's kernel
	optimizer, loss, _ := s.Compiled()
	if err := s.Compile(optimizer, loss); err != nil {
		t.Fatal(err)
	}
	loaded, _, err := weights.Load(bytes.NewReader(saved(t, s, 1)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := loaded.Fit(images(), nn32.FitOptions{Epochs: 2}); err != nil {
		t.Fatal(err)
	}
	for i, p := range loaded.Params() {
		frozen := !strings.HasPrefix(p.Name, "dense_1/")
		if slices.Equal(p.Value.Data, s.Params()[i].Value.Data) != frozen {
			t.Errorf("%s, frozen: %v, has changed otherwise", p.Name, frozen)
		}
	}
	if loaded.Summary() != s.Summary() || !loaded.Layers()[0].(*nn32.Conv2D).NoBias {
		t.Errorf("loaded\n%s", loaded.Summary())
	}
}

func TestLoadInto(t *testing.T) {
	s := networks()["adamw"]()
	file := saved(t, s, 1)
	other, err := s.Clone()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range other.Params() {
		clear(p.Value.Data)
	}
	kernel := other.Params()[0].Value.Data
	for name, test := range map[string]struct {
		file   []byte
		layers []string
		want   string
	}{
		"cut":             {file[:len(file)-1], nil, "incomplete"},
		"another network": {smallFile(t), nil, "weights: nn32: conv2d/kernel is 2×2×1×2 with 8 elements; the network's is 3×3×1×4"},
		"another layer":   {file, []string{"conv3d"}, "weights: nn32: the network has no layer conv3d"},
		"a bad variance":  {withTensor(file, "batch_normalization/moving_variance", -1), nil, "batch_normalization/moving_variance has -1"},
	} {
		if err := weights.LoadInto(bytes.NewReader(test.file), other, test.layers...); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want …%s…", name, err, test.want)
		}
		if slices.ContainsFunc(kernel, func(v float32) bool { return v != 0 }) {
			t.Fatalf("%s: the weights have changed", name)
		}
	}
	for i, layers := range [][]string{{"conv2d"}, nil} {
		if err := weights.LoadInto(bytes.NewReader(file), other, layers...); err != nil {
			t.Fatal(err)
		}
		for j, p := range other.Params() {
			want := s.Params()[j].Value.Data
			if i == 0 && !strings.HasPrefix(p.Name, "conv2d/") {
				want = make([]float32, len(want))
			}
			if !slices.Equal(p.Value.Data, want) {
				t.Errorf("layers %v: %s is wrong", layers, p.Name)
			}
		}
	}
}

func saved(t testing.TB, s *nn32.Sequential, epoch int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := weights.Save(&b, s, epoch); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// smallFile returns a file of a small network with most kinds of layers.
func smallFile(t testing.TB) []byte {
	s, err := nn32.NewSequential(nn32.Shape{4, 4, 1}, math.MaxUint64,
		&nn32.Conv2D{Filters: 2, KernelSize: [2]int{2, 2}, Padding: nn32.Same, Activation: nn32.SiLU, KernelL2: .25}, &nn32.BatchNormalization{},
		&nn32.MaxPooling2D{PoolSize: [2]int{2, 2}}, &nn32.Dropout{Rate: .5}, &nn32.Flatten{}, &nn32.Dense{Units: 3, Activation: nn32.Softmax})
	if err == nil {
		err = s.Compile(&nn32.Adam{}, &nn32.CategoricalCrossentropy{LabelSmoothing: .1}, nn32.Accuracy)
	}
	if err != nil {
		t.Fatal(err)
	}
	return saved(t, s, 7)
}

// headed is the file with its header changed.
func headed(file []byte, change func(header string) string) []byte {
	n := binary.LittleEndian.Uint64(file)
	header := change(string(file[8 : 8+n]))
	out := binary.LittleEndian.AppendUint64(nil, uint64(len(header)))
	return append(append(out, header...), file[8+n:]...)
}

// withTensor is the file with v as the first element of a tensor.
func withTensor(file []byte, name string, v float32) []byte {
	file = bytes.Clone(file)
	n := binary.LittleEndian.Uint64(file)
	var header map[string]struct {
		Offsets [2]int `json:"data_offsets"`
	}
	if err := json.Unmarshal(file[8:8+n], &header); err != nil {
		panic(err)
	}
	if _, ok := header[name]; !ok {
		panic("there is no " + name)
	}
	binary.LittleEndian.PutUint32(file[8+int(n)+header[name].Offsets[0]:], math.Float32bits(v))
	return file
}

// Of a reader that never ends, no more is read than the file has, and one byte.
func TestEndlessReader(t *testing.T) {
	file := smallFile(t)
	for name, start := range map[string][]byte{"a file": file, "a header": file[:100], "nothing": nil} {
		r := &endless{start: start}
		if _, _, err := weights.Load(r); !errors.Is(err, weights.ErrWeights) || r.count > len(file)+1 {
			t.Errorf("%s, and then no end: %v after %d bytes; the file has %d", name, err, r.count, len(file))
		}
	}
}

// endless reads start and then zeros.
type endless struct {
	start []byte
	count int
}

func (r *endless) Read(b []byte) (int, error) {
	clear(b)
	n := copy(b, r.start)
	r.start = r.start[n:]
	r.count += len(b)
	return len(b), nil
}

// A file must have the parameters that its architecture has, before any are made.
func TestSmallFileOfALargeNetwork(t *testing.T) {
	header := `{"__metadata__":{"format":"nn32 1","epoch":"1","architecture":"{\"Input\":[1,1,4096],\"Seed\":1,\"Layers\":[` +
		`{\"Kind\":\"conv2d\",\"Options\":{\"Filters\":4096,\"KernelSize\":[1,1]}}]}"}}`
	file := append(binary.LittleEndian.AppendUint64(nil, uint64(len(header))), header...)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, _, err := weights.Load(bytes.NewReader(file))
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; !errors.Is(err, weights.ErrWeights) || used > 10<<20 {
		t.Errorf("%v, after %d bytes of memory; the network would have 134 million", err, used)
	}
}

func TestForeignFilesAreErrors(t *testing.T) {
	file := smallFile(t)
	replaced := func(old, new string) []byte {
		return headed(file, func(h string) string {
			if !strings.Contains(h, old) {
				t.Fatalf("the header has no %s: %s", old, h)
			}
			return strings.ReplaceAll(h, old, new)
		})
	}
	nan := bytes.Clone(file)
	binary.LittleEndian.PutUint32(nan[len(nan)-4:], math.Float32bits(float32(math.NaN())))
	huge := bytes.Clone(file)
	binary.LittleEndian.PutUint64(huge, 1<<62)
	for name, test := range map[string]struct {
		file []byte
		want string
	}{
		"empty":              {nil, "it ends in its first 8 bytes"},
		"five bytes":         {file[:5], "it ends in its first 8 bytes"},
		"a huge header":      {huge, "its header has 4611686018427387904 bytes, at most 1048576"},
		"half a header":      {file[:200], "its header: unexpected end"},
		"half the weights":   {file[:len(file)-100], "incomplete"},
		"too long":           {append(bytes.Clone(file), 1), "incomplete"},
		"no JSON":            {headed(file, func(string) string { return "<html></html>" }), "its header: invalid character"},
		"another's":          {headed(file, func(string) string { return `{"x":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}` }), "incomplete"},
		"another format":     {replaced("nn32 1", "nn32 9"), `its format is "nn32 9", want "nn32 1"`},
		"a bad epoch":        {replaced(`"epoch":"7"`, `"epoch":"-7"`), `its epoch is "-7"`},
		"an unknown layer":   {replaced("dropout", "dropin"), `layer 3: "dropin" is none that this library has`},
		"an unknown option":  {replaced("Rate", "Grate"), `unknown field "Grate"`},
		"another network":    {replaced(`\"Units\":3`, `\"Units\":4`), "want float32 of"},
		"a bad network":      {replaced(`\"Units\":3`, `\"Units\":-4`), "layer 5 (dense): the number of Units must be at least 1"},
		"a huge network":     {replaced(`\"Units\":3`, `\"Units\":2000000000`), "parameters of 8×2000000000 are more than the 110 that are left"},
		"a bad optimizer":    {replaced(`\"Beta1\":0.9`, `\"Beta1\":1.9`), "Beta1 1.9 must be from 0"},
		"another tensor":     {replaced(`"dense/bias"`, `"dense/bios"`), `it has a tensor "dense/bios" that its architecture has not`},
		"another type":       {replaced(`"F32"`, `"I32"`), "of type"},
		"NaN":                {nan, "has NaN at element"},
		"a variance below 0": {withTensor(file, "batch_normalization/moving_variance", -1), "has -1 at element 0; it must be at least 0"},
		"a moment below 0":   {withTensor(file, "optimizer/adam/v/dense/kernel", -1), "has -1 at element 0; it must be at least 0"},
		"a step of 10⁹":      {withTensor(file, "optimizer/adam/step", 1e9), "adam/step has 1e+09 at element 0; it must be a whole number, at most 16777216"},
		"half a step":        {withTensor(file, "optimizer/adam/step", .5), "must be a whole number"},
		"many layers": {replaced(`{\"Kind\":\"flatten\",\"Options\":{}}`, strings.Repeat(`{\"Kind\":\"flatten\",\"Options\":{}},`, 20000)+`{\"Kind\":\"flatten\",\"Options\":{}}`),
			"a network needs 1 to 1024 layers, not 20006"},
	} {
		s, _, err := weights.Load(bytes.NewReader(test.file))
		if s != nil || !errors.Is(err, weights.ErrWeights) || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want …%s…", name, err, test.want)
		}
	}
	broken := errors.New("broken pipe")
	if _, _, err := weights.Load(io.MultiReader(bytes.NewReader(file[:100]), iotest.ErrReader(broken))); !errors.Is(err, broken) || errors.Is(err, weights.ErrWeights) {
		t.Errorf("a reader that fails gives %v", err)
	}
}

// own is a layer of another library.
type own struct{ nn32.Flatten }

func TestOnlyOwnLayersAreSaved(t *testing.T) {
	s, err := nn32.NewSequential(nn32.Shape{4}, 1, &own{})
	if err != nil {
		t.Fatal(err)
	}
	if err := weights.Save(io.Discard, s, 0); err == nil || !strings.Contains(err.Error(), "layer 0 (flatten): a *weights_test.own cannot be saved") {
		t.Errorf("got %v", err)
	}
}

func FuzzLoad(f *testing.F) {
	file := smallFile(f)
	f.Add(file)
	f.Add(file[:len(file)/2])
	f.Add(withTensor(file, "optimizer/adam/step", 1<<24))
	for _, build := range networks() {
		f.Add(saved(f, build(), 1))
	}
	f.Add(headed(file, func(h string) string { return strings.ReplaceAll(h, "[4,4,1]", "[4000,4000,1000]") }))
	f.Add(headed(file, func(h string) string { return strings.ReplaceAll(h, `\"Filters\":2`, `\"Filters\":2000000`) }))
	f.Fuzz(func(t *testing.T, file []byte) {
		s, epoch, err := weights.Load(bytes.NewReader(file))
		if err != nil {
			return
		}
		if epoch < 0 {
			t.Errorf("epoch %d", epoch)
		}
		y, err := s.Predict(nn32.NewTensor(append([]int{1}, s.Input()...)...))
		if err != nil || y.Shape[0] != 1 {
			t.Errorf("what was loaded predicts %v, %v", y, err)
		}
		if _, _, err := weights.Load(bytes.NewReader(saved(t, s, epoch))); err != nil {
			t.Errorf("what was loaded is saved, and then: %v", err)
		}
		if _, loss, _ := s.Compiled(); loss == nil {
			return
		}
		data := nn32.Data{X: nn32.NewTensor(append([]int{3}, s.Input()...)...), Labels: make([]int, 3)}
		for i := range data.X.Data {
			data.X.Data[i] = float32(i%7) / 7
		}
		if _, err := s.Fit(data, nn32.FitOptions{InitialEpoch: epoch & 0xffff, Epochs: epoch&0xffff + 1, BatchSize: 2}); err != nil &&
			!strings.Contains(err.Error(), "try a lower learning rate") {
			t.Errorf("what was loaded is trained: %v", err)
		}
	})
}
