package code

import (
	"strconv"
	"strings"

	"digitlab/nn32/internal/errfmt"
)

// Plain returns a program for Keras 3 as a textbook writes it: it needs no files and trains with model.fit. It has the run's settings, but
// random numbers of its own. The page's lesson explains it statement by statement.
func Plain(r *Run) (Program, error) {
	m, optimizer, err := r.kerasModel()
	if err != nil {
		return Program{}, err
	}
	initializer, ok := kerasInitializers[r.Initializer]
	if !ok {
		return Program{}, errfmt.Errorf("the initializer %s is not known", r.Initializer)
	}
	if class, _, _ := strings.Cut(optimizer, "("); !strings.HasSuffix(class, "SGD") {
		optimizer = class + "(learning_rate=RATE)" // what else is in the table are Keras's defaults
	}
	notes := []Note{OwnRandom}
	if r.members() > 1 {
		notes = append(notes, OneNetwork)
	}
	notes = append(notes, r.pythonNotes()...)

	classes := strconv.Itoa(m.Layers[len(m.Layers)-1].Units)
	data := plainDigits + plainSplit
	switch r.Data {
	case MNIST:
		data = plainMNIST
	case FromFiles:
		data = plainFile + plainSplit
	}
	data = fill(data, "CLASSES", classes, "SHARE", share(r.TestPercent), "SPLIT", strconv.FormatUint(uint64(r.SplitSeed), 10))

	var layers strings.Builder
	for i := range m.Layers {
		layers.WriteString("model.add(layers." + r.kerasLayer(&m.Layers[i], initializer) + ")\n")
	}
	rate := number(r.LearningRate)
	steps := ""
	if r.Cosine {
		steps = fill("steps = -(-int(len(X_train) * (1 - SHARE)) // BATCH)  # of an epoch\n", "SHARE", share(r.ValidationPercent), "BATCH", strconv.Itoa(r.BatchSize))
		rate = "keras.optimizers.schedules.CosineDecay(" + rate + ", decay_steps=" + strconv.Itoa(r.Epochs) + " * steps)"
	}
	loss := strconv.Quote("categorical_crossentropy")
	if r.LabelSmoothing > 0 {
		loss = "keras.losses.CategoricalCrossentropy(label_smoothing=" + number(r.LabelSmoothing) + ")"
	}
	// NumPy's seeds have 32 bits.
	text := r.plainHeader(notes) + kerasImports + r.splitImports() + cell + data + cell +
		fill(plainTraining, "SEED", strconv.FormatUint(uint64(uint32(r.Seed)), 10), "SIDE", strconv.Itoa(r.Side), "LAYERS", layers.String(), "STEPS", steps, "LOSS", loss,
			"OPTIMIZER", fill(optimizer, "RATE", rate), "BATCH", strconv.Itoa(r.BatchSize), "EPOCHS", strconv.Itoa(r.Epochs), "SHARE", share(r.ValidationPercent))
	return Program{text, notes}, nil
}

// plainHeader is the first comment of the program.
func (r *Run) plainHeader(notes []Note) string {
	var b strings.Builder
	b.WriteString("\"\"\"The settings of a run of Digit Lab, for Keras 3.\n\nIt needs Keras 3 with one of its backends, NumPy and scikit-learn.\n\nWhat differs:\n")
	for _, n := range notes {
		b.WriteString("- " + r.note(n, "data.npz, with x (samples, height, width, 1), scaled as in the run, and y (samples), the labels") + "\n")
	}
	b.WriteString("\"\"\"\n\n")
	return b.String()
}

// share writes a percentage as a number from 0 to 1.
func share(percent int) string { return number(float32(percent) / 100) }

const plainDigits = `digits = load_digits()
X = digits.images[..., np.newaxis]
y = keras.utils.to_categorical(digits.target, CLASSES)
`

const plainFile = `file = np.load("data.npz")
X = file["x"]
y = keras.utils.to_categorical(file["y"], CLASSES)
`

const plainSplit = `X_train, X_test, y_train, y_test = train_test_split(
    X, y, test_size=SHARE, random_state=SPLIT)
`

const plainMNIST = `(X_train, y_train), (X_test, y_test) = keras.datasets.mnist.load_data()
X_train, X_test = X_train[..., np.newaxis] / 255, X_test[..., np.newaxis] / 255
y_train, y_test = keras.utils.to_categorical(y_train, CLASSES), keras.utils.to_categorical(y_test, CLASSES)
`

const plainTraining = `keras.utils.set_random_seed(SEED)
model = keras.Sequential()
model.add(keras.Input(shape=(SIDE, SIDE, 1)))
LAYERS` + cell + `STEPSmodel.compile(
    loss=LOSS,
    optimizer=OPTIMIZER,
    metrics=["accuracy"])
history = model.fit(
    X_train, y_train,
    batch_size=BATCH, epochs=EPOCHS,
    validation_split=SHARE, verbose=2)
` + cell + `loss, accuracy = model.evaluate(X_test, y_test, verbose=0)
print(f"test accuracy {accuracy:.4f}")
`

// kerasInitializers are the values of kernel_initializer, in Python; empty for Keras's default.
var kerasInitializers = map[string]string{
	"glorot_uniform": "",
	"glorot_normal":  `"glorot_normal"`,
	"he_uniform":     `"he_uniform"`,
	"he_normal":      `"he_normal"`,
	"lecun_uniform":  `"lecun_uniform"`,
	"lecun_normal":   `"lecun_normal"`,
	"normal1":        "keras.initializers.RandomNormal(stddev=1.0)",
	"zeros":          `"zeros"`,
}
