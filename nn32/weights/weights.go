// Package weights writes networks of nn32 to files and reads them. It is a package of its own so that a program without such files
// does not contain the decoders: JSON alone is 0.4 MB of WebAssembly. It does not open files.
package weights

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/nlpodyssey/safetensors"

	"digitlab/nn32"
)

// The format is safetensors, which other programs read too. There is a tensor for each parameter and, with the prefix "optimizer/", for
// each part of the optimiser's state. The metadata have the architecture, the arguments of Compile, and the names of the parameters that
// are not Trainable, as JSON.
const (
	fileFormat    = "nn32 1"
	maxFileSize   = 1 << 28 // the largest network of nn32 with both moments, and a header
	maxHeaderSize = 1 << 20
	statePrefix   = "optimizer/"
)

// ErrWeights is wrapped by Load's errors about bytes that are not a file of Save.
var ErrWeights = errors.New("this is not a file of weights")

// architecture describes a network in the metadata.
type architecture struct {
	Input  nn32.Shape
	Seed   uint64
	Layers []savedPart
}

// savedPart describes a layer, optimiser or loss in the metadata: its kind, and its exported fields.
type savedPart struct {
	Kind    string
	Options json.RawMessage
}

// training describes the arguments of Compile in the metadata.
type training struct {
	Optimizer, Loss savedPart
	Accuracy        bool
}

var layerKinds = map[string]func() nn32.Layer{
	"activation":               func() nn32.Layer { return &nn32.Activation{} },
	"average_pooling2d":        func() nn32.Layer { return &nn32.AveragePooling2D{} },
	"batch_normalization":      func() nn32.Layer { return &nn32.BatchNormalization{} },
	"conv2d":                   func() nn32.Layer { return &nn32.Conv2D{} },
	"dense":                    func() nn32.Layer { return &nn32.Dense{} },
	"dropout":                  func() nn32.Layer { return &nn32.Dropout{} },
	"flatten":                  func() nn32.Layer { return &nn32.Flatten{} },
	"global_average_pooling2d": func() nn32.Layer { return &nn32.GlobalAveragePooling2D{} },
	"max_pooling2d":            func() nn32.Layer { return &nn32.MaxPooling2D{} },
}

var optimizerKinds = map[string]func() nn32.Optimizer{
	"sgd":     func() nn32.Optimizer { return &nn32.SGD{} },
	"rmsprop": func() nn32.Optimizer { return &nn32.RMSprop{} },
	"adagrad": func() nn32.Optimizer { return &nn32.Adagrad{} },
	"adam":    func() nn32.Optimizer { return &nn32.Adam{} },
	"adamw":   func() nn32.Optimizer { return &nn32.AdamW{} },
	"nadam":   func() nn32.Optimizer { return &nn32.Nadam{} },
}

var lossKinds = map[string]func() nn32.Loss{
	"categorical_crossentropy":        func() nn32.Loss { return &nn32.CategoricalCrossentropy{} },
	"sparse_categorical_crossentropy": func() nn32.Loss { return &nn32.SparseCategoricalCrossentropy{} },
	"mean_squared_error":              func() nn32.Loss { return &nn32.MeanSquaredError{} },
}

