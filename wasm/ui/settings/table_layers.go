package settings

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
)

// layerForm is how the page shows a kind of layers, of which protocol has the parameters.
type layerForm struct {
	word  string // in a link; none begins with another
	name  string // Keras's, in both languages
	short string // in a description of a run
	help  i18n.Words[string]
}

var layerForms = [protocol.LayerKinds]layerForm{
	protocol.Conv2D: {"conv", "Conv2D", "Conv",
		i18n.InBoth("Small filters slide over the picture and look for strokes", "합성곱: 작은 필터가 그림 위를 훑으며 획을 찾습니다")},
	protocol.MaxPooling2D: {"maxpool", "MaxPooling2D", "MaxPool",
		i18n.InBoth("Keeps the largest value in each window", "최대 풀링: 창마다 가장 큰 값만 남깁니다")},
	protocol.AveragePooling2D: {"avgpool", "AveragePooling2D", "AvgPool",
		i18n.InBoth("Takes the mean of each window", "평균 풀링: 창마다 평균을 냅니다")},
	protocol.GlobalAveragePooling2D: {"gap", "GlobalAveragePooling2D", "GlobalAvgPool",
		i18n.InBoth("Takes the mean of each whole map", "전역 평균 풀링: 특징 맵마다 평균 하나를 냅니다")},
	protocol.Flatten: {"flatten", "Flatten", "Flatten",
		i18n.InBoth("Lays the maps out in one row", "펼치기: 특징 맵을 한 줄로 늘어놓습니다")},
	protocol.Dense: {"dense", "Dense", "Dense",
		i18n.InBoth("Each neuron weighs everything that comes in", "완전 연결 층: 뉴런마다 들어온 모든 값에 가중치를 곱해 더합니다")},
	protocol.BatchNormalization: {"bn", "BatchNormalization", "BN",
		i18n.InBoth("Keeps the values of each channel centred and similar in size", "배치 정규화: 채널마다 값의 중심과 크기를 고르게 맞춥니다")},
	protocol.Dropout: {"dropout", "Dropout", "Dropout",
		i18n.InBoth("Turns values off at random during training", "드롭아웃: 학습할 때 값을 무작위로 끕니다")},
	protocol.ActivationLayer: {"act", "Activation", "Activation",
		i18n.InBoth("Applies a function to each value, such as ReLU after a BatchNormalization", "활성화 함수: 값마다 함수를 적용합니다. 배치 정규화 뒤에 ReLU를 둘 때처럼 씁니다")},
	protocol.LeakyReLULayer: {"leaky", "LeakyReLU", "LeakyReLU",
		i18n.InBoth("Like ReLU, but values below 0 are only made smaller", "ReLU와 비슷하지만, 0보다 작은 값을 없애지 않고 줄이기만 합니다")},
}

// LayerNames are the kinds of layers, to choose from.
func LayerNames() (names []string) {
	for _, f := range layerForms {
		names = append(names, f.name)
	}
	return names
}

// layerFormOf is the form of a kind; one of another version has none.
func layerFormOf(kind protocol.LayerKind) layerForm {
	if kind < protocol.LayerKinds {
		return layerForms[kind]
	}
	return layerForm{name: "?", short: "?"}
}

// LayerHelp says what layers of a kind do.
func LayerHelp(kind protocol.LayerKind, t i18n.Common) string {
	return layerFormOf(kind).help.In(t.Language())
}
