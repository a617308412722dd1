package code

import (
	"strconv"
	"strings"

	"digitlab/nn32/formats/internal/json"
)

// A Python program is made of parts, with a line "# %%" between them, which editors and notebooks take for cells.
const cell = "\n\n# %%\n"

// splitImports are the functions of scikit-learn that load and split the digits.
func (r *Run) splitImports() string {
	const split = "from sklearn.model_selection import train_test_split\n"
	switch r.Data {
	case MNIST:
		return ""
	case FromFiles:
		return split
	}
	return "from sklearn.datasets import load_digits\n" + split
}

// pythonData is the part that loads and splits the digits.
func (r *Run) pythonData() string {
	text := pythonDigits
	switch r.Data {
	case MNIST:
		text = pythonMNIST
	case FromFiles:
		text = pythonFile
	}
	return fill(text, "TEST", share(r.TestPercent), "VALIDATION", share(r.ValidationPercent), "SPLIT", strconv.FormatUint(uint64(r.SplitSeed), 10))
}

const pythonDigits = `digits = load_digits()
x = digits.images[..., None].astype(np.float32)  # (1797, 8, 8, 1), values 0 to 16
y = digits.target
train, test = train_test_split(np.arange(len(x)), test_size=TEST, random_state=SPLIT)
cut = int(len(train) * (1 - VALIDATION))  # the last ones are for validation, as with Keras's validation_split
train, validation = train[:cut], train[cut:]
`

const pythonFile = `file = np.load("data.npz")
x, y = file["x"].astype(np.float32), file["y"]
train, test = train_test_split(np.arange(len(x)), test_size=TEST, random_state=SPLIT)
cut = int(len(train) * (1 - VALIDATION))  # the last ones are for validation, as with Keras's validation_split
train, validation = train[:cut], train[cut:]
`

// MNIST's files, as they come from http://yann.lecun.com/exdb/mnist and its mirrors.
const pythonMNIST = `def idx(name, skip):
    with gzip.open(name) as file:
        return np.frombuffer(file.read(), np.uint8, offset=skip)


x = np.concatenate([idx("train-images-idx3-ubyte.gz", 16), idx("t10k-images-idx3-ubyte.gz", 16)])
x = x.reshape(-1, 28, 28, 1).astype(np.float32) / np.float32(255)
y = np.concatenate([idx("train-labels-idx1-ubyte.gz", 8), idx("t10k-labels-idx1-ubyte.gz", 8)]).astype(np.int64)
train, test = np.arange(60000), np.arange(60000, 70000)
cut = int(len(train) * (1 - VALIDATION))  # the last ones are for validation
train, validation = train[:cut], train[cut:]
`

// pythonRandom is Go's math/rand/v2 with rand.NewPCG: PCG-DXSM of 128 bits, and Lemire's way to numbers below n.
const pythonRandom = `class Random:
    """The random numbers of the run: those of Go's rand.NewPCG(high, low)."""

    def __init__(self, high, low):
        self.state = (high % 2**64) << 64 | low

    def uint64(self):
        self.state = (self.state * 0x2360ED051FC65DA44385DF649FCCF645 + 0x5851F42D4C957F2D14057B7EF767814F) % 2**128
        high, low = self.state >> 64, self.state % 2**64
        high ^= high >> 32
        high = high * 0xDA942042E4DD58B5 % 2**64
        high ^= high >> 48
        return high * (low | 1) % 2**64

    def below(self, n):
        if n & (n - 1) == 0:
            return self.uint64() & (n - 1)
        product = self.uint64() * n
        while product % 2**64 < n and product % 2**64 < 2**64 % n:
            product = self.uint64() * n
        return product >> 64


def order(seed, epoch, n):
    """The order of n samples in an epoch, counted from 1."""
    random, rows = Random(seed, epoch), np.arange(n)
    for i in range(n - 1, 0, -1):
        j = random.below(i + 1)
        rows[i], rows[j] = rows[j], rows[i]
    return rows
`

// header is the first comment of a Python program.
func (r *Run) header(library, needs string, notes []Note) string {
	var b strings.Builder
	b.WriteString("\"\"\"A run of Digit Lab, made again with " + library + ".\n\nIt needs " + needs + ", and " + r.files() + " beside it.\n")
	if len(notes) > 0 {
		b.WriteString("\nWhat differs:\n")
		for _, n := range notes {
			b.WriteString("- " + r.note(n, "data.npz, with x (samples, height, width, 1), scaled as in the run, and y (samples), the labels") + "\n")
		}
	}
	b.WriteString("\"\"\"\n\n")
	return b.String()
}

// files tells which files a Python program reads.
func (r *Run) files() string {
	var names []string
	for i := range r.members() {
		names = append(names, r.WeightsFile(i))
	}
	switch r.Data {
	case MNIST:
		names = append(names, "MNIST's four files (train-images-idx3-ubyte.gz …)")
	case FromFiles:
		names = append(names, "data.npz")
	}
	return strings.Join(names, ", ")
}

// Notebook returns a Python program as a Jupyter notebook, nbformat 4.4: its first comment as text, and a cell for each of its parts.
func Notebook(program string) string {
	head, rest, _ := strings.Cut(strings.TrimPrefix(program, `"""`), `"""`)
	cells := []string{`{"cell_type":"markdown","metadata":{},"source":` + source(head) + `}`}
	for part := range strings.SplitSeq(rest, cell) {
		cells = append(cells, `{"cell_type":"code","execution_count":null,"metadata":{},"outputs":[],"source":`+source(strings.Trim(part, "\n"))+`}`)
	}
	return `{"cells":[` + strings.Join(cells, ",\n") + `],"metadata":{"kernelspec":{"display_name":"Python 3","language":"python","name":"python3"},` +
		`"language_info":{"name":"python"}},"nbformat":4,"nbformat_minor":4}` + "\n"
}

// source is a text as a list of lines.
func source(text string) string {
	var lines []string
	for line := range strings.Lines(strings.TrimSpace(text)) {
		lines = append(lines, string(json.AppendString(nil, line)))
	}
	return "[" + strings.Join(lines, ",") + "]"
}
