package settings

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"digitlab/wasm/protocol"
)

// A link carries settings in its fragment, such as
//
//	epochs=50&rate=0.002&layers=conv10x3-maxpool2-flatten-dense50
//
// with what differs from the tutorial's. Layers are joined by "-", and each is a word, its numbers, and options after dots:
//
//	conv16x3.s2.same.tanh   16 filters of 3×3, stride 2, padding same; the stride and padding as they are, and ReLU, are left out
//	maxpool2.s1  avgpool2.same  gap  flatten  dense64.elu  bn  dropout0.25

// maxFragment is the length of the longest that is read.
const maxFragment = 4096

const layersKey = "layers"

var errFragment = errors.New("ui: the fragment is none of settings")

// written is a setting in words that any program reads: its name and its value, as a link has them.
type written struct {
	Setting // settings for the layers
	Name    string
	Value   string
	number  bool // the value is one
	Differs bool // from the tutorial's
}

// WrittenOf writes all settings, the layers as the last.
func WrittenOf(s protocol.Settings) (out []written) {
	standard := protocol.DefaultSettings()
	for i, f := range Forms {
		if v := f.get(&s); !Setting(i).ofLayers() {
			out = append(out, written{Setting(i), f.id, f.text(v), f.Choices == nil, v != f.get(&standard)})
		}
	}
	return append(out, written{Settings, layersKey, LayersWord(s.Layers), false, !slices.Equal(s.Layers, standard.Layers)})
}

// LayersWord writes layers as a link has them.
func LayersWord(layers []protocol.Layer) string {
	words := make([]string, len(layers))
	for i, l := range layers {
		words[i] = layerWord(l)
	}
	return strings.Join(words, "-")
}

// FragmentOf writes settings for a link. That of the tutorial's is not empty either: it names the seed.
func FragmentOf(s protocol.Settings) string {
	var parts []string
	for _, w := range WrittenOf(s) {
		if w.Differs {
			parts = append(parts, w.Name+"="+w.Value)
		}
	}
	if parts == nil {
		seed := Forms[SeedSetting]
		return seed.id + "=" + seed.text(seed.get(&s))
	}
	return strings.Join(parts, "&")
}

// ParseFragment reads settings from a link. Whatever it returns without an error passes Check.
func ParseFragment(fragment string) (protocol.Settings, error) {
	s := protocol.DefaultSettings()
	if len(fragment) > maxFragment {
		return s, errFragment
	}
	seen := map[string]bool{}
	for part := range strings.SplitSeq(fragment, "&") {
		key, value, _ := strings.Cut(part, "=")
		i := slices.IndexFunc(Forms[:], func(f form) bool { return f.id == key })
		ok := !seen[key]
		seen[key] = true
		switch {
		case key == layersKey:
			var fine bool
			s.Layers, fine = parseLayers(value)
			ok = ok && fine
		case i < 0 || Setting(i).ofLayers():
			ok = false
		default:
			v, fine := Forms[i].Parse(value)
			ok = ok && fine && (plain(value) || Forms[i].Index(value) >= 0)
			if fine {
				Forms[i].put(&s, v)
			}
		}
		if !ok {
			return s, errFragment
		}
	}
	if s.Check() != nil {
		return s, errFragment
	}
	return s, nil
}

// plain reports whether a number is written in digits, with a point or an exponent at most.
func plain(number string) bool {
	return number != "" && len(number) <= 64 && strings.Trim(number, "0123456789.e+-") == ""
}

// layerWord writes a layer as a link has it.
func layerWord(l protocol.Layer) string {
	if l.Kind >= protocol.LayerKinds {
		return ""
	}
	word := LayerForms[l.Kind].word
	switch l.Kind {
	case protocol.Conv2D:
		word += strconv.Itoa(l.Units) + "x" + strconv.Itoa(l.Size)
	case protocol.MaxPooling2D, protocol.AveragePooling2D:
		word += strconv.Itoa(l.Size)
	case protocol.Dense:
		word += strconv.Itoa(l.Units)
	case protocol.Dropout:
		return word + strconv.FormatFloat(float64(l.Rate), 'f', -1, 32) // without an exponent, whose sign would end the word
	}
	if Windowed(l.Kind) && l.Stride > 0 {
		word += ".s" + strconv.Itoa(l.Stride)
	}
	if Windowed(l.Kind) && l.Same {
		word += ".same"
	}
	if activations := Forms[ActivationSetting].Choices; l.Weighted() && l.Activation > 0 && int(l.Activation) < len(activations) {
		word += "." + activations[l.Activation].Word
	}
	return word
}

func parseLayers(value string) (layers []protocol.Layer, ok bool) {
	if strings.Count(value, "-") >= protocol.MaxLayers {
		return nil, false
	}
	for word := range strings.SplitSeq(value, "-") {
		l, ok := parseLayer(word)
		if !ok {
			return nil, false
		}
		layers = append(layers, l)
	}
	return layers, true
}

func parseLayer(word string) (l protocol.Layer, ok bool) {
	i := slices.IndexFunc(LayerForms[:], func(f layerForm) bool { return strings.HasPrefix(word, f.word) })
	if i < 0 {
		return l, false
	}
	l.Kind, word = protocol.LayerKind(i), word[len(LayerForms[i].word):]
	if l.Kind == protocol.Dropout {
		v, fine := Forms[DropoutSetting].Parse(word)
		l.Rate = float32(v)
		return l, fine && plain(word)
	}
	numbers, options, dotted := strings.Cut(word, ".")
	switch l.Kind {
	case protocol.Conv2D:
		units, size, _ := strings.Cut(numbers, "x")
		var fine bool
		l.Units, ok = small(units)
		l.Size, fine = small(size)
		ok = ok && fine
	case protocol.MaxPooling2D, protocol.AveragePooling2D:
		l.Size, ok = small(numbers)
	case protocol.Dense:
		l.Units, ok = small(numbers)
	default:
		ok = numbers == ""
	}
	return l, ok && (!dotted || readOptions(&l, options))
}

// readOptions reads what follows a layer's numbers, in its order: each may be there once.
func readOptions(l *protocol.Layer, options string) bool {
	rest := strings.Split(options, ".")
	if Windowed(l.Kind) && strings.HasPrefix(rest[0], "s") {
		if n, ok := small(rest[0][1:]); ok {
			l.Stride, rest = n, rest[1:]
		}
	}
	if Windowed(l.Kind) && len(rest) > 0 && rest[0] == "same" {
		l.Same, rest = true, rest[1:]
	}
	if l.Weighted() && len(rest) > 0 {
		i := Forms[ActivationSetting].Index(rest[0])
		if i <= 0 {
			return false
		}
		l.Activation, rest = protocol.Activation(i), rest[1:]
	}
	return len(rest) == 0
}

// small reads a number from 1 to 9999 that is written in digits alone.
func small(number string) (int, bool) {
	n, err := strconv.ParseUint(number, 10, 16)
	return int(n), err == nil && n > 0 && len(number) <= 4
}

func (w written) Json() string {
	if w.number {
		return w.Value
	}
	return QuoteJSON(w.Value)
}

// QuoteJSON quotes a text as RFC 8259 has it.
func QuoteJSON(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r < ' ':
			b.WriteString(`\u00` + string("0123456789abcdef"[r>>4]) + string("0123456789abcdef"[r&15]))
		default:
			b.WriteRune(r)
		}
	}
	return `"` + b.String() + `"`
}
