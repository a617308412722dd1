package page

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
)

type korean struct{ i18n.Korean }

func (*korean) Title() string { return "Digit Lab – 브라우저에서 CNN 학습하기" }
func (*korean) Description() string {
	return "작은 합성곱 신경망을 브라우저 안에서 손글씨 숫자로 학습시키고, 직접 그린 숫자를 읽게 해 보세요."
}

func (*korean) Headline() string {
	return "브라우저 안에서 CNN이 숫자를 배우는 모습을 보세요"
}
func (*korean) SubHeadline(digits string, side int, parameters string) string {
	return fmt.Sprintf("%d×%d 숫자 %s개 · 파라미터 %s개 · 서버로 아무것도 보내지 않습니다", side, side, digits, parameters)
}
func (*korean) Lab() string           { return "실험실" }
func (*korean) Lesson() string        { return "수업" }
func (*korean) LanguageGroup() string { return "언어" }
func (*korean) ThemeButton(t dom.Theme) string {
	switch t {
	case dom.LightTheme:
		return "테마: 밝게"
	case dom.DarkTheme:
		return "테마: 어둡게"
	}
	return "테마: 자동"
}

func (*korean) Panels() string { return "패널" }
func (*korean) Views() string  { return "보기" }
func (*korean) View(v view) string {
	switch v {
	case drawView:
		return "그리기"
	case trainView:
		return "학습"
	case insideView:
		return "들여다보기"
	}
	return "더 보기"
}
func (*korean) Unsupported() string {
	return "이 브라우저에서는 실행할 수 없습니다. 아래 글과 그림은 볼 수 있어요"
}

func (k *korean) Failure(r protocol.Reason) string {
	switch r {
	case protocol.DataMissing:
		return "숫자 데이터를 가져오지 못해 학습할 수 없습니다. 연결을 확인하고 다시 시작을 누르세요"
	case protocol.DataAltered:
		return "숫자 데이터 파일이 손상되었거나 다른 파일이라 학습을 막아 두었습니다. 새로고침하거나 다시 시작을 누르세요. 그래도 안 되면 서버의 파일이 잘못된 것입니다"
	case protocol.Diverged:
		return "가중치를 한 번에 너무 크게 고쳐서 손실을 더는 계산할 수 없습니다. 학습률을 낮추고 계속이나 초기화를 누르세요"
	case protocol.Unsupported:
		return k.Unsupported()
	case protocol.ProgramAltered:
		return "서버에서 온 학습 엔진이 이 페이지의 것과 달라서 실행하지 않았습니다. 다시 시작을 누르거나 새로고침하세요. 그래도 안 되면 서버 운영자에게 알려 주세요"
	}
	return "학습이 멈췄습니다. 다시 시작하면 설정은 그대로입니다"
}
func (*korean) Restart() string { return "다시 시작" }
func (*korean) NotSaved(why protocol.StorageProblem) string {
	reason := "브라우저가 저장을 허용하지 않거나 저장에 실패했습니다."
	switch why {
	case protocol.NoStorage:
		reason = "이 브라우저에는 저장 공간(IndexedDB)이 없습니다."
	case protocol.StorageBlocked:
		reason = "다른 탭에 열린 이 페이지의 옛 버전이 저장 공간을 쓰고 있습니다. 그 탭을 닫아 주세요."
	case protocol.StorageSilent:
		reason = "브라우저의 저장 공간이 응답하지 않습니다."
	case protocol.StorageFull:
		reason = "브라우저의 저장 공간이 가득 찼습니다. 저장된 실행을 삭제해 자리를 만드세요."
	}
	return "이 모델은 브라우저에 저장되지 않아 페이지를 닫으면 사라집니다. " + reason
}
func (*korean) OfflineReady() string { return "이제 인터넷 없이도 쓸 수 있어요" }
func (*korean) NewVersion() string   { return "새 버전이 있어요 · 새로고침" }
func (*korean) OfflineNow(ready bool) string {
	if ready {
		return "오프라인이에요 · 그대로 모두 쓸 수 있어요"
	}
	return "오프라인이에요 · 계속하려면 이 페이지를 열어 두세요"
}
func (*korean) Unloaded(p dom.Problem) string {
	switch p {
	case dom.FileAltered:
		return "서버에서 온 파일이 이 페이지의 것과 달라서 쓰지 않았어요. 다시 시도해 보고, 그래도 안 되면 서버 운영자에게 알려 주세요"
	case dom.Stalled:
		return "30초 동안 불러오기가 진행되지 않았어요. 조금 더 기다리거나, 연결을 확인하고 다시 시도하세요"
	case dom.Ended:
		return "페이지가 멈춰서 더는 반응하지 않아요. 다시 시도를 누르면 페이지를 새로 불러와요. 저장된 것은 그대로 남아 있어요"
	}
	return "페이지의 일부를 받지 못했어요. 연결을 확인하고 다시 시도하세요"
}
func (*korean) TryAgain() string { return "다시 시도" }
func (*korean) Footer() string {
	return "숫자 데이터: UCI optical recognition of handwritten digits (Alpaydin, Kaynak), scikit-learn 수록, CC BY 4.0."
}
func (*korean) LinkRefused() string {
	return "주소의 # 뒤에서 설정을 읽을 수 없어 아무것도 바꾸지 않았어요. 링크가 잘리지 않았는지 확인하세요"
}
func (*korean) InApp() string {
	return "앱 안의 브라우저에서는 파일이 저장되지 않거나 실행 기록과 손글씨가 사라질 수 있어요. 앱 메뉴에서 Chrome이나 Safari로 열어 주세요"
}
func (*korean) LeaveApp() string { return "다른 브라우저로 열기" }
func (*korean) Unkept(remembered, runs bool) string {
	what := "실행 기록, 손글씨, 언어·테마·진행 속도 설정은"
	switch {
	case !runs:
		what = "손글씨와 언어·테마·진행 속도 설정은"
	case !remembered:
		what = "실행 기록은"
	}
	return "브라우저가 저장을 막고 있어서 " + what + " 페이지를 닫으면 사라져요. 보관하려면 쿠키와 사이트 데이터를 허용하거나, 실행 기록과 손글씨를 파일로 저장하세요"
}
func (*korean) LockdownMode() string {
	return "이 브라우저에서는 실행할 수 없습니다. 차단 모드(Lockdown Mode) 등으로 WebAssembly가 꺼져 있어요. Safari에서 주소 옆의 페이지 메뉴 → 웹 사이트 설정을 열고, 이 웹 사이트의 차단 모드를 끈 다음 새로고침하세요. 아래 글과 그림은 볼 수 있어요"
}
