package code

import (
	"strconv"
	"strings"

	"digitlab/nn32/formats"
	"digitlab/nn32/internal/errfmt"
)

// Keras returns a program for Keras 3, with any backend. Its network ends before the softmax, which is part of the loss: of probabilities only one
// of Keras's backends finds the logits, and the others lose what is below 1e-7.
func Keras(r *Run) (Program, error) {
	m, optimizer, err := r.kerasModel()
	if err != nil {
		return Program{}, err
	}
	notes := r.pythonNotes()
	if r.has(formats.Dropout) {
		notes = append(notes, OtherDropout)
	}
	if r.microBatches() > 1 && r.has(formats.BatchNormalization) {
		notes = append(notes, WholeBatches)
	}
	var layers strings.Builder
	for i, l := range m.Layers {
		if i == len(m.Layers)-1 {
			l.Activation = "linear"
		}
		layers.WriteString("            layers." + r.kerasLayer(&l, "") + ",\n")
	}
	rate := "LEARNING_RATE"
	if r.Cosine {
		rate = "keras.optimizers.schedules.CosineDecay(LEARNING_RATE, decay_steps=EPOCHS * steps)"
	}
	imports := kerasImports + r.splitImports()
	if r.Data == MNIST {
		imports = "import gzip\n\n" + imports
	}
	constants := "\nEPOCHS, BATCH_SIZE, SEED = " + strconv.Itoa(r.Epochs) + ", " + strconv.Itoa(r.BatchSize) + ", " + strconv.FormatUint(r.Seed, 10) +
		"\nLEARNING_RATE = " + number(r.LearningRate) + "\nWEIGHTS = [" + strings.Join(quotedAll(r.weightsFiles()), ", ") + "]\n"
	loss := "keras.losses.CategoricalCrossentropy(from_logits=True)"
	if r.LabelSmoothing > 0 {
		loss = "keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=" + number(r.LabelSmoothing) + ")"
	}
	text := r.header("Keras 3", "Keras 3 with one of its backends, NumPy and scikit-learn", notes) + imports + constants + cell + r.pythonData() +
		"y = np.eye(" + strconv.Itoa(m.Layers[len(m.Layers)-1].Units) + ", dtype=np.float32)[y]\n" + cell + pythonRandom + cell +
		fill(kerasTraining, "SIDE", strconv.Itoa(r.Side), "LAYERS", layers.String(), "OPTIMIZER", fill(optimizer, "RATE", rate), "LOSS", loss)
	return Program{text, notes}, nil
}

const kerasImports = "import keras\nimport numpy as np\nfrom keras import layers\n"

// kerasModel returns the network, and what makes the optimizer, in Python.
func (r *Run) kerasModel() (m *formats.Model, optimizer string, err error) {
	m, _, err = r.model()
	if err != nil {
		return nil, "", err
	}
	optimizer, ok := kerasOptimizers[r.Optimizer]
	if !ok {
		return nil, "", errfmt.Errorf("the optimizer %s is not known", r.Optimizer)
	}
	return m, optimizer, nil
}

