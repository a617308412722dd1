package models

import (
	"digitlab/nn32/formats/code"
	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/settings"
)

type english struct{ settings.English }

func (*english) Tab() string     { return "Models" }
func (*english) Heading() string { return "Models" }

func (*english) OutHeading() string { return "Take a network with you" }
func (*english) OutHelp() string {
	return "As a file of another program. The file is made in this browser. It has the network as the time machine shows it."
}
func (*english) Which() string { return "Network" }
func (*english) Present(moment string) string {
	if moment == "" {
		return "Present run"
	}
	return "Present run, " + moment
}
func (*english) At(m protocol.Moment, epochs int, imported bool) string {
	switch {
	case imported:
		return "as it was opened"
	case m.Step > 0:
		return fmt.Sprintf("epoch 1, step %d", m.Step)
	case m.Epoch == 0:
		return "untrained"
	}
	return fmt.Sprintf("epoch %d of %d", m.Epoch, epochs)
}
func (*english) For(format string) string {
	switch format {
	case "ONNX":
		return "for ONNX Runtime, in nearly every language and on phones"
	case "Keras (.keras)":
		return "for Keras 3: keras.models.load_model"
	case "Keras (.h5)":
		return "for Keras 2 and older, and Netron"
	case "TensorFlow.js":
		return "a zip, for tf.loadLayersModel in a web page"
	case "PyTorch":
		return "a state dict, for an nn.Sequential of the same layers"
	case "safetensors":
		return "the weights by name, for programs of your own"
	case "NumPy":
		return "the weights as arrays: numpy.load"
	}
	return "a header with the weights and one function, for a microcontroller"
}
func (*english) Written(file, kilobytes, moment string) string {
	return fmt.Sprintf("Saved %s (%s KB). The network: %s", file, kilobytes, moment)
}
func (*english) NotWritten(format string) string {
	return fmt.Sprintf("%s has no way to say this network. Choose another format.", format)
}

func (*english) InHeading() string { return "Bring a network in" }
func (*english) InHelp() string {
	return "Choose a file, drop it here, or paste it: ONNX, Keras (.keras, .h5), TensorFlow.js (model.json with its .bin, or a zip), PyTorch (a state dict), safetensors or NumPy. It must read digits of 8×8 or 28×28 and tell ten of them apart."
}
func (*english) Open() string { return "Open a network…" }
func (*english) ScaleHelp() string {
	return "It becomes a run without curves: test it, draw for it, look inside it, fine-tune it on your handwriting. Weights without a structure go into the network that you have set up here."
}
func (*english) Opened(parameters, accuracy string, ink int, stated, sums bool) string {
	said := fmt.Sprintf("Opened: %s parameters. ", parameters)
	if stated {
		said += fmt.Sprintf("The file says that its pictures go from 0 to %d. With that it reads %s%% of the validation digits.", ink, accuracy)
	} else {
		said += fmt.Sprintf("It reads the most validation digits with pictures from 0 to %d: %s%%.", ink, accuracy)
	}
	if sums {
		said += " Its last layer gives sums, so softmax was added."
	}
	return said
}
func (*english) NotOpened() string {
	return "This network cannot be opened here. The present run goes on."
}
func (*english) Unreadable() string {
	return "This file cannot be read as a network. Nothing was changed."
}
func (*english) WeightsAlone() string {
	return "This file has weights, but not the layers that they belong to. Set up the same layers in the panel Layers, press Reset, then open the file again."
}
func (*english) TooLarge(megabytes string) string {
	return fmt.Sprintf("These files have more than %s MB, so they were not read.", megabytes)
}
func (*english) Unfit(m Misfit) string {
	switch m.Reason {
	case WrongInput:
		return fmt.Sprintf("The network takes pictures of %s. Here it must be 8×8×1 or 28×28×1.", m.Have)
	case WrongOutput:
		if m.Layer > 0 {
			return fmt.Sprintf("The network ends with %s (layer %d, %s). Here the end must be softmax, or the sums before it.", m.Have, m.Layer, m.Class)
		}
		return fmt.Sprintf("The network gives %s values. Here it must give ten, one for each digit.", m.Have)
	case NotSquare:
		return fmt.Sprintf("Layer %d (%s) of the network has a window or strides of %s. Here they must be square.", m.Layer, m.Class, m.Have)
	case UnknownLayer:
		return fmt.Sprintf("The network has a layer of the kind %s, which there is not here. Nothing was changed.", m.Have)
	case UnknownFunction:
		return fmt.Sprintf("Layer %d (%s) of the network has the activation %s, which cannot be had here at that place or with its numbers.", m.Layer, m.Class, m.Have)
	case UnlikeMembers:
		return "The networks in it have different layers. Here those of an ensemble must be alike."
	case TooManyNetworks:
		return fmt.Sprintf("There are %s networks in it, more than an ensemble may have here.", m.Have)
	}
	return "The network is larger, or has more layers, than what can be trained here."
}

func (*english) CodeHeading() string { return "Code that makes the run again" }
func (*english) CodeHelp() string {
	return "With the same split, initial weights and order of the batches. So the curves of the Python programs are those here to rounding; the Go program has the same weights to the bit, and prints their hash."
}
func (*english) Source(name string, notebook, program bool) string {
	switch {
	case notebook:
		return name + " notebook"
	case program:
		return name + " program"
	}
	return name + " script"
}
func (*english) NoCode() string {
	return "This network was trained elsewhere, so there are no settings that make it again."
}
func (*english) NotFineTuned() string {
	return "It makes the run as it was before it was fine-tuned on your handwriting."
}
func (*english) Hash(hash string) string {
	return "Hash of the weights of this run: " + hash
}
func (*english) Copy() string   { return "Copy the code" }
func (*english) Copied() string { return "Copied" }
func (*english) CopyDenied() string {
	return "The browser does not allow it. Select the code and copy it, or save it."
}
func (*english) SaveAs(file string) string { return "Save " + file }
func (*english) InitialWeights() string    { return "Save the initial weights" }
func (*english) RunHelp(program bool) string {
	if program {
		return "Put it into the folder of this project and run it there: GOEXPERIMENT=simd go run -tags noasm run.go"
	}
	return "Save both into one folder, and run the program there."
}
func (*english) CodeNote(n code.Note) string {
	switch n {
	case code.NoAugmenter:
		return "The augmentation is left out, since it is not there: the curves are others."
	case code.PicturesMissing:
		return "The pictures that you opened are not in it. Its first lines say how to put them beside it."
	case code.OtherDropout:
		return "Dropout has other random numbers there: the curves are alike, not the same."
	case code.OwnRandom:
		return "This one needs no other file. Keras begins with random weights of its own and takes the digits in an order of its own: the curves are alike, not the same."
	case code.OneNetwork:
		return "It trains one network. The run has several, whose probabilities are averaged."
	}
	return "Batch normalization has the statistics of whole batches there, and of parts of them here: the curves are alike, not the same."
}
