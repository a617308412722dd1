package ui

import (
	"fmt"

	"digitlab/wasm/protocol"
)

type korean struct{}

func (korean) Code() string  { return "ko" }
func (korean) Title() string { return "Digit Lab – 브라우저에서 CNN 학습하기" }
func (korean) Description() string {
	return "작은 합성곱 신경망을 브라우저 안에서 손글씨 숫자로 학습시키고, 직접 그린 숫자를 읽게 해 보세요."
}

func (korean) Headline() string {
	return "브라우저 안에서 CNN이 숫자를 배우는 모습을 보세요"
}
func (korean) SubHeadline(digits string, side int, parameters string) string {
	return fmt.Sprintf("%d×%d 숫자 %s개 · 파라미터 %s개 · 서버로 아무것도 보내지 않습니다", side, side, digits, parameters)
}
func (korean) LanguageGroup() string { return "언어" }
func (korean) ThemeButton(t theme) string {
	switch t {
	case lightTheme:
		return "테마: 밝게"
	case darkTheme:
		return "테마: 어둡게"
	}
	return "테마: 자동"
}
func (korean) StripLabel() string { return "손글씨 숫자 몇 개" }

func (korean) Loading(percent int) string {
	return fmt.Sprintf("학습 엔진을 불러오는 중… %d%%", percent)
}
func (korean) ControlsLoading() string {
	return "학습 엔진을 불러오면 바로 조작할 수 있습니다."
}
func (korean) Unsupported() string {
	return "이 브라우저에서는 실행할 수 없습니다. 아래 글과 그림은 볼 수 있어요"
}

func (korean) DrawHeading() string { return "그리기" }
func (korean) DrawLabel() string   { return "0~9 중 하나를 그려 보세요" }
func (korean) DrawHelp() string    { return "Ctrl+Z로 되돌리고, Esc로 지웁니다." }
func (korean) Clear() string       { return "지우기" }
func (korean) Undo() string        { return "되돌리기" }

func (korean) PictureHeading() string { return "신경망이 보는 그림" }
func (korean) PictureHelp(d protocol.DataSet) string {
	if d != protocol.Digits {
		return "그린 부분만 잘라 긴 쪽을 20픽셀로 줄이고 가운데에 놓아, 0부터 255까지의 값을 가진 28×28 그림으로 만듭니다. MNIST의 숫자도 똑같이 만들어졌습니다."
	}
	return "그린 부분만 잘라 32×32로 줄이고 4×4 칸마다 잉크를 세어, 0부터 16까지의 값을 가진 8×8 그림으로 만듭니다. 학습용 숫자도 똑같이 만들어졌습니다."
}
func (korean) PictureLabel(side int) string {
	return fmt.Sprintf("신경망이 보는 %d×%d 그림", side, side)
}
func (korean) PictureValues(count int) string { return fmt.Sprintf("%d개 값 보기", count) }

func (korean) ReadingHeading() string { return "신경망의 예측" }
func (korean) ReadingHelp() string {
	return "마지막 층은 숫자마다 확률을 매기고, 모두 더하면 100%가 됩니다. 가장 큰 것이 예측입니다."
}
func (korean) ReadingNothing() string { return "아직 그린 것이 없어요" }
func (korean) Guess() string          { return "아직 배우지 않았어요. 지금은 찍는 중입니다" }
func (korean) Unsure() string         { return "확신이 없어요. 더 굵고 크게 그려 보세요" }
func (korean) Prediction(digit, percent int) string {
	return fmt.Sprintf("예측: %d (%d%%)", digit, percent)
}

