package formats_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"runtime"
	"strings"
	"testing"

	"digitlab/nn32/formats"
	"digitlab/nn32/formats/formatstest"
)

// smallest returns a network of few bytes.
func smallest() *formats.Model {
	return &formats.Model{Name: "small", Input: [3]int{1, 2, 1}, Layers: []formats.Layer{{Class: formats.Flatten},
		{Class: formats.Dense, Units: 1, Activation: "softmax", Tensors: []formats.Tensor{{Name: "kernel", Shape: []int{2, 1}, Data: []float32{1, 2}},
			{Name: "bias", Shape: []int{1}, Data: []float32{3}}}}}}
}

// TestBroken breaks the files of Keras and TensorFlow.js at each byte: they are refused or another network, and nothing panics.
func TestBroken(t *testing.T) {
	for _, f := range kerasFormats {
		file, err := f.Write("a", smallest())
		if err != nil {
			t.Fatal(err)
		}
		for i := range file.Data {
			if models, err := formats.Read([]formats.File{{Data: file.Data[:i]}}); err == nil {
				t.Errorf("%s: its first %d bytes of %d are read as %v", f.Name, i, len(file.Data), models[0])
			}
			changed := bytes.Clone(file.Data)
			changed[i] ^= []byte{0x01, 0x80, 0xff}[i%3]
			formats.Read([]formats.File{{Data: changed}})
		}
	}
}

// deflated returns a zip of files that are compressed.
func deflated(t testing.TB, files ...formats.File) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		to, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		to.Write(f.Data)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestHostile reads files that ask for much: each is refused in words, with at most 64 MB.
func TestHostile(t *testing.T) {
	zeros := func(mb int) []byte { return make([]byte, mb<<20) }
	huge := deflated(t, formats.File{Name: "a", Data: zeros(40)})
	keras := func(config string, weights []byte) []byte {
		return deflated(t, formats.File{Name: "metadata.json", Data: []byte("{}")}, formats.File{Name: "config.json", Data: []byte(config)}, formats.File{Name: "model.weights.h5", Data: weights})
	}
	legacy, err := formats.KerasH5.Write("a", smallest())
	if err != nil {
		t.Fatal(err)
	}
	enlarged := bytes.Clone(legacy.Data) // the shape (2, 1) of the kernel becomes (2³¹, 2³¹)
	at := bytes.Index(enlarged, binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(nil, 2), 1))
	binary.LittleEndian.PutUint64(enlarged[at:], 1<<31)
	binary.LittleEndian.PutUint64(enlarged[at+8:], 1<<31)
	many := sequential(strings.Repeat(`Flatten {`+image+`}; `, 1500) + `Flatten {}`)
	for _, test := range []struct {
		words string
		files []formats.File
	}{
		{"unpacked, all would be larger than 32 MB", []formats.File{{Data: huge}}},
		{"unpacked, all would be larger than 32 MB", []formats.File{{Data: deflated(t, formats.File{Name: "a.zip", Data: deflated(t, formats.File{Name: "a", Data: zeros(20)}, formats.File{Name: "b", Data: zeros(20)})})}}},
		{"this is no file of", []formats.File{{Data: deflated(t, formats.File{Name: "1", Data: deflated(t, formats.File{Name: "2", Data: deflated(t, formats.File{Name: "3", Data: legacy.Data})})})}}},
		{"the files have 40 MB", []formats.File{{Data: zeros(40)}}},
		{"deeper than 64", []formats.File{{Data: keras(strings.Repeat(`{"config":`, 1<<20), legacy.Data)}}},
		{"more than 131072 values", []formats.File{{Data: keras(`{"config":[`+strings.Repeat("0,", 1<<20), legacy.Data)}}},
		{"it has 1501 layers, at most 1024", []formats.File{{Data: keras(many, legacy.Data)}}},
		{"the file has no", []formats.File{{Data: []byte(`{"modelTopology":` + sequential(`Flatten {`+image+`}; Dense {"units":4194304}`) + `,"weightsManifest":[]}`)}}},
		{"too large", []formats.File{{Data: []byte(`{"modelTopology":` + sequential(`Flatten {`+image+`}; Dense {"units":4194304}`) +
			`,"weightsManifest":[{"paths":[],"weights":[{"name":"l1/kernel","shape":[1073741824,1073741824,1073741824],"dtype":"float32"}]}]}`)}}},
		{"end before the weights", []formats.File{{Data: []byte(`{"modelTopology":` + sequential(`Flatten {`+image+`}; Dense {"units":4194304}`) +
			`,"weightsManifest":[{"paths":[],"weights":[{"name":"l1/kernel","shape":[4194304],"dtype":"float32"}]}]}`)}}},
		{"files of weights have more than 32 MB", []formats.File{{Name: "a.bin", Data: zeros(4)}, {Data: []byte(`{"modelTopology":` + sequential(`Flatten {`+image+`}; Dense {"units":2}`) +
			`,"weightsManifest":[{"paths":[` + strings.TrimPrefix(strings.Repeat(`,"a.bin"`, 4000), ",") + `],"weights":[]}]}`)}}},
		{"has a shape that is not understood", []formats.File{{Data: enlarged}}},
		{"is too large", []formats.File{{Data: []byte(`{"modelTopology":` + sequential(`Conv2D {"batch_input_shape":[null,4096,1024,1],"filters":4194304,"kernel_size":4096,"padding":"same"}`) + `}`)}}},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		refused(t, test.words, test.files...)
		runtime.ReadMemStats(&after)
		if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 64 {
			t.Errorf("%s: %d MB were used", test.words, mb)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, format := range formats.Formats {
		for _, m := range []*formats.Model{smallest(), formatstest.Model(f, 3)} {
			file, err := format.Write("a", m)
			if err != nil {
				continue // not every format can say all
			}
			f.Add(file.Data, []byte(nil))
		}
	}
	for _, name := range []string{"tutorial.keras", "hard.h5"} {
		f.Add(testdata(f, name), []byte(nil))
	}
	files := tfjs(f, sequential(`Flatten {`+image+`}; Dense {"units":2,"name":"d"}`), "d/kernel 64 2, d/bias 2")
	f.Add(bytes.Replace(files[1].Data, []byte(`"group1-shard1of2.bin",`), nil, 1), append(files[2].Data, files[0].Data...))
	f.Fuzz(func(t *testing.T, a, b []byte) {
		files := []formats.File{{Name: "a", Data: a}}
		if len(b) > 0 {
			files = append(files, formats.File{Name: "b", Data: b})
		}
		models, err := formats.Read(files)
		for _, m := range models {
			if err := m.Validate(); err != nil {
				t.Error(err)
			}
		}
		if (err == nil) != (len(models) > 0) {
			t.Errorf("%d networks and the error %v", len(models), err)
		}
	})
}
