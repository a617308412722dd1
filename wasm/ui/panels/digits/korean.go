package digits

import (
	"strconv"

	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/i18n"
)

type korean struct{ i18n.Korean }

func (*korean) Tab() string     { return "모든 숫자" }
func (*korean) Heading() string { return "데이터의 모든 숫자" }
func (*korean) Parts() string   { return "숫자를 늘어놓는 방법" }
func (*korean) Part(p part) string {
	if p == mapPart {
		return "지도"
	}
	return "벽"
}

func (*korean) Choices() string { return "벽에 보일 것" }
func (*korean) GroupBy() string { return "묶기" }
func (*korean) Grouping(g grouping) string {
	return [groupings]string{"묶지 않기", "레이블", "예측", "레이블 × 예측", "데이터 부분"}[g]
}
func (*korean) SortBy() string { return "순서" }
func (*korean) Sorting(s sorting) string {
	return [sortings]string{"데이터 순서", "확신이 낮은 것부터", "손실이 큰 것부터"}[s]
}
func (*korean) ColourBy() string { return "색" }
func (*korean) Tint(t tint) string {
	return [tints]string{"맞음과 틀림", "레이블", "예측", "없음"}[t]
}
func (*korean) PartChoice() string { return "데이터 부분" }
func (*korean) SplitChoice(which int) string {
	switch split(which) {
	case testDigits:
		return "테스트"
	case trainingDigits:
		return "학습"
	case validationDigits:
		return "검증"
	}
	return "전체"
}
func (*korean) WrongOnly() string     { return "틀린 것만" }
func (*korean) ForgottenOnly() string { return "잊은 것만" }
func (*korean) Pictures() string      { return "그림 보기" }
func (*korean) OnlyCell(label, predicted int) string {
	return fmt.Sprintf("실제 %d, 예측 %d", label, predicted)
}
func (*korean) LeaveCell(label, predicted int) string {
	return fmt.Sprintf("실제 %d, 예측 %d: 나머지도 다시 보기", label, predicted)
}
func (*korean) SavePicture() string { return "PNG로 저장" }

func (*korean) Grid() string { return "벽의 숫자" }
func (*korean) Help() string {
	return "그림 하나가 데이터의 숫자 하나입니다. 색이 진할수록 신경망이 더 확신하고, 틀리게 읽은 숫자는 모서리에 표시가 있습니다. 숫자를 누르면 자세히 볼 수 있습니다. 키보드로는 화살표 키와 Home, End로 옮겨 다니고, 번호를 입력하면 그 번호의 숫자로 가고, Enter로 엽니다."
}
func (*korean) Group(by grouping, key int) string {
	switch {
	case by == ungrouped:
		return "모두 함께"
	case by == byPart:
		return [splits]string{"테스트", "학습", "검증"}[min(key, int(splits)-1)]
	case key == none:
		return "–"
	}
	return strconv.Itoa(key)
}
func (*korean) NoneShown() string { return "보이는 숫자가 없습니다" }
func (*korean) NotHere() string   { return "숫자를 가져오는 중입니다." }
func (*korean) NotRead(digits string) string {
	return fmt.Sprintf("신경망이 숫자 %s개를 아직 읽지 않았습니다.", digits)
}
func (*korean) At(m protocol.Moment, imported bool) string {
	switch {
	case imported:
		return "불러온 그대로의 신경망:"
	case m == protocol.Moment{}:
		return "학습 전이라 찍은 결과입니다."
	case m.Step > 0:
		return fmt.Sprintf("에포크 %d, 스텝 %d:", m.Epoch+1, m.Step)
	}
	return fmt.Sprintf("에포크 %d:", m.Epoch)
}
func (*korean) Summary(shown, of, right, wrong, percent string) string {
	return fmt.Sprintf("숫자 %[2]s개 가운데 %[1]s개가 보입니다. %[3]s개(%[5]s%%)를 맞혔고 %[4]s개를 틀렸습니다.", shown, of, right, wrong, percent)
}
func (*korean) Forgotten(every, percent int) string {
	switch {
	case every == 0:
		return "전에 맞혔던 숫자를 찾는 중입니다."
	case percent < 100:
		return fmt.Sprintf("잊은 것은 앞선 에포크에서 맞혔다가 지금은 틀린 숫자입니다. 보관된 에포크의 %d%%까지 살펴보았습니다.", percent)
	case every > 1:
		return fmt.Sprintf("잊은 것은 앞선 에포크에서 맞혔다가 지금은 틀린 숫자입니다. 보관된 %d에포크 간격으로 판단했습니다.", every)
	}
	return "잊은 것은 앞선 에포크에서 맞혔다가 지금은 틀린 숫자입니다."
}
func (*korean) Counts() string       { return "벽을 숫자로 보기" }
func (*korean) Count() string        { return "개수" }
func (*korean) Right() string        { return "맞음" }
func (*korean) Wrong() string        { return "틀림" }
func (*korean) LabelAndRead() string { return "레이블 ↓ 예측 →" }

