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
	return "신경망이 무엇을 보고 배울지 고릅니다. 데이터를 고르면 그에 맞는 설정도 함께 바뀌며, 설정 패널의 ‘프리셋 되돌리기’로 되돌릴 수 있습니다."
}
func (*korean) Facts(d protocol.DataSet, count string) string {
	switch d {
	case protocol.Digits:
		return "13명이 썼고 명암은 17단계입니다. 튜토리얼의 데이터이며 학습은 1초면 끝납니다."
	case protocol.MNIST:
		return "약 500명이 썼습니다. 학습용 60,000개와 테스트용 10,000개이며, 학습에 몇 분이 걸립니다."
	}
	if count == "" {
		return "28×28이나 8×8 그림과 정답. Kaggle, scikit-learn의 표나 직접 만든 표(CSV), MNIST 형식(IDX) 파일을 열 수 있습니다."
	}
	return fmt.Sprintf("%[2]d×%[2]d 그림 %[1]s개", count, d.Side())
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
		return "학습에 쓸 수 있지만 브라우저에 저장하지 못했습니다. 페이지를 닫으면 사라집니다."
	case protocol.NotHere:
		return "실행에 필요한 데이터인데 이 브라우저에 없습니다."
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
func (*korean) FetchingLabel() string          { return "MNIST 받기 진행" }
func (*korean) RemoveMNIST() string            { return "MNIST 지우기" }
func (*korean) MNISTCredit() string {
	return "MNIST는 Yann LeCun과 Corinna Cortes가 만들었습니다 (CC BY-SA 3.0)."
}
func (*korean) OpenFiles() string { return "파일 열기…" }
func (*korean) OpenHelp() string {
	return "또는 파일을 화면에 끌어다 놓으세요. 여러 파일과 gzip 파일도 됩니다. 정답이 없는 파일은 신경망이 예측합니다."
}
func (*korean) CloseFiles() string { return "파일 닫기" }
func (*korean) Opening() string    { return "파일을 여는 중입니다." }
func (*korean) FilesNeeded() string {
	return "끌어다 놓은 것 가운데 파일이 없습니다. 표(CSV)나 그림과 정답 파일(IDX)을 여세요."
}
func (*korean) FilesTooLarge(most string) string {
	return fmt.Sprintf("파일을 합하면 %sMB가 넘어 열 수 없습니다. gzip으로 압축하거나 일부만 여세요.", most)
}
func (*korean) Unreadable(name string) string {
	return name + ": 브라우저가 읽지 못했습니다. 폴더는 열 수 없으니 그 안의 파일을 여세요."
}
func (*korean) FileProblem(p protocol.DataProblem, f protocol.FileProblem) string {
	where := f.Name
	if f.Line > 0 {
		where += fmt.Sprintf(", %s번째 줄", i18n.Grouped(f.Line))
	}
	if f.Column > 0 {
		where += fmt.Sprintf(", %s번째 열", i18n.Grouped(f.Column))
	}
	said := ""
	switch p {
	case protocol.PhotoOpened:
		said = "데이터가 아니라 사진이나 그림입니다. 그리는 칸에 놓으면 신경망이 예측합니다."
	case protocol.ArchiveOpened:
		said = "압축 파일입니다. 압축을 풀고 그 안의 파일을 여세요."
	case protocol.EmptyFile:
		said = "그림이 하나도 없습니다."
	case protocol.Damaged:
		if said = "파일이 잘렸거나 손상되었습니다. 다시 복사하거나 내려받으세요."; f.Got != "" {
			said = fmt.Sprintf("파일이 잘렸습니다. %[2]s개 중 %[1]s개만 들어 있습니다. 다시 복사하거나 내려받으세요.", f.Got, f.Want)
		}
	case protocol.FileTooLarge:
		said = fmt.Sprintf("너무 큽니다. 최대 %s까지 열 수 있으니 일부만 여세요.", f.Want)
	case protocol.WrongSide:
		said = fmt.Sprintf("그림 크기가 %s픽셀입니다. 열 수 있는 크기: %s.", f.Got, f.Want)
	case protocol.WrongCount:
		said = fmt.Sprintf("정답이 있는 그림이 %s개입니다. 적어도 %s개가 필요하니 더 추가하세요.", f.Got, f.Want)
	case protocol.CountsDiffer:
		said = fmt.Sprintf("그림과 정답의 개수가 다릅니다(%s). 같은 데이터의 두 파일을 함께 여세요.", f.Got)
	case protocol.WrongLabel:
		said = fmt.Sprintf("정답 %s: 0부터 9까지의 숫자가 아닙니다. 글자는 여기서 배울 수 없습니다.", f.Got)
	case protocol.WrongColumns:
		said = fmt.Sprintf("열이 %s개입니다. 그림의 열은 784개나 64개여야 하고, 그 밖에 정답 열과 번호 열이 있을 수 있습니다.", f.Got)
	case protocol.WrongLine:
		said = fmt.Sprintf("이 줄은 열이 %s개인데 첫 줄은 %s개입니다.", f.Got, f.Want)
	case protocol.MissingValue:
		said = "값이 빠져 있습니다."
	case protocol.NoNumber:
		said = fmt.Sprintf("%s: 수가 아닙니다.", f.Got)
	case protocol.WrongRange:
		said = fmt.Sprintf("%s: 0부터 255까지의 값이 아닙니다.", f.Got)
	default:
		said = "수로 된 표(CSV)도 MNIST 형식(IDX)도 아닙니다."
	}
	if where == "" {
		return said
	}
	return where + ": " + said
}
func (*korean) InkNote(ink int) string {
	return fmt.Sprintf("표의 가장 큰 값으로 보아 값을 0(빈 종이)부터 %d(가장 짙은 잉크)까지로 읽었습니다.", ink)
}
func (*korean) LettersNote(letters string) string {
	return fmt.Sprintf("글자 그림 %s개는 뺐습니다.", letters)
}
func (*korean) BeyondNote(most, beyond string) string {
	return fmt.Sprintf("처음 %s개만 씁니다. 나머지 %s개는 뺐습니다.", most, beyond)
}
func (*korean) OneDigitNote(digit int) string {
	return fmt.Sprintf("그림이 모두 같은 숫자(%d)라서 신경망이 배울 것이 없습니다. 열 숫자가 고루 섞인 파일을 여세요.", digit)
}
func (*korean) MissingNote(digits string) string {
	return fmt.Sprintf("%s의 그림이 없어서 신경망은 이 숫자를 예측하지 못합니다. 그림을 추가하거나, 그릴 때 이 점을 기억하세요.", digits)
}
func (*korean) FewNote(digits string) string {
	return fmt.Sprintf("%s의 그림이 열 개도 안 되어 거의 배우지 못합니다. 더 추가하세요.", digits)
}
func (*korean) LyingNote() string {
	return "EMNIST처럼 그림의 가로세로가 바뀌어 누워 있는 것 같습니다. 바꾸지 않으면 신경망이 여러분이 그린 숫자를 알아보지 못합니다."
}
func (*korean) TurnedNote() string {
	return "그림의 가로세로를 바꿨습니다. 다음 학습부터 이대로 배웁니다."
}
func (*korean) Turn() string     { return "그림 가로세로 바꾸기" }
func (*korean) TurnBack() string { return "그림 가로세로 되돌리기" }
func (*korean) Unlabelled(name, count string, side int) string {
	return fmt.Sprintf("%[1]s: 정답이 없는 %[3]d×%[3]d 그림 %[2]s개", name, count, side)
}
func (*korean) NoLabels() string {
	return "정답이 없는 파일이라 학습에는 쓸 수 없습니다. 학습한 신경망이 아래에서 예측합니다."
}
func (*korean) PredictThem() string  { return "예측하기" }
func (*korean) PredictLater() string { return "학습이 끝나면 예측할 수 있습니다." }
func (*korean) TrainFirst() string {
	return "먼저 신경망을 학습하면 이 그림들을 예측합니다."
}
func (*korean) TrainOnSide(side int) string {
	return fmt.Sprintf("지금 신경망은 다른 크기의 그림을 봅니다. 먼저 %[1]d×%[1]d 그림으로 학습하세요.", side)
}
func (*korean) Predicted(epochs int, confidence string) string {
	return fmt.Sprintf("%d에포크를 학습한 신경망의 예측입니다. 평균 확신도는 %s%%입니다.", epochs, confidence)
}
func (*korean) PredictionsShown(count int) string {
	return fmt.Sprintf("처음 %d개의 예측", count)
}
func (*korean) PictureColumn() string    { return "그림" }
func (*korean) DigitColumn() string      { return "예측" }
func (*korean) ConfidenceColumn() string { return "확신도" }
func (*korean) SavePredictions() string  { return "모든 예측 저장 (CSV)" }
