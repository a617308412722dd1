package models

import (
	"strconv"

	"digitlab/nn32/formats/code"
	"digitlab/wasm/protocol"
	"digitlab/wasm/slim/std/fmt"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/settings"
)

type korean struct{ settings.Korean }

func (*korean) Tab() string     { return "모델" }
func (*korean) Heading() string { return "모델" }

func (*korean) OutHeading() string { return "신경망 내보내기" }
func (*korean) OutHelp() string {
	return "다른 프로그램에서 쓸 파일로 저장합니다. 파일은 이 브라우저 안에서 만들고, 되돌려 보기에서 보고 있는 순간의 신경망이 들어갑니다."
}
func (*korean) Which() string { return "신경망" }
func (*korean) Present(moment string) string {
	if moment == "" {
		return "지금 실행"
	}
	return "지금 실행, " + moment
}
func (*korean) At(m protocol.Moment, epochs int, imported bool) string {
	switch {
	case imported:
		return "불러온 그대로"
	case m.Step > 0:
		return fmt.Sprintf("에포크 1의 스텝 %d", m.Step)
	case m.Epoch == 0:
		return "학습 전"
	}
	return fmt.Sprintf("에포크 %d/%d", m.Epoch, epochs)
}
func (*korean) For(format string) string {
	switch format {
	case "ONNX":
		return "ONNX Runtime용. 거의 모든 언어와 휴대전화에서 쓸 수 있습니다"
	case "Keras (.keras)":
		return "Keras 3용: keras.models.load_model"
	case "Keras (.h5)":
		return "Keras 2 이하, Netron용"
	case "TensorFlow.js":
		return "웹 페이지의 tf.loadLayersModel용 zip 파일"
	case "PyTorch":
		return "층이 같은 nn.Sequential에 넣는 state dict"
	case "safetensors":
		return "이름을 붙인 가중치. 직접 만든 프로그램용"
	case "NumPy":
		return "배열로 된 가중치: numpy.load"
	}
	return "가중치와 함수 하나가 든 헤더. 마이크로컨트롤러용"
}
func (*korean) Written(file, kilobytes, moment string) string {
	return fmt.Sprintf("저장한 파일: %s (%sKB). 담긴 신경망: %s", file, kilobytes, moment)
}
func (*korean) NotWritten(format string) string {
	return fmt.Sprintf("이 신경망은 %s 형식으로 나타낼 수 없습니다. 다른 형식을 고르세요.", format)
}

func (*korean) InHeading() string { return "신경망 불러오기" }
func (*korean) InHelp() string {
	return "파일을 고르거나, 여기로 끌어다 놓거나, 붙여 넣으세요. ONNX, Keras(.keras, .h5), TensorFlow.js(model.json과 .bin, 또는 zip), PyTorch(state dict), safetensors, NumPy를 읽습니다. 8×8이나 28×28 그림을 받아 숫자 열 가지를 구별하는 신경망이어야 합니다."
}
func (*korean) Open() string { return "신경망 열기…" }
func (*korean) ScaleHelp() string {
	return "불러온 신경망은 곡선이 없는 실행이 됩니다. 테스트하고, 숫자를 그려 읽혀 보고, 안을 들여다보고, 내 손글씨로 미세 조정할 수 있습니다. 구조 없이 가중치만 있는 파일은 지금 여기 만들어 둔 신경망에 넣습니다."
}
func (*korean) Opened(parameters, accuracy string, ink int, stated, sums bool) string {
	said := fmt.Sprintf("불러왔습니다. 파라미터는 %s개입니다. ", parameters)
	if stated {
		said += fmt.Sprintf("그림 값의 범위는 파일에 적힌 대로 0~%d이고, 검증용 숫자의 %s%%를 맞힙니다.", ink, accuracy)
	} else {
		said += fmt.Sprintf("그림 값의 범위를 %s 할 때 검증용 숫자를 가장 많이 맞힙니다: %s%%.", i18n.Toward("0~"+strconv.Itoa(ink)), accuracy)
	}
	if sums {
		said += " 마지막 층이 합을 그대로 내보내므로 소프트맥스를 붙였습니다."
	}
	return said
}
func (*korean) NotOpened() string {
	return "이 신경망은 여기서 열 수 없습니다. 하던 실행은 그대로입니다."
}
func (*korean) Unreadable() string {
	return "이 파일은 신경망으로 읽을 수 없습니다. 바뀐 것은 없습니다."
}
func (*korean) WeightsAlone() string {
	return "이 파일에는 가중치만 있고, 어떤 층의 것인지는 적혀 있지 않습니다. ‘층’에서 같은 층을 만들고 초기화한 다음 파일을 다시 여세요."
}
func (*korean) TooLarge(megabytes string) string {
	return fmt.Sprintf("파일이 %sMB보다 커서 읽지 않았습니다.", megabytes)
}
func (*korean) Unfit(m Misfit) string {
	switch m.Reason {
	case WrongInput:
		return fmt.Sprintf("이 신경망이 받는 그림은 %s입니다. 여기서는 8×8×1이나 28×28×1이어야 합니다.", m.Have)
	case WrongOutput:
		if m.Layer > 0 {
			return fmt.Sprintf("이 신경망의 끝(%d번째 층, %s)의 활성화 함수: %s. 여기서는 소프트맥스나 그 앞의 합으로 끝나야 합니다.", m.Layer, m.Class, m.Have)
		}
		return fmt.Sprintf("이 신경망이 내놓는 값은 %s개입니다. 여기서는 숫자마다 하나씩 열 개여야 합니다.", m.Have)
	case NotSquare:
		return fmt.Sprintf("이 신경망의 %d번째 층(%s)은 창이나 스트라이드가 %s입니다. 여기서는 정사각형이어야 합니다.", m.Layer, m.Class, m.Have)
	case UnknownLayer:
		return fmt.Sprintf("이 신경망에는 여기에 없는 종류의 층이 있습니다: %s. 바뀐 것은 없습니다.", m.Have)
	case UnknownFunction:
		return fmt.Sprintf("이 신경망의 %d번째 층(%s)에 있는 활성화 함수는 그 자리나 그 값으로는 여기서 쓸 수 없습니다: %s", m.Layer, m.Class, m.Have)
	case UnlikeMembers:
		return "파일에 든 신경망들의 층이 서로 다릅니다. 앙상블의 신경망은 층이 같아야 합니다."
	case TooManyNetworks:
		return fmt.Sprintf("파일에 신경망이 %s개 있습니다. 앙상블에 넣을 수 있는 수를 넘습니다.", m.Have)
	}
	return "이 신경망은 여기서 학습할 수 있는 것보다 크거나 층이 많습니다."
}

