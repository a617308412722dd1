package code

import (
	"slices"
	"strconv"
	"strings"

	"digitlab/nn32/formats"
	"digitlab/nn32/internal/errfmt"
)

// PyTorch returns a program for PyTorch. Its curves are the run's to rounding, also with Dropout and batch normalisation, whose random
// numbers and statistics it has.
func PyTorch(r *Run) (Program, error) {
	m, shapes, err := r.model()
	if err != nil {
		return Program{}, err
	}
	optimizer, ok := torchOptimizers[r.Optimizer]
	if !ok {
		return Program{}, errfmt.Errorf("the optimizer %s is not known", r.Optimizer)
	}
	modules, err := formats.TorchModules(m)
	if err != nil {
		return Program{}, err
	}
	var layers, classes, loads strings.Builder
	dropouts := 0
	seen := map[string]bool{}
	class := func(name, text string) {
		if !seen[name] {
			seen[name] = true
			classes.WriteString("\n\n" + text)
		}
	}
	for i, module := range modules {
		l := &m.Layers[module.Layer]
		text := module.Text
		switch {
		case module.Class != "":
			class(module.Class, formats.TorchClasses[module.Class])
		case l.Class == formats.Dropout:
			class("Dropout", torchDropout)
			in := []int{r.Side, r.Side, 1}
			for k := module.Layer - 1; k >= 0; k-- { // an image keeps its order through a Flatten
				if len(shapes[k]) == 3 || m.Layers[k].Class == formats.Dense || m.Layers[k].Class == formats.GlobalAveragePooling2D {
					in = shapes[k]
					break
				}
			}
			if len(in) == 1 {
				in = []int{1, 1, in[0]}
			}
			text = "Dropout(" + number(l.Rate) + ", salts[" + strconv.Itoa(dropouts) + "], " + ints(in) + ")"
			dropouts++
		case l.Class == formats.BatchNormalization:
			class("BatchNormalization", torchNormalization)
			in := shapes[module.Layer]
			text = "BatchNormalization(" + strconv.Itoa(in[len(in)-1]) + ", " + number(l.Momentum) + ", " + number(l.Epsilon) + ")"
		}
		layers.WriteString("        " + text + ",\n")
		if module.HasWeights() {
			order := "None"
			if shape := flattened(m, shapes, module.Layer); shape != nil {
				order = ints(shape)
			}
			names, orders := []string{"weight", "bias"}, []string{order, "None"}
			if l.Class == formats.BatchNormalization {
				names, orders = append(names, "running_mean", "running_var"), []string{order, order, order, order}
			}
			for k, name := range names {
				loads.WriteString("    (\"" + strconv.Itoa(i) + "." + name + "\", " + orders[k] + "),\n")
			}
		}
	}
	notes := r.pythonNotes()
	salts, err := r.saltsText()
	if err != nil {
		return Program{}, err
	}
	imports := "import math\n\nimport numpy as np\nimport torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n" + r.splitImports()
	if r.Data == MNIST {
		imports = "import gzip\n" + imports
	}
	text := r.header("PyTorch", "PyTorch, NumPy and scikit-learn", notes) + imports + r.torchConstants() + cell + r.pythonData() + `
images = torch.tensor(x).permute(0, 3, 1, 2)  # PyTorch's images are (samples, channels, height, width)
labels = torch.tensor(y)
` + cell + pythonRandom + cell + strings.TrimLeft(classes.String()+"\n\n", "\n") + fill(torchNetwork, "LAYERS", layers.String(), "LOADS", loads.String(), "SALTSVALUES", salts) +
		cell + optimizer + cell + torchTraining
	return Program{text, notes}, nil
}

// flattened returns the shape of the image that a Flatten before a layer has made flat, if the layer's weights are in Keras's order for it.
func flattened(m *formats.Model, shapes [][]int, layer int) []int {
	for i := layer - 1; i > 0; i-- {
		switch m.Layers[i].Class {
		case formats.Flatten:
			if in := shapes[i-1]; len(in) == 3 {
				return in
			}
		case formats.Dense, formats.GlobalAveragePooling2D:
			return nil
		}
		if len(shapes[i]) == 3 {
			return nil
		}
	}
	return nil
}

