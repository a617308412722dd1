package lesson

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
)

// language is one of those that the cells are written in.
type language int

const (
	python language = iota
	golang

	languages
)

// name is the language's in IDs.
func (l language) name() string { return [languages]string{"python", "go"}[l] }

// source is where the numbers that a cell prints come from.
type source int

const (
	nowhere    source = iota // it prints nothing
	thePage                  // the page computes them from what is set
	theData                  // the trainer has read the digits
	theTrainer               // the trainer has trained
)

// sourceOf returns where the output of a section's cell comes from.
func sourceOf(at section, in language) source {
	switch at {
	case dataSection, shapeSection:
		return theData
	case compileSection, fitSection, curvesSection, evaluateSection, drawSection:
		return theTrainer
	case nextSection:
		return nowhere
	case convSection, poolSection, flattenSection:
		if in == golang {
			return nowhere // a layer has no shape before it is in a network
		}
	}
	return thePage
}

// settable returns what the controls set in the cells of code, by the names in braces.
func (s *state) settable() map[string]string {
	return map[string]string{
		"testShare":       share(s.TestPercent),
		"validationShare": share(s.ValidationPercent),
		"filters":         strconv.Itoa(s.Filters),
		"kernel":          strconv.Itoa(sizes[s.Size]),
		"stride":          strconv.Itoa(s.Stride),
		"padding":         [2]string{"valid", "same"}[s.Padding],
		"goPadding":       [2]string{"Valid", "Same"}[s.Padding],
		"x":               strconv.Itoa(s.X),
		"pool":            strconv.Itoa(s.PoolSize),
		"poolClass":       kerasClasses[s.layers()[1].Kind.String()],
		"units":           strconv.Itoa(s.Units),
		"batch":           strconv.Itoa(s.Batch),
		"microBatches":    strconv.Itoa(s.cellSettings().MicroBatches()),
		"epochs":          strconv.Itoa(s.Epochs),
	}
}

// share writes a percentage as a part of 1.
func share(percent int) string { return strconv.FormatFloat(float64(percent)/100, 'f', -1, 64) }

// printed returns what a section's cell prints, from what is set, read and trained.
func (s *state) printed(at section, in language) string {
	set := s.cellSettings()
	infos := describe(set.Layers)
	switch at {
	case whySection:
		if in == golang {
			return goSummary(mlp())
		}
		return strconv.Itoa(total(describe(mlp())))
	case dataSection:
		return s.looked.printed(in)
	case shapeSection:
		n, size := strconv.Itoa(s.looked.digits), strconv.Itoa(side())
		if in == golang {
			return n + "×" + size + "×" + size + "×1 " + n
		}
		return "(" + n + ", " + size + ", " + size + ", 1) (" + n + ", " + strconv.Itoa(classes) + ")\n" + floats(oneHot(int(s.looked.label)), 1)
	case splitSection:
		c := split(set.Data.Count(), set.TestPercent, set.ValidationPercent)
		return strconv.Itoa(c.fit) + " " + strconv.Itoa(c.validation) + " " + strconv.Itoa(c.test)
	case convSection, poolSection, flattenSection:
		if in == golang {
			return ""
		}
		return tuple(infos[layerOf[at]].Output)
	case reluSection:
		return "relu\n" + strconv.Itoa(max(s.X, 0))
	case denseSection:
		if in == python {
			return tuple(infos[len(infos)-1].Output)
		}
		var lines []string
		for _, l := range infos {
			lines = append(lines, l.Name+" "+i18n.Shape(l.Output))
		}
		return strings.Join(lines, "\n")
	case countSection:
		if in == golang {
			return goSummary(set.Layers)
		}
		return kerasSummary(infos, kinds(mlp()), kinds(set.Layers))
	case compileSection:
		return "untrained: loss " + i18n.Loss(s.looked.loss) + ", accuracy " + i18n.Loss(s.looked.accuracy)
	case fitSection, curvesSection, evaluateSection, drawSection:
		return s.run.printed(at, in)
	case methodsSection:
		layers := s.tanh()
		if in == golang {
			return goSummary(layers)
		}
		return kerasSummary(describe(layers), kinds(mlp()), kinds(set.Layers), kinds(layers))
	}
	return ""
}

