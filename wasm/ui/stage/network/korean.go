package network

import (
	"digitlab/wasm/slim/std/fmt"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
)

type korean struct{ i18n.Korean }

func (*korean) Key() string            { return "커널과 그 특징 맵 ·" }
func (*korean) KeyOfColours() string   { return "0보다 작음, 큼" }
func (*korean) Heading() string        { return "신경망 들여다보기" }
func (*korean) Choice() string         { return "신경망이 볼 그림" }
func (*korean) Drawing() string        { return "내 그림" }
func (*korean) Digit(digit int) string { return fmt.Sprintf("데이터의 숫자 %d", digit) }
func (*korean) Layers() string         { return "그림에서 확률 열 개까지의 층" }
func (*korean) Picture() string        { return "그림" }
func (*korean) Parameters(n string) string {
	return "파라미터 " + n
}
func (*korean) Shown(shown, all int) string { return fmt.Sprintf("%d개 중 상위 %d개", all, shown) }

func (*korean) Nothing() string {
	return "층마다 그림이 어떻게 바뀌는지 여기에 보입니다"
}
func (*korean) DataGuess(label, guess, percent int) string {
	return fmt.Sprintf("데이터의 숫자 %d, 학습 전: 찍은 답은 %d (%d%%)", label, guess, percent)
}
func (*korean) DataPrediction(label, epoch, digit, percent int) string {
	if epoch == 0 { // it was trained elsewhere
		return fmt.Sprintf("데이터의 숫자 %d: 예측은 %d (%d%%)", label, digit, percent)
	}
	return fmt.Sprintf("데이터의 숫자 %d, 에포크 %d: 예측은 %d (%d%%)", label, epoch, digit, percent)
}
func (*korean) DrawingGuess(guess, percent int) string {
	return fmt.Sprintf("내 그림, 학습 전: 찍은 답은 %d (%d%%)", guess, percent)
}
func (*korean) DrawingPrediction(epoch, digit, percent int) string {
	if epoch == 0 {
		return fmt.Sprintf("내 그림: 예측은 %d (%d%%)", digit, percent)
	}
	return fmt.Sprintf("내 그림, 에포크 %d: 예측은 %d (%d%%)", epoch, digit, percent)
}

func (*korean) PixelValue(row, column, value int) string {
	return fmt.Sprintf("그림 %d행 %d열: %d", row, column, value)
}
func (*korean) KernelValue(layer string, unit, row, column int, value string) string {
	return fmt.Sprintf("%s, 커널 %d, %d행 %d열: %s", layer, unit, row, column, value)
}
func (*korean) MapValue(layer string, unit, row, column int, value string) string {
	return fmt.Sprintf("%s, 특징 맵 %d, %d행 %d열: %s", layer, unit, row, column, value)
}
func (*korean) DigitValue(layer string, digit int, value string) string {
	return fmt.Sprintf("%s, 숫자 %d: %s", layer, digit, value)
}
func (*korean) ElementValue(layer string, unit int, value string) string {
	return fmt.Sprintf("%s, %d번째 값: %s", layer, unit, value)
}
func (*korean) ShareValue(digit int, percent string) string {
	return fmt.Sprintf("숫자 %d: %s%%", digit, percent)
}

func (*korean) Numbers() string          { return "수로 보기" }
func (*korean) LayerColumn() string      { return "층" }
func (*korean) OutputColumn() string     { return "출력" }
func (*korean) ParametersColumn() string { return "파라미터" }
func (*korean) UnitsColumn() string      { return "보이는 유닛" }
func (*korean) AllUnits(all int) string  { return fmt.Sprintf("%d개 모두", all) }
func (*korean) MostActive(shown, all int) string {
	return fmt.Sprintf("%d개 중 가장 활발한 %d개", all, shown)
}
func (*korean) LargestColumn() string { return "가장 큰 출력" }
func (*korean) LargestUnit(unit int, value string) string {
	return fmt.Sprintf("%s (%d번째)", value, unit)
}
func (*korean) Kernels() string           { return "첫 합성곱의 커널, 한 줄씩" }
func (*korean) Kernel(unit int) string    { return fmt.Sprintf("커널 %d", unit) }
func (*korean) Probabilities() string     { return "확률 열 개" }
func (*korean) DigitColumn() string       { return "숫자" }
func (*korean) ProbabilityColumn() string { return "확률" }