// Save writes a network with its weights and, if it is compiled, the optimiser with its state. epoch is the number of epochs that it
// was trained for; Load returns it, for InitialEpoch. With the same data and FitOptions the resumed run gives the same bits. It returns
// an error for a layer, optimiser or loss that is not nn32's. Metrics other than Accuracy are left out; they change no weights.
func Save(w io.Writer, s *nn32.Sequential, epoch int) error {
	metadata := map[string]string{"format": fileFormat, "epoch": strconv.Itoa(epoch)}
	a := architecture{Input: s.Input(), Seed: s.Seed()}
	for i, l := range s.Layers() {
		d, err := describe(l, layerKinds)
		if err != nil {
			return fmt.Errorf("weights: layer %d (%s): %w", i, l.Kind(), err)
		}
		a.Layers = append(a.Layers, d)
	}
	if err := addMetadata(metadata, "architecture", a); err != nil {
		return err
	}
	tensors := map[string]safetensors.TensorView{}
	var frozen []string
	for _, p := range s.Params() {
		if p.Grad != nil && !p.Trainable {
			frozen = append(frozen, p.Name)
		}
		if err := addTensor(tensors, p.Name, p); err != nil {
			return err
		}
	}
	if len(frozen) > 0 {
		if err := addMetadata(metadata, "frozen", frozen); err != nil {
			return err
		}
	}
	if optimizer, loss, metrics := s.Compiled(); optimizer != nil {
		t := training{Accuracy: slices.Contains(metrics, nn32.Accuracy)}
		var err error
		if t.Optimizer, err = describe(optimizer, optimizerKinds); err != nil {
			return fmt.Errorf("weights: optimizer: %w", err)
		}
		if t.Loss, err = describe(loss, lossKinds); err != nil {
			return fmt.Errorf("weights: loss: %w", err)
		}
		if err := addMetadata(metadata, "training", t); err != nil {
			return err
		}
		for _, p := range s.OptimizerState() {
			if err := addTensor(tensors, statePrefix+p.Name, p); err != nil {
				return err
			}
		}
	}
	if err := safetensors.SerializeToWriter(tensors, metadata, w); err != nil {
		return fmt.Errorf("weights: saving: %w", err)
	}
	return nil
}

// describe returns the description of a part. kinds has a function for each kind that makes an empty part of its type.
func describe[P any](part P, kinds map[string]func() P) (savedPart, error) {
	for kind, make := range kinds {
		if fmt.Sprintf("%T", make()) == fmt.Sprintf("%T", part) {
			options, err := json.Marshal(part)
			return savedPart{kind, options}, err
		}
	}
	return savedPart{}, fmt.Errorf("a %T cannot be saved; only this library's own can", part)
}

// addMetadata adds a value as JSON.
func addMetadata(metadata map[string]string, key string, v any) error {
	text, err := json.Marshal(v)
	metadata[key] = string(text)
	return err
}

// addTensor adds a parameter to the tensors of a file.
func addTensor(tensors map[string]safetensors.TensorView, name string, p *nn32.Param) error {
	data := make([]byte, 0, 4*len(p.Value.Data))
	for _, v := range p.Value.Data {
		data = binary.LittleEndian.AppendUint32(data, math.Float32bits(v))
	}
	shape := make([]uint64, len(p.Value.Shape))
	for i, n := range p.Value.Shape {
		shape[i] = uint64(n)
	}
	v, err := safetensors.NewTensorView(safetensors.F32, shape, data)
	tensors[name] = v
	return err
}

// LoadInto sets a network's weights to those of a file of Save, by their names, such as conv2d/kernel: to go on with a network that was
// trained, with other options or other data. With names of layers, such as conv2d, it sets only theirs; otherwise the file must have each
// of the network's parameters, and no other. If a name or a shape does not match, the error names the first, and nothing has changed.
//
// The optimiser's state in the file is left out, and that of the network stays; call Compile to begin anew.
func LoadInto(r io.Reader, s *nn32.Sequential, layers ...string) error {
	file, _, err := readFile(r)
	if err != nil {
		return err
	}
	values := map[string]*nn32.Tensor{}
	for _, t := range file.Tensors() {
		if strings.HasPrefix(t.Name, statePrefix) {
			continue
		}
		if t.TensorView.DType() != safetensors.F32 {
			return fmt.Errorf("%w: tensor %s is of type %v, want float32", ErrWeights, t.Name, t.TensorView.DType())
		}
		v := &nn32.Tensor{Data: make([]float32, len(t.TensorView.Data())/4)}
		for _, n := range t.TensorView.Shape() {
			v.Shape = append(v.Shape, int(n))
		}
		decode(v.Data, t.TensorView.Data())
		values[t.Name] = v
	}
	if err := s.SetWeights(values, layers...); err != nil {
		return fmt.Errorf("weights: %w", err)
	}
	return nil
}

