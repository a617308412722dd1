package ui

import (
	"fmt"

	"digitlab/wasm/protocol"
)

// 결과

func (korean) ResultsHeading() string { return "테스트 결과" }
func (korean) ResultsHelp() string {
	return "테스트용 숫자는 학습에 쓰지 않습니다. 처음 보는 숫자를 얼마나 잘 읽는지 보여 줍니다."
}
func (korean) ResultsEmpty() string {
	return "실행이 끝나면 테스트용 숫자를 읽은 결과가 여기에 나타납니다"
}
func (korean) ResultsSentence(right, of, percent, low, high string) string {
	return fmt.Sprintf("테스트용 숫자 %[2]s개 가운데 %[1]s개를 맞혔습니다: %[3]s%%. 비슷한 다른 숫자라면 %[4]s~%[5]s%%일 것입니다(95%% 신뢰구간).",
		right, of, percent, low, high)
}
func (korean) ConfusionHeading() string { return "혼동 행렬 (confusion matrix)" }
func (korean) ConfusionHelp() string {
	return "행은 실제 숫자, 열은 읽은 숫자입니다. 칸을 고르면 그 숫자들이 보이고, 화살표 키로 칸을 옮겨 다닙니다."
}
func (korean) ConfusionDown() string   { return "실제 ↓" }
func (korean) ConfusionAcross() string { return "예측 →" }
func (korean) CellLabel(label, predicted, count int) string {
	return fmt.Sprintf("실제 %d, 예측 %d: %d", label, predicted, count)
}
func (korean) CellHeading(label, predicted, count int) string {
	switch {
	case count < 2:
		return fmt.Sprintf("실제 %d, 예측 %d: %d개", label, predicted, count)
	case label == predicted:
		return fmt.Sprintf("실제 %d, 예측 %d: %d개, 확신이 약한 것부터", label, predicted, count)
	}
	return fmt.Sprintf("실제 %d, 예측 %d: %d개, 확신이 강한 것부터", label, predicted, count)
}
func (korean) DigitsHeading() string { return "숫자별 정확도" }
func (korean) MisreadHeading() string {
	return "잘못 읽은 숫자"
}
func (korean) MisreadCount(count int) string {
	return fmt.Sprintf("잘못 읽은 숫자: %d개, 확신이 강한 것부터", count)
}
func (korean) AllMisread() string { return "잘못 읽은 숫자 모두" }
func (korean) ReadAs(label, predicted int) string {
	return fmt.Sprintf("실제 %d, 예측 %d", label, predicted)
}
func (korean) NoDigits() string { return "하나도 없습니다." }
func (korean) ShowMore(more, left int) string {
	return fmt.Sprintf("남은 %[2]d개 가운데 %[1]d개 더 보기", more, left)
}

// 실행