// kerasLayer returns what makes a layer. initializer is the value of kernel_initializer, in Python; empty means Keras's default.
func (r *Run) kerasLayer(l *formats.Layer, initializer string) string {
	var arguments []string
	add := func(name, value string) { arguments = append(arguments, name+"="+value) }
	pair := func(v [2]int) string { return "(" + strconv.Itoa(v[0]) + ", " + strconv.Itoa(v[1]) + ")" }
	class := string(l.Class)
	switch l.Class {
	case formats.Conv2D:
		add("filters", strconv.Itoa(l.Units))
		add("kernel_size", pair(l.Window))
	case formats.MaxPooling2D, formats.AveragePooling2D:
		add("pool_size", pair(l.Window))
	case formats.Dense:
		add("units", strconv.Itoa(l.Units))
	case formats.Dropout:
		add("rate", number(l.Rate))
	case formats.BatchNormalization:
		add("momentum", number(l.Momentum))
		add("epsilon", number(l.Epsilon))
	}
	if l.Window != [2]int{} {
		add("strides", pair(l.Strides))
		add("padding", strconv.Quote(l.Padding))
	}
	switch {
	case l.Class == formats.Activation && l.Activation == "leaky_relu":
		class = "LeakyReLU"
		add("negative_slope", number(l.Slope))
	case l.Class == formats.Activation && l.Activation == "elu":
		class = "ELU"
		add("alpha", number(l.Alpha))
	case l.Class == formats.Activation || l.Activation != "" && l.Activation != "linear":
		add("activation", strconv.Quote(l.Activation))
	}
	if l.Class == formats.Conv2D || l.Class == formats.Dense {
		if len(l.Tensors) == 1 {
			add("use_bias", "False")
		}
		if initializer != "" {
			add("kernel_initializer", initializer)
		}
		if r.L2 > 0 {
			add("kernel_regularizer", "keras.regularizers.L2("+number(r.L2)+")")
		}
	}
	return class + "(" + strings.Join(arguments, ", ") + ")"
}

var kerasOptimizers = map[string]string{
	"sgd":      "keras.optimizers.SGD(learning_rate=RATE)",
	"momentum": "keras.optimizers.SGD(learning_rate=RATE, momentum=0.9)",
	"nesterov": "keras.optimizers.SGD(learning_rate=RATE, momentum=0.9, nesterov=True)",
	"rmsprop":  "keras.optimizers.RMSprop(learning_rate=RATE, rho=0.9, epsilon=1e-07)",
	"adagrad":  "keras.optimizers.Adagrad(learning_rate=RATE, initial_accumulator_value=0.1, epsilon=1e-07)",
	"adam":     "keras.optimizers.Adam(learning_rate=RATE, beta_1=0.9, beta_2=0.999, epsilon=1e-07)",
	"adamw":    "keras.optimizers.AdamW(learning_rate=RATE, weight_decay=0.004, beta_1=0.9, beta_2=0.999, epsilon=1e-07)",
	"nadam":    "keras.optimizers.Nadam(learning_rate=RATE, beta_1=0.9, beta_2=0.999, epsilon=1e-07)",
}

const kerasTraining = `steps = -(-len(train) // BATCH_SIZE)


def network(member):
    """The network up to the softmax, which is part of the loss."""
    model = keras.Sequential(
        [
            keras.Input(shape=(SIDE, SIDE, 1)),
LAYERS        ]
    )
    with np.load(WEIGHTS[member]) as file:
        model.set_weights([file[name] for name in file.files])
    model.compile(
        optimizer=OPTIMIZER,
        loss=LOSS,
        metrics=["accuracy"],
    )
    return model


def fit(member):
    """As model.fit, with the run's order of the samples."""
    model = network(member)
    for epoch in range(1, EPOCHS + 1):
        rows = train[order(SEED + member, epoch, len(train))]
        total, right = 0.0, 0.0
        for start in range(0, len(rows), BATCH_SIZE):
            batch = rows[start : start + BATCH_SIZE]
            model.reset_metrics()  # so that each is the batch's own, whatever the version of Keras
            logs = model.train_on_batch(x[batch], y[batch], return_dict=True)
            total += float(logs["loss"]) * len(batch)
            right += float(logs["accuracy"]) * len(batch)
        checked = model.evaluate(x[validation], y[validation], batch_size=256, verbose=0, return_dict=True)
        print(
            f"epoch {epoch}: loss {total / len(rows):.6f}, accuracy {right / len(rows):.4f}, "
            f"validation loss {checked['loss']:.6f}, validation accuracy {checked['accuracy']:.4f}",
            flush=True,
        )
    return model


models = [fit(member) for member in range(len(WEIGHTS))]
logits = [model.predict(x[test], batch_size=256, verbose=0) for model in models]
probabilities = sum(keras.ops.convert_to_numpy(keras.ops.softmax(z)) for z in logits) / len(models)
print(f"test accuracy {(probabilities.argmax(1) == y[test].argmax(1)).mean():.4f}")
`
