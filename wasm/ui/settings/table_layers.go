package settings

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
)

// layerForm is all that is known of a kind of layers but its limits, which protocol.Describe judges.
type layerForm struct {
	word     string // in a link; none begins with another
	name     string // Keras's, in both languages
	short    string // in a description of a run
	help     i18n.Words[string]
	Number   i18n.Words[string] // what is typed: its units, or its rate; nothing for a kind without
	windowed bool               // it slides a window, and so has a size, a stride and padding
	standard protocol.Layer     // as it is added, but for its kind
}

var LayerForms = [protocol.LayerKinds]layerForm{
	protocol.Conv2D: {word: "conv", name: "Conv2D", short: "Conv",
		help:   i18n.InBoth("Small filters slide over the picture and look for strokes", "합성곱: 작은 필터가 그림 위를 훑으며 획을 찾습니다"),
		Number: i18n.InBoth("Filters", "필터 수"), windowed: true, standard: protocol.Layer{Units: 16, Size: 3}},
	protocol.MaxPooling2D: {word: "maxpool", name: "MaxPooling2D", short: "MaxPool",
		help:     i18n.InBoth("Keeps the strongest answer in each window", "최대 풀링: 칸마다 가장 강한 답만 남깁니다"),
		windowed: true, standard: protocol.Layer{Size: 2}},
	protocol.AveragePooling2D: {word: "avgpool", name: "AveragePooling2D", short: "AvgPool",
		help:     i18n.InBoth("Takes the mean of each window", "평균 풀링: 칸마다 평균을 냅니다"),
		windowed: true, standard: protocol.Layer{Size: 2}},
	protocol.GlobalAveragePooling2D: {word: "gap", name: "GlobalAveragePooling2D", short: "GlobalAvgPool",
		help: i18n.InBoth("Takes the mean of each whole map", "전역 평균 풀링: 특징 맵마다 평균 하나를 냅니다")},
	protocol.Flatten: {word: "flatten", name: "Flatten", short: "Flatten",
		help: i18n.InBoth("Lays the maps out in one row", "펼치기: 특징 맵을 한 줄로 늘어놓습니다")},
	protocol.Dense: {word: "dense", name: "Dense", short: "Dense",
		help:   i18n.InBoth("Each neuron weighs everything that comes in", "완전 연결: 뉴런마다 들어온 모든 값을 따져 봅니다"),
		Number: i18n.InBoth("Neurons", "뉴런 수"), standard: protocol.Layer{Units: 32}},
	protocol.BatchNormalization: {word: "bn", name: "BatchNormalization", short: "BN",
		help: i18n.InBoth("Keeps each channel centred and of one size", "배치 정규화: 채널마다 값의 중심과 크기를 고르게 맞춥니다")},
	protocol.Dropout: {word: "dropout", name: "Dropout", short: "Dropout",
		help:   i18n.InBoth("Leaves answers out at random during training", "드롭아웃: 학습할 때 답을 무작위로 끕니다"),
		Number: i18n.InBoth("Rate", "비율"), standard: protocol.Layer{Rate: .25}},
}

// LayerNames are the kinds of layers, to choose from.
func LayerNames() (names []string) {
	for _, f := range LayerForms {
		names = append(names, f.name)
	}
	return names
}

// layerFormOf is the form of a kind; one of another version has none.
func layerFormOf(kind protocol.LayerKind) layerForm {
	if kind < protocol.LayerKinds {
		return LayerForms[kind]
	}
	return layerForm{name: "?", short: "?"}
}

// LayerHelp says what layers of a kind do.
func LayerHelp(kind protocol.LayerKind, t i18n.Common) string {
	return layerFormOf(kind).help.In(t.Language())
}

// LayerNumber is the name of the number that is typed for layers of a kind, or nothing.
func LayerNumber(kind protocol.LayerKind, t i18n.Common) string {
	return layerFormOf(kind).Number.In(t.Language())
}

// NewLayer is a layer as it is added.
func NewLayer(kind protocol.LayerKind) protocol.Layer {
	l := layerFormOf(kind).standard
	l.Kind = kind
	return l
}

// Windowed reports whether layers of a kind slide a window.
func Windowed(kind protocol.LayerKind) bool { return layerFormOf(kind).windowed }
