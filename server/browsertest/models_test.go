//go:build browser

package browsertest

import (
	"encoding/base64"
	"fmt"
	"os"
	"strings"
	"testing"

	"digitlab/nn32/formats"
)

// modelSaid is what came of opening a model.
const modelSaid = "document.getElementById('models-opened').innerText"

// savedModel waits until the page has saved a file whose name ends so, and returns it.
func (b *browser) savedModel(ending string) formats.File {
	b.t.Helper()
	find := fmt.Sprintf("Object.keys(saved).find((name) => name.endsWith(%s))", quote(ending))
	b.eventually(loads, find+" !== undefined")
	name := eval[string](b, find)
	data, err := base64.StdEncoding.DecodeString(eval[string](b, "saved["+quote(name)+"]"))
	if err != nil {
		b.t.Fatal(err)
	}
	eval[bool](b, "delete saved["+quote(name)+"]")
	return formats.File{Name: name, Data: data}
}

// A network goes out in every format, at the moment that the time machine shows, and comes in again as a run: it is tested, predicts, is
// stored and looked into. A file that is none changes nothing.
func TestBrowserModels(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 720, language: "en-US"})
	b.trained(30, "Start training", "Done: ")
	accuracy := eval[string](b, "document.body.innerText.match(/Done: ([0-9.]+)%/)[1]")
	b.openPanel("models")
	eval[bool](b, "(() => {"+keepSaved+"; return true })()")
	b.eventually(loads, "document.getElementById('model-run').selectedOptions[0].innerText === 'Present run, epoch 30 of 30'")
	var keras formats.File
	for _, f := range formats.Formats {
		b.click("button", f.Name)
		b.eventually(loads, "document.getElementById('models-saved').innerText.startsWith('Saved ')")
		file := b.savedModel(f.Ending)
		if f == &formats.Keras {
			keras = file
		}
		if f == &formats.C {
			if !strings.Contains(string(file.Data), "float") {
				t.Errorf("C: %.200s", file.Data)
			}
			continue
		}
		models, err := formats.ReadInto([]formats.File{file}, nil)
		switch {
		case f == &formats.NumPy:
			if err == nil {
				t.Error("NumPy's arrays say of which network they are")
			}
		case err != nil:
			t.Errorf("%s: %v", f.Name, err)
		case len(models) != 1 || len(models[0].Layers) != 5 || len(models[0].Layers[0].Tensors[0].Data) != 90:
			t.Errorf("%s: %+v", f.Name, models)
		}
	}
	b.screenshot("out")

	b.choose("model-file", "mine.keras", keras.Data)
	b.eventually(loads, modelSaid+".startsWith('Opened: 5,160 parameters. ')")
	b.says(loads, "Done: "+accuracy+"%")
	b.eventually(loads, "document.querySelector('.model-code .note').innerText.startsWith('This network was trained elsewhere')")
	b.eventually(loads, "document.getElementById('inside-said').innerText.startsWith('Digit 7 of the data')")
	b.screenshot("in")
	b.draw(3)
	b.settles()
	b.eventually(loads, "document.querySelector('.answer').innerText.startsWith('3')")
	b.openPanel("runs")
	b.eventually(loads, "document.querySelector('.runs').innerText.includes('mine.keras')")

	b.openPanel("models")
	// A file that is dropped on the drawing, and is no picture, is the panel's.
	if refused := eval[bool](b, `(() => { const data = new DataTransfer();
		data.items.add(new File(['not a model'], 'dropped.onnx'));
		return document.getElementById('canvas').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })) })()`); refused {
		t.Error("nothing takes a file that is dropped on the drawing")
	}
	b.eventually(loads, modelSaid+".includes('This file cannot be read as a network.') && document.getElementById('picture-problem').innerText === ''")
	hard, err := os.ReadFile("../../nn32/formats/testdata/hard.h5")
	if err != nil {
		t.Fatal(err)
	}
	b.choose("model-file", "hard.h5", hard)
	b.eventually(loads, modelSaid+".startsWith('Opened: 759 parameters. ')")
	const progress = "document.querySelector('.progress').innerText"
	b.eventually(loads, progress+".startsWith('Done: ') && !"+progress+".includes("+quote(accuracy)+")")
	before := eval[string](b, progress)
	for _, bad := range []string{"not a model", string(keras.Data[:len(keras.Data)/2]), ""} {
		b.choose("model-file", "bad.onnx", []byte(bad))
		b.eventually(loads, modelSaid+".includes('This file cannot be read as a network. Nothing was changed.')")
	}
	if after := eval[string](b, progress); after != before {
		t.Errorf("after files that are no networks it says %q, before %q", after, before)
	}
	b.noComplaints()
}

// Weights without a structure go into the network that is there.
func TestBrowserModelWeights(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 720, language: "en-US"})
	b.trained(30, "Start training", "Done: ")
	accuracy := eval[string](b, "document.body.innerText.match(/Done: ([0-9.]+)%/)[1]")
	b.openPanel("models")
	eval[bool](b, "(() => {"+keepSaved+"; return true })()")
	b.click("button", "NumPy")
	weights := b.savedModel(".npz").Data
	b.click("button", "Reset")
	b.eventually(loads, "document.getElementById('model-run').selectedOptions[0].innerText === 'Present run, untrained'")
	b.choose("model-file", "weights.npz", weights)
	b.eventually(loads, modelSaid+".startsWith('Opened: 5,160 parameters. ')")
	b.says(loads, "Done: "+accuracy+"%")
	b.noComplaints()
}

// The code that makes the run again is shown, saved with the initial weights, and fits the phone.
func TestBrowserModelCode(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 360, height: 640, language: "ko-KR", dark: true, touch: true})
	b.eventually(loads, complete)
	b.click("button", "더 보기")
	b.openPanel("models")
	eval[bool](b, "(() => {"+keepSaved+"; return true })()")
	for _, program := range []struct{ button, file, has string }{
		{"Keras model.fit 스크립트", "digit-lab-plain.py", "model.fit"},
		{"Keras model.fit 노트북", "digit-lab-plain.ipynb", "nbformat"},
		{"Keras 스크립트", "digit-lab-keras.py", "import keras"},
		{"Keras 노트북", "digit-lab-keras.ipynb", "nbformat"},
		{"PyTorch 스크립트", "digit-lab-pytorch.py", "import torch"},
		{"PyTorch 노트북", "digit-lab-pytorch.ipynb", "nbformat"},
		{"Go 프로그램", "run.go", "nn32.NewSequential"},
	} {
		b.click("button", program.button)
		b.eventually(loads, "document.getElementById('model-code')?.textContent.includes("+quote(program.has)+")")
		b.click("button", program.file+" 저장")
		if got := string(b.savedModel(program.file).Data); got != eval[string](b, "document.getElementById('model-code').textContent") {
			t.Errorf("%s is another program than the one that is shown", program.file)
		}
	}
	b.click("button", "PyTorch 스크립트")
	b.click("button", "처음 가중치 저장")
	if file := b.savedModel(".npz"); file.Name != "initial.npz" || len(file.Data) < 4*5160 {
		t.Errorf("the initial weights are %d bytes in %s", len(file.Data), file.Name)
	}
	b.screenshot("code")
	if wide := eval[int](b, "document.documentElement.scrollWidth"); wide > 360 {
		t.Errorf("the page is %d wide", wide)
	}
	b.noComplaints()
}