// layerOf are the layers that the cells of a section add.
var layerOf = map[section]int{convSection: 0, poolSection: 1, flattenSection: 2}

// mlp returns the layers of the network in the first cell, and tanh those of the one in the last.
func mlp() []protocol.Layer { return protocol.MLPPreset.Settings().Layers }

func (s *state) tanh() []protocol.Layer {
	return []protocol.Layer{
		{Kind: protocol.Conv2D, Units: s.Filters, Size: sizes[s.Size], Activation: protocol.Tanh}, {Kind: protocol.MaxPooling2D, Size: s.PoolSize}, {Kind: protocol.Flatten},
		{Kind: protocol.Dense, Units: s.Units, Activation: protocol.Tanh},
	}
}

// looked is what the trainer has told of the data and of the network before it is trained; or what was recorded of them.
type looked struct {
	here           bool // in this browser
	goes           bool // the trainer has not told it yet
	of             protocol.Settings
	seconds        float64 // that it took
	digits         int
	most           byte
	first          []byte // image 0
	label          byte
	loss, accuracy float32 // of the untrained network on the test digits
}

func (d *looked) printed(in language) string {
	n, size, most, label := strconv.Itoa(d.digits), strconv.Itoa(side()), strconv.Itoa(int(d.most)), strconv.Itoa(int(d.label))
	var rows []string
	for y := range side() {
		row := make([]float64, side())
		for x := range row {
			row[x] = float64(d.first[y*side()+x])
		}
		if in == python {
			rows = append(rows, floats(row, 2))
		} else {
			rows = append(rows, strings.ReplaceAll(floats(row, 0), ".", ""))
		}
	}
	if in == golang {
		return n + "×" + size + "×" + size + "×1 " + most + " " + label + "\n" + strings.Join(rows, "\n")
	}
	return "(" + n + ", " + size + ", " + size + ") " + most + ".0\n" + label + "\n[" + strings.Join(rows, "\n ") + "]"
}

func (r *run) printed(at section, in language) string {
	done := r.epochs()
	switch {
	case at == fitSection:
		return r.log(in, 0)
	case r.goes || r.failed || done == 0:
		return ""
	}
	switch at {
	case curvesSection:
		best, losses := 0, r.rows[validationLoss]
		for i, v := range losses {
			if v < losses[best] {
				best = i
			}
		}
		return "validation loss " + i18n.Loss(losses[best]) + " after epoch " + strconv.Itoa(best+1)
	case evaluateSection:
		return "test accuracy " + i18n.Loss(r.accuracy)
	}
	if r.prediction.confidence == 0 {
		return ""
	}
	return strconv.Itoa(int(r.prediction.digit)) + " with " + i18n.Loss(r.prediction.confidence) + ", labelled " + strconv.Itoa(int(r.prediction.label))
}

