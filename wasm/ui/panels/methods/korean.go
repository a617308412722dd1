package methods

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/settings"
)

type korean struct{ settings.Korean }

func (*korean) Tab() string     { return "일곱 가지 방법" }
func (*korean) Heading() string { return "일곱 가지 방법" }
func (*korean) Help() string {
	return "더 잘 학습시키는 일곱 가지 방법입니다. 방법마다 시드 다섯 개로 시험합니다. A와 B는 같은 시드와 같은 테스트용 숫자를 쓰고, 모든 코어에서 백그라운드로 학습합니다. 동그라미는 시드 하나, 막대는 평균과 표준편차입니다."
}
func (*korean) TestHelp() string {
	return "차이가 진짜인지는 다섯 시드의 대응표본 t-검정(paired t-test, 양측, 5%)으로 판단합니다. 다른 시드에서도 그럴지를 말할 뿐, 다른 숫자에서도 그럴지는 말하지 않습니다. 진짜 차이가 하나도 없어도, 일곱 가지를 비교하면 열 번에 세 번은 무언가가 진짜처럼 보입니다."
}
func (*korean) BaseGroup() string { return "A로 삼을 설정" }
func (*korean) Base(own bool) string {
	if own {
		return "내 현재 실행"
	}
	return "튜토리얼"
}
func (*korean) CompareAll() string   { return "일곱 가지 모두 비교" }
func (*korean) CancelAll() string    { return "모두 취소" }
func (*korean) Compare() string      { return "시드 5개로 비교" }
func (*korean) Cancel() string       { return "취소" }
func (*korean) ComparedDone() string { return "비교 끝" }
func (*korean) TrainingsLeft(count int) string {
	return fmt.Sprintf("학습 %d번 필요", count)
}
func (*korean) TrainingsTime(count int, seconds string) string {
	return fmt.Sprintf("학습 %d번 필요, 약 %s초", count, seconds)
}
func (*korean) Method(m method) string {
	switch m {
	case initializationMethod:
		return "가중치 초기화 (weight initialization)"
	case activationMethod:
		return "활성화 함수 (activation)"
	case optimizationMethod:
		return "옵티마이저 (optimizer)"
	case normalizationMethod:
		return "배치 정규화 (batch normalization)"
	case dropoutMethod:
		return "드롭아웃 (dropout)"
	case ensembleMethod:
		return "앙상블 (ensemble)"
	}
	return "더 많은 학습 데이터 (data augmentation)"
}
func (*korean) MethodHelp(m method) string {
	switch m {
	case initializationMethod:
		return "학습 전에 모든 가중치를 무작위로 뽑는데, 얼마나 넓게 뽑느냐에 따라 신호가 층을 잘 지나가기도, 막히기도 합니다. Glorot과 He는 입력 수에 맞춰 폭을 정합니다. 폭을 모두 1로 하거나 가중치를 모두 0으로 두면, 그렇게 정하지 않을 때 무엇이 잘못되는지 볼 수 있습니다."
	case activationMethod:
		return "층의 출력을 직선이 아니게 바꾸는 함수입니다. 이것이 없으면 층을 여러 개 쌓아도 한 층과 다를 바 없습니다. ReLU는 0 아래를 자르고, tanh와 sigmoid는 양 끝이 평평해지며, SiLU, ELU, GELU는 ReLU를 매끄럽게 만든 것입니다."
	case optimizationMethod:
		return "기울기(gradient)를 보고 가중치를 얼마나 움직일지 정합니다. SGD는 기울기를 그대로 따르고, 모멘텀(momentum)은 움직이던 속도를 더하며, Adam과 비슷한 방법들은 가중치마다 움직이는 크기를 달리합니다. 여기서는 모두 학습률이 같아서 유리한 것도 불리한 것도 있습니다."
	case normalizationMethod:
		return "층마다 배치 안의 값을 평균 0, 표준편차 1로 맞춘 다음, 학습한 두 수로 크기와 위치를 다시 조절합니다. 학습이 안정되어 학습률을 높여도 되는 때가 많습니다."
	case dropoutMethod:
		return "학습할 때마다 무작위로 고른 뉴런 몇 개를 쉬게 해서, 어느 한 뉴런에 기대지 못하게 합니다. 과적합을 막는 방법이라, 에포크가 많거나 신경망이 클 때 효과가 드러납니다."
	case ensembleMethod:
		return "시드만 다른 신경망 여러 개가 같은 숫자를 읽고, 확률의 평균으로 정합니다. B의 다섯 값은 저마다 다른 신경망에서 나오므로 다섯 개씩이면 25번 학습하고, 시간도 다섯 배 걸립니다."
	}
	return "데이터가 많으면 거의 언제나 도움이 됩니다. 여기서는 데이터 증강으로 에포크마다 학습용 숫자를 조금씩 돌리고 옮기고 휘어 새로 만듭니다. 검증용을 줄여서 진짜 숫자를 더 많이 배우게 할 수도 있습니다."
}
func (*korean) MeanOf(networks int) string {
	if networks <= 1 {
		return "신경망 하나"
	}
	return fmt.Sprintf("신경망 %d개의 평균", networks)
}
func (*korean) Data(digits, augmentation string) string {
	return fmt.Sprintf("숫자 %s개, 데이터 증강: %s", digits, augmentation)
}
func (*korean) DataChoice(c dataChoice, digits string) string {
	switch c {
	case gentleData:
		return "약한 데이터 증강"
	case strongData:
		return "강한 데이터 증강"
	case moreData:
		return fmt.Sprintf("숫자 %s개: 검증용을 줄임", digits)
	}
	return fmt.Sprintf("숫자 %s개: 절반쯤", digits)
}
func (*korean) Seed() string { return "시드" }
func (*korean) PlotLabel(method string) string {
	return fmt.Sprintf("A와 B의 테스트 정확도: %s", method)
}
func (*korean) SeedNumbers() string { return "시드별 값 보기" }
func (*korean) NotCompared() string { return "아직 비교하지 않았습니다." }
func (*korean) SameSettings() string {
	return "A와 B가 같습니다. 다른 B를 고르세요."
}
func (*korean) ComparingPart(percent int) string {
	return fmt.Sprintf("%d%% 진행", percent)
}
func (*korean) ComparingLeft(percent int, seconds string) string {
	return fmt.Sprintf("%d%% · 약 %s초 남음", percent, seconds)
}
func (*korean) NoClearDifference(mean, low, high, p string) string {
	return fmt.Sprintf("뚜렷한 차이가 없습니다(%s). B − A는 평균 %s%%p, 95%% 신뢰구간 %s~%s%%p.", p, mean, low, high)
}
func (*korean) IsBetter(mean, low, high, p string) string {
	return fmt.Sprintf("B 모델의 테스트 정확도가 %s%%p 더 높습니다(%s, 95%% 신뢰구간 %s~%s%%p).", mean, p, low, high)
}
func (*korean) IsWorse(mean, low, high, p string) string {
	return fmt.Sprintf("B 모델의 테스트 정확도가 %s%%p 더 낮습니다(%s, 95%% 신뢰구간 %s~%s%%p).", mean, p, low, high)
}
func (*korean) TrialFailed(side, seed string, why protocol.TrialProblem) string {
	said := "학습을 하지 못했습니다."
	switch why {
	case protocol.TrialDiverged:
		said = "손실을 더는 계산할 수 없었습니다. 학습률을 낮추고 다시 비교하세요."
	case protocol.TrialLacksData:
		said = "그 데이터가 이 브라우저에 없습니다."
	}
	return fmt.Sprintf("시드 %[2]s에서 %[1]s 쪽 학습이 되지 않아 비교할 수 없습니다. %[3]s", side, seed, said)
}
func (*korean) TrialBroken() string {
	return "백그라운드 작업이 같은 학습에서 두 번 멈췄습니다. 다시 비교하면 한 번 더 해 봅니다."
}
func (*korean) Comparing(method string) string { return fmt.Sprintf("비교 중: %s", method) }
func (*korean) ComparingAll() string {
	return "일곱 가지 방법을 비교하는 중입니다"
}
func (*korean) ComparingCancelled() string { return "비교를 취소했습니다" }
func (*korean) ComparedAll() string        { return "모든 방법을 비교했습니다" }
func (*korean) GlanceHeading() string      { return "일곱 가지를 한눈에" }
func (*korean) GlanceHelp() string {
	return "동그라미는 테스트 정확도 차이 B − A의 평균(%p), 선은 95% 신뢰구간입니다. 선이 0을 지나지 않으면 진짜 차이로 봅니다."
}
func (*korean) GlanceMethod() string     { return "방법과 B" }
func (*korean) GlanceDifference() string { return "차이 B − A (%p)" }
func (*korean) GlanceUnknown() string    { return "비교 전" }
func (*korean) GlanceUnclear(mean string) string {
	return fmt.Sprintf("%s, 뚜렷하지 않음", mean)
}
func (*korean) GlanceBetter(mean string) string { return fmt.Sprintf("%s, 높음", mean) }
func (*korean) GlanceWorse(mean string) string  { return fmt.Sprintf("%s, 낮음", mean) }