// Load reads a file of Save. It returns the network with its weights, compiled as it was, and the number of epochs that it was trained
// for. For a file that is truncated, too long, altered or of another program, the error wraps ErrWeights. It reads the bytes that the header tells and one more, at most 256 MiB.
func Load(r io.Reader) (s *nn32.Sequential, epoch int, err error) {
	file, metadata, err := readFile(r)
	if err != nil {
		return nil, 0, err
	}
	if got := metadata["format"]; got != fileFormat {
		return nil, 0, fmt.Errorf("%w: its format is %.40q, want %q", ErrWeights, got, fileFormat)
	}
	epoch, err = strconv.Atoi(metadata["epoch"])
	if err != nil || epoch < 0 {
		return nil, 0, fmt.Errorf("%w: its epoch is %.40q", ErrWeights, metadata["epoch"])
	}
	if s, err = rebuild(metadata, file); err != nil {
		return nil, 0, err
	}
	want := map[string]*nn32.Param{}
	for _, p := range s.Params() {
		want[p.Name] = p
	}
	for _, p := range s.OptimizerState() {
		want[statePrefix+p.Name] = p
	}
	if err := fill(want, file); err != nil {
		return nil, 0, err
	}
	return s, epoch, nil
}

// readFile reads the tensors and the metadata. It checks the header's length before the header is decoded.
func readFile(r io.Reader) (safetensors.SafeTensors, map[string]string, error) {
	none := safetensors.SafeTensors{}
	var all bytes.Buffer
	if _, err := io.CopyN(&all, r, 8); err == io.EOF {
		return none, nil, fmt.Errorf("%w: it ends in its first 8 bytes", ErrWeights)
	} else if err != nil {
		return none, nil, fmt.Errorf("weights: reading weights: %w", err)
	}
	if n := binary.LittleEndian.Uint64(all.Bytes()); n > maxHeaderSize {
		return none, nil, fmt.Errorf("%w: its header has %d bytes, at most %d are taken", ErrWeights, n, maxHeaderSize)
	}
	headerSize := int64(binary.LittleEndian.Uint64(all.Bytes()))
	if _, err := all.ReadFrom(io.LimitReader(r, headerSize)); err != nil {
		return none, nil, fmt.Errorf("weights: reading weights: %w", err)
	}
	size, err := dataSize(all.Bytes()[8:])
	if err != nil {
		return none, nil, fmt.Errorf("%w: its header: %w", ErrWeights, err)
	}
	if _, err := all.ReadFrom(io.LimitReader(r, size+1)); err != nil { // one more, which an endless reader has
		return none, nil, fmt.Errorf("weights: reading weights: %w", err)
	}
	_, header, err := safetensors.ReadMetadata(all.Bytes())
	if err != nil {
		return none, nil, fmt.Errorf("%w: %w", ErrWeights, err)
	}
	file, err := safetensors.Deserialize(all.Bytes())
	if err != nil {
		return none, nil, fmt.Errorf("%w: %w", ErrWeights, err)
	}
	return file, header.Metadata(), nil
}

// dataSize returns the number of bytes after a header.
func dataSize(header []byte) (size int64, err error) {
	var m safetensors.Metadata
	if err := json.Unmarshal(header, &m); err != nil {
		return 0, err
	}
	for _, t := range m.Tensors() {
		if t.DataOffsets[1] > maxFileSize {
			return 0, fmt.Errorf("it has tensors beyond %d bytes", maxFileSize)
		}
		size = max(size, int64(t.DataOffsets[1]))
	}
	return size, nil
}