func (korean) TrainHeading() string { return "학습" }
func (korean) TrainHelp() string {
	return "신경망은 숫자를 한 묶음(배치)씩 보고 얼마나 틀렸는지(손실, loss)를 잰 다음, 덜 틀리도록 모든 파라미터를 조금씩 고칩니다. 모든 숫자를 한 번 다 보면 한 에포크(epoch)입니다."
}
func (korean) Start() string  { return "학습 시작" }
func (korean) Pause() string  { return "일시정지" }
func (korean) Resume() string { return "계속" }
func (korean) Step() string   { return "한 에포크" }
func (korean) Reset() string  { return "초기화" }
func (korean) KeyHelp() string {
	return "스페이스로 시작하고 멈추며, 마침표(.)로 한 에포크만 학습합니다."
}
func (korean) PaceGroup() string { return "빠르기" }
func (korean) Pace(p protocol.Pace) string {
	switch p {
	case protocol.Slow:
		return "천천히"
	case protocol.Watch:
		return "지켜보기"
	}
	return "최고 속도"
}
func (korean) ProgressLabel() string { return "학습 진행" }
func (korean) Ready(digits string) string {
	return fmt.Sprintf("숫자 %s개로 학습할 준비가 되었습니다", digits)
}
func (korean) Running(epoch, epochs int, seconds string) string {
	return fmt.Sprintf("에포크 %d/%d · 약 %s초 남음", epoch, epochs, seconds)
}
func (korean) Workers(count int) string { return fmt.Sprintf("워커 %d개", count) }
func (korean) RunningUntimed(epoch, epochs int) string {
	return fmt.Sprintf("에포크 %d/%d", epoch, epochs)
}
func (korean) PausedAt(epoch, epochs int) string {
	return fmt.Sprintf("에포크 %d/%d에서 멈춤", epoch, epochs)
}
func (korean) Done(percent string) string {
	return fmt.Sprintf("학습 끝: 테스트 정확도 %s%%. 이제 직접 그려 보세요", percent)
}
func (korean) Started() string { return "학습을 시작했습니다" }

func (korean) CurvesHeading() string { return "학습 곡선" }
func (korean) CurvesHelp() string {
	return "학습용 숫자로는 배우고, 검증용 숫자는 보기만 합니다. 학습 손실은 줄어드는데 검증 손실이 늘어나면 통째로 외우고 있다는 뜻입니다(과적합, overfitting)."
}
func (korean) CurvesEmpty() string {
	return "학습을 시작하면 여기에 손실과 정확도가 그려집니다"
}
func (korean) CurvesKeys() string {
	return "곡선을 가리키거나 화살표 키를 눌러 에포크를 고르세요. 곡선 위를 끌면 확대되고, + 와 - 키로 확대·축소하며, 0은 전체를 보여 줍니다."
}
func (korean) CurvesLabel() string { return "에포크에 따른 손실과 정확도 곡선" }
func (korean) ChooseEpoch() string { return "값을 볼 에포크" }
func (korean) CurvesSentence(epoch int, loss, validationLoss, validationAccuracy string) string {
	return fmt.Sprintf("에포크 %d: 학습 손실 %s, 검증 손실 %s, 검증 정확도 %s%%.", epoch, loss, validationLoss, validationAccuracy)
}
func (korean) BestSentence(epoch int, validationLoss string) string {
	return fmt.Sprintf("검증 손실이 가장 낮았던 때는 에포크 %d입니다: %s.", epoch, validationLoss)
}
func (korean) ChartMissing() string {
	return "차트 라이브러리를 불러오지 못했습니다. 새로고침하면 다시 시도합니다. 숫자는 아래 표에 있습니다."
}
func (korean) Loss() string         { return "손실" }
func (korean) Accuracy() string     { return "정확도" }
func (korean) AccuracyAxis() string { return "정확도 (%)" }
func (korean) Epoch() string        { return "에포크" }
func (korean) Training() string     { return "학습" }
func (korean) Validation() string   { return "검증" }
func (korean) Test() string         { return "테스트" }
func (korean) ValidationOf(run string) string {
	return fmt.Sprintf("%s · 검증", run)
}
func (korean) PreviousRun() string { return "이전 실행" }
func (korean) ThisRun() string     { return "현재 실행" }
func (korean) Seconds() string     { return "시간 (초)" }
func (korean) AtEpoch(epoch int) string {
	return fmt.Sprintf("에포크 %d", epoch)
}
func (korean) Numbers() string { return "모든 값을 표로 보기" }
func (korean) TooEarly() string {
	return "학습이 어떻게 되어 가는지 말하기에는 아직 이릅니다."
}
func (korean) AtChance() string {
	return "정확도가 찍기 수준에 머물러 있습니다. 배우지 못하고 있으니 학습률을 바꿔 보세요."
}
func (korean) Jumping(since int) string {
	return fmt.Sprintf("손실이 튀고 있습니다(마지막: 에포크 %d). 학습률이 너무 높을 수 있습니다.", since)
}
func (korean) ByHeart(since int) string {
	return fmt.Sprintf("학습 손실은 줄어드는데 검증 손실은 에포크 %d부터 늘고 있습니다. 통째로 외우고 있다는 뜻입니다(과적합).", since)
}
func (korean) Improving() string { return "계속 나아지고 있습니다." }
func (korean) SettledDown(since int) string {
	return fmt.Sprintf("에포크 %d부터 검증 손실이 거의 그대로입니다. 더 학습해도 크게 달라지지 않습니다.", since)
}
func (korean) Smoothing() string   { return "평활화 (smoothing)" }
func (korean) Off() string         { return "끔" }
func (korean) LogScale() string    { return "손실을 로그 눈금으로" }
func (korean) ZoomGroup() string   { return "곡선 확대" }
func (korean) ZoomIn() string      { return "확대" }
func (korean) ZoomOut() string     { return "축소" }
func (korean) Fit() string         { return "전체 보기" }
func (korean) ExportGroup() string { return "곡선 저장" }
func (korean) Save(format string) string {
	return fmt.Sprintf("%s 저장", format)
}
func (korean) PictureTitle() string { return "Digit Lab: 손실과 정확도" }
func (korean) TestAccuracy(percent string) string {
	return fmt.Sprintf("테스트 정확도 %s%%", percent)
}