func (korean) RunsHeading() string { return "실행 기록" }
func (korean) RunsHelp() string {
	return "모든 실행은 이 브라우저에 저장됩니다. 열어서 이어 학습하거나, 네 개까지 골라 곡선을 함께 보세요."
}
func (korean) RunsTable() string { return "실행 기록 표" }
func (korean) RunsEmpty() string {
	return "몇 에포크를 학습하면 실행이 여기에 나타납니다"
}
func (korean) RunsNearlyFull(count int) string {
	return fmt.Sprintf("200자리 가운데 %d자리가 찼습니다. 다 차면 고정하지 않은 실행부터 오래된 순서로 지워집니다.", count)
}
func (k korean) RunsFailure(p protocol.RunProblem) string {
	if p == protocol.RunDamaged {
		return "저장된 실행 가운데 손상되어 읽을 수 없는 것을 목록에서 지웠습니다. 파일로 저장해 둔 실행은 다시 열 수 있습니다."
	}
	return k.RunProblem(p)
}
func (korean) RunProblem(p protocol.RunProblem) string {
	switch p {
	case protocol.RunDamaged:
		return "저장된 실행이 손상되어 열 수 없습니다. 실행 기록에서 다른 실행을 열거나, 파일로 저장해 두었다면 그 파일을 여세요. 손상된 실행은 삭제해도 됩니다."
	case protocol.RunOfOtherVersion:
		return "이 페이지의 다른 버전에서 저장한 실행이라 열 수 없습니다. 페이지를 새로고침하고 다시 열어 보세요."
	case protocol.RunGone:
		return "이 브라우저에 더는 저장되어 있지 않은 실행입니다. 다른 탭에서 삭제했을 수 있습니다."
	}
	return "브라우저의 저장 공간에서 실행을 읽거나 고치지 못했습니다. 페이지를 새로고침해 보세요."
}
func (korean) RunsLost(count int) string {
	return fmt.Sprintf("브라우저가 저장 공간을 비웠습니다. 저장되어 있던 실행 %d개가 사라졌습니다. 파일로 저장해 둔 실행은 다시 열 수 있습니다.", count)
}
func (korean) CompareColumn() string {
	return "비교"
}
func (k korean) RunColumn(c runColumn) string {
	switch c {
	case beganColumn:
		return "시작"
	case nameColumn:
		return "이름"
	case trainedColumn:
		return k.TrainedColumn()
	case accuracyColumn:
		return k.AccuracyOnTest()
	}
	return k.TimeColumn()
}
func (korean) ChangesColumn() string         { return "튜토리얼과 다른 점" }
func (korean) ActionsColumn() string         { return "할 일" }
func (korean) TrainedColumn() string         { return "에포크" }
func (korean) AccuracyOnTest() string        { return "테스트 정확도" }
func (korean) LossOnTest() string            { return "테스트 손실" }
func (korean) TimeColumn() string            { return "시간" }
func (korean) PresentRun() string            { return "현재" }
func (korean) Pinned() string                { return "고정됨" }
func (korean) Unnamed() string               { return "이름 없음" }
func (korean) Open() string                  { return "열기" }
func (korean) Rename() string                { return "이름 바꾸기" }
func (korean) Pin() string                   { return "고정" }
func (korean) Delete() string                { return "삭제" }
func (korean) CompareRun(name string) string { return fmt.Sprintf("비교: %s", name) }
func (korean) OpenRun(name string) string    { return fmt.Sprintf("열기: %s", name) }
func (korean) RenameRun(name string) string  { return fmt.Sprintf("이름 바꾸기: %s", name) }
func (korean) PinRun(name string) string     { return fmt.Sprintf("고정: %s", name) }
func (korean) SaveRun(name string) string    { return fmt.Sprintf("파일로 저장: %s", name) }
func (korean) SaveAsFile() string            { return "저장" }
func (korean) OpenRunFile() string           { return "파일에서 실행 열기" }
func (korean) RunFileHelp() string {
	return "저장한 실행에는 설정과 곡선, 가중치가 들어 있습니다. 열면 사본이 생기고, 거기서부터 비트까지 똑같이 이어집니다."
}
func (korean) RunFileFailure(file string) string {
	if file == "" {
		return "실행을 읽지 못해 파일을 만들지 않았습니다"
	}
	return fmt.Sprintf("Digit Lab이 저장한 실행이 아니거나 손상된 파일이라 아무것도 바꾸지 않았습니다: %s", file)
}
func (korean) FileUnreadable(most string) string {
	return fmt.Sprintf("읽을 수 없거나 %sMB보다 큰 파일입니다", most)
}
func (korean) DeleteRun(name string) string { return fmt.Sprintf("삭제: %s", name) }
func (korean) NameLabel() string            { return "실행의 이름" }
func (korean) NamingHelp() string           { return "Enter로 저장, Esc로 취소" }
func (korean) Deleted(name string) string   { return fmt.Sprintf("삭제함: %s", name) }
func (korean) UndoDelete() string           { return "삭제 취소" }
func (korean) ComparedHeading() string      { return "실행 비교" }
func (korean) ComparedHelp() string         { return "서로 다른 설정과 그 결과입니다." }
func (korean) CheckAnother() string         { return "하나 더 고르면 무엇이 다른지 보입니다." }
func (korean) CompareNone() string          { return "비교 끝내기" }
func (korean) CurvesUnreadable(name, why string) string {
	return fmt.Sprintf("곡선을 읽을 수 없습니다(%s): %s", name, why)
}
func (korean) Aspect(a aspect) string {
	switch a {
	case epochsAspect:
		return "계획한 에포크"
	case batchAspect:
		return "배치 크기"
	case rateAspect:
		return "학습률"
	case seedAspect:
		return "시드"
	case optimizerAspect:
		return "옵티마이저"
	case initializerAspect:
		return "가중치 초기화"
	case activationAspect:
		return "활성화 함수"
	case normalizationAspect:
		return "배치 정규화"
	case dropoutAspect:
		return "드롭아웃"
	case augmentationAspect:
		return "데이터 증강"
	case l2Aspect:
		return "L2 규제"
	case smoothingAspect:
		return "레이블 스무딩"
	case scheduleAspect:
		return "학습률 변화"
	case membersAspect:
		return "신경망 수"
	case dataAspect:
		return "데이터"
	case testShareAspect:
		return "테스트 비율"
	case validationShareAspect:
		return "검증 비율"
	}
	return "층 구성"
}
func (korean) OnOff(on bool) string {
	if on {
		return "사용"
	}
	return "사용 안 함"
}
func (korean) InLayers() string   { return "층 구성 참고" }
func (korean) AsTutorial() string { return "튜토리얼과 같음" }

