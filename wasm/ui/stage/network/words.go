package network

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
)

// words are those of the network at work.
type words interface {
	i18n.Common
	subjectWords

	Heading() string
	Key() string
	KeyOfColours() string
	Choice() string
	Drawing() string
	Digit(digit int) string
	Layers() string
	Picture() string
	Parameters(n string) string
	Shown(shown, all int) string

	Nothing() string
	DataGuess(label, guess, percent int) string
	DataPrediction(label, epoch, digit, percent int) string
	DrawingGuess(guess, percent int) string
	DrawingPrediction(epoch, digit, percent int) string

	PixelValue(row, column, value int) string
	KernelValue(layer string, unit, row, column int, value string) string
	MapValue(layer string, unit, row, column int, value string) string
	ElementValue(layer string, unit int, value string) string
	DigitValue(layer string, digit int, value string) string // of the last layer
	ShareValue(digit int, percent string) string

	Numbers() string
	LayerColumn() string
	OutputColumn() string
	ParametersColumn() string
	UnitsColumn() string
	AllUnits(all int) string
	MostActive(shown, all int) string
	LargestColumn() string
	LargestUnit(unit int, value string) string
	Kernels() string
	Kernel(unit int) string
	Probabilities() string
	DigitColumn() string
	ProbabilityColumn() string

	OneUnit() string
	Arithmetic() string
	Map() string
	Unit() string
	Row() string
	Column() string
	Slide() string
	WindowOf() string
	KernelOf() string
	ProductsOf() string
	LargestTerms() string
	InputColumn() string
	ValueColumn() string
	WeightColumn() string
	ProductColumn() string
	OthersRow(n int) string
	PictureCell(row, column int) string
	MapCell(unit, row, column int) string
	ElementCell(unit int) string
	SumOfProducts(n int) string
	PlusBias() string
	SumRow() string
	FunctionRow(function string) string
	Dead() string
	Largest() string
	SumOf(n int) string
	DividedBy(n int) string
	MinusMean() string
	TimesScale() string
	PlusShift() string
	OutputRow() string
	FlattenMoves() string
	DropoutPasses() string
	SoftmaxTable() string
	LogitColumn() string
	ExponentialColumn() string
	ShareColumn() string
	Total() string
	NotFinite() string

	Ways() string
	Forward() string
	OneStep() string
	ItIsA() string
	SayWhatItIs() string
	TowardsLoss() string
	TowardsPicture() string
	StageOfStep(stage, stages int) string
	LossFrom(label int, p string) string
	LossOf(label int) string
	LossAfter(optimizer string) string
	LossAtStart() string
	StepsTaken() string
	TakeStep() string
	TakeBack() string
	Experiment(running bool) string
	ErrorsTable() string
	PredictedColumn() string
	TargetColumn() string
	ErrorColumn() string
	WeightsTable() string
	BeforeColumn() string
	GradientColumn() string
	AfterColumn() string
	Bias() string
	Scale() string
	Shift() string
	OtherWeights(n int) string
	KernelCell(row, column, channel int, many bool) string
	PlacesTable() string
	GradientOfSum() string
	GradientMap(unit int) string
	GradientOf(unit int) string
	Backward(kind protocol.LayerKind) string

	filterWords
}

var Texts = i18n.InBoth[words](&english{}, &korean{})
