package network

import "digitlab/wasm/slim/std/fmt"

// filterWords are those of what a unit looks for.
type filterWords interface {
	WhatItLooksFor() string
	AfterTheRun() string
	Seeking(percent int) string
	MostExciting() string
	LeastExciting() string
	PatchOf(label int, value string) string
	ValueIs(sum bool) string
	OfDigits(n, all string, some bool) string
	MadePicture() string
	MadeHelp() string
	BeginWith() string
	FromNoise() string
	FromMean() string
	OtherNoise() string
	TotalVariation() string
	LTwo() string
	ReadIn(digit, percent int) string
	Raised(from, to string) string
	AscentStep(n, all int) string
}

func (*english) WhatItLooksFor() string { return "What it looks for" }
func (*english) AfterTheRun() string {
	return "Training goes on. What this unit looks for is computed when it pauses or ends."
}
func (*english) Seeking(percent int) string {
	return fmt.Sprintf("Looking through the training digits: %d%%", percent)
}
func (*english) MostExciting() string  { return "What excites it most" }
func (*english) LeastExciting() string { return "What excites it least" }
func (*english) PatchOf(label int, value string) string {
	return fmt.Sprintf("from a %d: %s", label, value)
}
func (*english) ValueIs(sum bool) string {
	if sum {
		return "Below each picture: its digit, and the unit's sum before the activation. Of a map, the place where that is largest or smallest."
	}
	return "Below each picture: its digit, and the unit's output. Of a map, the place where that is largest or smallest."
}
func (*english) OfDigits(n, all string, some bool) string {
	if some {
		return fmt.Sprintf("Found among the first %s of %s training digits.", n, all)
	}
	return fmt.Sprintf("Found among all %s training digits.", n)
}
func (*english) MadePicture() string { return "A picture made for it" }
func (*english) MadeHelp() string {
	return "Step by step, each pixel changes so that the unit's value rises. Nobody drew this picture: it may look like nothing we know."
}
func (*english) BeginWith() string      { return "Begin with" }
func (*english) FromNoise() string      { return "Noise" }
func (*english) FromMean() string       { return "Mean digit" }
func (*english) OtherNoise() string     { return "Other noise" }
func (*english) TotalVariation() string { return "Smoothness (total variation)" }
func (*english) LTwo() string           { return "Little ink (L2)" }
func (*english) ReadIn(digit, percent int) string {
	return fmt.Sprintf("The network reads %d (%d%%) in it", digit, percent)
}
func (*english) Raised(from, to string) string {
	return fmt.Sprintf("the unit's value rose from %s to %s", from, to)
}
func (*english) AscentStep(n, all int) string { return fmt.Sprintf("step %d of %d", n, all) }

func (*korean) WhatItLooksFor() string { return "무엇을 찾나" }
func (*korean) AfterTheRun() string {
	return "지금은 학습 중입니다. 학습을 일시정지하거나 마치면 이 유닛이 무엇을 찾는지 계산합니다."
}
func (*korean) Seeking(percent int) string {
	return fmt.Sprintf("학습용 숫자를 살펴보는 중: %d%%", percent)
}
func (*korean) MostExciting() string  { return "가장 크게 반응하는 부분" }
func (*korean) LeastExciting() string { return "가장 작게 반응하는 부분" }
func (*korean) PatchOf(label int, value string) string {
	return fmt.Sprintf("숫자 %d에서: %s", label, value)
}
func (*korean) ValueIs(sum bool) string {
	if sum {
		return "그림 아래는 어느 숫자인지와, 활성화 함수를 거치기 전 이 유닛의 합입니다. 특징 맵에서는 합이 가장 크거나 작은 자리를 오려 냈습니다."
	}
	return "그림 아래는 어느 숫자인지와 이 유닛의 출력입니다. 특징 맵에서는 출력이 가장 크거나 작은 자리를 오려 냈습니다."
}
func (*korean) OfDigits(n, all string, some bool) string {
	if some {
		return fmt.Sprintf("학습용 숫자 %s개 가운데 앞의 %s개에서 찾았습니다.", all, n)
	}
	return fmt.Sprintf("학습용 숫자 %s개 모두에서 찾았습니다.", n)
}
func (*korean) MadePicture() string { return "이 유닛을 위해 만든 그림" }
func (*korean) MadeHelp() string {
	return "이 유닛의 값이 커지도록 픽셀을 한 걸음씩 바꿉니다. 사람이 그린 그림이 아니어서 무엇인지 알아보기 어려울 수 있습니다."
}
func (*korean) BeginWith() string      { return "시작 그림" }
func (*korean) FromNoise() string      { return "무작위 점" }
func (*korean) FromMean() string       { return "숫자의 평균" }
func (*korean) OtherNoise() string     { return "다른 무작위 점" }
func (*korean) TotalVariation() string { return "매끄럽게 (총변동)" }
func (*korean) LTwo() string           { return "잉크를 적게 (L2)" }
func (*korean) ReadIn(digit, percent int) string {
	return fmt.Sprintf("신경망의 예측: %d (%d%%)", digit, percent)
}
func (*korean) Raised(from, to string) string {
	return fmt.Sprintf("유닛의 값: %s에서 %s로", from, to)
}
func (*korean) AscentStep(n, all int) string { return fmt.Sprintf("%d걸음 중 %d걸음", all, n) }
