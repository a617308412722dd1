package layers

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/settings"
)

type korean struct{ settings.Korean }

func (*korean) NetworkHeading() string { return "층" }
func (*korean) NetworkHelp() string {
	return "숫자 그림은 이 층들을 위에서 아래로 지나갑니다. 파라미터(parameter)는 학습이 고치는 수입니다."
}
func (*korean) Layer() string       { return "층" }
func (*korean) OutputShape() string { return "출력" }
func (*korean) Parameters() string  { return "파라미터" }
func (*korean) Total() string       { return "합계" }

func (*korean) EditorHeading() string { return "직접 만들기" }
func (*korean) EditorHelp() string {
	return "손잡이를 끌거나 화살표 버튼을 눌러 층을 옮기세요. 출력 크기와 파라미터 수는 바로 계산됩니다."
}
func (*korean) InputLayer() string { return "입력" }
func (*korean) LastLayerHelp() string {
	return "숫자마다 확률을 하나씩 냅니다. 모든 신경망은 이 층으로 끝납니다."
}
func (k *korean) LayerProblem(p protocol.Problem) string {
	switch p.Reason {
	case protocol.TooManyLayers:
		return fmt.Sprintf("층이 %d개인데 %d개까지만 쌓을 수 있습니다. 몇 개를 빼세요", p.Have, p.Limit)
	case protocol.ParameterOutside:
		return settings.ParameterProblem(p.Parameter, k)
	case protocol.LargerThanInput:
		return fmt.Sprintf("창(%d×%d)이 들어오는 그림(%d×%d)보다 큽니다. 창을 줄이거나 패딩을 same으로 바꾸거나 위의 풀링을 빼세요",
			p.Limit, p.Limit, p.Have, p.Have)
	case protocol.NeedsImage:
		return "창을 움직이려면 그림이 필요한데 한 줄로 펼친 값이 들어옵니다. 이 층을 Flatten 위로 옮기세요"
	case protocol.NeedsFlatten:
		return "한 줄로 펼친 값이 필요한데 그림이 들어옵니다. 이 층 앞에 Flatten을 넣으세요"
	case protocol.TooManyParameters:
		return fmt.Sprintf("이 층까지 파라미터가 %s개인데 %s개까지만 쓸 수 있습니다. 필터나 뉴런을 줄이거나 앞에 풀링을 넣으세요",
			i18n.Grouped(p.Have), i18n.Grouped(p.Limit))
	}
	return "이 버전이 모르는 층입니다. 이 층을 빼세요"
}
func (*korean) Flow(shape, parameters string) string {
	return fmt.Sprintf("%s · 파라미터 %s", shape, parameters)
}
func (*korean) TotalParameters(parameters string) string {
	return fmt.Sprintf("파라미터 모두 %s개", parameters)
}

func (*korean) LayerToAdd() string    { return "추가할 층" }
func (*korean) AddLayer() string      { return "층 추가" }
func (*korean) UndoLayers() string    { return "층 변경 되돌리기" }
func (*korean) InsertFlatten() string { return "Flatten 넣기" }
func (*korean) MoveUp(layer string) string {
	return fmt.Sprintf("%s 위로 옮기기", layer)
}
func (*korean) MoveDown(layer string) string {
	return fmt.Sprintf("%s 아래로 옮기기", layer)
}
func (*korean) RemoveLayer(layer string) string {
	return fmt.Sprintf("%s 빼기", layer)
}
func (*korean) LayerAdded(layer string, place int) string {
	return fmt.Sprintf("%d번째에 추가한 층: %s", place, layer)
}
func (*korean) LayerMoved(layer string, place int) string {
	return fmt.Sprintf("%d번째로 옮긴 층: %s", place, layer)
}
func (*korean) LayerRemoved(layer string) string { return fmt.Sprintf("뺀 층: %s", layer) }
func (*korean) StackFull(most int) string {
	return fmt.Sprintf("층은 %d개까지입니다. 하나를 빼면 추가할 수 있습니다", most)
}

func (*korean) SummaryHeading() string { return "지금 쓰는 신경망" }
func (*korean) StackBuilt() string     { return "지금 쓰는 신경망과 같습니다." }
func (*korean) StackWaits() string {
	return "초기화하면 적용됩니다. 그때까지는 지금 신경망을 씁니다."
}
func (*korean) StackWrong() string {
	return "아직 층이 서로 맞지 않습니다. 맞을 때까지 지금 신경망을 씁니다."
}
