package ui

import "fmt"

func (korean) CompareReader() string { return "60,000개로 학습한 신경망과 비교하기" }
func (korean) OwnNetwork() string    { return "내 신경망" }
func (korean) OwnTrained(digits, seconds string) string {
	return fmt.Sprintf("여기서 숫자 %s개로 %s초 동안 학습", digits, seconds)
}
func (korean) ReaderHeading() string { return "60,000개로 학습한 신경망" }
func (korean) ReaderTrained() string { return "MNIST 숫자로 미리 학습" }
func (korean) ReaderLoading() string { return "불러오는 중…" }
func (korean) NoReader(why string) string {
	return "60,000개로 학습한 신경망을 불러오지 못했습니다. 나머지는 모두 그대로 쓸 수 있으며, 페이지를 새로고침하면 다시 시도합니다. (" + why + ")"
}
func (korean) BothRead(digit int) string {
	return fmt.Sprintf("둘의 예측이 같습니다: %d", digit)
}
func (korean) ReadDifferently(own, other int) string {
	return fmt.Sprintf("예측이 다릅니다. 내 신경망: %d, 다른 신경망: %d", own, other)
}
func (korean) ReaderHelp() string {
	return "다른 신경망은 같은 그림을 28×28 픽셀로 봅니다. 이 페이지의 코드로 MNIST 학습 이미지 60,000개를 써서 만들었습니다. 55,000개로 학습하고, " +
		"나머지 5,000개로 확신의 정도를 보정(calibration)했습니다. 여기서 무엇을 하든 이 신경망은 바뀌지 않습니다. " +
		"MNIST: Y. LeCun, C. Cortes, C. J. C. Burges, CC BY-SA 3.0."
}