func (*korean) CodeHeading() string { return "이 실행을 다시 만드는 코드" }
func (*korean) CodeHelp() string {
	return "데이터를 나누는 방법, 처음 가중치, 배치의 순서가 모두 같습니다. 그래서 파이썬 프로그램의 곡선은 반올림 오차만큼만 다르고, Go 프로그램의 가중치는 비트까지 같으며 그 해시를 출력합니다."
}
func (*korean) Source(name string, notebook, program bool) string {
	switch {
	case notebook:
		return name + " 노트북"
	case program:
		return name + " 프로그램"
	}
	return name + " 스크립트"
}
func (*korean) NoCode() string {
	return "다른 곳에서 학습한 신경망이라, 다시 만들 설정이 없습니다."
}
func (*korean) NotFineTuned() string {
	return "내 손글씨로 미세 조정하기 전의 실행을 만듭니다."
}
func (*korean) Hash(hash string) string {
	return "이 실행의 가중치 해시: " + hash
}
func (*korean) Copy() string   { return "코드 복사" }
func (*korean) Copied() string { return "복사했습니다" }
func (*korean) CopyDenied() string {
	return "브라우저가 복사를 허락하지 않습니다. 코드를 선택해서 복사하거나 저장하세요."
}
func (*korean) SaveAs(file string) string { return file + " 저장" }
func (*korean) InitialWeights() string    { return "처음 가중치 저장" }
func (*korean) RunHelp(program bool) string {
	if program {
		return "이 프로젝트의 폴더에 넣고 거기서 실행하세요: GOEXPERIMENT=simd go run -tags noasm run.go"
	}
	return "둘을 같은 폴더에 저장하고 거기서 프로그램을 실행하세요."
}
func (*korean) CodeNote(n code.Note) string {
	switch n {
	case code.NoAugmenter:
		return "그쪽에는 같은 데이터 증강이 없어서 뺐습니다. 곡선이 다릅니다."
	case code.PicturesMissing:
		return "직접 연 그림은 들어 있지 않습니다. 그림을 옆에 두는 방법은 코드의 첫 줄들에 있습니다."
	case code.OtherDropout:
		return "드롭아웃의 난수가 다릅니다. 곡선이 비슷하지만 같지는 않습니다."
	case code.OwnRandom:
		return "다른 파일이 필요 없습니다. Keras가 정한 난수로 가중치를 초기화하고 숫자를 섞으므로, 곡선이 비슷하지만 같지는 않습니다."
	case code.OneNetwork:
		return "신경망 하나만 학습합니다. 이 실행에는 여러 개가 있고 그 확률의 평균을 냅니다."
	}
	return "배치 정규화가 여기서는 배치의 일부마다, 거기서는 배치 전체의 통계를 씁니다. 곡선이 비슷하지만 같지는 않습니다."
}
