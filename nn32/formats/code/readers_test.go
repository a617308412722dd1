//go:build readers

package code_test

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"digitlab/nn32"
	"digitlab/nn32/datasets"
	"digitlab/nn32/formats"
	"digitlab/nn32/formats/code"
	"digitlab/nn32/formats/convert"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/model"
)

const root = "../../.."

// run runs a program in a folder and returns what it prints.
func run(t testing.TB, folder, program string, arguments ...string) string {
	t.Helper()
	c := exec.Command(program, arguments...)
	c.Dir = folder
	var stderr bytes.Buffer
	c.Stderr = &stderr
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", program, strings.Join(arguments, " "), err, out, stderr.String())
	}
	return string(out)
}

// epoch is what is reported of one.
type epoch struct{ loss, accuracy, validationLoss, validationAccuracy float64 }

// trained is a run as the page's trainer makes it: the networks before it and after it, what was reported of each member's epochs, and the hash
// of the weights.
type trained struct {
	initial []*formats.Model
	epochs  []epoch
	hash    string
}

func data(t testing.TB, s protocol.Settings) (fit, validation nn32.Data) {
	t.Helper()
	var train nn32.Data
	if s.Data == protocol.MNIST {
		var files [4][]byte
		for i, f := range datasets.MNIST() {
			file, err := os.ReadFile(filepath.Join(root, "static/data/mnist", f.Name))
			if err != nil {
				t.Fatal("MNIST is not here; make test-formats gets it: ", err)
			}
			files[i] = file
		}
		var err error
		train, _, err = datasets.DecodeMNIST(files, func(file []byte, most int) ([]byte, error) {
			r, err := gzip.NewReader(bytes.NewReader(file))
			if err != nil {
				return nil, err
			}
			return io.ReadAll(io.LimitReader(r, int64(most)))
		})
		if err != nil {
			t.Fatal(err)
		}
	} else {
		file, err := os.Open(filepath.Join(root, "static/data/digits.csv.gz"))
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		digits, err := datasets.ReadDigits(file)
		if err != nil {
			t.Fatal(err)
		}
		rows, _, err := datasets.TrainTestSplit(digits.Len(), float64(s.TestPercent)/100, 777)
		if err != nil {
			t.Fatal(err)
		}
		train = digits.Take(rows)
	}
	cut := datasets.ValidationSplit(train.Len(), float64(s.ValidationPercent)/100)
	return train.Slice(0, cut), train.Slice(cut, train.Len())
}

