package formats

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// C is a header for C99: the weights, and a function that predicts, with neither a library but the standard one nor memory from the
// heap. An ensemble is one header. It is only written.
var C = Format{Name: "C", Ending: ".h", Media: "text/x-c", write: writeC, several: true}

// cLayer is a layer in the header's table. Conv2D, poolings and what changes each element are all a window that slides: Dense is a convolution of
// 1×1 on 1×1 pixels, and batch normalisation a product and a sum in each channel. Flatten moves nothing.
type cLayer struct {
	kind          string
	in, out       []int // height, width, channels
	window        [2]int
	strides       [2]int
	above, left   int
	function      string
	parameter     float32
	weights, bias string // names of arrays, or 0
}

// cFunctions are the activations in C, of v. Softmax comes after them, for all channels together.
var cFunctions = []struct{ name, code string }{
	{"relu", "if (v < 0) v = 0;"},
	{"leaky_relu", "if (v < 0) v *= l->parameter;"},
	{"elu", "if (v < 0) v = l->parameter * expm1f(v);"},
	{"gelu", "v = .5f * v * (1 + erff(v * .70710678f));"},
	{"silu", "v = v / (1 + expf(-v));"},
	{"tanh", "v = tanhf(v);"},
	{"sigmoid", "v = 1 / (1 + expf(-v));"},
}

func writeC(members []*Model) ([]byte, error) {
	var arrays, table strings.Builder
	most, count := 0, 0
	var ends []int
	var in, out []int
	for member, m := range members {
		layers, values, err := m.cLayers(member)
		if err != nil {
			return nil, err
		}
		last := layers[len(layers)-1].out
		if member > 0 && (m.Input != members[0].Input || product(last) != product(out)) {
			return nil, errShapes
		}
		in, out = m.Input[:], last
		for _, t := range values {
			arrays.WriteString("static const float " + t.Name + "[" + strconv.Itoa(len(t.Data)) + "] = {")
			for i, v := range t.Data {
				if i%8 == 0 {
					arrays.WriteString("\n\t")
				} else {
					arrays.WriteByte(' ')
				}
				arrays.WriteString(cFloat(v) + ",")
			}
			arrays.WriteString("\n};\n")
		}
		for _, l := range layers {
			most = max(most, product(l.out))
			table.WriteString("\t{" + l.kind + ", " + braces(l.in...) + ", " + braces(l.out...) + ", " + braces(l.window[:]...) + ", " + braces(l.strides[:]...) + ", " +
				braces(l.above, l.left) + ", NET_" + strings.ToUpper(l.function) + ", " + cFloat(l.parameter) + ", " + l.weights + ", " + l.bias + "},\n")
			count++
		}
		ends = append(ends, count)
	}
	names := []string{"NET_LINEAR"}
	var cases strings.Builder
	for _, f := range cFunctions {
		names = append(names, "NET_"+strings.ToUpper(f.name))
		cases.WriteString("\t\t\t\t\tcase NET_" + strings.ToUpper(f.name) + ": " + f.code + " break;\n")
	}
	names = append(names, "NET_SOFTMAX")
	values := "values from 0 (no ink)"
	if ink := members[0].Ink; ink > 0 {
		values += " to " + numberText(ink) + " (all ink)"
	}
	r := strings.NewReplacer("FUNCTIONS", strings.Join(names, ", "), "ARRAYS", arrays.String(), "TABLE", table.String(), "CASES", cases.String(),
		"INPUTS", strconv.Itoa(product(in)), "SHAPE", strconv.Itoa(in[0])+" rows, "+strconv.Itoa(in[1])+" columns, channels: "+strconv.Itoa(in[2]),
		"OUTPUTS", strconv.Itoa(product(out)), "MEMBERS", strconv.Itoa(len(members)), "ENDS", strings.Trim(braces(ends...), "{}"), "MOST", strconv.Itoa(most), "VALUES", values)
	return []byte(r.Replace(cHeader)), nil
}

