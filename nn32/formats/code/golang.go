package code

import (
	"slices"
	"strconv"
	"strings"

	"digitlab/nn32/formats"
	"digitlab/nn32/internal/errfmt"
)

// Go returns a program for nn32, to be run from the folder of this repository. It prints the hash of its weights, which are the run's to the bit.
func Go(r *Run) (Program, error) {
	if _, _, err := r.model(); err != nil {
		return Program{}, err
	}
	optimizer, ok := goOptimizers[r.Optimizer]
	if !ok {
		return Program{}, errfmt.Errorf("the optimizer %s is not known", r.Optimizer)
	}
	initializer, ok := goInitializers[r.Initializer]
	if !ok {
		return Program{}, errfmt.Errorf("the initializer %s is not known", r.Initializer)
	}
	imports := []string{"encoding/binary", "fmt", "hash/fnv", "log", "math", "", "digitlab/nn32"}
	var layers strings.Builder
	for i := range r.Layers {
		text, err := r.goLayer(&r.Layers[i], initializer)
		if err != nil {
			return Program{}, errfmt.Errorf("%s: %w", r.Layers[i].At(i), err)
		}
		layers.WriteString("\t\t" + text + ",\n")
	}
	options := [][2]string{{"Epochs", strconv.Itoa(r.Epochs)}, {"BatchSize", strconv.Itoa(r.BatchSize)}, {"Validation", "validation"}}
	if r.microBatches() > 1 {
		options = append(options, [2]string{"MicroBatches", strconv.Itoa(r.microBatches())})
	}
	if r.Cosine {
		imports = append(imports, "digitlab/nn32/schedules")
		options = append(options, [2]string{"Schedule", "schedules.CosineDecay{Steps: " + strconv.Itoa(r.Epochs) + " * ((train.Len() + " + strconv.Itoa(r.BatchSize-1) + ") / " +
			strconv.Itoa(r.BatchSize) + ")}"})
	}
	if augmenter := r.goAugmenter(); augmenter != "" {
		name, _, _ := strings.Cut(strings.TrimPrefix(augmenter, "&"), ".")
		imports = append(imports, "digitlab/nn32/"+name)
		options = append(options, [2]string{"Augment", augmenter})
	}
	data := goDigits
	var notes []Note
	switch r.Data {
	case Digits:
		imports = append(imports, "os", "digitlab/nn32/datasets")
	case MNIST:
		data = goMNIST
		imports = append(imports, "bytes", "compress/gzip", "io", "os", "digitlab/nn32/datasets")
	case FromFiles:
		data = goFiles
		imports = append(imports, "os", "digitlab/nn32/datasets")
		notes = append(notes, PicturesMissing)
	}
	comment := "// A run of Digit Lab, made again with nn32: the hash that it prints is that of the run's weights. From the folder of the repository:\n" +
		"//\n//\tGOEXPERIMENT=simd go run -tags noasm run.go\n//\n"
	for _, n := range notes {
		comment += "// " + r.note(n, "data.csv, whose rows are a label and the pixels") + "\n"
	}
	standard, own := []string{}, []string{}
	for _, path := range imports {
		if strings.HasPrefix(path, "digitlab/") {
			own = append(own, "\t"+strconv.Quote(path)+"\n")
		} else if path != "" {
			standard = append(standard, "\t"+strconv.Quote(path)+"\n")
		}
	}
	slices.Sort(standard)
	slices.Sort(own)
	comment = strings.TrimSuffix(comment, "//\n")
	program := comment + "package main\n\nimport (\n" + strings.Join(standard, "") + "\n" + strings.Join(own, "") + ")\n\n" +
		fill(data, "TEST", number(float32(r.TestPercent)/100), "SHARE", number(float32(r.ValidationPercent)/100), "SPLIT", strconv.FormatUint(uint64(r.SplitSeed), 10)) +
		fill(goMain, "SIDE", strconv.Itoa(r.Side), "SEED", strconv.FormatUint(r.Seed, 10), "MEMBERS", strconv.Itoa(r.members()), "LAYERS", layers.String(),
			"OPTIMIZER", fill(optimizer, "RATE", number(r.LearningRate)), "LOSS", r.goLoss(), "OPTIONS", aligned(options))
	return Program{program, notes}, nil
}

