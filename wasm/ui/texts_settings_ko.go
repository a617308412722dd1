package ui

import (
	"fmt"

	"digitlab/wasm/protocol"
)

type koreanSettings struct{ korean }

func (koreanSettings) Preset(p protocol.Preset) string {
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
func (koreanSettings) PresetHelp(p protocol.Preset) string {
	switch p {
	case protocol.TutorialPreset:
		return "합성곱 한 층, 풀링, 은닉층 하나: 파라미터 5,160개"
	case protocol.BetterPreset:
		return "합성곱 두 층에 배치 정규화와 드롭아웃을 넣고, 에포크마다 숫자를 새로 바꿉니다"
	case protocol.DeepPreset:
		return "합성곱이 두 층인 신경망 세 개가 획을 새로 쓴 숫자로 배우고 함께 답합니다. 그린 숫자를 가장 잘 읽습니다"
	case protocol.MLPPreset:
		return "모든 픽셀을 모든 뉴런에 잇습니다. CNN과 비교해 보세요"
	case protocol.TinyPreset:
		return "그래도 배우는 가장 작은 신경망: 파라미터 410개"
	case protocol.MNISTPreset:
		return "TensorFlow.js의 MNIST 예제입니다. 28×28 그림 60,000개로 배웁니다"
	case protocol.MNISTBetterPreset:
		return "MNIST에 배치 정규화, 드롭아웃, 데이터 증강, 줄어드는 학습률을 더했습니다"
	}
	return "직접 정한 설정입니다. 프리셋을 고르면 바뀌고, 시드는 그대로입니다"
}
func (koreanSettings) Setting(s setting) string {
	switch s {
	case epochsSetting:
		return "에포크 (epochs)"
	case batchSetting:
		return "배치 크기 (batch size)"
	case rateSetting:
		return "학습률 (learning rate)"
	case optimizerSetting:
		return "옵티마이저 (optimizer)"
	case initializerSetting:
		return "가중치 초기화 (initializer)"
	case activationSetting:
		return "모든 층의 활성화 함수 (activation)"
	case normalizationSetting:
		return "배치 정규화 (batch normalization)"
	case dropoutSetting:
		return "드롭아웃 (dropout)"
	case l2Setting:
		return "L2 규제 (L2 penalty)"
	case smoothingSetting:
		return "레이블 스무딩 (label smoothing)"
	case augmentationSetting:
		return "데이터 증강 (augmentation)"
	case scheduleSetting:
		return "학습률 변화 (schedule)"
	case membersSetting:
		return "신경망 수 (앙상블, ensemble)"
	case dataSetting:
		return "데이터"
	case testSetting:
		return "테스트 비율 (%)"
	case validationSetting:
		return "검증 비율 (%)"
	}
	return "시드 (seed)"
}
func (koreanSettings) SettingHelp(s setting) string {
	switch s {
	case epochsSetting:
		return "모든 숫자를 보는 횟수"
	case batchSetting:
		return "한 번 고칠 때 보는 숫자의 수"
	case rateSetting:
		return "한 번에 고치는 크기. 학습 중에도 바꿀 수 있습니다"
	case optimizerSetting:
		return "기울기를 보고 고치는 방법. 모멘텀은 0.9입니다"
	case initializerSetting:
		return "가중치의 처음 값을 정하는 방법"
	case activationSetting:
		return "없으면 층을 쌓아도 선형 층 하나와 같습니다"
	case normalizationSetting:
		return "층 사이 값의 중심과 크기를 고르게 맞춥니다"
	case dropoutSetting:
		return "마지막 층 앞에서 무작위로 끄는 비율. 0이면 쓰지 않습니다"
	case l2Setting:
		return "가중치가 커지지 않게 합니다. 0이면 쓰지 않고, 보통 0.001입니다"
	case smoothingSetting:
		return "정답 확률을 모든 숫자에 나누는 정도. 0이면 쓰지 않습니다"
	case augmentationSetting:
		return "에포크마다 숫자를 돌리고 밀고 휘어 놓습니다"
	case scheduleSetting:
		return "낮아지면 끝으로 갈수록 조금씩 고칩니다"
	case membersSetting:
		return "여러 개를 학습해 확률의 평균으로 답합니다"
	case dataSetting:
		return "신경망이 배우는 숫자"
	case testSetting:
		return "전체 숫자 중. 학습이 끝나면 한 번 읽습니다"
	case validationSetting:
		return "나머지 숫자 중. 에포크마다 보기만 합니다"
	}
	return "시드가 같으면 결과도 같습니다"
}
func (koreanSettings) MoreGroup(g settingsGroup) string {
	switch g {
	case learningGroup:
		return "학습 방법"
	case regularizationGroup:
		return "과적합 막기"
	}
	return "데이터"
}
func (koreanSettings) Normalization(on bool) string {
	if on {
		return "층마다 사용"
	}
	return "사용 안 함"
}
func (koreanSettings) Augmentation(a protocol.Augmentation) string {
	switch a {
	case protocol.Gentle:
		return "약하게"
	case protocol.Strong:
		return "강하게"
	case protocol.Strokes:
		return "획을 바꾸기"
	}
	return "사용 안 함"
}
func (koreanSettings) Schedule(s protocol.Schedule) string {
	if s == protocol.CosineRate {
		return "점점 낮게 (cosine)"
	}
	return "그대로"
}
func (koreanSettings) DataSet(d protocol.DataSet) string {
	switch d {
	case protocol.MNIST:
		return "MNIST: 28×28 70,000개"
	case protocol.Opened:
		return "내가 연 파일: 28×28"
	}
	return "숫자: 8×8 1,797개"
}
func (koreanSettings) Mixed() string { return "층마다 다름" }
func (koreanSettings) NotWhole(least, most string) string {
	return fmt.Sprintf("%s부터 %s까지의 정수를 입력하세요", least, most)
}
func (koreanSettings) NotRate(most string) string {
	return fmt.Sprintf("0보다 크고 %s 이하인 수를 입력하세요 (예: 0.001)", most)
}
func (koreanSettings) NotNumber(least, most string) string {
	return fmt.Sprintf("%s부터 %s까지의 수를 입력하세요", least, most)
}
func (koreanSettings) StackLabel() string { return "입력부터 출력까지의 층" }
func (koreanSettings) LastLayer() string  { return "Dense 10, 소프트맥스" }
func (koreanSettings) Aspect(a aspect) string {
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
func (koreanSettings) OnOff(on bool) string {
	if on {
		return "사용"
	}
	return "사용 안 함"
}
func (koreanSettings) InLayers() string   { return "층 구성 참고" }
func (koreanSettings) AsTutorial() string { return "튜토리얼과 같음" }