// cLayers returns the table's rows of a model, and the arrays that they name.
func (m *Model) cLayers(member int) (layers []cLayer, arrays []Tensor, err error) {
	shapes, err := m.Shapes()
	if err != nil {
		return nil, nil, err
	}
	array := func(data []float32) string {
		t := Tensor{Name: "net_" + strconv.Itoa(member) + "_" + strconv.Itoa(len(arrays)), Data: data}
		arrays = append(arrays, t)
		return t.Name
	}
	in := image(m.Input[:])
	for i := range m.Layers {
		l := &m.Layers[i]
		out := image(shapes[i])
		c := cLayer{kind: "NET_SCALE", in: in, out: out, window: [2]int{1, 1}, strides: [2]int{1, 1}, function: "linear", weights: "0", bias: "0"}
		skip := false
		switch l.Class {
		case Conv2D, MaxPooling2D, AveragePooling2D:
			c.window, c.strides = l.Window, l.Strides
			if l.Padding == "same" {
				pads := l.pads(in)
				c.above, c.left = pads[0], pads[1]
			}
			c.kind = map[Class]string{Conv2D: "NET_CONV", MaxPooling2D: "NET_MAX", AveragePooling2D: "NET_MEAN"}[l.Class]
		case GlobalAveragePooling2D:
			c.kind, c.window = "NET_MEAN", [2]int{in[0], in[1]}
		case Dense:
			c.kind = "NET_CONV"
		case BatchNormalization:
			scale, shift := make([]float32, in[2]), make([]float32, in[2])
			for k := range scale {
				t := l.Tensors
				s := float64(t[0].Data[k]) / math.Sqrt(float64(t[3].Data[k])+float64(l.Epsilon))
				scale[k], shift[k] = float32(s), float32(float64(t[1].Data[k])-float64(float64(t[2].Data[k])*s))
			}
			c.weights, c.bias = array(scale), array(shift)
		case Rescaling:
			c.weights, c.bias = array(slices.Repeat([]float32{l.Scale}, in[2])), array(slices.Repeat([]float32{l.Offset}, in[2]))
		case Activation:
			skip = l.Activation == "linear"
		default: // Flatten and Dropout
			skip = true
		}
		if c.kind == "NET_CONV" {
			c.weights = array(l.Tensors[0].Data)
			if len(l.Tensors) > 1 {
				c.bias = array(l.Tensors[1].Data)
			}
		}
		if l.Activation != "" {
			c.function = l.Activation
			slope, alpha := l.parameters()
			switch l.Activation {
			case "leaky_relu":
				c.parameter = slope
			case "elu":
				c.parameter = alpha
			}
		}
		if !skip || i == len(m.Layers)-1 && len(layers) == 0 {
			layers = append(layers, c)
		}
		in = out
	}
	return layers, arrays, nil
}

// image returns a shape with height and width; a vector is one pixel.
func image(shape []int) []int {
	if len(shape) == 1 {
		return []int{1, 1, shape[0]}
	}
	return shape
}

func braces(values ...int) string {
	return strings.Replace(strings.Replace(tuple(values...), "(", "{", 1), ")", "}", 1)
}

// cFloat is a literal of C: 3 needs a point.
func cFloat(v float32) string {
	text := numberText(v)
	if !strings.ContainsAny(text, ".e") {
		text += "."
	}
	return text + "f"
}

const cHeader = `/* A neural network for C99, from Digit Lab. It needs the standard library's math only, and no memory from the heap. Include it in one file.
 *
 *	float image[INPUTS];          SHAPE; VALUES
 *	float probabilities[OUTPUTS];
 *	net_predict(image, probabilities);
 */
#ifndef NET_H
#define NET_H

#include <math.h>

enum { NET_CONV, NET_MAX, NET_MEAN, NET_SCALE };
enum { FUNCTIONS };

/* in and out are height, width, channels. A weight of a convolution is at ((row·width + column)·inputs + input)·outputs + output. */
struct net_layer {
	int kind, in[3], out[3], window[2], strides[2], before[2], function;
	float parameter;
	const float *weights, *bias;
};

ARRAYS
static const struct net_layer net_layers[] = {
TABLE};
static const int net_ends[MEMBERS] = {ENDS}; /* of the layers of each network, whose mean is returned */

static void net_predict(const float image[INPUTS], float probabilities[OUTPUTS])
{
	static float buffers[2][MOST];
	int i = 0, k, member;
	for (k = 0; k < OUTPUTS; k++) probabilities[k] = 0;
	for (member = 0; member < MEMBERS; member++) {
		const float *x = image;
		for (; i < net_ends[member]; i++) {
			const struct net_layer *l = &net_layers[i];
			float *y = buffers[i % 2];
			int row, column, o;
			for (row = 0; row < l->out[0]; row++)
			for (column = 0; column < l->out[1]; column++) {
				float *pixel = y + (row * l->out[1] + column) * l->out[2], largest = -INFINITY, sum = 0;
				for (o = 0; o < l->out[2]; o++) {
					float v = l->kind == NET_MAX ? -INFINITY : l->bias ? l->bias[o] : 0;
					int count = 0, a, b, c;
					for (a = 0; a < l->window[0]; a++)
					for (b = 0; b < l->window[1]; b++) {
						int from_row = row * l->strides[0] + a - l->before[0], from_column = column * l->strides[1] + b - l->before[1];
						const float *in;
						if (from_row < 0 || from_row >= l->in[0] || from_column < 0 || from_column >= l->in[1]) continue;
						in = x + (from_row * l->in[1] + from_column) * l->in[2];
						count++;
						switch (l->kind) {
						case NET_CONV:
							for (c = 0; c < l->in[2]; c++)
								v += in[c] * l->weights[((a * l->window[1] + b) * l->in[2] + c) * l->out[2] + o];
							break;
						case NET_MAX: if (in[o] > v) v = in[o]; break;
						case NET_MEAN: v += in[o]; break;
						case NET_SCALE: v += l->weights ? in[o] * l->weights[o] : in[o]; break;
						}
					}
					if (l->kind == NET_MEAN) v /= count;
					switch (l->function) {
CASES					}
					pixel[o] = v;
					if (v > largest) largest = v;
				}
				if (l->function != NET_SOFTMAX) continue;
				for (o = 0; o < l->out[2]; o++) sum += pixel[o] = expf(pixel[o] - largest);
				for (o = 0; o < l->out[2]; o++) pixel[o] /= sum;
			}
			x = y;
		}
		for (k = 0; k < OUTPUTS; k++) probabilities[k] += x[k] / MEMBERS;
	}
}

#endif
`
