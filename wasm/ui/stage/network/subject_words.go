package network

import "digitlab/wasm/slim/std/fmt"

// subjectWords are those of what the network looks at, and of which network of an ensemble looks.
type subjectWords interface {
	DigitBefore(digit int) string
	DigitAfter(digit int) string
	Mean() string
	MeanOf(digit int) string
	Wrong() string
	NextWrong() string
	NoneWrong(tests int) string
	MeanGuess(label, guess, percent int) string
	MeanPrediction(label, epoch, digit, percent int) string
	MemberChoice() string
	Member(number int) string
	StateIsLost() string
}

func (*english) DigitBefore(digit int) string { return fmt.Sprintf("Previous %d of the data", digit) }
func (*english) DigitAfter(digit int) string  { return fmt.Sprintf("Next %d of the data", digit) }
func (*english) Mean() string                 { return "Mean" }
func (*english) MeanOf(digit int) string {
	return fmt.Sprintf("Mean of all training digits that are a %d", digit)
}
func (*english) Wrong() string     { return "Wrong ›" }
func (*english) NextWrong() string { return "Wrong ›: the next test digit that is predicted wrongly" }
func (*english) NoneWrong(tests int) string {
	return fmt.Sprintf("All %d test digits are predicted rightly: none is wrong", tests)
}
func (*english) MeanGuess(label, guess, percent int) string {
	return fmt.Sprintf("The mean %d, untrained: it guesses %d (%d%%)", label, guess, percent)
}
func (*english) MeanPrediction(label, epoch, digit, percent int) string {
	if epoch == 0 {
		return fmt.Sprintf("The mean %d: it predicts %d (%d%%)", label, digit, percent)
	}
	return fmt.Sprintf("The mean %d, epoch %d: it predicts %d (%d%%)", label, epoch, digit, percent)
}
func (*english) MemberChoice() string     { return "Network of the ensemble" }
func (*english) Member(number int) string { return fmt.Sprintf("Network %d", number) }
func (*english) StateIsLost() string {
	return "Of this moment the optimizer's state is not kept, so the step cannot be shown. Go to the end of an epoch, or to now."
}

func (*korean) DigitBefore(digit int) string {
	return fmt.Sprintf("데이터의 이전 숫자 %d", digit)
}
func (*korean) DigitAfter(digit int) string {
	return fmt.Sprintf("데이터의 다음 숫자 %d", digit)
}
func (*korean) Mean() string { return "평균" }
func (*korean) MeanOf(digit int) string {
	return fmt.Sprintf("학습용 숫자 %d 전체의 평균", digit)
}
func (*korean) Wrong() string     { return "오답 ›" }
func (*korean) NextWrong() string { return "오답 ›: 예측이 틀린 다음 테스트 숫자" }
func (*korean) NoneWrong(tests int) string {
	return fmt.Sprintf("테스트 숫자 %d개를 모두 맞혔습니다. 틀린 것이 없습니다", tests)
}
func (*korean) MeanGuess(label, guess, percent int) string {
	return fmt.Sprintf("숫자 %d의 평균, 학습 전: 찍은 답은 %d (%d%%)", label, guess, percent)
}
func (*korean) MeanPrediction(label, epoch, digit, percent int) string {
	if epoch == 0 {
		return fmt.Sprintf("숫자 %d의 평균: 예측은 %d (%d%%)", label, digit, percent)
	}
	return fmt.Sprintf("숫자 %d의 평균, 에포크 %d: 예측은 %d (%d%%)", label, epoch, digit, percent)
}
func (*korean) MemberChoice() string     { return "앙상블에서 볼 신경망" }
func (*korean) Member(number int) string { return fmt.Sprintf("신경망 %d", number) }
func (*korean) StateIsLost() string {
	return "이 순간의 옵티마이저 상태는 저장되지 않아 한 스텝을 보여 줄 수 없습니다. 에포크가 끝난 때나 지금으로 옮겨 보세요."
}