func (*korean) OneUnit() string { return "유닛 하나" }
func (*korean) Arithmetic() string {
	return "이 유닛의 계산 과정. 화살표 키로 옮길 수 있습니다"
}
func (*korean) Map() string                        { return "특징 맵" }
func (*korean) Unit() string                       { return "유닛" }
func (*korean) Row() string                        { return "행" }
func (*korean) Column() string                     { return "열" }
func (*korean) Slide() string                      { return "창 자동으로 옮기기" }
func (*korean) WindowOf() string                   { return "창 안의 값" }
func (*korean) KernelOf() string                   { return "커널" }
func (*korean) ProductsOf() string                 { return "곱" }
func (*korean) LargestTerms() string               { return "영향이 가장 큰 곱" }
func (*korean) InputColumn() string                { return "입력" }
func (*korean) ValueColumn() string                { return "값" }
func (*korean) WeightColumn() string               { return "가중치" }
func (*korean) ProductColumn() string              { return "곱" }
func (*korean) OthersRow(n int) string             { return fmt.Sprintf("나머지 %d개의 합", n) }
func (*korean) PictureCell(row, column int) string { return fmt.Sprintf("%d행 %d열", row, column) }
func (*korean) MapCell(unit, row, column int) string {
	return fmt.Sprintf("특징 맵 %d, %d행 %d열", unit, row, column)
}
func (*korean) ElementCell(unit int) string { return fmt.Sprintf("%d번째 값", unit) }
func (*korean) SumOfProducts(n int) string  { return fmt.Sprintf("%d개의 합", n) }
func (*korean) PlusBias() string            { return "+ 편향" }
func (*korean) SumRow() string              { return "= 합" }
func (*korean) FunctionRow(function string) string {
	return "활성화 함수 " + function + "의 결과"
}
func (*korean) Dead() string {
	return "ReLU는 0보다 작은 값을 0으로 만듭니다. 그래서 여기서는 아무 신호도 넘어가지 않습니다."
}
func (*korean) Largest() string        { return "가장 큰 값만 넘어갑니다" }
func (*korean) SumOf(n int) string     { return fmt.Sprintf("값 %d개의 합", n) }
func (*korean) DividedBy(n int) string { return fmt.Sprintf("÷ %d = 평균", n) }
func (*korean) MinusMean() string      { return "− 학습 때의 평균" }
func (*korean) TimesScale() string     { return "× 배율" }
func (*korean) PlusShift() string      { return "+ 이동값" }
func (*korean) OutputRow() string      { return "= 출력" }
func (*korean) FlattenMoves() string {
	return "Flatten은 값을 바꾸지 않습니다. Dense 층이 받을 수 있도록 특징 맵을 한 줄로 늘어놓을 뿐입니다."
}
func (*korean) DropoutPasses() string {
	return "예측할 때 드롭아웃은 모든 값을 그대로 통과시킵니다. 학습할 때만 값을 무작위로 끕니다."
}
func (*korean) SoftmaxTable() string      { return "합 열 개를 확률 열 개로 바꾸기" }
func (*korean) LogitColumn() string       { return "합 (로짓)" }
func (*korean) ExponentialColumn() string { return "e^(합 − 가장 큰 합)" }
func (*korean) ShareColumn() string       { return "확률" }
func (*korean) Total() string             { return "합계" }
func (*korean) NotFinite() string {
	return "값이 너무 커져서 더는 수가 아닙니다(학습의 발산). 학습률을 낮추고 초기화해 보세요."
}

