package curves

import (
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/settings"
)

type Korean struct{ settings.Korean }

func (*Korean) CurvesHeading() string  { return "학습 곡선" }
func (*Korean) Options() string        { return "옵션" }
func (*Korean) OptionsHeading() string { return "그래프 옵션" }
func (*Korean) BeforeTraining() string {
	return "학습 시작을 누르고 배우는 모습을 지켜보세요. 먼저 숫자를 그려 봐도 좋아요."
}
func (*Korean) TrainedElsewhere() string {
	return "다른 곳에서 학습한 신경망이라 곡선이 없습니다. 숫자를 그려 읽혀 보거나 안을 들여다보세요."
}
func (*Korean) CurvesHelp() string {
	return "학습용 숫자로는 배우고, 검증용 숫자는 보기만 합니다. 학습 손실은 줄어드는데 검증 손실이 늘어나면 학습용 숫자를 통째로 외우고 있다는 뜻입니다(과적합, overfitting)."
}
func (*Korean) CurvesEmpty() string {
	return "학습을 시작하면 여기에 손실과 정확도가 그려집니다"
}
func (*Korean) CurvesKeys() string {
	return "곡선을 가리키거나 화살표 키를 눌러 에포크를 고르세요. 곡선 위를 끌면 확대됩니다. + 키와 - 키로 확대하고 축소하며, 0 키로 전체를 봅니다."
}
func (*Korean) CurvesLabel() string { return "에포크에 따른 손실과 정확도 곡선" }
func (*Korean) ChooseEpoch() string { return "값을 볼 에포크" }
func (*Korean) CurvesSentence(epoch int, loss, validationLoss, validationAccuracy string) string {
	return fmt.Sprintf("에포크 %d: 학습 손실 %s, 검증 손실 %s, 검증 정확도 %s%%.", epoch, loss, validationLoss, validationAccuracy)
}
func (*Korean) BestSentence(epoch int, validationLoss string) string {
	return fmt.Sprintf("검증 손실은 에포크 %d에서 가장 낮았습니다(%s).", epoch, validationLoss)
}
func (*Korean) ChartMissing() string {
	return "차트 라이브러리를 불러오지 못했습니다. 새로고침하면 다시 시도합니다. 숫자는 아래 표에 있습니다."
}
func (*Korean) PreviousRun() string { return "이전 실행" }
func (*Korean) ThisRun() string     { return "현재 실행" }
func (*Korean) AtEpoch(epoch int) string {
	return fmt.Sprintf("에포크 %d", epoch)
}
func (*Korean) Numbers() string { return "모든 값을 표로 보기" }
func (*Korean) TooEarly() string {
	return "학습이 어떻게 되어 가는지 말하기에는 아직 이릅니다."
}
func (*Korean) AtChance() string {
	return "정확도가 찍기 수준에 머물러 있습니다. 배우지 못하고 있으니 학습률을 바꿔 보세요."
}
func (*Korean) Jumping(since int) string {
	return fmt.Sprintf("손실이 튀고 있습니다(마지막: 에포크 %d). 학습률이 너무 높을 수 있습니다.", since)
}
func (*Korean) Overfitting(since int) string {
	return fmt.Sprintf("학습 손실은 줄어드는데 검증 손실은 에포크 %d부터 늘고 있습니다. 학습용 숫자를 통째로 외우고 있다는 뜻입니다(과적합).", since)
}
func (*Korean) ImprovedToTheEnd() string {
	return "학습이 끝날 때까지 계속 나아지고 있었습니다. 에포크를 늘리면 더 나아질 수 있습니다."
}
func (*Korean) Improving() string { return "계속 나아지고 있습니다." }
func (*Korean) SettledDown(since int) string {
	return fmt.Sprintf("에포크 %d부터 검증 손실이 거의 그대로입니다. 더 학습해도 크게 달라지지 않습니다.", since)
}
func (*Korean) Smoothing() string   { return "평활화 (smoothing)" }
func (*Korean) Off() string         { return "끔" }
func (*Korean) LogScale() string    { return "손실을 로그 눈금으로" }
func (*Korean) ZoomGroup() string   { return "곡선 확대" }
func (*Korean) ZoomIn() string      { return "확대" }
func (*Korean) ZoomOut() string     { return "축소" }
func (*Korean) Fit() string         { return "전체 보기" }
func (*Korean) ExportGroup() string { return "곡선 저장" }
func (*Korean) Save(format string) string {
	return fmt.Sprintf("%s 저장", format)
}
func (*Korean) TestAccuracy(percent string) string {
	return fmt.Sprintf("테스트 정확도 %s%%", percent)
}
