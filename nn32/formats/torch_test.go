package formats_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"digitlab/nn32/formats"
	"digitlab/nn32/formats/formatstest"
)

var weightFormats = []*formats.Format{&formats.PyTorch, &formats.Safetensors, &formats.NumPy}

// emptied returns a model with the same layers and weights of zero.
func emptied(m *formats.Model) *formats.Model {
	to := *m
	to.Layers = slices.Clone(m.Layers)
	for i := range to.Layers {
		l := &to.Layers[i]
		l.Tensors = slices.Clone(l.Tensors)
		for k, t := range l.Tensors {
			l.Tensors[k].Data = make([]float32, len(t.Data))
		}
	}
	return &to
}

func TestWeightsComeBackIntoTheirNetwork(t *testing.T) {
	for _, f := range weightFormats {
		for seed := range uint64(formatstest.Networks) {
			m := formatstest.Model(t, seed)
			file := formats.File{Name: "x", Data: written(t, f, m)}
			got, err := formats.ReadInto([]formats.File{file}, emptied(m))
			if err != nil {
				t.Errorf("%s, seed %d: %v", f.Name, seed, err)
				continue
			}
			for i, l := range got[0].Layers {
				for k, tensor := range l.Tensors {
					if !slices.Equal(tensor.Data, m.Layers[i].Tensors[k].Data) {
						t.Errorf("%s, seed %d: %s of %s is another", f.Name, seed, tensor.Name, l.At(i))
					}
				}
			}
			if _, err := formats.Read([]formats.File{file}); f == &formats.NumPy && !errors.Is(err, formats.ErrNoStructure) {
				t.Errorf("%s: without a network the error is %v", f.Name, err)
			}
			_, err = formats.ReadInto([]formats.File{file}, formatstest.Model(t, (seed+1)%formatstest.Networks))
			if f == &formats.NumPy && (err == nil || !strings.Contains(err.Error(), "the file")) {
				t.Errorf("seed %d: into another network the error is %v", seed, err)
			}
		}
	}
}

// Our own files also say of which network they are.
func TestOwnWeightsNeedNoNetwork(t *testing.T) {
	x := formatstest.Images(4)
	for _, f := range []*formats.Format{&formats.PyTorch, &formats.Safetensors} {
		for seed := range uint64(formatstest.Networks) {
			m := formatstest.Model(t, seed)
			got, err := formats.Read([]formats.File{{Data: written(t, f, m)}})
			if err != nil {
				t.Fatalf("%s, seed %d: %v", f.Name, seed, err)
			}
			formatstest.Close(t, f.Name, formatstest.Predict(t, got[0], x), formatstest.Predict(t, m, x))
		}
	}
}

func TestWeightsRefuse(t *testing.T) {
	m := formatstest.Model(t, 1)
	tensors := written(t, &formats.Safetensors, m)
	replaced := func(file []byte, old, new string) []byte {
		if !bytes.Contains(file, []byte(old)) {
			t.Fatalf("there is no %q", old)
		}
		return bytes.Replace(file, []byte(old), []byte(new), 1)
	}
	for want, data := range map[string][]byte{
		"its header has":               replaced(tensors, string(tensors[:8]), "\xff\xff\xff\x7f\x00\x00\x00\x00"),
		"is said to be at":             replaced(tensors, `"data_offsets":[0,`, `"data_offsets":[4,`),
		"has the type \"I32\"":         replaced(tensors, `"F32"`, `"I32"`),
		"before 1.6":                   []byte("\x80\x02cos\nsystem\n"),
		"calls \"os.system\"":          pickled(t, "cos\nsystem\nX\x04\x00\x00\x00true\x85R."),
		"calls \"builtins.eval\"":      pickled(t, "\x8c\x08builtins\x8c\x04eval\x93."),
		"the operation 105":            pickled(t, "i"),
		"its pickle is damaged":        pickled(t, "ccollections\nOrderedDict\n)"),
		"too few for the shape":        pickled(t, "ccollections\nOrderedDict\n)R(X\x01\x00\x00\x00actorch._utils\n_rebuild_tensor_v2\n((X\x07\x00\x00\x00storagectorch\nFloatStorage\nX\x01\x00\x00\x000X\x03\x00\x00\x00cpuK\x08tQK\x00K\x09\x85K\x01\x85\x89NtRu."),
		"is too large":                 pickled(t, "ccollections\nOrderedDict\n)R(X\x01\x00\x00\x00actorch._utils\n_rebuild_tensor_v2\n((X\x07\x00\x00\x00storagectorch\nFloatStorage\nX\x01\x00\x00\x000X\x03\x00\x00\x00cpuK\x08tQK\x00J\x00\x00\x00\x7fJ\x00\x00\x00\x7f\x86K\x00K\x00\x86\x89NtRu."),
		"has no state dict":            pickled(t, "K\x01."),
		"whose kernel needs [1 2 1 5]": written(t, &formats.NumPy, formatstest.Model(t, 2)),
	} {
		_, err := formats.ReadInto([]formats.File{{Data: data}}, m)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %v, want one with %q", err, want)
		}
	}
}

// pickled returns a file of torch.save with a program, and a storage of 32 bytes.
func pickled(t testing.TB, program string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zipWriter(&b)
	w("archive/data.pkl", "\x80\x02"+program)
	w("archive/data/0", strings.Repeat("\x00", 32))
	w("", "")
	return b.Bytes()
}

// FuzzWeights reads into a network, which FuzzRead does not.
func FuzzWeights(f *testing.F) {
	m := formatstest.Model(f, 1)
	for _, format := range weightFormats {
		f.Add(written(f, format, m))
		f.Add(written(f, format, formatstest.Model(f, 2)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		models, err := formats.ReadInto([]formats.File{{Data: data}}, m)
		if err == nil && models[0].Validate() != nil {
			t.Errorf("a network that was read is not valid: %v", models[0].Validate())
		}
	})
}

// FuzzPickle changes the program alone, which the zip's checksum would protect.
func FuzzPickle(f *testing.F) {
	f.Add("ccollections\nOrderedDict\n)R(X\x01\x00\x00\x00actorch._utils\n_rebuild_tensor_v2\n((X\x07\x00\x00\x00storagectorch\nFloatStorage\nX\x01\x00\x00\x000X\x03\x00\x00\x00cpuK\x08tQK\x00K\x08\x85K\x01\x85\x89NtRu.")
	f.Fuzz(func(t *testing.T, program string) {
		formats.ReadInto([]formats.File{{Data: pickled(t, program)}}, formatstest.Model(t, 1))
	})
}