func (korean) NetworkHeading() string { return "신경망 들여다보기" }
func (korean) NetworkHelp() string {
	return "숫자 그림은 이 층들을 위에서 아래로 지나갑니다. 파라미터(parameter)는 학습이 고치는 수입니다."
}
func (korean) Layer() string       { return "층" }
func (korean) OutputShape() string { return "출력" }
func (korean) Parameters() string  { return "파라미터" }
func (korean) Total() string       { return "합계" }

func (k korean) Failure(r protocol.Reason) string {
	switch r {
	case protocol.DataMissing:
		return "숫자 데이터를 가져오지 못해 학습할 수 없습니다. 연결을 확인하고 다시 시작을 누르세요"
	case protocol.DataAltered:
		return "숫자 데이터 파일이 손상되었거나 다른 파일이라 학습을 막아 두었습니다. 새로고침하거나 다시 시작을 누르세요. 그래도 안 되면 서버의 파일이 잘못된 것입니다"
	case protocol.Diverged:
		return "한 번에 너무 크게 고쳐서 손실을 더는 계산할 수 없습니다. 학습률을 낮추고 계속이나 초기화를 누르세요"
	case protocol.Unsupported:
		return k.Unsupported()
	case protocol.ProgramAltered:
		return "서버에서 온 학습 엔진이 이 페이지의 것과 달라서 실행하지 않았습니다. 다시 시작을 누르거나 새로고침하세요. 그래도 안 되면 서버 운영자에게 알려 주세요"
	}
	return "학습이 멈췄습니다. 다시 시작하면 설정은 그대로입니다"
}
func (korean) Restart() string { return "다시 시작" }
func (korean) NotSaved(why string) string {
	return fmt.Sprintf("이 모델은 브라우저에 저장되지 않아 페이지를 닫으면 사라집니다: %s", why)
}
func (korean) OfflineReady() string { return "이제 인터넷 없이도 쓸 수 있어요" }
func (korean) NewVersion() string   { return "새 버전이 있어요 · 새로고침" }
func (korean) OfflineNow(ready bool) string {
	if ready {
		return "오프라인이에요 · 그대로 모두 쓸 수 있어요"
	}
	return "오프라인이에요 · 계속하려면 이 페이지를 열어 두세요"
}
func (korean) Unloaded(altered bool) string {
	if altered {
		return "서버에서 온 파일이 이 페이지의 것과 달라서 쓰지 않았어요. 다시 시도해 보고, 그래도 안 되면 서버 운영자에게 알려 주세요"
	}
	return "페이지의 일부를 받지 못했어요. 연결을 확인하고 다시 시도하세요"
}
func (korean) TryAgain() string { return "다시 시도" }
func (korean) Footer() string {
	return "숫자 데이터: UCI optical recognition of handwritten digits (Alpaydin, Kaynak), scikit-learn 수록, CC BY 4.0."
}