func ints(v []int) string {
	var parts []string
	for _, n := range v {
		parts = append(parts, strconv.Itoa(n))
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

// saltsText is a list of the salts of each member's Dropout layers.
func (r *Run) saltsText() (string, error) {
	var members []string
	for i := range r.members() {
		salts, err := r.salts(i)
		if err != nil {
			return "", err
		}
		var list []string
		for _, s := range salts {
			list = append(list, "0x"+strconv.FormatUint(s, 16))
		}
		members = append(members, "["+strings.Join(list, ", ")+"]")
	}
	return "[" + strings.Join(members, ", ") + "]", nil
}

func (r *Run) torchConstants() string {
	lines := []string{
		"", "torch.set_num_threads(1)  # more make so small a network slower",
		"EPOCHS, BATCH_SIZE, SEED = " + strconv.Itoa(r.Epochs) + ", " + strconv.Itoa(r.BatchSize) + ", " + strconv.FormatUint(r.Seed, 10),
		"LEARNING_RATE, COSINE = " + number(r.LearningRate) + ", " + pythonBool(r.Cosine),
		"L2, LABEL_SMOOTHING = " + number(r.L2) + ", " + number(r.LabelSmoothing),
		"MICRO_BATCHES = " + strconv.Itoa(r.microBatches()) + "  # parts of a batch, each with batch statistics and random numbers of its own",
		"WEIGHTS = [" + strings.Join(quotedAll(r.weightsFiles()), ", ") + "]", "",
	}
	return strings.Join(lines, "\n")
}

func (r *Run) weightsFiles() (names []string) {
	for i := range r.members() {
		names = append(names, r.WeightsFile(i))
	}
	return names
}

func quotedAll(names []string) []string {
	names = slices.Clone(names)
	for i, n := range names {
		names[i] = strconv.Quote(n)
	}
	return names
}

func pythonBool(v bool) string {
	if v {
		return "True"
	}
	return "False"
}

const torchDropout = `class Dropout(nn.Module):
    """Dropout with the run's random numbers: a hash of the place in a batch and of a key that differs between batches."""

    key = 0

    def __init__(self, rate, salt, shape):
        super().__init__()
        self.limit, self.scale = int(np.float32(rate) * 2**24), 1 / (1 - rate)
        self.salt, self.shape = salt, shape  # of the image: height, width, channels

    def begin(self, random):
        self.key = (random ^ self.salt) * 0x9E3779B97F4A7C15 % 2**64 >> 32

    def forward(self, x):
        if not self.training:
            return x
        height, width, channels = self.shape
        samples = -(-len(x) // 8) * 8
        h = np.arange(height * width * channels * samples, dtype=np.uint32) * np.uint32(0x9E3779B9) + np.uint32(self.key)
        for shift, factor in ((16, 0x7FEB352D), (15, 0x846CA68B), (16, 1)):
            h = (h ^ h >> np.uint32(shift)) * np.uint32(factor)
        keep = (h >> np.uint32(8) >= self.limit).reshape(height, width, channels, samples)[..., : len(x)]
        return x * torch.tensor(keep.transpose(3, 2, 0, 1).reshape(x.shape) * np.float32(self.scale))
`

const torchNormalization = `class BatchNormalization(nn.Module):
    """Batch normalisation as Keras has it: the moving average takes the variance as it is, where PyTorch's takes n/(n-1) of it."""

    moving = True

    def __init__(self, channels, momentum, epsilon):
        super().__init__()
        self.momentum, self.epsilon = momentum, epsilon
        self.weight, self.bias = nn.Parameter(torch.ones(channels)), nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x):
        mean, variance = self.running_mean, self.running_var
        if self.training:
            axes = [i for i in range(x.dim()) if i != 1]
            mean, variance = x.mean(axes), x.var(axes, unbiased=False)
            if self.moving:
                self.running_mean += (mean.detach() - self.running_mean) * (1 - self.momentum)
                self.running_var += (variance.detach() - self.running_var) * (1 - self.momentum)
        shape = [1, -1] + [1] * (x.dim() - 2)
        scale = self.weight / torch.sqrt(variance + self.epsilon)
        return (x - mean.view(shape)) * scale.view(shape) + self.bias.view(shape)
`

const torchNetwork = `# The initial weights, in the order of their file, with the shape of the image that was made flat before them.
TENSORS = [
LOADS]
SALTS = SALTSVALUES


def network(member):
    salts = SALTS[member]
    model = nn.Sequential(
LAYERS    )
    state = model.state_dict()
    with np.load(WEIGHTS[member]) as file:
        for (name, image), array in zip(TENSORS, [file[name] for name in file.files]):
            if array.ndim == 4:  # height, width, input, filter
                array = array.transpose(3, 2, 0, 1)
            elif image:  # Keras flattens height, width, channel; PyTorch channel, height, width
                array = array.reshape(*image, -1).transpose(2, 0, 1, 3).reshape(array.shape)
            if array.ndim == 2:  # input, unit
                array = array.T
            state[name].copy_(torch.tensor(np.ascontiguousarray(array)))
    return model
`

// torchOptimizers are nn32's, which are Keras's. PyTorch's own add epsilon at another place, or have another schedule.
var torchOptimizers = map[string]string{
	"sgd": `def new_state(p):
    return {}


def step(p, g, s, rate, t):
    """torch.optim.SGD(lr=rate)"""
    p -= rate * g
`,
	"momentum": `def new_state(p):
    return {"m": torch.zeros_like(p)}


def step(p, g, s, rate, t):
    """torch.optim.SGD(lr=rate, momentum=0.9), which multiplies by the rate later"""
    s["m"].mul_(0.9).sub_(rate * g)
    p += s["m"]
`,
	"nesterov": `def new_state(p):
    return {"m": torch.zeros_like(p)}


def step(p, g, s, rate, t):
    """torch.optim.SGD(lr=rate, momentum=0.9, nesterov=True), which multiplies by the rate later"""
    s["m"].mul_(0.9).sub_(rate * g)
    p += 0.9 * s["m"] - rate * g
`,
	"rmsprop": `def new_state(p):
    return {"v": torch.zeros_like(p)}


def step(p, g, s, rate, t):
    """keras.optimizers.RMSprop(rate): epsilon is inside of the root, which torch.optim.RMSprop(alpha=0.9) adds outside"""
    s["v"] += (g * g - s["v"]) * (1 - 0.9)
    p -= rate * g / torch.sqrt(s["v"] + 1e-7)
`,
	"adagrad": `def new_state(p):
    return {"sum": torch.full_like(p, 0.1)}


def step(p, g, s, rate, t):
    """keras.optimizers.Adagrad(rate): epsilon is inside of the root, which torch.optim.Adagrad adds outside"""
    s["sum"] += g * g
    p -= rate * g / torch.sqrt(s["sum"] + 1e-7)
`,
	"adam": torchAdam,
	"adamw": strings.Replace(strings.Replace(torchAdam, "keras.optimizers.Adam(rate)", "keras.optimizers.AdamW(rate, weight_decay=0.004)", 1), "    s[\"m\"] +=",
		"    p *= 1 - rate * 0.004\n    s[\"m\"] +=", 1),
	"nadam": `def new_state(p):
    return {"m": torch.zeros_like(p), "v": torch.zeros_like(p), "product": 1.0}


def step(p, g, s, rate, t):
    """torch.optim.NAdam(lr=rate, eps=1e-7, momentum_decay=1), t being the number of this step from 1"""
    now, later = 0.9 * (1 - 0.5 * 0.96**t), 0.9 * (1 - 0.5 * 0.96 ** (t + 1))
    s["product"] *= now
    s["m"] += (g - s["m"]) * (1 - 0.9)
    s["v"] += (g * g - s["v"]) * (1 - 0.999)
    moment = s["m"] * (rate * later / (1 - s["product"] * later)) + g * (rate * (1 - now) / (1 - s["product"]))
    p -= moment / (torch.sqrt(s["v"] / (1 - 0.999**t)) + 1e-7)
`,
}

const torchAdam = `def new_state(p):
    return {"m": torch.zeros_like(p), "v": torch.zeros_like(p)}


def step(p, g, s, rate, t):
    """keras.optimizers.Adam(rate), t being the number of this step from 1: torch.optim's adds epsilon to the corrected root"""
    s["m"] += (g - s["m"]) * (1 - 0.9)
    s["v"] += (g * g - s["v"]) * (1 - 0.999)
    p -= rate * math.sqrt(1 - 0.999**t) / (1 - 0.9**t) * s["m"] / (torch.sqrt(s["v"]) + 1e-7)
`

const torchTraining = `def loss_of(model, logits, rows, total):
    """The part of a batch's mean loss, of a batch of total samples."""
    return F.cross_entropy(logits, labels[rows], reduction="sum", label_smoothing=LABEL_SMOOTHING) / total


def penalty(model):
    kernels = (p for name, p in model.named_parameters() if p.dim() > 1)
    return L2 * sum((p * p).sum() for p in kernels) if L2 else 0.0


def evaluate(model, rows):
    model.eval()
    with torch.no_grad():
        logits = model[:-1](images[rows])
        loss = loss_of(model, logits, rows, len(rows)) + penalty(model)
    return float(loss), float((logits.argmax(1) == labels[rows]).float().mean())


def fit(member):
    model, seed = network(member), SEED + member
    parameters = list(model.parameters())
    states = [new_state(p) for p in parameters]
    steps = -(-len(train) // BATCH_SIZE)
    done = 0  # steps of the run
    for epoch in range(1, EPOCHS + 1):
        rows, total, right = train[order(seed, epoch, len(train))], 0.0, 0
        for number in range(1, steps + 1):
            batch = rows[(number - 1) * BATCH_SIZE : number * BATCH_SIZE]
            model.train()
            model.zero_grad()
            edges = [min(-(-(len(batch) * i // MICRO_BATCHES) // 8) * 8, len(batch)) for i in range(MICRO_BATCHES + 1)]
            for i, (start, end) in enumerate(zip(edges, edges[1:])):
                if start == end:
                    continue
                random = Random(seed + i * 0x9E3779B97F4A7C15, epoch << 32 | number).uint64()
                for module in model:
                    if hasattr(module, "begin"):
                        module.begin(random)
                    if hasattr(module, "moving"):
                        module.moving = i == 0
                part = batch[start:end]
                logits = model[:-1](images[part])  # without the softmax, which is part of the loss
                loss = loss_of(model, logits, part, len(batch))
                loss.backward()
                total += float(loss) * len(batch)
                right += int((logits.argmax(1) == labels[part]).sum())
            with torch.no_grad():
                total += float(penalty(model)) * len(batch)
            if L2:
                penalty(model).backward()
            rate = LEARNING_RATE * (0.5 * (1 + math.cos(math.pi * done / (EPOCHS * steps))) if COSINE else 1)
            done += 1
            with torch.no_grad():
                for p, s in zip(parameters, states):
                    step(p, p.grad, s, rate, done)
        loss, accuracy = evaluate(model, validation)
        print(f"epoch {epoch}: loss {total / len(rows):.6f}, accuracy {right / len(rows):.4f}, validation loss {loss:.6f}, validation accuracy {accuracy:.4f}", flush=True)
    return model


models = [fit(member) for member in range(len(WEIGHTS))]
with torch.no_grad():
    probabilities = sum(model.eval()(images[test]) for model in models) / len(models)
print(f"test accuracy {float((probabilities.argmax(1) == labels[test]).float().mean()):.4f}")
`
