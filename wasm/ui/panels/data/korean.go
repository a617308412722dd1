package data

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/settings"
)

type korean struct{ settings.Korean }

func (*korean) Heading() string { return "데이터" }
func (*korean) Help() string {
	return "신경망이 무엇을 보고 배울지 고릅니다. 데이터를 고르면 그에 맞는 설정도 함께 바뀌며, 프리셋 옆의 되돌리기로 되돌릴 수 있습니다."
}
func (*korean) Facts(d protocol.DataSet, count string) string {
	switch d {
	case protocol.Digits:
		return "13명이 썼고 명암은 17단계입니다. 튜토리얼의 데이터이며 학습은 1초면 끝납니다."
	case protocol.MNIST:
		return "약 500명이 썼습니다. 학습용 60,000개와 테스트용 10,000개이며, 학습에 몇 분이 걸립니다."
	}
	if count == "" {
		return "MNIST 형식(IDX)의 28×28 그림 파일과 정답 파일. Fashion-MNIST나 직접 만든 데이터도 됩니다."
	}
	return "28×28 그림 " + count + "개"
}
func (*korean) Use(d protocol.DataSet) string {
	switch d {
	case protocol.Digits:
		return "이 숫자로 학습"
	case protocol.MNIST:
		return "MNIST로 학습"
	}
	return "내 파일로 학습"
}
func (*korean) Chosen() string { return "선택됨" }
func (*korean) Absent(d protocol.DataSet) string {
	if d == protocol.Opened {
		return "열린 파일이 없습니다. 파일은 이 브라우저 밖으로 나가지 않습니다."
	}
	return "아직 이 브라우저에 없습니다."
}
func (*korean) Kept() string {
	return "이 브라우저에 있으며, 인터넷 없이도 쓸 수 있습니다."
}
func (*korean) NotKept() string { return "페이지를 닫을 때까지 쓸 수 있습니다." }
func (*korean) OpenedFiles(name string) string {
	return "페이지를 닫을 때까지 열려 있음: " + name
}
func (*korean) Problem(p protocol.DataProblem) string {
	switch p {
	case protocol.Unreachable:
		return "받지 못했습니다. 인터넷 연결을 확인하고 다시 시도하세요. 이미 받은 파일은 남아 있습니다."
	case protocol.NotServed:
		return "이 서버에는 MNIST가 없습니다. 아래에서 파일을 직접 열 수 있습니다."
	case protocol.Altered:
		return "받은 것이 원래 파일과 달라서 쓰지 않습니다. 다시 받아 주세요."
	case protocol.NotStored:
		return "학습에 쓸 수 있지만 브라우저가 보관하지 못했습니다. 페이지를 닫을 때까지만 있습니다."
	case protocol.NotHere:
		return "이 데이터가 필요한 학습 기록이 있지만, 데이터가 이 브라우저에 없습니다."
	case protocol.NotIDX:
		return "MNIST 형식(IDX)의 그림 파일 하나와 정답 파일 하나가 아닙니다."
	case protocol.Damaged:
		return "파일이 손상되었습니다. 길이가 파일에 적힌 것과 다르거나 압축을 풀 수 없습니다."
	case protocol.WrongSide:
		return "그림은 28×28픽셀이어야 합니다."
	case protocol.WrongCount:
		return fmt.Sprintf("그림은 %s개에서 %s개 사이여야 합니다.", i18n.Grouped(protocol.MinPictures), i18n.Grouped(protocol.MaxPictures))
	case protocol.CountsDiffer:
		return "그림과 정답의 개수가 다릅니다. 같은 데이터의 두 파일을 고르세요."
	case protocol.WrongLabel:
		return "정답은 0부터 9까지여야 합니다."
	}
	return "문제가 없습니다."
}
func (*korean) FetchMNIST(size string) string { return fmt.Sprintf("MNIST 받기 (%sMB)", size) }
func (*korean) StopFetching() string          { return "받기 중단" }
func (*korean) Fetching() string              { return "MNIST를 받는 중입니다." }
func (*korean) Fetched(loaded, total string) string {
	return fmt.Sprintf("%[2]sMB 중 %[1]sMB", loaded, total)
}
func (*korean) TimeLeft(seconds string) string { return fmt.Sprintf("약 %s초 남음", seconds) }
func (*korean) FetchingLabel() string          { return "MNIST를 받은 정도" }
func (*korean) RemoveMNIST() string            { return "MNIST 지우기" }
func (*korean) MNISTCredit() string {
	return "MNIST는 Yann LeCun과 Corinna Cortes가 만들었습니다 (CC BY-SA 3.0)."
}
func (*korean) OpenFiles() string { return "파일 두 개 열기…" }
func (*korean) OpenHelp() string {
	return "또는 그림 파일과 정답 파일을 함께 여기에 놓으세요. gzip이어도 됩니다."
}
func (*korean) CloseFiles() string { return "파일 닫기" }
func (*korean) FilesNeeded() string {
	return "그림 파일과 정답 파일, 두 개를 함께 골라야 합니다."
}
func (*korean) FileTooLarge(most string) string {
	return fmt.Sprintf("%sMB보다 큰 파일은 열 수 없습니다.", most)
}
