package i18n

import (
	"strings"

	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
)

type Korean struct{}

func (*Korean) Language() Language { return InKorean }
func (*Korean) Code() string       { return "ko" }
func (*Korean) ControlsLoading() string {
	return "학습 엔진을 불러오면 바로 조작할 수 있습니다."
}
func (*Korean) Clear() string      { return "지우기" }
func (*Korean) Undo() string       { return "되돌리기" }
func (*Korean) Close() string      { return "닫기" }
func (*Korean) Loss() string       { return "손실" }
func (*Korean) Accuracy() string   { return "정확도" }
func (*Korean) Epoch() string      { return "에포크" }
func (*Korean) Training() string   { return "학습" }
func (*Korean) Validation() string { return "검증" }
func (*Korean) Test() string       { return "테스트" }
func (*Korean) Seconds() string    { return "시간 (초)" }
func (*Korean) ShowMore(more, left int) string {
	return fmt.Sprintf("남은 %[2]d개 가운데 %[1]d개 더 보기", more, left)
}
func (*Korean) Detail() string { return "개발자용 영어 메시지:" }
func (*Korean) RunProblem(p protocol.RunProblem) string {
	switch p {
	case protocol.RunDamaged:
		return "저장된 실행이 손상되어 열 수 없습니다. 실행 기록에서 다른 실행을 열거나, 파일로 저장해 두었다면 그 파일을 여세요. 손상된 실행은 삭제해도 됩니다."
	case protocol.RunOfOtherVersion:
		return "이 페이지의 다른 버전에서 저장한 실행이라 열 수 없습니다. 페이지를 새로고침하고 다시 열어 보세요."
	case protocol.NotARun:
		return "실행을 담은 파일이 아닙니다. 실행 파일은 실행 기록의 저장 버튼으로 만들며, 이름이 .digitlab으로 끝나고 설정과 곡선, 가중치가 들어 있습니다."
	case protocol.RunLacksData:
		return "이 브라우저에 없는 데이터로 학습한 실행입니다. 먼저 데이터 패널에서 그 데이터를 받거나 연 다음, 다시 여세요."
	case protocol.RunGone:
		return "이 브라우저에 더는 저장되어 있지 않은 실행입니다. 다른 탭에서 삭제했을 수 있습니다."
	}
	return "브라우저의 저장 공간에서 실행을 읽거나 고치지 못했습니다. 페이지를 새로고침해 보세요."
}
func (*Korean) NotSavable(file string, sharable, asText, asPicture bool) string {
	said := "앱 안의 브라우저에서는 " + file + " 파일이 저장되지 않을 수 있어요."
	if sharable {
		said += " 공유해서 보관하세요."
	}
	switch {
	case asText:
		said += " 아래 글을 복사해도 돼요."
	case asPicture:
		said += " 그림을 길게 눌러 저장해도 돼요."
	case !sharable:
		said += " 앱 메뉴에서 Chrome이나 Safari로 열어 주세요."
	}
	return said
}
func (*Korean) Share() string    { return "공유…" }
func (*Korean) CopyText() string { return "글 복사" }

// Toward returns a number with the Korean particle for "to" and "as", which depends on how the number ends when it is read aloud: 으로
// after a final consonant other than ㄹ (영, 삼, 육, and the 십, 백, 천 of round numbers), else 로.
func Toward(number string) string {
	if strings.HasSuffix(number, "0") || strings.HasSuffix(number, "3") || strings.HasSuffix(number, "6") {
		return number + "으로"
	}
	return number + "로"
}