// aligned returns the fields of a literal as gofmt writes them.
func aligned(fields [][2]string) string {
	width := 0
	for _, f := range fields {
		width = max(width, len(f[0]))
	}
	var b strings.Builder
	for _, f := range fields {
		b.WriteString("\t\t\t" + f[0] + ":" + strings.Repeat(" ", width-len(f[0])+1) + f[1] + ",\n")
	}
	return b.String()
}

func (r *Run) goLoss() string {
	if r.LabelSmoothing > 0 {
		return "&nn32.CategoricalCrossentropy{LabelSmoothing: " + number(r.LabelSmoothing) + "}"
	}
	return "&nn32.CategoricalCrossentropy{}"
}

// goAugmenter returns the augmentation in Go. Its numbers are for 8×8 pixels; lengths grow with the side.
func (r *Run) goAugmenter() string {
	scale := float32(r.Side) / 8
	warp := func(rotate, by, shear, shift, elastic, strokes string) string {
		return "&augment.Warp{Rotate: " + rotate + ", Scale: " + by + ", Shear: " + shear + ", Shift: " + shift + ", Elastic: " + elastic + strokes + ", Clean: .2}"
	}
	switch {
	case r.Augmentation == Gentle:
		return warp(".1", ".08", ".1", number(.2*scale), number(.3*scale), "")
	case r.Augmentation == Strokes && r.Side == 8:
		return "&drawing.StrokeAugmentation{}"
	case r.Augmentation == Strokes && r.Data == MNIST:
		return "&drawing.MNISTAugmentation{Full: 1}"
	case r.Augmentation != NoAugmentation:
		return warp(".15", ".1", ".15", number(.3*scale), number(.4*scale), ", StrokeWidth: .5")
	}
	return ""
}

func (r *Run) goLayer(l *formats.Layer, initializer string) (string, error) {
	var fields []string
	add := func(name, value string) { fields = append(fields, name+": "+value) }
	pair := func(v [2]int) string { return "[2]int{" + strconv.Itoa(v[0]) + ", " + strconv.Itoa(v[1]) + "}" }
	switch l.Class {
	case formats.Conv2D:
		add("Filters", strconv.Itoa(l.Units))
		add("KernelSize", pair(l.Window))
	case formats.MaxPooling2D, formats.AveragePooling2D:
		add("PoolSize", pair(l.Window))
	case formats.Dense:
		add("Units", strconv.Itoa(l.Units))
	case formats.Dropout:
		add("Rate", number(l.Rate))
	case formats.BatchNormalization:
		if l.Momentum != .99 {
			add("Momentum", number(l.Momentum))
		}
		if l.Epsilon != 1e-3 {
			add("Epsilon", number(l.Epsilon))
		}
	}
	if l.Window != [2]int{} {
		add("Strides", pair(l.Strides))
		if l.Padding == "same" {
			add("Padding", "nn32.Same")
		}
	}
	if l.Class == formats.Activation || l.Activation != "" && l.Activation != "linear" {
		name, ok := goActivations[l.Activation]
		if !ok {
			return "", errfmt.Errorf("the activation %s is not known", l.Activation)
		}
		option := "Activation"
		if l.Class == formats.Activation {
			option = "Function"
		}
		add(option, "nn32."+name)
		switch {
		case l.Class != formats.Activation:
		case l.Activation == "leaky_relu":
			add("NegativeSlope", number(l.Slope))
		case l.Activation == "elu":
			add("Alpha", number(l.Alpha))
		}
	}
	if l.Class == formats.Conv2D || l.Class == formats.Dense {
		if initializer != "" {
			fields = append(fields, initializer)
		}
		if r.L2 > 0 {
			add("KernelL2", number(r.L2))
		}
		if len(l.Tensors) == 1 {
			add("NoBias", "true")
		}
	}
	return "&nn32." + string(l.Class) + "{" + strings.Join(fields, ", ") + "}", nil
}

var goActivations = map[string]string{"linear": "Linear", "relu": "ReLU", "leaky_relu": "LeakyReLU", "elu": "ELU", "gelu": "GELU", "silu": "SiLU", "tanh": "Tanh",
	"sigmoid": "Sigmoid", "softmax": "Softmax"}

