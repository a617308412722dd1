package draw

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/sketch"
)

type Korean struct{ i18n.Korean }

func (*Korean) DrawHeading() string { return "그리기" }
func (*Korean) DrawLabel() string   { return "0~9 중 하나를 그려 보세요" }
func (*Korean) DrawHelp() string    { return "Ctrl+Z로 되돌리고, Esc로 지웁니다." }

func (*Korean) PictureHeading() string { return "신경망이 보는 그림" }
func (*Korean) PictureHelp(d protocol.DataSet) string {
	if !d.Small() {
		return "그린 부분만 잘라 긴 쪽을 20픽셀로 줄이고 가운데에 놓아, 0부터 255까지의 값을 가진 28×28 그림으로 만듭니다. MNIST의 숫자도 같은 방법으로 만들었습니다."
	}
	return "그린 부분만 잘라 32×32로 줄이고 4×4 칸마다 잉크를 세어, 0부터 16까지의 값을 가진 8×8 그림으로 만듭니다. 학습용 숫자도 같은 방법으로 만들었습니다."
}
func (*Korean) PictureLabel(side int) string {
	return fmt.Sprintf("신경망이 보는 %d×%d 그림", side, side)
}
func (*Korean) PictureValues(count int) string { return fmt.Sprintf("%d개 값 보기", count) }

func (*Korean) PredictionHeading() string { return "신경망의 예측" }
func (*Korean) PredictionHelp() string {
	return "마지막 층은 숫자마다 확률을 매기고, 모두 더하면 100%가 됩니다. 확률이 가장 큰 숫자가 예측입니다."
}
func (*Korean) PredictionNothing() string { return "아직 그린 것이 없어요" }
func (*Korean) NoDigitFound() string {
	return "숫자를 찾지 못했어요. 더 크게, 고른 빛에서 찍어 보세요"
}
func (*Korean) Guess() string {
	return "아직 배우지 않았어요. 지금은 찍는 중입니다"
}
func (*Korean) Unsure() string { return "확신이 없어요. 더 굵고 크게 그려 보세요" }
func (*Korean) Prediction(digit, percent int) string {
	return fmt.Sprintf("예측: %d (%d%%)", digit, percent)
}

func (*Korean) ComparePretrained() string {
	return "60,000개로 학습한 신경망과 비교하기"
}
func (*Korean) OwnNetwork() string { return "내 신경망" }
func (*Korean) OwnTrained(digits, seconds string) string {
	return fmt.Sprintf("여기서 숫자 %s개로 %s초 동안 학습", digits, seconds)
}
func (*Korean) PretrainedHeading() string { return "60,000개로 학습한 신경망" }
func (*Korean) PretrainedTrained() string { return "MNIST 숫자로 미리 학습" }
func (*Korean) PretrainedLoading() string { return "불러오는 중…" }
func (*Korean) NoPretrained(why protocol.DataProblem) string {
	reason := "받지 못했거나 일부만 받았습니다. 인터넷 연결을 확인하세요."
	switch why {
	case protocol.NotServed:
		reason = "이 서버에는 그 파일이 없습니다."
	case protocol.Altered:
		reason = "받은 것이 원래 파일과 다릅니다."
	}
	return "60,000개로 학습한 신경망을 불러오지 못했습니다. 나머지는 모두 그대로 쓸 수 있으며, 페이지를 새로고침하면 다시 시도합니다. " + reason
}
func (*Korean) BothPredict(digits string) string {
	return fmt.Sprintf("둘의 예측이 같습니다: %s", digits)
}
func (*Korean) PredictDifferently(own, other string) string {
	return fmt.Sprintf("예측이 다릅니다. 내 신경망: %s, 다른 신경망: %s", own, other)
}
func (*Korean) PretrainedHelp() string {
	return "다른 신경망은 같은 그림을 28×28 픽셀로 봅니다. 이 페이지의 코드로 MNIST 학습 이미지 60,000개를 써서 만들었습니다. 55,000개로 학습하고, " +
		"나머지 5,000개로 확신의 정도를 보정(calibration)했습니다. 여기서 무엇을 하든 이 신경망은 바뀌지 않습니다. " +
		"MNIST: Y. LeCun, C. Cortes, C. J. C. Burges, CC BY-SA 3.0."
}