// 일곱 가지 방법

func (korean) MethodsHeading() string { return "일곱 가지 방법" }
func (korean) MethodsHelp() string {
	return "더 잘 학습시키는 일곱 가지 방법입니다. 방법마다 시드 다섯 개로 시험합니다. A와 B는 같은 시드와 같은 테스트용 숫자를 쓰고, 모든 코어에서 백그라운드로 학습합니다. 동그라미는 시드 하나, 막대는 평균과 표준편차입니다."
}
func (korean) MethodsTest() string {
	return "차이가 진짜인지는 다섯 시드의 대응표본 t-검정(paired t-test, 양측, 5%)으로 판단합니다. 다른 시드에서도 그럴지를 말할 뿐, 다른 숫자에서도 그럴지는 말하지 않습니다. 진짜 차이가 하나도 없어도, 일곱 가지를 비교하면 열 번에 세 번은 무언가가 진짜처럼 보입니다."
}
func (korean) BaseGroup() string { return "A로 삼을 설정" }
func (korean) Base(own bool) string {
	if own {
		return "내 현재 실행"
	}
	return "튜토리얼"
}
func (korean) CompareAll() string   { return "일곱 가지 모두 비교" }
func (korean) CancelAll() string    { return "모두 취소" }
func (korean) Compare() string      { return "시드 5개로 비교" }
func (korean) Cancel() string       { return "취소" }
func (korean) ComparedDone() string { return "비교 끝" }
func (korean) TrainingsLeft(count int) string {
	return fmt.Sprintf("학습 %d번 필요", count)
}
func (korean) TrainingsTime(count int, seconds string) string {
	return fmt.Sprintf("학습 %d번 필요, 약 %s초", count, seconds)
}
func (korean) Method(m method) string {
	switch m {
	case initializationMethod:
		return "가중치 초기화 (weight initialisation)"
	case activationMethod:
		return "활성화 함수 (activation)"
	case optimizationMethod:
		return "옵티마이저 (optimiser)"
	case normalizationMethod:
		return "배치 정규화 (batch normalisation)"
	case dropoutMethod:
		return "드롭아웃 (dropout)"
	case ensembleMethod:
		return "앙상블 (ensemble)"
	}
	return "더 많은 학습 데이터 (data augmentation)"
}
func (korean) MethodHelp(m method) string {
	switch m {
	case initializationMethod:
		return "학습 전에 모든 가중치를 무작위로 뽑는데, 얼마나 넓게 뽑느냐에 따라 신호가 층을 잘 지나가기도, 막히기도 합니다. Glorot과 He는 입력 수에 맞춰 폭을 정하고, 모두 폭 1이나 0으로 두면 그러지 않을 때 무엇이 잘못되는지 보입니다."
	case activationMethod:
		return "층마다 뒤에 붙어 출력을 휘게 하는 함수로, 이것이 없으면 여러 층도 한 층과 다를 바 없습니다. ReLU는 0 아래를 자르고, tanh와 sigmoid는 양 끝이 평평해지며, SiLU, ELU, GELU는 ReLU의 매끄러운 친척입니다."
	case optimizationMethod:
		return "기울기(gradient)를 보고 가중치를 얼마나 움직일지 정합니다. SGD는 기울기를 그대로 따르고, 모멘텀(momentum)은 속도를 더하며, Adam과 그 친척은 가중치마다 걸음을 달리합니다. 여기서는 모두 학습률이 같아서 유리한 것도 불리한 것도 있습니다."
	case normalizationMethod:
		return "층마다 배치 안의 값을 평균 0, 표준편차 1로 맞춘 다음, 학습한 두 수로 다시 늘이고 옮깁니다. 학습이 안정되고, 더 크게 움직여도 되는 때가 많습니다."
	case dropoutMethod:
		return "학습할 때마다 무작위로 고른 뉴런 몇 개를 쉬게 해서, 어느 한 뉴런에 기대지 못하게 합니다. 과적합을 막는 방법이라, 에포크가 많거나 신경망이 클 때 효과가 드러납니다."
	case ensembleMethod:
		return "시드만 다른 신경망 여러 개가 같은 숫자를 읽고, 확률의 평균으로 정합니다. B의 다섯 값은 저마다 다른 신경망에서 나오므로 다섯 개씩이면 25번 학습하고, 시간도 다섯 배 걸립니다."
	}
	return "예가 많으면 거의 언제나 도움이 됩니다. 여기서는 데이터 증강으로 에포크마다 학습용 숫자를 조금씩 돌리고 옮기고 휘어 새로 만듭니다. 또는 검증용 숫자를 줄이고 진짜 숫자로 더 많이 배우게 할 수도 있습니다."
}
func (korean) MeanOf(networks int) string {
	if networks <= 1 {
		return "신경망 하나"
	}
	return fmt.Sprintf("신경망 %d개의 평균", networks)
}
func (korean) Data(digits, augmentation string) string {
	return fmt.Sprintf("숫자 %s개, 데이터 증강: %s", digits, augmentation)
}
func (korean) DataChoice(c dataChoice, digits string) string {
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
func (korean) Seed() string { return "시드" }
func (korean) PlotLabel(method string) string {
	return fmt.Sprintf("A와 B의 테스트 정확도: %s", method)
}
func (korean) SeedNumbers() string  { return "시드별 값 보기" }
func (korean) NotCompared() string  { return "아직 비교하지 않았습니다." }
func (korean) SameSettings() string { return "A와 B가 같습니다. 다른 B를 고르세요." }
func (korean) ComparingPart(percent int) string {
	return fmt.Sprintf("%d%% 진행", percent)
}
func (korean) ComparingLeft(percent int, seconds string) string {
	return fmt.Sprintf("%d%% · 약 %s초 남음", percent, seconds)
}
func (korean) NoClearDifference(mean, low, high, p string) string {
	return fmt.Sprintf("뚜렷한 차이가 없습니다(%s). B − A는 평균 %s%%p, 95%% 신뢰구간 %s~%s%%p.", p, mean, low, high)
}
func (korean) IsBetter(mean, low, high, p string) string {
	return fmt.Sprintf("B가 %s%%p 더 낫습니다(%s, 95%% 신뢰구간 %s~%s%%p).", mean, p, low, high)
}
func (korean) IsWorse(mean, low, high, p string) string {
	return fmt.Sprintf("B가 %s%%p 더 못합니다(%s, 95%% 신뢰구간 %s~%s%%p).", mean, p, low, high)
}
func (korean) TrialFailed(side, seed, why string) string {
	return fmt.Sprintf("시드 %[2]s에서 %[1]s 쪽 학습이 되지 않아 비교할 수 없습니다: %[3]s", side, seed, why)
}
func (korean) TrialBroken(why string) string {
	return fmt.Sprintf("백그라운드 작업이 같은 학습에서 두 번 멈췄습니다. 다시 비교하면 한 번 더 해 봅니다: %s", why)
}
func (korean) Comparing(method string) string { return fmt.Sprintf("비교 중: %s", method) }
func (korean) ComparingAll() string           { return "일곱 가지 방법을 비교하는 중입니다" }
func (korean) ComparingCancelled() string     { return "비교를 취소했습니다" }
func (korean) ComparedAll() string            { return "모든 방법을 비교했습니다" }
func (korean) GlanceHeading() string          { return "일곱 가지를 한눈에" }
func (korean) GlanceHelp() string {
	return "동그라미는 테스트 정확도 차이 B − A의 평균(%p), 선은 95% 신뢰구간입니다. 선이 0을 지나지 않으면 진짜 차이로 봅니다."
}
func (korean) GlanceMethod() string             { return "방법과 B" }
func (korean) GlanceDifference() string         { return "차이 B − A (%p)" }
func (korean) GlanceUnknown() string            { return "비교 전" }
func (korean) GlanceUnclear(mean string) string { return fmt.Sprintf("%s, 뚜렷하지 않음", mean) }
func (korean) GlanceBetter(mean string) string  { return fmt.Sprintf("%s, 나음", mean) }
func (korean) GlanceWorse(mean string) string   { return fmt.Sprintf("%s, 못함", mean) }
