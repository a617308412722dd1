package network

import (
	"digitlab/wasm/slim/std/fmt"

	"digitlab/wasm/ui/i18n"
)

type korean struct{ i18n.Korean }

func (*korean) Key() string            { return "커널과 그 특징 맵 ·" }
func (*korean) KeyOfColours() string   { return "0보다 작고 큼" }
func (*korean) Heading() string        { return "신경망 들여다보기" }
func (*korean) Choice() string         { return "신경망이 볼 그림" }
func (*korean) Drawing() string        { return "내 그림" }
func (*korean) Digit(digit int) string { return fmt.Sprintf("데이터의 숫자 %d", digit) }
func (*korean) Layers() string         { return "그림에서 확률 열 개까지의 층" }
func (*korean) Picture() string        { return "그림" }
func (*korean) Parameters(n string) string {
	return "파라미터 " + n
}
func (*korean) Shown(shown, all int) string { return fmt.Sprintf("%d개 중 상위 %d개", all, shown) }

func (*korean) Nothing() string {
	return "층마다 그림이 어떻게 바뀌는지 여기에 보입니다"
}
func (*korean) DataGuess(label, guess, percent int) string {
	return fmt.Sprintf("데이터의 숫자 %d, 학습 전: 찍은 답은 %d (%d%%)", label, guess, percent)
}
func (*korean) DataPrediction(label, epoch, digit, percent int) string {
	return fmt.Sprintf("데이터의 숫자 %d, 에포크 %d: 예측은 %d (%d%%)", label, epoch, digit, percent)
}
func (*korean) DrawingGuess(guess, percent int) string {
	return fmt.Sprintf("내 그림, 학습 전: 찍은 답은 %d (%d%%)", guess, percent)
}
func (*korean) DrawingPrediction(epoch, digit, percent int) string {
	return fmt.Sprintf("내 그림, 에포크 %d: 예측은 %d (%d%%)", epoch, digit, percent)
}

func (*korean) PixelValue(row, column, value int) string {
	return fmt.Sprintf("그림 %d행 %d열: %d", row, column, value)
}
func (*korean) KernelValue(layer string, unit, row, column int, value string) string {
	return fmt.Sprintf("%s, 커널 %d, %d행 %d열: %s", layer, unit, row, column, value)
}
func (*korean) MapValue(layer string, unit, row, column int, value string) string {
	return fmt.Sprintf("%s, 특징 맵 %d, %d행 %d열: %s", layer, unit, row, column, value)
}
func (*korean) ElementValue(layer string, unit int, value string) string {
	return fmt.Sprintf("%s, %d번째 값: %s", layer, unit, value)
}
func (*korean) ShareValue(digit int, percent string) string {
	return fmt.Sprintf("숫자 %d: %s%%", digit, percent)
}

func (*korean) Numbers() string          { return "수로 보기" }
func (*korean) LayerColumn() string      { return "층" }
func (*korean) OutputColumn() string     { return "출력" }
func (*korean) ParametersColumn() string { return "파라미터" }
func (*korean) UnitsColumn() string      { return "보이는 수" }
func (*korean) AllUnits(all int) string  { return fmt.Sprintf("%d개 모두", all) }
func (*korean) MostActive(shown, all int) string {
	return fmt.Sprintf("%d개 중 가장 활발한 %d개", all, shown)
}
func (*korean) LargestColumn() string { return "가장 큰 출력" }
func (*korean) LargestUnit(unit int, value string) string {
	return fmt.Sprintf("%s (%d번째)", value, unit)
}
func (*korean) Kernels() string           { return "첫 합성곱의 커널, 한 줄씩" }
func (*korean) Kernel(unit int) string    { return fmt.Sprintf("커널 %d", unit) }
func (*korean) Probabilities() string     { return "확률 열 개" }
func (*korean) DigitColumn() string       { return "숫자" }
func (*korean) ProbabilityColumn() string { return "확률" }