func (*korean) Ways() string           { return "예측 또는 학습" }
func (*korean) Forward() string        { return "예측 과정" }
func (*korean) OneStep() string        { return "학습 한 스텝" }
func (*korean) ItIsA() string          { return "내가 그린 숫자" }
func (*korean) TowardsLoss() string    { return "손실 쪽으로" }
func (*korean) TowardsPicture() string { return "더 뒤로" }
func (*korean) StageOfStep(stage, stages int) string {
	return fmt.Sprintf("%d/%d단계", stage, stages)
}
func (*korean) SayWhatItIs() string {
	return "먼저 무슨 숫자를 그렸는지 고르세요. 신경망은 그 답에 가까워지도록 배웁니다."
}
func (*korean) LossFrom(label int, p string) string {
	return fmt.Sprintf("이 숫자 %d의 손실 = −ln p = −ln %s", label, p)
}
func (*korean) LossOf(label int) string           { return fmt.Sprintf("이 숫자 %d의 손실", label) }
func (*korean) LossAfter(optimizer string) string { return optimizer + " 한 스텝 뒤의 손실" }
func (*korean) LossAtStart() string               { return "직접 진행하기 전의 손실" }
func (*korean) StepsTaken() string                { return "직접 진행한 스텝 수" }
func (*korean) TakeStep() string                  { return "이 스텝 진행하기" }
func (*korean) TakeBack() string                  { return "모두 되돌리기" }
func (*korean) Experiment(running bool) string {
	if running {
		return "스텝을 직접 진행하려면 학습을 일시정지하세요."
	}
	return "직접 진행한 스텝은 실험입니다. 이 창을 닫거나 학습을 계속하면 모두 되돌립니다."
}

func (*korean) ErrorsTable() string     { return "학습의 출발점: 예측한 값과 정답의 차이" }
func (*korean) PredictedColumn() string { return "예측 p" }
func (*korean) TargetColumn() string    { return "정답 y" }
func (*korean) ErrorColumn() string     { return "차이 p − y" }
func (*korean) WeightsTable() string {
	return "이 스텝에서 바뀌는 이 유닛의 가중치"
}
func (*korean) BeforeColumn() string   { return "지금" }
func (*korean) GradientColumn() string { return "기울기" }
func (*korean) AfterColumn() string    { return "바뀐 뒤" }
func (*korean) Bias() string           { return "편향" }
func (*korean) Scale() string          { return "배율" }
func (*korean) Shift() string          { return "이동값" }
func (*korean) OtherWeights(n int) string {
	return fmt.Sprintf("그 밖에 기울기가 더 작은 %d개", n)
}
func (*korean) KernelCell(row, column, channel int, many bool) string {
	if many {
		return fmt.Sprintf("%d행 %d열, 특징 맵 %d", row, column, channel)
	}
	return fmt.Sprintf("%d행 %d열", row, column)
}

func (*korean) PlacesTable() string {
	return "첫 가중치의 기울기: 자리마다 더하는 값"
}
func (*korean) GradientOfSum() string { return "합의 기울기" }
func (*korean) GradientMap(unit int) string {
	return fmt.Sprintf("특징 맵 %d의 기울기: 값이 커지면 손실이 얼마나 변하는지", unit)
}
func (*korean) GradientOf(unit int) string { return fmt.Sprintf("%d번째 값의 기울기", unit) }
func (*korean) Backward(kind protocol.LayerKind) string {
	switch kind {
	case protocol.Conv2D:
		return "커널은 여러 자리에 쓰이므로, 자리마다 구한 기울기를 모두 더한 것이 커널의 기울기입니다."
	case protocol.Dense:
		return "가중치의 기울기는 들어온 값에 합의 기울기를 곱한 것입니다. 앞 층에는 합의 기울기에 가중치를 곱한 값을 보냅니다."
	case protocol.MaxPooling2D:
		return "창에서 가장 큰 값만 결과에 영향을 주었으므로, 기울기도 그 값만 받습니다."
	case protocol.AveragePooling2D, protocol.GlobalAveragePooling2D:
		return "창 안의 값들이 기울기를 똑같이 나누어 받습니다."
	case protocol.Flatten:
		return "기울기는 값이 원래 있던 자리로 돌아갑니다."
	case protocol.Dropout:
		return "이번 스텝에서 끈 값은 기울기를 받지 않습니다."
	case protocol.ActivationLayer, protocol.LeakyReLULayer:
		return "기울기에, 들어온 값에서 잰 함수의 경사를 곱합니다."
	}
	return "기울기는 정규화를 거쳐 돌아가고, 정규화의 파라미터도 저마다 기울기를 받습니다."
}