// log returns a line for each epoch from one on, and Keras's line about which one it is.
func (r *run) log(in language, from int) string {
	var b strings.Builder
	steps := strconv.Itoa(stepsOf(r.fit, r.of.BatchSize))
	for i := from; i < r.epochs(); i++ {
		n, loss, accuracy := strconv.Itoa(i+1), i18n.Loss(r.rows[trainingLoss][i]), i18n.Loss(r.rows[trainingAccuracy][i])
		checked, right := i18n.Loss(r.rows[validationLoss][i]), i18n.Loss(r.rows[validationAccuracy][i])
		if in == python {
			b.WriteString("Epoch " + n + "/" + strconv.Itoa(r.planned) + "\n" + steps + "/" + steps +
				" - accuracy: " + accuracy + " - loss: " + loss + " - val_accuracy: " + right + " - val_loss: " + checked + "\n")
		} else {
			b.WriteString(strings.Repeat(" ", max(3-len(n), 0)) + n + "  loss " + loss + " accuracy " + accuracy + "  validation " + checked + " " + right + "\n")
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// onPaper returns the first and the last lines of a long output.
func onPaper(printed string) string {
	const first, last = 6, 4
	lines := strings.Split(printed, "\n")
	if len(lines) > first+last {
		lines = slices.Concat(lines[:first], []string{"⋮"}, lines[len(lines)-last:])
	}
	return strings.Join(lines, "\n")
}

func oneHot(label int) []float64 {
	v := make([]float64, classes)
	v[label] = 1
	return v
}

// floats writes whole numbers as NumPy does in an array of floats, each with at least width characters before its point.
func floats(values []float64, width int) string {
	var parts []string
	for _, v := range values {
		n := strconv.Itoa(int(v))
		parts = append(parts, strings.Repeat(" ", max(width-len(n), 0))+n+".")
	}
	return "[" + strings.Join(parts, " ") + "]"
}

// tuple writes a shape as Keras does.
func tuple(shape []int) string {
	text := "(None"
	for _, n := range shape {
		text += ", " + strconv.Itoa(n)
	}
	return text + ")"
}

// goSummary is nn32's summary of a network of the digits.
func goSummary(layers []protocol.Layer) string {
	infos := describe(layers)
	rows, products, all := [][]string{{"Layer", "Output", "Parameters", "Multiply-adds"}}, 0, strconv.Itoa(total(infos))
	for i, l := range infos {
		n := 0
		switch {
		case i < len(layers) && layers[i].Kind == protocol.Conv2D: // of the picture
			perRow := taps(side(), layers[i].Size, max(layers[i].Stride, 1), layers[i].Same)
			n = perRow * perRow * layers[i].Units
		case l.Params > 0:
			n = l.Params - l.Output[0] // each weight but the biases
		}
		products += n
		rows = append(rows, []string{l.Name, i18n.Shape(l.Output), strconv.Itoa(l.Params), strconv.Itoa(n)})
	}
	return columns(append(rows, []string{"total", "", all, strconv.Itoa(products)}, []string{"trainable", "", all}, []string{"non-trainable", "", "0"}))
}

// taps returns the number of products of a row of the picture with a row of a kernel, at all its places together, without those of the padding.
func taps(input, window, stride int, same bool) (n int) {
	for i := range outputSide(input, window, stride, same) {
		from := i*stride - before(input, window, stride, same)
		n += min(from+window, input) - max(from, 0)
	}
	return n
}

// kerasClasses are Keras's classes by the names that it gives their layers.
var kerasClasses = map[string]string{"conv2d": "Conv2D", "max_pooling2d": "MaxPooling2D", "average_pooling2d": "AveragePooling2D", "flatten": "Flatten", "dense": "Dense"}

// kinds returns the names of layers without their numbers, the last layer's too.
func kinds(layers []protocol.Layer) (names []string) {
	for _, l := range layers {
		names = append(names, l.Kind.String())
	}
	return append(names, protocol.Dense.String())
}

// kerasNames returns Keras's names of the layers of the last of a program's networks: it numbers layers through all of them.
func kerasNames(networks ...[]string) (names []string) {
	seen := map[string]int{}
	for _, network := range networks {
		names = nil
		for _, kind := range network {
			name := kind
			if seen[kind] > 0 {
				name += "_" + strconv.Itoa(seen[kind])
			}
			seen[kind]++
			names = append(names, name)
		}
	}
	return names
}

// kerasSummary has what Keras's summary has of the last of a program's networks, without the frame.
func kerasSummary(infos []protocol.LayerInfo, networks ...[]string) string {
	rows := [][]string{{"Layer (type)", "Output Shape", "Param #"}}
	last := len(networks) - 1
	for i, name := range kerasNames(networks...) {
		rows = append(rows, []string{name + " (" + kerasClasses[networks[last][i]] + ")", tuple(infos[i].Output), i18n.Grouped(infos[i].Params)})
	}
	const bytes, kilobyte = 4, 1024 // of a parameter
	all := total(infos)
	said := i18n.Grouped(all) + " (" + i18n.Points(float64(bytes*all)/kilobyte) + " KB)"
	return "Model: \"sequential_" + strconv.Itoa(last) + "\"\n" + columns(rows) + "\nTotal params: " + said + "\nTrainable params: " + said + "\nNon-trainable params: 0 (0.00 B)"
}

// columns writes rows, each column but the last as wide as its widest cell and three spaces.
func columns(rows [][]string) string {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(cell)+3)
		}
	}
	var lines []string
	for _, row := range rows {
		line := ""
		for i, cell := range row[:len(row)-1] {
			line += cell + strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
		}
		lines = append(lines, line+row[len(row)-1])
	}
	return strings.Join(lines, "\n")
}
