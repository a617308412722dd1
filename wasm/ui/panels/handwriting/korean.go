package handwriting

import (
	"strings"

	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/i18n"
)

type korean struct{ i18n.Korean }

func (*korean) Heading() string { return "내 손글씨" }
func (*korean) Help() string {
	return "숫자를 하나씩 그려 보세요. 내 손글씨로 신경망을 시험하고, 가르칠 수도 있습니다. 이 브라우저에만 저장됩니다."
}
func (*korean) Begin(again bool) string {
	if again {
		return "열 개 더 그리기"
	}
	return "0부터 9까지 그리기"
}
func (*korean) Prompt(digit int) string { return fmt.Sprintf("그릴 숫자: %d", digit) }
func (*korean) Progress(number int) string {
	return fmt.Sprintf("10개 중 %d번째", number)
}
func (*korean) Next() string { return "저장하고 다음" }
func (*korean) Skip() string { return "건너뛰기" }
func (*korean) Stop() string { return "그만하기" }
func (*korean) Keys() string {
	return "캔버스에서 Enter는 저장하고 다음으로, Ctrl+Z 또는 ⌘Z는 한 획 되돌리기, Esc는 지우기입니다."
}
func (*korean) Missed(digit int) string {
	return fmt.Sprintf("먼저 숫자를 그리거나 건너뛰세요: %d", digit)
}
func (*korean) RoundDone(count int) string {
	return fmt.Sprintf("내 손글씨에 추가한 숫자: %d개", count)
}
func (*korean) Full() string {
	return fmt.Sprintf("숫자는 %d개까지 저장됩니다. 먼저 몇 개를 삭제하세요.", protocol.MaxSamples)
}
func (*korean) Tally(right, of int, percent, low, high string) string {
	return fmt.Sprintf("내 손글씨: %[2]d개 중 %[1]d개를 맞혔습니다(%[3]s%%). 내가 쓰는 다른 숫자라면 %[4]s~%[5]s%%일 것입니다.", right, of, percent, low, high)
}
func (*korean) TallyFineTuned(right, of int, percent string) string {
	return fmt.Sprintf("내 손글씨: %[2]d개 중 %[1]d개를 맞혔습니다(%[3]s%%). 이 신경망은 바로 이 숫자들을 배웠으므로, 내가 쓰는 다른 숫자를 얼마나 잘 읽을지는 알기 어렵습니다.", right, of, percent)
}
func (*korean) TallyNone() string {
	return "내 손글씨: 내 손글씨 패널에서 0부터 9까지 그리면 얼마나 잘 읽는지 여기에 나타납니다."
}
func (*korean) FineTuneHeading() string { return "신경망에 내 손글씨 가르치기" }
func (*korean) FineTuneHelp() string {
	return "신경망이 이미 배운 숫자에 내 숫자를 섞어 40스텝만 더 학습한 새 실행을 만듭니다. 지금 실행은 목록에 그대로 남습니다."
}
func (*korean) FineTune() string { return "내 숫자를 더해 다시 학습" }
func (*korean) FineTuneWaits() string {
	return "내 숫자를 그리고 학습을 끝까지 마치면 쓸 수 있습니다."
}
func (*korean) FineTuning() string { return "가르치는 중…" }
func (*korean) FineTuneFailed(p protocol.TuningProblem) string {
	switch p {
	case protocol.RunNotDone:
		return "아직 가르칠 수 없습니다. 먼저 학습을 끝까지 마치세요."
	case protocol.NoSamples:
		return "가르칠 숫자가 없습니다. 먼저 내 숫자를 몇 개 그리세요."
	}
	return "가르치지 못했습니다. 처음부터 다시 학습한 뒤 해 보세요."
}
func (*korean) FineTunedHandwriting(before, after string) string {
	return fmt.Sprintf("내 손글씨 가운데 배우지 않은 숫자: 가르치기 전 %s%% → 가르친 뒤 %s%%", before, after)
}
func (*korean) FineTunedHandwritingUnknown(before, missing string) string {
	return fmt.Sprintf("내 손글씨: 가르치기 전 %s%%. 가르친 뒤의 정확도는 배우지 않은 숫자로만 잴 수 있어 숫자마다 두 개씩 필요합니다. 아직 모자란 것: %s", before, missing)
}
func (*korean) FineTunedTest(before, after string) string {
	return fmt.Sprintf("테스트용 숫자: 가르치기 전 %s%% → 가르친 뒤 %s%%", before, after)
}
func (*korean) FineTunedHow() string {
	return "내 손글씨의 정확도는 내 숫자의 절반을 배운 신경망으로 나머지 절반을 읽고, 반대로도 해서 잰 것입니다. 새로 만든 실행은 내 숫자를 모두 배웠습니다."
}
func (*korean) MissingDigit(digit, count int) string {
	return fmt.Sprintf("숫자 %d: %d개", digit, count)
}
func (*korean) ListHeading(count int) string {
	if count == 0 {
		return "내 숫자"
	}
	return fmt.Sprintf("내 숫자: %d개", count)
}
func (*korean) None() string           { return "아직 없습니다." }
func (*korean) Digit(digit int) string { return fmt.Sprintf("내 숫자 %d", digit) }
func (*korean) DigitTally(right, of int) string {
	return fmt.Sprintf("%[2]d개 중 %[1]d개 맞힘", right, of)
}
func (*korean) Sample(label int) string { return fmt.Sprintf("내가 쓴 %d", label) }
func (*korean) Predicted(label, predicted int) string {
	if label == predicted {
		return fmt.Sprintf("예측 %d, 맞음", predicted)
	}
	return fmt.Sprintf("예측 %d, 틀림", predicted)
}
func (*korean) NotPredicted() string          { return "아직 읽지 않음" }
func (*korean) Confidence(percent int) string { return fmt.Sprintf("확신도 %d%%", percent) }
func (*korean) Is() string                    { return "정답:" }
func (*korean) IsDigit(digit int) string      { return fmt.Sprintf("정답 %d", digit) }
func (*korean) Delete() string                { return "이것 삭제" }
func (*korean) DeleteAll() string             { return "모두 삭제" }
func (*korean) Deleted(count int) string {
	return fmt.Sprintf("삭제한 숫자: %d개", count)
}
func (*korean) Undelete() string { return "되살리기" }
func (*korean) Export() string   { return "파일로 내보내기" }
func (*korean) Import() string   { return "파일 가져오기" }
func (*korean) Imported(added, had, left int) string {
	said := []string{fmt.Sprintf("파일에서 추가한 숫자: %d개.", added)}
	if had > 0 {
		said = append(said, fmt.Sprintf("이미 있던 숫자: %d개.", had))
	}
	if left > 0 {
		said = append(said, fmt.Sprintf("%d개까지만 저장되어 빠진 숫자: %d개.", protocol.MaxSamples, left))
	}
	return strings.Join(said, " ")
}
func (*korean) FileProblem(p fileProblem) string {
	switch p.Reason {
	case fileTooLarge:
		return fmt.Sprintf("파일이 %d MB보다 큽니다. 이 페이지에서 내보낸 파일을 고르세요.", largestFile>>20)
	case fileUnreadable:
		return "브라우저가 파일을 읽지 못했습니다. 다시 골라 주세요."
	case fileNotJSON:
		return "JSON 파일이 아니거나 손상되었습니다. 이 페이지에서 내보낸 파일을 고르세요."
	case fileForeign:
		return "손글씨가 들어 있지 않은 파일입니다. 이 페이지에서 내보낸 파일을 고르세요."
	case fileNewer:
		return "이 페이지의 더 새로운 버전에서 만든 파일입니다. 페이지를 새로고침한 뒤 다시 가져오세요."
	case fileTooMany:
		return fmt.Sprintf("파일에 든 숫자가 저장할 수 있는 %d개보다 많습니다.", protocol.MaxSamples)
	case fileDigit:
		return fmt.Sprintf("파일의 %d번째 숫자가 0부터 9까지로 표시되어 있지 않습니다. 아무것도 가져오지 않았습니다.", p.Sample)
	case fileStrokes:
		return fmt.Sprintf("파일의 %d번째 숫자에 획이 없거나 너무 많습니다. 아무것도 가져오지 않았습니다.", p.Sample)
	case filePlace:
		return fmt.Sprintf("파일의 %d번째 숫자에 캔버스 위의 좌표가 아닌 값이 있습니다. 아무것도 가져오지 않았습니다.", p.Sample)
	}
	return "파일에 문제가 없습니다."
}
func (*korean) StorageProblem(v storeTrouble) string {
	switch v {
	case storeFull:
		return "브라우저에 내 숫자를 저장할 자리가 없거나 저장이 막혀 있습니다. 내보내지 않으면 이 페이지를 닫을 때 사라집니다."
	case storeBroken:
		return "브라우저에 저장된 내 손글씨가 손상되어 읽을 수 없었습니다. 지금부터 추가하는 숫자가 그 자리에 저장됩니다."
	}
	return "내 숫자는 이 브라우저에 저장됩니다."
}
func (*korean) ItWas() string               { return "정답은?" }
func (*korean) ItWasDigit(digit int) string { return fmt.Sprintf("정답은 %d", digit) }
func (*korean) ItWasAdded(digit int) string {
	return fmt.Sprintf("내 손글씨에 추가했습니다: %d. 한 번 더 누르면 취소됩니다.", digit)
}
func (*korean) ItWasHelp() string {
	return "정답을 누르면 그린 숫자가 내 손글씨에 추가됩니다."
}