func (*Korean) DrawTools() string  { return "그리는 방법" }
func (*Korean) Pen() string        { return "펜" }
func (*Korean) CellByCell() string { return "한 칸씩" }
func (*Korean) GridLabel() string  { return "한 칸씩 고치는 8×8 그림" }
func (*Korean) GridHelp() string {
	return "화살표 키로 옮겨 다닙니다. 0부터 16까지 입력하거나 +와 −로 바꾸고, 스페이스로 채우거나 비웁니다. 손가락이나 마우스로 칠해도 됩니다."
}
func (*Korean) GridTooLarge() string {
	return "한 칸씩 고치기는 8×8 그림에서만 됩니다. 데이터로 8×8 숫자를 고르면 쓸 수 있습니다."
}
func (*Korean) CellLevel(row, column, level int) string {
	return fmt.Sprintf("%d행 %d열: 16 가운데 %d", row, column, level)
}
func (*Korean) OpenPicture() string { return "그림 열기" }
func (*Korean) Picture() string     { return "그림…" }
func (*Korean) OpenPictureHelp() string {
	return "흔히 쓰는 그림 파일은 모두 되고, 종이를 찍은 사진도 됩니다. 끌어다 놓거나 붙여 넣어도 됩니다. 그림은 기기 밖으로 나가지 않습니다."
}
func (*Korean) PictureProblem(p sketch.PictureProblem) string {
	switch p {
	case sketch.NotAPicture:
		return "PNG, JPEG, WebP처럼 열 수 있는 그림 파일이 아닙니다."
	case sketch.HEICPicture:
		return "이 브라우저가 열 수 없는 HEIC 사진입니다. 아이폰의 설정 → 카메라 → 포맷에서 ‘높은 호환성’을 고르고 다시 찍거나, JPEG로 내보내 주세요."
	case sketch.HiddenPixels:
		return "이 브라우저가 그림의 픽셀을 페이지에 알려 주지 않아 그림을 읽을 수 없습니다. Firefox에서는 주소 왼쪽의 아이콘을 눌러 이 사이트에 ‘캔버스 데이터 추출’ 권한을 허용하세요. " +
			"직접 그리기는 그대로 쓸 수 있습니다."
	case sketch.TooHeavy:
		return "파일이 20MB보다 커서 열지 않았습니다. 더 작은 그림으로 해 보세요."
	case sketch.TooManyPixels:
		return "픽셀이 6,400만 개보다 많아서 열지 않았습니다. 더 작은 그림으로 해 보세요."
	}
	return "그림이 손상되었거나, 이 브라우저가 열 수 없는 형식입니다."
}

func (*Korean) SeveralPredicted(digits string, percents []int) string {
	return "예측: " + digits + percentList(percents)
}
func (*Korean) ChooseDigit() string { return "이유를 볼 숫자" }
func (*Korean) DigitOf(at, of int, digit string, percent int) string {
	return fmt.Sprintf("%d개 가운데 %d번째 숫자: %s (%d%%)", of, at, digit, percent)
}
func (*Korean) PredictionElse(digit, percent, second, secondPercent int) string {
	return fmt.Sprintf("예측: %d (%d%%), 아니면 %d (%d%%)", digit, percent, second, secondPercent)
}

