package results

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/i18n"
)

type korean struct{ i18n.Korean }

func (*korean) Tab() string     { return "결과" }
func (*korean) Heading() string { return "테스트 결과" }
func (*korean) Help() string {
	return "테스트용 숫자는 학습에 쓰지 않습니다. 처음 보는 숫자를 얼마나 잘 읽는지 보여 줍니다."
}
func (*korean) Empty() string {
	return "실행이 끝나면 테스트용 숫자를 읽은 결과가 여기에 나타납니다"
}
func (*korean) Sentence(right, of, percent, low, high string) string {
	return fmt.Sprintf("테스트용 숫자 %[2]s개 가운데 %[1]s개를 맞혔습니다: %[3]s%%. 비슷한 다른 숫자라면 %[4]s~%[5]s%%일 것입니다(95%% 신뢰구간).",
		right, of, percent, low, high)
}
func (*korean) AfterEpoch(epoch int) string {
	if epoch == 0 {
		return "되돌려 보기로 학습 전의 신경망을 보고 있습니다. 아래는 그때의 결과입니다."
	}
	return fmt.Sprintf("되돌려 보기로 에포크 %d의 신경망을 보고 있습니다. 아래는 그때의 결과입니다.", epoch)
}
func (*korean) AfterStep(step int) string {
	return fmt.Sprintf("되돌려 보기로 첫 에포크의 스텝 %d까지 학습한 신경망을 보고 있습니다. 아래는 그때의 결과입니다.", step)
}
func (*korean) ConfusionHeading() string { return "혼동 행렬 (confusion matrix)" }
func (*korean) ConfusionHelp() string {
	return "행은 실제 숫자, 열은 읽은 숫자입니다. 칸을 고르면 그 숫자들이 보이고, 화살표 키로 칸을 옮겨 다닙니다."
}
func (*korean) ConfusionDown() string   { return "실제 ↓" }
func (*korean) ConfusionAcross() string { return "예측 →" }
func (*korean) CellLabel(label, predicted, count int) string {
	return fmt.Sprintf("실제 %d, 예측 %d: %d", label, predicted, count)
}
func (*korean) CellHeading(label, predicted, count int) string {
	switch {
	case count < 2:
		return fmt.Sprintf("실제 %d, 예측 %d: %d개", label, predicted, count)
	case label == predicted:
		return fmt.Sprintf("실제 %d, 예측 %d: %d개, 확신이 약한 것부터", label, predicted, count)
	}
	return fmt.Sprintf("실제 %d, 예측 %d: %d개, 확신이 강한 것부터", label, predicted, count)
}
func (*korean) DigitsHeading() string { return "숫자별 정확도" }
func (*korean) MisclassifiedHeading() string {
	return "잘못 읽은 숫자"
}
func (*korean) MisclassifiedCount(count int) string {
	return fmt.Sprintf("잘못 읽은 숫자: %d개, 확신이 강한 것부터", count)
}
func (*korean) AllMisclassified() string { return "잘못 읽은 숫자 모두" }
func (*korean) OnTheWall() string        { return "벽에서 보기" }
func (*korean) PredictedAs(label, predicted int) string {
	return fmt.Sprintf("실제 %d, 예측 %d", label, predicted)
}
func (*korean) NoDigits() string { return "하나도 없습니다." }

func (*korean) NotPictured(count string) string {
	return fmt.Sprintf("혼동 행렬의 칸마다 처음 %d개까지만 보여 줍니다. %s개가 더 있습니다.", protocol.MaxPictured, count)
}