// rebuild returns the network that the metadata of a file describe, with its initial weights.
func rebuild(metadata map[string]string, file safetensors.SafeTensors) (*nn32.Sequential, error) {
	var a architecture
	if err := decodeStrict(metadata["architecture"], &a); err != nil {
		return nil, fmt.Errorf("%w: its architecture: %w", ErrWeights, err)
	}
	layers := make([]nn32.Layer, len(a.Layers))
	for i, d := range a.Layers {
		l, err := makePart(d, layerKinds)
		if err != nil {
			return nil, fmt.Errorf("%w: layer %d: %w", ErrWeights, i, err)
		}
		layers[i] = l
	}
	values := 0
	for _, t := range file.Tensors() {
		values += len(t.TensorView.Data()) / 4
	}
	s, err := nn32.NewSequentialWithin(values, a.Input, a.Seed, layers...)
	if err != nil {
		return nil, fmt.Errorf("%w: its architecture: %w", ErrWeights, err)
	}
	if metadata["frozen"] != "" {
		var frozen []string
		if err := decodeStrict(metadata["frozen"], &frozen); err != nil {
			return nil, fmt.Errorf("%w: its frozen parameters: %w", ErrWeights, err)
		}
		for _, p := range s.Params() {
			p.Trainable = p.Trainable && !slices.Contains(frozen, p.Name)
		}
	}
	if metadata["training"] == "" {
		return s, nil
	}
	var t training
	if err := decodeStrict(metadata["training"], &t); err != nil {
		return nil, fmt.Errorf("%w: its training: %w", ErrWeights, err)
	}
	optimizer, err := makePart(t.Optimizer, optimizerKinds)
	if err != nil {
		return nil, fmt.Errorf("%w: its optimizer: %w", ErrWeights, err)
	}
	loss, err := makePart(t.Loss, lossKinds)
	if err != nil {
		return nil, fmt.Errorf("%w: its loss: %w", ErrWeights, err)
	}
	var metrics []nn32.Metric
	if t.Accuracy {
		metrics = append(metrics, nn32.Accuracy)
	}
	if err := s.Compile(optimizer, loss, metrics...); err != nil {
		return nil, fmt.Errorf("%w: its training: %w", ErrWeights, err)
	}
	return s, nil
}

// makePart returns the part that d describes.
func makePart[P any](d savedPart, kinds map[string]func() P) (P, error) {
	make, ok := kinds[d.Kind]
	if !ok {
		var none P
		return none, fmt.Errorf("%.40q is none that this library has", d.Kind)
	}
	part := make()
	return part, decodeStrict(string(d.Options), part)
}

// decodeStrict decodes JSON and refuses unknown fields, which only another program's file has.
func decodeStrict(text string, v any) error {
	decoder := json.NewDecoder(bytes.NewReader([]byte(text)))
	decoder.DisallowUnknownFields()
	return decoder.Decode(v)
}

// fill copies the tensors of a file into the parameters. Both must have the same names and shapes.
func fill(want map[string]*nn32.Param, file safetensors.SafeTensors) error {
	if file.Len() != len(want) {
		return fmt.Errorf("%w: it has %d tensors, its architecture has %d", ErrWeights, file.Len(), len(want))
	}
	for _, t := range file.Tensors() {
		p, ok := want[t.Name]
		if !ok {
			return fmt.Errorf("%w: it has a tensor %.80q that its architecture has not", ErrWeights, t.Name)
		}
		if t.TensorView.DType() != safetensors.F32 || !sameShape(t.TensorView.Shape(), p.Value.Shape) {
			return fmt.Errorf("%w: tensor %s is %v of type %d, want float32 of %v", ErrWeights, t.Name, t.TensorView.Shape(),
				t.TensorView.DType(), p.Value.Shape)
		}
		decode(p.Value.Data, t.TensorView.Data())
		if err := p.Check(); err != nil {
			return fmt.Errorf("%w: %w", ErrWeights, err)
		}
	}
	return nil
}

// decode sets values to those of a tensor's bytes.
func decode(values []float32, data []byte) {
	for i := range values {
		values[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
	}
}

func sameShape(got []uint64, want nn32.Shape) bool {
	if len(got) != len(want) {
		return false
	}
	for i, n := range want {
		if got[i] != uint64(n) {
			return false
		}
	}
	return true
}
