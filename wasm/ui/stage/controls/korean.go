package controls

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/settings"
)

type Korean struct{ settings.Korean }

func (*Korean) SettingsTab() string { return "설정" }
func (*Korean) Loading(percent int) string {
	return fmt.Sprintf("학습 엔진을 불러오는 중… %d%%", percent)
}
func (*Korean) TrainHeading() string { return "학습" }
func (*Korean) TrainHelp() string {
	return "신경망은 숫자를 한 묶음(배치)씩 보고 얼마나 틀렸는지(손실, loss)를 잰 다음, 덜 틀리도록 모든 파라미터를 조금씩 고칩니다. 학습용 숫자를 한 번 다 보면 한 에포크(epoch)입니다."
}
func (*Korean) Start() string  { return "학습 시작" }
func (*Korean) Pause() string  { return "일시정지" }
func (*Korean) Resume() string { return "계속" }
func (*Korean) Step() string   { return "한 에포크" }
func (*Korean) Reset() string  { return "초기화" }
func (*Korean) KeyHelp() string {
	return "스페이스 키로 시작하거나 멈추고, 마침표(.) 키로 한 에포크씩 학습합니다."
}
func (*Korean) PaceGroup() string { return "진행 속도" }
func (*Korean) Pace(p protocol.Pace) string {
	switch p {
	case protocol.Slow:
		return "천천히"
	case protocol.Watch:
		return "지켜보기"
	}
	return "최고 속도"
}
func (*Korean) ProgressLabel() string { return "학습 진행" }
func (*Korean) Ready(digits string) string {
	return fmt.Sprintf("숫자 %s개로 학습할 준비가 되었습니다", digits)
}
func (*Korean) Running(epoch, epochs int, seconds string) string {
	return fmt.Sprintf("에포크 %d/%d · 약 %s초 남음", epoch, epochs, seconds)
}
func (*Korean) Workers(count int) string { return fmt.Sprintf("워커 %d개", count) }
func (*Korean) RunningUntimed(epoch, epochs int) string {
	return fmt.Sprintf("에포크 %d/%d", epoch, epochs)
}
func (*Korean) PausedAfter(epoch, epochs int) string {
	return fmt.Sprintf("에포크 %d/%d까지 마치고 멈춤", epoch, epochs)
}
func (*Korean) PausedIn(epoch, epochs int) string {
	return fmt.Sprintf("에포크 %d/%d 도중에 멈춤", epoch, epochs)
}
func (*Korean) Done(percent string) string {
	return fmt.Sprintf("학습 끝: 테스트 정확도 %s%%. 이제 직접 그려 보세요", percent)
}
func (*Korean) TestAccuracy() string { return "테스트 정확도" }
func (*Korean) LastRun() string      { return "지난 실행" }
func (*Korean) Computing(seconds string) string {
	return fmt.Sprintf("계산 시간 %s초", seconds)
}
func (*Korean) Started() string { return "학습을 시작했습니다" }

func (*Korean) PresetLabel() string { return "프리셋 (preset)" }
func (*Korean) UndoPreset() string  { return "프리셋 되돌리기" }

func (*Korean) AppliesOnReset() string { return "초기화하면 적용됩니다" }
func (*Korean) ResetNow() string       { return "지금 초기화" }
func (*Korean) SettingsWait() string {
	return "지금 학습은 다른 설정으로 진행 중입니다. 여기 설정은 초기화하면 적용됩니다."
}
func (*Korean) AppliesNow() string { return "바로 적용됩니다" }
func (*Korean) RateInForce(rate string) string {
	return fmt.Sprintf("현재 값: %s", rate)
}
func (*Korean) RateFalls(rate string) string {
	return fmt.Sprintf("%s에서 시작해 점점 낮아지고, 끝에는 0이 됩니다", rate)
}
func (*Korean) WholeBatch(digits string) string {
	return fmt.Sprintf("학습용 숫자 %s개보다 커서 에포크마다 한 번만 고칩니다", digits)
}
func (*Korean) Hindrance(where, problem string) string {
	return fmt.Sprintf("고칠 곳 – %s: %s", where, problem)
}
func (*Korean) LayerHindrance(layer string) string {
	return fmt.Sprintf("고칠 곳 – %s: 이유는 그 층의 카드에 있습니다", layer)
}
func (*Korean) ShowProblem() string { return "어디인지 보기" }

func (*Korean) CopyLink() string { return "링크 복사" }
func (*Korean) Shared(s shared) string {
	switch s {
	case linkCopied:
		return "링크를 복사했습니다. 누가 열어도 설정과 시드가 같습니다"
	case linkShown:
		return "브라우저가 복사를 허용하지 않았습니다. 아래에 선택된 링크를 직접 복사하세요"
	case linkHindered:
		return "설정을 먼저 고친 다음 링크를 복사하세요"
	}
	return "지금 설정과 시드를 담은 링크입니다. 열면 똑같은 신경망을 학습합니다"
}
func (*Korean) SharedPromise() string {
	return "지금 설정과 시드, 그 결과를 담은 링크입니다. 받은 사람이 학습하면 같은 신경망이 나오는지 확인할 수 있습니다"
}
func (*Korean) Linked(changes string) string {
	return fmt.Sprintf("링크로 열었습니다. 튜토리얼과 다른 점: %s.", changes)
}
func (*Korean) LinkedTutorial() string {
	return "링크로 열었습니다. 설정은 튜토리얼과 같습니다."
}
func (*Korean) Reproduction(r lab.Reproduction) string {
	switch r {
	case lab.NotTrainedYet:
		return "끝까지 학습하면 같은 신경망이 나오는지 확인할 수 있습니다."
	case lab.ReproducedExactly:
		return "정확히 재현되었습니다. 모든 가중치가 보낸 사람의 것과 같습니다."
	case lab.NotReproduced:
		return "재현되지 않았습니다. 보낸 사람의 것과 다른 가중치가 있습니다. 링크가 이 페이지의 다른 버전에서 왔거나, 학습 도중에 학습률을 바꾸었을 수 있습니다."
	}
	return "재현할 것이 없습니다."
}
func (*Korean) LinkField() string { return "지금 설정으로 가는 링크" }
func (*Korean) DataHindrance(d protocol.DataSet) string {
	if d.FromFiles() {
		return "학습할 파일이 열려 있지 않습니다. 파일을 열거나 다른 데이터를 고르세요"
	}
	return "MNIST가 아직 이 브라우저에 없습니다. 데이터를 받거나 다른 데이터를 고르세요"
}
func (*Korean) OwnTestDigits() string {
	return "MNIST는 테스트용 10,000개가 따로 있어 이 비율을 쓰지 않습니다"
}
