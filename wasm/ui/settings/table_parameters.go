package settings

import (
	"slices"
	"strconv"

	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/i18n"
)

// parameterForm is how the page shows a parameter of layers, of which protocol has the limits, the standard and the place. The card
// in the editor, the link and the description of runs walk the parameters of a layer's kind.
type parameterForm struct {
	ID      string // the end of its field's id
	name    i18n.Words[string]
	choices []parameterChoice  // in place of a number that is typed: the field is a select
	outside i18n.Words[string] // what to do about a value that is none of the choices; the verb is for the largest

	// In a link the numbers come first, with an x between two of them, and then the options, each after a dot. The option 0 is left out.
	option bool
	prefix string // before an option that is a number; one that is not has the word of a choice

	inDescription func(l protocol.Layer, t i18n.Common) string // nothing where it is as usual
	inWindow      bool                                         // there, in the parentheses of the window
}

// parameterChoice is a value that may be chosen.
type parameterChoice struct {
	value float64
	option
}

// ParameterForms has a form for each parameter.
var ParameterForms = [protocol.Parameters]parameterForm{
	protocol.FiltersParameter: {ID: "number", name: i18n.InBoth("Filters", "필터 수"),
		inDescription: units},
	protocol.UnitsParameter: {ID: "number", name: i18n.InBoth("Neurons", "뉴런 수"),
		inDescription: units},
	protocol.KernelSizeParameter: {ID: "size", name: i18n.InBoth("Window", "창 크기"),
		choices: windows(protocol.KernelSizeParameter), outside: windowOutside,
		inDescription: window, inWindow: true},
	protocol.PoolSizeParameter: {ID: "size", name: i18n.InBoth("Window", "창 크기"),
		choices: windows(protocol.PoolSizeParameter), outside: windowOutside,
		inDescription: window, inWindow: true},
	protocol.StridesParameter: {ID: "stride", name: i18n.InBoth("Stride", "스트라이드"),
		choices: strides(protocol.StridesParameter, same("1"), 2), outside: strideOutside, option: true, prefix: "s",
		inDescription: func(l protocol.Layer, _ i18n.Common) string { return stride(l.Stride, 1) }, inWindow: true},
	protocol.PoolStridesParameter: {ID: "stride", name: i18n.InBoth("Stride", "스트라이드"),
		choices: strides(protocol.PoolStridesParameter, i18n.InBoth("auto", "자동"), 1), outside: strideOutside, option: true, prefix: "s",
		inDescription: func(l protocol.Layer, _ i18n.Common) string { return stride(l.Stride, l.Size) }, inWindow: true},
	protocol.PaddingParameter: {ID: "padding", name: i18n.InBoth("Padding", "패딩"),
		choices: numbered([]option{{"valid", same("valid")}, {"same", same("same")}}), option: true,
		inDescription: func(l protocol.Layer, _ i18n.Common) string {
			if l.Same {
				return "same"
			}
			return ""
		}, inWindow: true},
	protocol.ActivationParameter: {ID: "activation", name: i18n.InBoth("Activation", "활성화 함수"),
		choices: numbered(Forms[protocol.ActivationSetting].Choices), option: true,
		inDescription: func(l protocol.Layer, t i18n.Common) string {
			return Forms[protocol.ActivationSetting].Option(int(l.Activation), t)
		}},
	protocol.RateParameter: {ID: "number", name: i18n.InBoth("Rate", "비율"),
		inDescription: func(l protocol.Layer, _ i18n.Common) string { return i18n.Rate(l.Rate) }},
	protocol.SlopeParameter: {ID: "number", name: i18n.InBoth("Slope below 0", "0 아래 기울기"),
		inDescription: func(l protocol.Layer, _ i18n.Common) string { return i18n.Rate(l.Rate) }},
}

var (
	windowOutside = i18n.InBoth("Choose a window from 1 to %v", "창 크기를 1부터 %v 사이에서 고르세요")
	strideOutside = i18n.InBoth("Choose a stride up to %v", "스트라이드를 %v 이하로 고르세요")
)

func windows(of protocol.Parameter) (choices []parameterChoice) {
	for n := of.Limits().Least; n <= of.Limits().Most; n++ {
		choices = append(choices, parameterChoice{n, option{name: same(i18n.Shape([]int{int(n), int(n)}))}})
	}
	return choices
}

// strides are the standard, which is 0, and those from one on.
func strides(of protocol.Parameter, standard i18n.Words[string], from float64) []parameterChoice {
	choices := []parameterChoice{{0, option{name: standard}}}
	for n := from; n <= of.Limits().Most; n++ {
		choices = append(choices, parameterChoice{n, option{name: same(strconv.Itoa(int(n)))}})
	}
	return choices
}

// numbered are the choices whose values are their places.
func numbered(options []option) (choices []parameterChoice) {
	for i, o := range options {
		choices = append(choices, parameterChoice{float64(i), o})
	}
	return choices
}

func units(l protocol.Layer, _ i18n.Common) string { return strconv.Itoa(l.Units) }

func window(l protocol.Layer, _ i18n.Common) string { return i18n.Shape([]int{l.Size, l.Size}) }

func stride(n, usual int) string {
	if n == 0 || n == usual {
		return ""
	}
	return "/" + strconv.Itoa(n)
}

// Name is that of the field.
func (f *parameterForm) Name(t i18n.Common) string { return f.name.In(t.Language()) }

// Options are the names of the values that may be chosen, or nil where a number is typed.
func (f *parameterForm) Options(t i18n.Common) (names []string) {
	for _, c := range f.choices {
		names = append(names, c.name.In(t.Language()))
	}
	return names
}

// Index is which of the choices a value is. A stride of 1 is the standard where that is 1, which is the first.
func (f *parameterForm) Index(v float64) int {
	return max(slices.IndexFunc(f.choices, func(c parameterChoice) bool { return c.value == v }), 0)
}

// Choice is the value of a choice.
func (f *parameterForm) Choice(i int) float64 { return f.choices[i].value }

// ParameterProblem tells in words what to change in the field of a parameter that is out of its limits.
func ParameterProblem(p protocol.Parameter, t Words) string {
	if f := &ParameterForms[p]; f.choices != nil {
		return fmt.Sprintf(f.outside.In(t.Language()), p.Limits().Most)
	}
	return limitsText(p.Limits(), t)
}
