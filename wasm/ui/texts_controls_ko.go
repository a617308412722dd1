package ui

import (
	"fmt"

	"digitlab/wasm/protocol"
)

func (korean) PresetLabel() string { return "프리셋 (preset)" }
func (korean) Preset(p protocol.Preset) string {
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
	}
	return "직접 설정"
}
func (korean) PresetHelp(p protocol.Preset) string {
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
	}
	return "직접 정한 설정입니다. 프리셋을 고르면 바뀌고, 시드는 그대로입니다"
}
func (korean) UndoPreset() string { return "프리셋 되돌리기" }

func (korean) SettingsGroup() string { return "설정" }
func (korean) Setting(s setting) string {
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
func (korean) SettingHelp(s setting) string {
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
func (korean) MoreSettings() string { return "설정 더 보기" }
func (korean) MoreGroup(g settingsGroup) string {
	switch g {
	case learningGroup:
		return "학습 방법"
	case regularizationGroup:
		return "과적합 막기"
	}
	return "데이터"
}
func (korean) Normalization(on bool) string {
	if on {
		return "층마다 사용"
	}
	return "사용 안 함"
}
func (korean) Augmentation(a protocol.Augmentation) string {
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
func (korean) Schedule(s protocol.Schedule) string {
	if s == protocol.CosineRate {
		return "점점 낮게 (cosine)"
	}
	return "그대로"
}
func (korean) DataSet(d protocol.DataSet) string {
	switch d {
	case protocol.MNIST:
		return "MNIST: 28×28 70,000개"
	case protocol.Opened:
		return "내가 연 파일: 28×28"
	}
	return "숫자: 8×8 1,797개"
}
func (korean) Mixed() string          { return "층마다 다름" }
func (korean) AppliesOnReset() string { return "초기화하면 적용됩니다" }
func (korean) AppliesNow() string     { return "바로 적용됩니다" }
func (korean) RateInForce(rate string) string {
	return fmt.Sprintf("현재 값: %s", rate)
}
func (korean) RateFalls(rate string) string {
	return fmt.Sprintf("%s에서 시작해 끝날 때까지 0으로 낮아집니다", rate)
}
func (korean) WholeBatch(digits string) string {
	return fmt.Sprintf("학습용 숫자 %s개보다 많아 에포크마다 한 번 고칩니다", digits)
}
func (korean) NotWhole(least, most string) string {
	return fmt.Sprintf("%s부터 %s까지의 정수를 입력하세요", least, most)
}
func (korean) NotRate(most string) string {
	return fmt.Sprintf("0보다 크고 %s 이하인 수를 입력하세요 (예: 0.001)", most)
}
func (korean) NotNumber(least, most string) string {
	return fmt.Sprintf("%s부터 %s까지의 수를 입력하세요", least, most)
}
func (korean) Hindrance(where, problem string) string {
	return fmt.Sprintf("고칠 곳 – %s: %s", where, problem)
}
func (korean) LayerHindrance(layer string) string {
	return fmt.Sprintf("고칠 곳 – %s: 까닭은 그 층의 카드에 있습니다", layer)
}
func (korean) ShowProblem() string { return "어디인지 보기" }

func (korean) CopyLink() string { return "링크 복사" }
func (korean) Shared(s shared) string {
	switch s {
	case linkCopied:
		return "링크를 복사했습니다. 누가 열어도 같은 설정과 시드입니다"
	case linkShown:
		return "브라우저가 복사를 허용하지 않았습니다. 아래에 선택된 링크를 직접 복사하세요"
	case linkHindered:
		return "설정을 먼저 고친 다음 링크를 복사하세요"
	}
	return "지금 설정과 시드를 담은 링크입니다. 열면 똑같은 신경망을 학습합니다"
}
func (korean) LinkField() string { return "지금 설정으로 가는 링크" }
func (korean) LinkRefused() string {
	return "주소의 # 뒤에서 설정을 읽을 수 없어 아무것도 바꾸지 않았습니다. 링크가 잘리지 않았는지 확인하세요"
}

func (korean) EditorHeading() string { return "직접 만들기" }
func (korean) EditorHelp() string {
	return "손잡이를 끌거나 화살표 버튼을 눌러 층을 옮기세요. 출력 크기와 파라미터 수는 바로 계산됩니다."
}
func (korean) StackLabel() string { return "입력부터 출력까지의 층" }
func (korean) InputLayer() string { return "입력" }
func (korean) LastLayer() string  { return "Dense 10, 소프트맥스" }
func (korean) LastLayerHelp() string {
	return "숫자마다 확률 하나. 모든 신경망은 이 층으로 끝납니다."
}
func (korean) LayerHelp(k protocol.LayerKind) string {
	switch k {
	case protocol.Conv2D:
		return "합성곱: 작은 필터가 그림 위를 훑으며 획을 찾습니다"
	case protocol.MaxPooling2D:
		return "최대 풀링: 칸마다 가장 강한 답만 남깁니다"
	case protocol.AveragePooling2D:
		return "평균 풀링: 칸마다 평균을 냅니다"
	case protocol.GlobalAveragePooling2D:
		return "전역 평균 풀링: 특징 맵마다 평균 하나를 냅니다"
	case protocol.Flatten:
		return "펼치기: 특징 맵을 한 줄로 늘어놓습니다"
	case protocol.Dense:
		return "완전 연결: 뉴런마다 들어온 모든 값을 따져 봅니다"
	case protocol.BatchNormalization:
		return "배치 정규화: 채널마다 값의 중심과 크기를 고르게 맞춥니다"
	}
	return "드롭아웃: 학습할 때 답을 무작위로 끕니다"
}
func (korean) LayerProblem(p protocol.Problem) string {
	switch p.Reason {
	case protocol.TooManyLayers:
		return fmt.Sprintf("층이 %d개인데 %d개까지만 쌓을 수 있습니다. 몇 개를 빼세요", p.Have, p.Limit)
	case protocol.UnitsOutside:
		return fmt.Sprintf("1부터 %d까지의 정수를 입력하세요", p.Limit)
	case protocol.SizeOutside:
		return fmt.Sprintf("창 크기를 1부터 %d까지에서 고르세요", p.Limit)
	case protocol.StrideOutside:
		return fmt.Sprintf("스트라이드를 %d까지에서 고르세요", p.Limit)
	case protocol.RateOutside:
		return fmt.Sprintf("0부터 %v까지의 수를 입력하세요", protocol.MaxRate)
	case protocol.LargerThanInput:
		return fmt.Sprintf("창(%d×%d)이 들어오는 그림(%d×%d)보다 큽니다. 창을 줄이거나 패딩을 same으로 바꾸거나 위의 풀링을 빼세요",
			p.Limit, p.Limit, p.Have, p.Have)
	case protocol.NeedsImage:
		return "창을 움직이려면 그림이 필요한데 한 줄로 펼친 값이 들어옵니다. 이 층을 Flatten 위로 옮기세요"
	case protocol.NeedsFlatten:
		return "한 줄로 펼친 값이 필요한데 그림이 들어옵니다. 이 층 앞에 Flatten을 넣으세요"
	case protocol.TooManyParameters:
		return fmt.Sprintf("이 층까지 파라미터가 %s개인데 %s개까지만 쓸 수 있습니다. 필터나 뉴런을 줄이거나 앞에 풀링을 넣으세요",
			grouped(p.Have), grouped(p.Limit))
	}
	return "이 버전이 모르는 층입니다. 이 층을 빼세요"
}
func (korean) Flow(shape, parameters string) string {
	return fmt.Sprintf("%s · 파라미터 %s", shape, parameters)
}
func (korean) TotalParameters(parameters string) string {
	return fmt.Sprintf("파라미터 모두 %s개", parameters)
}

func (korean) Filters() string      { return "필터 수" }
func (korean) Units() string        { return "뉴런 수" }
func (korean) DropoutRate() string  { return "비율" }
func (korean) WindowSize() string   { return "창 크기" }
func (korean) Stride() string       { return "스트라이드" }
func (korean) WindowStride() string { return "자동" }
func (korean) Padding() string      { return "패딩" }
func (korean) Activation() string   { return "활성화 함수" }

func (korean) LayerToAdd() string    { return "더할 층" }
func (korean) AddLayer() string      { return "층 더하기" }
func (korean) UndoLayers() string    { return "층 변경 되돌리기" }
func (korean) InsertFlatten() string { return "Flatten 넣기" }
func (korean) MoveUp(layer string) string {
	return fmt.Sprintf("%s 위로 옮기기", layer)
}
func (korean) MoveDown(layer string) string {
	return fmt.Sprintf("%s 아래로 옮기기", layer)
}
func (korean) RemoveLayer(layer string) string {
	return fmt.Sprintf("%s 빼기", layer)
}
func (korean) LayerAdded(layer string, place int) string {
	return fmt.Sprintf("%d번째에 더한 층: %s", place, layer)
}
func (korean) LayerMoved(layer string, place int) string {
	return fmt.Sprintf("%d번째로 옮긴 층: %s", place, layer)
}
func (korean) LayerRemoved(layer string) string { return fmt.Sprintf("뺀 층: %s", layer) }
func (korean) StackFull(most int) string {
	return fmt.Sprintf("층은 %d개까지입니다. 하나를 빼면 더할 수 있습니다", most)
}

func (korean) SummaryHeading() string { return "지금 만들어진 신경망" }
func (korean) StackBuilt() string     { return "지금 만들어진 신경망과 같습니다." }
func (korean) StackWaits() string {
	return "초기화하면 적용됩니다. 그때까지는 먼저 만든 신경망을 씁니다."
}
func (korean) StackWrong() string {
	return "아직 층이 서로 맞지 않습니다. 맞을 때까지 먼저 만든 신경망을 씁니다."
}