var goInitializers = map[string]string{
	"glorot_uniform": "", // the standard
	"glorot_normal":  "KernelInitializer: nn32.GlorotNormal",
	"he_uniform":     "KernelInitializer: nn32.HeUniform",
	"he_normal":      "KernelInitializer: nn32.HeNormal",
	"lecun_uniform":  "KernelInitializer: nn32.LeCunUniform",
	"lecun_normal":   "KernelInitializer: nn32.LeCunNormal",
	"normal1":        "KernelInitializer: nn32.RandomNormal, KernelStddev: 1",
	"zeros":          "KernelInitializer: nn32.Zeros",
}

var goOptimizers = map[string]string{
	"sgd":      "&nn32.SGD{LearningRate: RATE}",
	"momentum": "&nn32.SGD{LearningRate: RATE, Momentum: .9}",
	"nesterov": "&nn32.SGD{LearningRate: RATE, Momentum: .9, Nesterov: true}",
	"rmsprop":  "&nn32.RMSprop{LearningRate: RATE}",
	"adagrad":  "&nn32.Adagrad{LearningRate: RATE}",
	"adam":     "&nn32.Adam{LearningRate: RATE}",
	"adamw":    "&nn32.AdamW{LearningRate: RATE}",
	"nadam":    "&nn32.Nadam{LearningRate: RATE}",
}

const goSplit = `	trainRows, testRows, err := datasets.TrainTestSplit(digits.Len(), TEST, SPLIT)
	check(err)
	train, test = digits.Take(trainRows), digits.Take(testRows)
	cut := datasets.ValidationSplit(train.Len(), SHARE)
	return train.Slice(0, cut), train.Slice(cut, train.Len()), test
}

`

const goDigits = `// data returns the tutorial's digits, split as in the run.
func data() (train, validation, test nn32.Data) {
	file, err := os.Open("static/data/digits.csv.gz")
	check(err)
	defer file.Close()
	digits, err := datasets.ReadDigits(file)
	check(err)
` + goSplit

const goFiles = `// data returns the pictures of a table, split as in the run.
func data() (train, validation, test nn32.Data) {
	file, err := os.Open("data.csv")
	check(err)
	defer file.Close()
	opened, err := datasets.ReadCSV(file)
	check(err)
	digits := opened.Labelled
` + goSplit

const goMNIST = `// data returns MNIST, split as in the run.
func data() (train, validation, test nn32.Data) {
	var files [4][]byte
	for i, f := range datasets.MNIST() {
		file, err := os.ReadFile("static/data/mnist/" + f.Name)
		check(err)
		files[i] = file
	}
	train, test, err := datasets.DecodeMNIST(files, func(file []byte, most int) ([]byte, error) {
		unzipped, err := gzip.NewReader(bytes.NewReader(file))
		if err != nil {
			return nil, err
		}
		return io.ReadAll(io.LimitReader(unzipped, int64(most)))
	})
	check(err)
	cut := datasets.ValidationSplit(train.Len(), SHARE)
	return train.Slice(0, cut), train.Slice(cut, train.Len()), test
}

`

const goMain = `// network returns the network with a seed, not yet trained.
func network(seed uint64) *nn32.Sequential {
	network, err := nn32.NewSequential(nn32.Shape{SIDE, SIDE, 1}, seed,
LAYERS	)
	check(err)
	check(network.Compile(OPTIMIZER, LOSS, nn32.Accuracy))
	return network
}

func main() {
	train, validation, test := data()
	hash := fnv.New64a()
	var ensemble nn32.Ensemble
	for member := range MEMBERS {
		network := network(SEED + uint64(member))
		_, err := network.Fit(train, nn32.FitOptions{
OPTIONS			OnEpoch: func(e nn32.Epoch) bool {
				fmt.Printf("epoch %d: loss %.6f, accuracy %.4f, validation loss %.6f, validation accuracy %.4f\n",
					e.Number, e.Training.Loss, e.Training.Accuracy, e.Validation.Loss, e.Validation.Accuracy)
				return false
			},
		})
		check(err)
		for _, p := range network.Params() {
			for _, v := range p.Value.Data {
				check(binary.Write(hash, binary.LittleEndian, math.Float32bits(v)))
			}
		}
		ensemble = append(ensemble, network)
	}
	probabilities, err := ensemble.Predict(test.X)
	check(err)
	accuracy, err := nn32.Accuracy.Measure(probabilities, test)
	check(err)
	fmt.Printf("test accuracy %.4f\n", accuracy)
	fmt.Printf("weights %016x\n", hash.Sum64())
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
`
