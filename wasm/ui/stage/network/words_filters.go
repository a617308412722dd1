package network

import (
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/i18n"
)

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
	Extremes(most int, largest string, least int, smallest string) string
	AlwaysThat(value string) string
	NothingRaises() string
	ExtremesTable() string
	RankColumn() string
	MostColumn() string
	LeastColumn() string
	Projected() string
	ProjectedMap(sum bool, unit, row, column int, value string) string
	ProjectedElement(sum bool, unit int, value string) string
	ProjectedDigit(digit int, value string) string // of the last layer, the sum
	ProjectedHelp() string
	SilentHere() string
	NothingComesBack() string
	AllAlike() string
	PlainGradient() string
	GuidedGradient() string
	Deconvnet() string
	StrongestPixels(n int) string
	PixelColumn() string
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
	return fmt.Sprintf("from digit %d: %s", label, value)
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

func (*english) Extremes(most int, largest string, least int, smallest string) string {
	return fmt.Sprintf("Its value is largest on digit %d (%s), and smallest on digit %d (%s).", most, largest, least, smallest)
}
func (*english) AlwaysThat(value string) string {
	return fmt.Sprintf("This unit looks for nothing: on every digit its value is %s.", value)
}
func (*english) NothingRaises() string {
	return "No pixel changes this unit: nothing of the picture reaches it, so the picture stays as it was."
}
func (*english) ExtremesTable() string { return "The digits that excite it most and least" }
func (*english) RankColumn() string    { return "Rank" }
func (*english) MostColumn() string    { return "Most: digit" }
func (*english) LeastColumn() string   { return "Least: digit" }
func (*english) Projected() string     { return "What it sees in the picture you look at" }
func (*english) ProjectedMap(sum bool, unit, row, column int, value string) string {
	if sum {
		return fmt.Sprintf("Map %d is strongest at row %d, column %d: its sum there is %s.", unit, row, column, value)
	}
	return fmt.Sprintf("Map %d is strongest at row %d, column %d: its value there is %s.", unit, row, column, value)
}
func (*english) ProjectedDigit(digit int, value string) string {
	return fmt.Sprintf("Digit %d has the sum %s here.", digit, value)
}
func (*english) ProjectedElement(sum bool, unit int, value string) string {
	if sum {
		return fmt.Sprintf("Unit %d has the sum %s here.", unit, value)
	}
	return fmt.Sprintf("Unit %d has the value %s here.", unit, value)
}
func (*english) ProjectedHelp() string {
	return "More ink in a blue pixel raises that value, in an orange one it lowers it. All three go back through the place of each maximum in the pools. " +
		"The gradient goes through each ReLU that was above 0. The guided gradient keeps of that only what raises (Springenberg et al. 2014). " +
		"The deconvnet keeps what raises in every ReLU (Zeiler and Fergus 2013)."
}
func (*english) SilentHere() string {
	return "ReLU makes this unit 0 here, so the network gets nothing from it. The pictures show what its sum before ReLU depends on."
}
func (*english) NothingComesBack() string {
	return "Nothing comes back to the picture: no ReLU on the way was above 0."
}
func (*english) AllAlike() string {
	return "Here the three are alike: no ReLU on the way stops or lets through what the others do not."
}
func (*english) PlainGradient() string  { return "Gradient" }
func (*english) GuidedGradient() string { return "Guided gradient" }
func (*english) Deconvnet() string      { return "Deconvnet" }
func (*english) StrongestPixels(n int) string {
	return fmt.Sprintf("The %d pixels with the largest gradients", n)
}
func (*english) PixelColumn() string { return "Pixel" }

func (*korean) Extremes(most int, largest string, least int, smallest string) string {
	return fmt.Sprintf("값이 가장 큰 그림은 숫자 %d(%s), 가장 작은 그림은 숫자 %d(%s)입니다.", most, largest, least, smallest)
}
func (*korean) AlwaysThat(value string) string {
	return fmt.Sprintf("이 유닛은 아무것도 찾지 않습니다. 어떤 숫자를 보아도 값이 %s입니다.", value)
}
func (*korean) NothingRaises() string {
	return "어떤 픽셀을 바꾸어도 이 유닛은 변하지 않습니다. 그림에서 이 유닛까지 오는 신호가 없어 그림이 그대로입니다."
}
func (*korean) ExtremesTable() string { return "가장 크게, 가장 작게 반응하는 숫자" }
func (*korean) RankColumn() string    { return "순위" }
func (*korean) MostColumn() string    { return "큰 쪽 숫자" }
func (*korean) LeastColumn() string   { return "작은 쪽 숫자" }
func (*korean) Projected() string     { return "지금 보는 그림에서 무엇을 보나" }
func (*korean) ProjectedMap(sum bool, unit, row, column int, value string) string {
	if sum {
		return fmt.Sprintf("특징 맵 %d: %d행 %d열에서 가장 크고, 그 자리의 합은 %s입니다.", unit, row, column, value)
	}
	return fmt.Sprintf("특징 맵 %d: %d행 %d열에서 가장 크고, 그 자리의 값은 %s입니다.", unit, row, column, value)
}
func (*korean) ProjectedDigit(digit int, value string) string {
	return fmt.Sprintf("이 그림에서 숫자 %d의 합은 %s입니다.", digit, value)
}
func (*korean) ProjectedElement(sum bool, unit int, value string) string {
	if sum {
		return fmt.Sprintf("이 그림에서 유닛 %d의 합은 %s입니다.", unit, value)
	}
	return fmt.Sprintf("이 그림에서 유닛 %d의 값은 %s입니다.", unit, value)
}
func (*korean) ProjectedHelp() string {
	return "파란 픽셀에 잉크를 더하면 그 값이 커지고, 주황 픽셀에 더하면 작아집니다. 셋 다 풀링에서 최댓값이 있던 자리를 따라 되돌아갑니다. " +
		"기울기는 0보다 컸던 ReLU만 지납니다. 유도 기울기는 그 가운데 값을 키우는 것만 남깁니다(Springenberg 등 2014). " +
		"디컨브넷은 모든 ReLU에서 값을 키우는 것만 남깁니다(Zeiler와 Fergus 2013)."
}
func (*korean) SilentHere() string {
	return "여기서는 ReLU가 이 유닛을 0으로 만들어 다음 층으로 아무것도 넘어가지 않습니다. 그림은 ReLU를 거치기 전의 합이 무엇에 달려 있는지 보여 줍니다."
}
func (*korean) NothingComesBack() string {
	return "그림까지 되돌아오는 것이 없습니다. 지나는 길의 ReLU가 모두 0입니다."
}
func (*korean) AllAlike() string {
	return "여기서는 셋이 같습니다. 지나는 길에 셋을 다르게 만드는 ReLU가 없습니다."
}
func (*korean) PlainGradient() string  { return "기울기" }
func (*korean) GuidedGradient() string { return "유도 기울기" }
func (*korean) Deconvnet() string      { return "디컨브넷" }
func (*korean) StrongestPixels(n int) string {
	return fmt.Sprintf("기울기가 가장 큰 픽셀 %d개", n)
}
func (*korean) PixelColumn() string { return "픽셀" }

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
	return fmt.Sprintf("유닛의 값: %s에서 %s", from, i18n.Toward(to))
}
func (*korean) AscentStep(n, all int) string { return fmt.Sprintf("%d걸음 중 %d걸음", all, n) }
