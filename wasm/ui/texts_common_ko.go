package ui

import (
	"fmt"
)

type korean struct{}

func (korean) Language() language { return inKorean }
func (korean) Code() string       { return "ko" }
func (korean) ControlsLoading() string {
	return "학습 엔진을 불러오면 바로 조작할 수 있습니다."
}
func (korean) Clear() string      { return "지우기" }
func (korean) Undo() string       { return "되돌리기" }
func (korean) Loss() string       { return "손실" }
func (korean) Accuracy() string   { return "정확도" }
func (korean) Epoch() string      { return "에포크" }
func (korean) Training() string   { return "학습" }
func (korean) Validation() string { return "검증" }
func (korean) Test() string       { return "테스트" }
func (korean) Seconds() string    { return "시간 (초)" }
func (korean) ShowMore(more, left int) string {
	return fmt.Sprintf("남은 %[2]d개 가운데 %[1]d개 더 보기", more, left)
}
