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

// Written is a setting in words that any program reads: its name and its value, as a link has them.
type Written struct {
	Setting protocol.Setting // SettingCount for the layers
	Name    string
	Value   string
	Differs bool // from the tutorial's
	number  bool // the value is one
}

// WrittenOf writes all settings, the layers as the last.
func WrittenOf(s protocol.Settings) (out []Written) {
	standard := protocol.DefaultSettings()
	for i := range protocol.SettingCount {
		if f := &Forms[i]; !i.OfLayers() {
			out = append(out, Written{i, f.ID, f.text(i.Get(&s)), i.Get(&s) != i.Get(&standard), f.Choices == nil})
		}
	}
	return append(out, Written{protocol.SettingCount, layersKey, LayersWord(s.Layers), !slices.Equal(s.Layers, standard.Layers), false})
}

// Label is what stands over the setting on the page.
func (w Written) Label(t Words) string {
	if w.Setting == protocol.SettingCount {
		return t.StackLabel()
	}
	return Forms[w.Setting].Name(t)
}

// Everyday reports whether the setting is always in sight.
func (w Written) Everyday() bool {
	return w.Setting < protocol.SettingCount && Forms[w.Setting].Group == EverydayGroup
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
		seed := &Forms[protocol.SeedSetting]
		return seed.ID + "=" + seed.text(protocol.SeedSetting.Get(&s))
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
		i := slices.IndexFunc(Forms[:], func(f form) bool { return f.ID == key })
		ok := !seen[key]
		seen[key] = true
		switch {
		case key == layersKey:
			var fine bool
			s.Layers, fine = parseLayers(value)
			ok = ok && fine
		case i < 0 || protocol.Setting(i).OfLayers():
			ok = false
		default:
			v, fine := Forms[i].parse(value)
			ok = ok && fine && (plain(value) || Forms[i].Index(value) >= 0)
			if fine {
				protocol.Setting(i).Set(&s, v)
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
	return number != "" && len(number) <= 64 && strings.Trim(number, "0123456789.e+-") == "" && strings.Count(number, ".") < 2
}

// layerWord writes a layer as a link has it.
func layerWord(l protocol.Layer) string {
	word, between := layerFormOf(l.Kind).word, ""
	for _, p := range l.Kind.Parameters() {
		f, v := &ParameterForms[p], p.Get(&l)
		switch {
		case !f.option:
			word += between + strconv.FormatFloat(v, 'f', -1, 32) // without an exponent, whose sign would end the word
			between = "x"
		case v > 0 && f.prefix != "":
			word += "." + f.prefix + strconv.Itoa(int(v))
		case v > 0 && int(v) < len(f.choices):
			word += "." + f.choices[int(v)].Word
		}
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
	i := slices.IndexFunc(layerForms[:], func(f layerForm) bool { return strings.HasPrefix(word, f.word) })
	if i < 0 {
		return l, false
	}
	l.Kind, word = protocol.LayerKind(i), word[len(layerForms[i].word):]
	between := ""
	var options []protocol.Parameter
	for _, p := range l.Kind.Parameters() {
		if ParameterForms[p].option {
			options = append(options, p)
			continue
		}
		rest, begins := strings.CutPrefix(word, between)
		number := leadingNumber(rest, p.Limits())
		v, fine := linkNumber(number, p.Limits())
		if !begins || !fine {
			return l, false
		}
		p.Set(&l, v)
		word, between = rest[len(number):], "x"
	}
	if word == "" {
		return l, true
	}
	dotted, isDotted := strings.CutPrefix(word, ".")
	return l, isDotted && readOptions(&l, options, strings.Split(dotted, "."))
}

// readOptions reads what follows a layer's numbers, in the order of its parameters: each may be there once.
func readOptions(l *protocol.Layer, of []protocol.Parameter, words []string) bool {
	for _, p := range of {
		if len(words) == 0 {
			break
		}
		if v, ok := ParameterForms[p].parseOption(words[0]); ok {
			p.Set(l, v)
			words = words[1:]
		}
	}
	return len(words) == 0
}

// parseOption reads an option; it is false for another's word, and for 0, which is left out.
func (f *parameterForm) parseOption(word string) (float64, bool) {
	if f.prefix != "" {
		number, begins := strings.CutPrefix(word, f.prefix)
		n, ok := small(number)
		return float64(n), begins && ok
	}
	i := slices.IndexFunc(f.choices, func(c parameterChoice) bool { return c.Word == word })
	return float64(i), i > 0
}

// leadingNumber is what of a word may be a number. One that need not be whole takes all: its point is no dot of an option.
func leadingNumber(word string, l protocol.Limits) string {
	if !l.Whole {
		return word
	}
	return word[:len(word)-len(strings.TrimLeft(word, "0123456789"))]
}

// linkNumber reads a number of a layer in a link.
func linkNumber(number string, l protocol.Limits) (float64, bool) {
	if l.Whole {
		n, ok := small(number)
		return float64(n), ok
	}
	v, ok := parseNumber(number, l)
	return v, ok && plain(number)
}

// small reads a number from 1 to 9999 that is written in digits alone.
func small(number string) (int, bool) {
	n, err := strconv.ParseUint(number, 10, 16)
	return int(n), err == nil && n > 0 && len(number) <= 4
}

// JSON is the value as JSON has it.
func (w Written) JSON() string {
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