func (*Korean) StagesHeading() string { return "그린 것에서 신경망이 보는 그림까지" }
func (*Korean) StagesHelp() string {
	return "학습용 숫자도 이 단계를 거쳐 만들었습니다. 단계를 눌러 빼 보고 예측이 어떻게 달라지는지 보세요."
}
func (*Korean) NoStages() string {
	return "한 칸씩 고친 그림은 그대로 신경망이 보므로 단계를 거치지 않습니다."
}
func (*Korean) StageName(s protocol.Stage, d protocol.DataSet) string {
	switch {
	case s == protocol.Stretch && !d.Small():
		return "크기 맞춤"
	case s == protocol.Count && !d.Small():
		return "가운데 놓기"
	}
	switch s {
	case protocol.Deskew:
		return "세우기"
	case protocol.Crop:
		return "자르기"
	case protocol.Stretch:
		return "늘리기"
	case protocol.StrokeWidth:
		return "굵기 맞춤"
	case protocol.Shear:
		return "왼쪽 맞춤"
	}
	return "픽셀 수 세기"
}
func (*Korean) StageHelp(s protocol.Stage, d protocol.DataSet) string {
	switch {
	case s == protocol.Stretch && !d.Small():
		return "비율을 그대로 두고 긴 쪽을 20픽셀로 맞춥니다."
	case s == protocol.Count && !d.Small():
		return "무게 중심을 28×28 픽셀의 가운데에 놓습니다. 이것이 신경망이 보는 그림입니다."
	}
	switch s {
	case protocol.Deskew:
		return "기울어진 그림을 옆으로 밀어 똑바로 세웁니다."
	case protocol.Crop:
		return "둘레의 빈 종이를 잘라 냅니다."
	case protocol.Stretch:
		return "20×32 픽셀로 늘립니다. 1처럼 좁은 숫자는 좁게 둡니다. 이 단계를 빼면 원래 비율을 지킵니다."
	case protocol.StrokeWidth:
		return "굵은 획은 가늘게, 가는 획은 굵게 합니다."
	case protocol.Shear:
		return "위쪽과 아래쪽의 왼쪽 끝이 세로로 나란해지도록 줄마다 옆으로 옮깁니다."
	}
	return "8×8로 나눈 칸마다 잉크가 있는 픽셀을 셉니다(0~16개). 이것이 신경망이 보는 그림입니다."
}
func (*Korean) StagesExplained() string { return "단계마다 하는 일" }
func (*Korean) LeftOut() string         { return "뺌" }
func (*Korean) AllStages() string       { return "모든 단계 쓰기" }

func (*Korean) Why() string        { return "왜?" }
func (*Korean) WhyHeading() string { return "왜 이렇게 읽었을까요?" }
func (*Korean) WhyNothing() string {
	return "숫자를 그리면 이유가 여기에 나타납니다."
}
func (*Korean) Choices(digit, percent, second, secondPercent, margin int) string {
	return fmt.Sprintf("첫째 후보 %d (%d%%), 둘째 후보 %d (%d%%): %d%%p 차이입니다.", digit, percent, second, secondPercent, margin)
}
func (*Korean) NearestHeading() string { return "학습한 숫자 가운데 가장 닮은 것" }
func (*Korean) NearestHelp() string {
	return "어떤 숫자인지와 내 그림과의 거리를 보여 줍니다. 거리가 0이면 똑같은 그림입니다. 신경망이 그림끼리 비교해서 읽는 것은 아니지만, 어느 것과도 닮지 않은 그림은 잘못 읽기 쉽습니다."
}
func (*Korean) NearDigit(digit int, distance string) string {
	return fmt.Sprintf("%d, 거리 %s", digit, distance)
}
func (*Korean) OcclusionHeading() string { return "어디를 보고 읽었나" }
func (*Korean) OcclusionHelp() string {
	return "자리마다 그 둘레의 잉크를 지워 봅니다. 지웠을 때 첫째 후보의 확률이 많이 떨어지는 곳일수록 채운 네모가 크고, 오히려 오르는 곳은 빈 네모입니다."
}
func (*Korean) OcclusionValues() string { return "확률이 떨어진 정도(%p)" }
func (*Korean) PlaceMatters(digit, row, column, points int) string {
	return fmt.Sprintf("%d행 %d열이 가장 중요합니다. 그 둘레의 잉크가 없으면 %d의 확률이 %d%%p 떨어집니다.", row, column, digit, points)
}
func (*Korean) NoPlaceMatters(digit int) string {
	return fmt.Sprintf("결정적인 자리는 없습니다. 어디를 지워도 %d의 확률이 거의 그대로입니다.", digit)
}
