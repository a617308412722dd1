package settings

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/i18n"
)

type Korean struct{ i18n.Korean }

func (*Korean) Preset(p protocol.Preset) string {
	switch p {
	case protocol.TutorialPreset:
		return "튜토리얼 CNN"
	case protocol.BetterPreset:
		return "더 나은 CNN"
	case protocol.DeepPreset:
		return "깊은 CNN 세 개"
	case protocol.MLPPreset:
		return "합성곱 없는 MLP"
	case protocol.TinyPreset:
		return "아주 작은 CNN"
	case protocol.MNISTPreset:
		return "MNIST용 CNN"
	case protocol.MNISTBetterPreset:
		return "더 나은 MNIST용 CNN"
	}
	return "직접 설정"
}
func (*Korean) PresetHelp(p protocol.Preset) string {
	switch p {
	case protocol.TutorialPreset:
		return "합성곱 한 층, 풀링, 은닉층 하나: 파라미터 5,160개"
	case protocol.BetterPreset:
		return "합성곱 두 층에 배치 정규화, 드롭아웃, 데이터 증강을 더했습니다"
	case protocol.DeepPreset:
		return "합성곱이 두 층인 신경망 세 개가 획을 바꿔 쓴 숫자로 배우고 함께 답합니다. 직접 그린 숫자를 가장 잘 읽습니다"
	case protocol.MLPPreset:
		return "모든 픽셀을 모든 뉴런에 잇습니다. CNN과 비교해 보세요"
	case protocol.TinyPreset:
		return "배울 수 있는 가장 작은 신경망: 파라미터 410개"
	case protocol.MNISTPreset:
		return "TensorFlow.js의 MNIST 예제입니다. 28×28 그림 60,000개로 배웁니다"
	case protocol.MNISTBetterPreset:
		return "MNIST와 펜으로 그린 숫자로 배우며, 배치 정규화, 드롭아웃, 점점 낮아지는 학습률을 더했습니다"
	}
	return "직접 정한 설정입니다. 프리셋을 고르면 바뀌고, 시드는 그대로입니다"
}
func (*Korean) Mixed() string { return "층마다 다름" }
func (*Korean) NotWhole(least, most string) string {
	return fmt.Sprintf("%s부터 %s까지의 정수를 입력하세요", least, most)
}
func (*Korean) NotRate(most string) string {
	return fmt.Sprintf("0보다 크고 %s 이하인 수를 입력하세요 (예: 0.001)", most)
}
func (*Korean) NotNumber(least, most string) string {
	return fmt.Sprintf("%s부터 %s까지의 수를 입력하세요", least, most)
}
func (*Korean) StackLabel() string { return "입력부터 출력까지의 층" }
func (*Korean) LastLayer() string  { return "Dense 10, 소프트맥스" }
func (*Korean) OnOff(on bool) string {
	if on {
		return "사용"
	}
	return "사용 안 함"
}
func (*Korean) InLayers() string   { return "층 구성 참고" }
func (*Korean) AsTutorial() string { return "튜토리얼과 같음" }

func (*Korean) Layers() string { return "층 구성" }
