package runs

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/settings"
)

type korean struct{ settings.Korean }

func (*korean) Heading() string { return "실행 기록" }
func (*korean) Help() string {
	return "모든 실행은 이 브라우저에 저장됩니다. 열어서 이어 학습하거나, 네 개까지 골라 곡선을 함께 보세요."
}
func (*korean) TableLabel() string { return "실행 기록 표" }
func (*korean) Empty() string {
	return "몇 에포크를 학습하면 실행이 여기에 나타납니다"
}
func (*korean) NearlyFull(count int) string {
	return fmt.Sprintf("실행은 200개까지 저장되며 지금 %d개입니다. 다 차면 고정하지 않은 실행이 오래된 것부터 삭제됩니다.", count)
}
func (k *korean) Failure(p protocol.RunProblem) string {
	if p == protocol.RunDamaged {
		return "저장된 실행 가운데 손상되어 읽을 수 없는 것을 목록에서 뺐습니다. 파일로 저장해 둔 실행은 다시 열 수 있습니다."
	}
	return k.RunProblem(p)
}
func (*korean) Lost(count int) string {
	return fmt.Sprintf("브라우저가 저장 공간을 비웠습니다. 저장되어 있던 실행 %d개가 사라졌습니다. 파일로 저장해 둔 실행은 다시 열 수 있습니다.", count)
}
func (*korean) CompareColumn() string {
	return "비교"
}
func (k *korean) Column(c runColumn) string {
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
func (*korean) ChangesColumn() string         { return "튜토리얼과 다른 점" }
func (*korean) ActionsColumn() string         { return "작업" }
func (*korean) TrainedColumn() string         { return "에포크" }
func (*korean) AccuracyOnTest() string        { return "테스트 정확도" }
func (*korean) LossOnTest() string            { return "테스트 손실" }
func (*korean) TimeColumn() string            { return "시간" }
func (*korean) PresentRun() string            { return "현재" }
func (*korean) Pinned() string                { return "고정됨" }
func (*korean) Open() string                  { return "열기" }
func (*korean) Rename() string                { return "이름 바꾸기" }
func (*korean) Pin() string                   { return "고정" }
func (*korean) Delete() string                { return "삭제" }
func (*korean) CompareRun(name string) string { return fmt.Sprintf("비교: %s", name) }
func (*korean) OpenRun(name string) string    { return fmt.Sprintf("열기: %s", name) }
func (*korean) RenameRun(name string) string  { return fmt.Sprintf("이름 바꾸기: %s", name) }
func (*korean) PinRun(name string) string     { return fmt.Sprintf("고정: %s", name) }
func (*korean) SaveRun(name string) string    { return fmt.Sprintf("파일로 저장: %s", name) }
func (*korean) NumberedRun(number int) string { return fmt.Sprintf("실행 %d", number) }
func (*korean) SaveAsFile() string            { return "저장" }
func (*korean) OpenRunFile() string           { return "파일에서 실행 열기" }
func (*korean) FileHelp() string {
	return "저장한 실행에는 설정과 곡선, 가중치가 들어 있습니다. 열면 사본이 생기며, 이어서 학습한 결과는 원래 실행과 비트까지 똑같습니다."
}
func (*korean) FileFailure(file string) string {
	if file == "" {
		return "실행을 읽지 못해 파일을 만들지 않았습니다"
	}
	return fmt.Sprintf("파일을 열지 못했고 아무것도 바꾸지 않았습니다: %s", file)
}
func (k *korean) FileProblem(p protocol.RunProblem) string {
	if p == protocol.RunDamaged {
		return "실행 파일이지만 손상되었거나 일부가 빠졌습니다. 저장해 둔 곳에서 다시 복사해 오세요."
	}
	return k.RunProblem(p)
}
func (*korean) FileUnreadable(most string) string {
	return fmt.Sprintf("읽을 수 없거나, 실행 파일일 수 없을 만큼 큰 파일입니다(%sMB 초과).", most)
}
func (*korean) DeleteRun(name string) string { return fmt.Sprintf("삭제: %s", name) }
func (*korean) NameLabel() string            { return "실행의 이름" }
func (*korean) NamingHelp() string           { return "Enter로 저장, Esc로 취소" }
func (*korean) Deleted(name string) string   { return fmt.Sprintf("삭제함: %s", name) }
func (*korean) UndoDelete() string           { return "삭제 취소" }
func (*korean) ComparedHeading() string      { return "실행 비교" }
func (*korean) ComparedHelp() string         { return "서로 다른 설정과 그 결과입니다." }
func (*korean) CheckAnother() string {
	return "하나 더 고르면 무엇이 다른지 보입니다."
}
func (*korean) CompareNone() string { return "비교 끝내기" }
func (*korean) CurvesUnreadable(name, why string) string {
	return fmt.Sprintf("곡선을 읽을 수 없습니다(%s): %s", name, why)
}

func (*korean) Needs(d protocol.DataSet) string {
	if d.FromFiles() {
		return "파일이 필요함"
	}
	return "MNIST가 필요함"
}
func (*korean) FineTunedBadge(samples int) string {
	return fmt.Sprintf("내가 가르침: 숫자 %d개", samples)
}