func (*korean) DigitUnread(number string, label int) string {
	return fmt.Sprintf("%s번, 숫자 %d", number, label)
}
func (*korean) DigitNoPrediction(number string, label int) string {
	return fmt.Sprintf("%s번, 숫자 %d, 읽지 못함", number, label)
}
func (*korean) DigitRead(number string, label, predicted int, confidence string, guess bool) string {
	switch {
	case guess:
		return fmt.Sprintf("%s번, 숫자 %d, 찍은 답 %d (%s%%)", number, label, predicted, confidence)
	case label == predicted:
		return fmt.Sprintf("%s번, 숫자 %d, 맞힘 (%s%%)", number, label, confidence)
	}
	return fmt.Sprintf("%s번, 숫자 %d, 틀림: 예측 %d (%s%%)", number, label, predicted, confidence)
}
func (*korean) NoneChosen() string { return "고른 숫자가 없습니다" }
func (*korean) NoneChosenHelp() string {
	return "벽이나 지도에서 숫자를 하나 고르면 여기에 크게 나타납니다. 신경망이 무엇으로 읽는지, 에포크마다 어떻게 달라졌는지, 가장 닮은 숫자는 무엇인지 볼 수 있습니다."
}
func (*korean) DigitHeading(number string, label int, part string) string {
	return fmt.Sprintf("%s번, 레이블 %d (%s)", number, label, part)
}
func (*korean) Unread() string { return "신경망이 아직 읽지 않았습니다." }
func (*korean) NoPrediction() string {
	return "신경망의 값이 너무 커져 더는 수가 아니어서 아무것도 읽지 못합니다. 학습률을 낮추고 다시 학습시키세요."
}
func (*korean) Prediction(predicted int, confidence, margin string, label int, probability, loss string) string {
	if predicted == label {
		return fmt.Sprintf("%s 맞혔습니다(%s%%). 다음 숫자보다 %s%%p 앞섭니다. 손실은 %s입니다.", i18n.Toward(strconv.Itoa(predicted)), confidence, margin, loss)
	}
	return fmt.Sprintf("틀렸습니다. 예측은 %d(%s%%)이고 다음 숫자보다 %s%%p 앞섭니다. 레이블 %d의 확률은 %s%%, 손실은 %s입니다.", predicted, confidence, margin, label, probability, loss)
}
func (*korean) LookInside() string { return "들여다보기" }
func (*korean) DrawOver() string   { return "위에 덧그리기" }
func (*korean) NoDigit() string    { return "선택 해제" }
func (*korean) CourseComing() string {
	return "에포크마다 어떻게 읽었는지 알아보는 중입니다."
}
func (*korean) Course(label, epochs, right int, first, last string) string {
	if epochs == 1 {
		return fmt.Sprintf("레이블 %d의 확률: %s%%.", label, first)
	}
	return fmt.Sprintf("레이블 %d의 확률: %s%%에서 %s%%로. 에포크 %d개 가운데 %d개에서 맞혔습니다.", label, first, last, epochs, right)
}
func (*korean) CourseKept(every int, computing, lost bool) string {
	switch {
	case computing:
		return "그 사이의 에포크를 다시 계산하는 중입니다."
	case lost:
		return "나머지 에포크는 보관되지 않았고 다시 계산할 수도 없어서 알 수 없습니다."
	case every > 1:
		return fmt.Sprintf("%d에포크마다 보관되어 있고, 그 사이는 직선으로 이었을 뿐입니다. ×는 틀린 때입니다.", every)
	}
	return "×는 틀린 때입니다."
}
func (*korean) Nearest() string { return "가장 닮은 숫자" }
func (*korean) NearestHelp() string {
	return "신경망의 예측과 상관없이, 픽셀 값의 차이가 가장 작은 숫자 다섯 개입니다."
}
func (*korean) Suspects() string { return "잘못 붙은 듯한 레이블" }
func (*korean) SuspectsHelp(some bool) string {
	if !some {
		return "신경망이 학습하고 나면 손실이 가장 큰 숫자 열 개가 여기에 나타납니다."
	}
	return "손실이 가장 큰 숫자 열 개입니다. 신경망이 레이블과 다르다고 가장 확신하는 숫자이므로, 레이블이 잘못 붙었거나 알아보기 어려운 글씨를 여기서 찾을 수 있습니다. 그림 아래는 레이블과 예측입니다."
}
func (*korean) Suspect(digit, loss string) string { return fmt.Sprintf("%s, 손실 %s", digit, loss) }