func train(t testing.TB, s protocol.Settings) (out trained) {
	t.Helper()
	fit, validation := data(t, s)
	network, err := model.New(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range network.Members {
		for _, p := range m.Params() { // the second member's begin with 1/
			if i := strings.IndexByte(p.Name, '/'); strings.Count(p.Name, "/") > 1 {
				p.Name = p.Name[i+1:]
			}
		}
		initial, err := convert.Model("initial", m.Sequential)
		if err != nil {
			t.Fatal(err)
		}
		for i := range initial.Layers { // the network goes on
			for k, tensor := range initial.Layers[i].Tensors {
				initial.Layers[i].Tensors[k].Data = append([]float32(nil), tensor.Data...)
			}
		}
		out.initial = append(out.initial, initial)
	}
	for _, m := range network.Members {
		options := network.Options(s, fit.Len())
		options.Epochs, options.Validation = s.Epochs, validation
		options.OnEpoch = func(e nn32.Epoch) bool {
			out.epochs = append(out.epochs, epoch{float64(e.Training.Loss), float64(e.Training.Accuracy), float64(e.Validation.Loss), float64(e.Validation.Accuracy)})
			return false
		}
		if _, err := m.Fit(fit, options); err != nil {
			t.Fatal(err)
		}
	}
	h := fnv.New64a()
	for _, p := range network.Params() {
		for _, v := range p.Value.Data {
			binary.Write(h, binary.LittleEndian, math.Float32bits(v))
		}
	}
	out.hash = fmt.Sprintf("%016x", h.Sum64())
	return out
}

var reported = regexp.MustCompile(`epoch \d+: loss ([\d.]+), accuracy ([\d.]+), validation loss ([\d.]+), validation accuracy ([\d.]+)`)

func parseEpochs(t testing.TB, out string) (epochs []epoch) {
	for _, found := range reported.FindAllStringSubmatch(out, -1) {
		var v [4]float64
		for i := range v {
			var err error
			if v[i], err = strconv.ParseFloat(found[i+1], 64); err != nil {
				t.Fatal(err)
			}
		}
		epochs = append(epochs, epoch{v[0], v[1], v[2], v[3]})
	}
	return epochs
}

// short makes settings of a run that a test can wait for.
func short(s protocol.Settings) protocol.Settings {
	s.Epochs, s.Members = 2, min(s.Members, 2)
	if s.Data == protocol.MNIST {
		s.Epochs, s.ValidationPercent = 1, 60
		s.Layers = []protocol.Layer{{Kind: protocol.Conv2D, Units: 4, Size: 5, Stride: 4}, {Kind: protocol.Flatten}}
	}
	return s
}

// Each Go program is compiled and run; the hash that it prints is that of the trainer's run.
func TestReadersGo(t *testing.T) {
	for name, s := range all() {
		t.Run(name, func(t *testing.T) {
			s = short(s)
			p, err := code.Go(runOf(s))
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(t.TempDir(), "main.go")
			if err := os.WriteFile(file, []byte(p.Text), 0o666); err != nil {
				t.Fatal(err)
			}
			if s.Data == protocol.OpenedSmall || name == "mnist-better" { // files that are not here, and a run of minutes
				run(t, root, "go", "vet", file)
				return
			}
			out := run(t, root, "go", "run", file)
			want := train(t, s)
			if !strings.Contains(out, "weights "+want.hash+"\n") {
				t.Errorf("the hash is not %s:\n%s", want.hash, out)
			}
			got := parseEpochs(t, out)
			if len(got) != len(want.epochs) {
				t.Fatalf("%d epochs, want %d:\n%s", len(got), len(want.epochs), out)
			}
			for i, w := range want.epochs {
				if g := got[i]; math.Abs(g.loss-w.loss) > 1e-6 || math.Abs(g.validationLoss-w.validationLoss) > 1e-6 {
					t.Errorf("epoch %d: %v, want %v", i+1, g, w)
				}
			}
		})
	}
}

// Each PyTorch program is run with Debian's PyTorch; what it reports of its first epochs is what the trainer reports.
func TestReadersPyTorch(t *testing.T) {
	for name, s := range all() {
		if s.Data != protocol.Digits && name != "mnist" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			s = short(s)
			s.Augmentation = protocol.NoAugmentation // which it cannot
			r := runOf(s)
			p, err := code.PyTorch(r)
			if err != nil {
				t.Fatal(err)
			}
			want := train(t, s)
			folder := t.TempDir()
			write := func(name string, data []byte) {
				if err := os.WriteFile(filepath.Join(folder, name), data, 0o666); err != nil {
					t.Fatal(err)
				}
			}
			write("run.py", []byte(p.Text))
			for i, m := range want.initial {
				file, err := formats.NumPy.Write("initial", m)
				if err != nil {
					t.Fatal(err)
				}
				write(r.WeightsFile(i), file.Data)
			}
			for _, f := range datasets.MNIST() {
				file, err := filepath.Abs(filepath.Join(root, "static/data/mnist", f.Name))
				if err == nil {
					err = os.Symlink(file, filepath.Join(folder, f.Name))
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			out := run(t, folder, "/usr/bin/python3", "-W", "ignore", "run.py")
			got := parseEpochs(t, out)
			if len(got) != len(want.epochs) {
				t.Fatalf("%d epochs, want %d:\n%s", len(got), len(want.epochs), out)
			}
			for i, w := range want.epochs {
				// A bias before batch normalisation has gradients of rounding alone, which Adam makes as large as any; training does not see
				// what becomes of it, but the moving averages do.
				if d := math.Abs(got[i].loss - w.loss); d > 1e-4 {
					t.Errorf("epoch %d: the loss is %v, want %v", i+1, got[i].loss, w.loss)
				}
				if d := math.Abs(got[i].validationLoss - w.validationLoss); d > 1e-3 {
					t.Errorf("epoch %d: the validation loss is %v, want %v", i+1, got[i].validationLoss, w.validationLoss)
				}
			}
		})
	}
}

// Keras's programs are parsed, and their names are Keras's: testdata/keras_names.txt has its classes with their arguments.
func TestReadersKeras(t *testing.T) {
	for name, s := range all() {
		for library, write := range map[string]func(*code.Run) (code.Program, error){"Keras": code.Keras, "plain": code.Plain} {
			p, err := write(runOf(s))
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(t.TempDir(), "run.py")
			if err := os.WriteFile(file, []byte(p.Text), 0o666); err != nil {
				t.Fatal(err)
			}
			if out := run(t, ".", "/usr/bin/python3", "testdata/keras_names.py", file); !strings.HasPrefix(out, "ok ") {
				t.Errorf("%s, %s: %s", name, library, out)
			}
		}
	}
}

// For each pair of shares that the settings allow, the Python programs split the digits as the page does: their lines run with scikit-learn.
func TestReadersSplit(t *testing.T) {
	for library, write := range map[string]func(*code.Run) (code.Program, error){"Keras": code.Keras, "PyTorch": code.PyTorch} {
		for _, data := range []protocol.DataSet{protocol.Digits, protocol.MNIST} {
			script := "from sklearn.model_selection import train_test_split\nimport numpy as np\nx = np.zeros(" + strconv.Itoa(data.Count()) + ")\n"
			var want []string
			s := protocol.DefaultSettings()
			s.Data = data
			for s.TestPercent = protocol.MinShare; s.TestPercent <= protocol.MaxShare; s.TestPercent++ {
				for s.ValidationPercent = protocol.MinShare; s.ValidationPercent <= protocol.MaxShare; s.ValidationPercent++ {
					p, err := write(runOf(s))
					if err != nil {
						t.Fatal(err)
					}
					_, split, _ := strings.Cut(p.Text, "\ntrain, test = ")
					split, _, ok := strings.Cut(split, "\ntrain, validation = train[:cut], train[cut:]\n")
					if !ok {
						t.Fatalf("%s has no split:\n%s", library, p.Text)
					}
					shares := fmt.Sprintf("%d %% and %d %%", s.TestPercent, s.ValidationPercent)
					script += "train, test = " + split + "\nprint('" + shares + ":', cut, len(train) - cut, len(test))\n"
					fit, validation, test := s.Parts(data.Count())
					want = append(want, fmt.Sprintf("%s: %d %d %d", shares, fit, validation, test))
				}
			}
			file := filepath.Join(t.TempDir(), "split.py")
			if err := os.WriteFile(file, []byte(script), 0o666); err != nil {
				t.Fatal(err)
			}
			got := strings.Split(strings.TrimSpace(run(t, ".", "/usr/bin/python3", file)), "\n")
			if len(got) != len(want) {
				t.Fatalf("%s: %d splits, want %d", library, len(got), len(want))
			}
			for i := range want {
				if got[i] != want[i] {
					t.Errorf("%s: %s, want %s", library, got[i], want[i])
				}
			}
		}
	}
}
