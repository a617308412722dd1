package time

import (
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/i18n"
)

type korean struct{ i18n.Korean }

func (*korean) Heading() string { return "에포크 되돌려 보기" }
func (*korean) Slider() string  { return "에포크 되돌려 보기" }
func (*korean) Play(playing bool) string {
	if playing {
		return "다시 보기 멈추기"
	}
	return "학습 과정 다시 보기"
}
func (*korean) Now() string     { return "지금" }
func (*korean) TrainOn() string { return "여기서부터 학습" }

func (*korean) Empty() string {
	return "학습을 시작하면 지나간 순간을 여기서 되돌려 볼 수 있어요"
}
func (*korean) Following(epoch, epochs int) string {
	return fmt.Sprintf("학습을 따라가는 중: 에포크 %d/%d", epoch, epochs)
}
func (*korean) Present(epoch, epochs int) string {
	return fmt.Sprintf("보이는 순간: 지금, 에포크 %d/%d", epoch, epochs)
}
func (*korean) PastEpoch(epoch, epochs, now int) string {
	if epoch == 0 {
		return fmt.Sprintf("보이는 순간: 학습 전, 에포크 0/%d (지금은 %d)", epochs, now)
	}
	return fmt.Sprintf("보이는 순간: 에포크 %d/%d (지금은 %d)", epoch, epochs, now)
}
func (*korean) PastStep(step, steps, now int) string {
	return fmt.Sprintf("보이는 순간: 첫 에포크, 스텝 %d/%d (지금은 에포크 %d)", step, steps, now)
}
func (*korean) Computing(percent int) string {
	return fmt.Sprintf("그 순간을 다시 계산하는 중: %d%%", percent)
}
func (*korean) Lost() string {
	return "그 순간은 다시 계산할 수 없습니다. 데이터나 페이지의 버전이 그때와 다릅니다"
}

func (*korean) ValueUntrained(epochs int) string {
	return fmt.Sprintf("에포크 0/%d, 학습 전", epochs)
}
func (*korean) ValueStep(step, steps int) string {
	return fmt.Sprintf("첫 에포크, 스텝 %d/%d", step, steps)
}
func (*korean) ValueEpoch(epoch, epochs, percent int) string {
	return fmt.Sprintf("에포크 %d/%d, 정확도 %d%%", epoch, epochs, percent)
}
