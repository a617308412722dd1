package settings

import (
	"slices"
	"strings"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
)

// form is how the page shows a setting, of which protocol has the limits, the standard and the place. The field, the link, the
// presets, the description of runs and their differences walk the table of forms.
type form struct {
	setting   protocol.Setting
	ID        string // part of element ids, and the key in a link
	Group     Group
	described int // the place in a description of a run, from 1
	name      i18n.Words[string]
	help      i18n.Words[string]
	short     i18n.Words[string] // the name in a description of a run
	unit      string             // behind the value there

	Live    bool     // a change takes effect at once, others wait for the reset
	Choices []option // in place of a number: the field is a select

	// A setting of the layers is read from them and written into them.
	ofLayers func([]protocol.Layer) float64
	toLayers func([]protocol.Layer, float64) []protocol.Layer
}

// option is a value that may be chosen.
type option struct {
	Word string // in a link
	name i18n.Words[string]
}

// same is what has a name in Keras or in the literature: both languages use it.
func same(name string) i18n.Words[string] { return i18n.InBoth(name, name) }

// Group is what stands together in the form.
type Group int

const (
	EverydayGroup Group = iota
	learningGroup
	regularizationGroup
	dataGroup

	SettingsGroups // how many there are
)

var groupNames = [SettingsGroups]i18n.Words[string]{
	EverydayGroup:       i18n.InBoth("Settings", "설정"),
	learningGroup:       i18n.InBoth("Learning", "학습 방법"),
	regularizationGroup: i18n.InBoth("Against overfitting", "과적합 막기"),
	dataGroup:           i18n.InBoth("Data", "데이터"),
}

// Name is what stands over the group.
func (g Group) Name(t i18n.Common) string { return groupNames[g].In(t.Language()) }

// Settings are those of the group, in their order on the page.
func (g Group) Settings() (of []protocol.Setting) {
	for _, f := range table {
		if f.Group == g {
			of = append(of, f.setting)
		}
	}
	return of
}

// table has a form for each setting, in their order on the page, which is neither that of links nor that of descriptions: all three
// are seen, and none can become another.
var table = []form{
	{setting: protocol.EpochsSetting, ID: "epochs", Group: EverydayGroup, described: 1,
		name:  i18n.InBoth("Epochs", "에포크 (epochs)"),
		help:  i18n.InBoth("Times through all training digits", "학습용 숫자를 모두 보는 횟수"),
		short: i18n.InBoth("Epochs planned", "계획한 에포크")},
	{setting: protocol.BatchSetting, ID: "batch", Group: EverydayGroup, described: 2,
		name:  i18n.InBoth("Batch size", "배치 크기 (batch size)"),
		help:  i18n.InBoth("Digits looked at for each update", "가중치를 한 번 고칠 때 보는 숫자의 수"),
		short: i18n.InBoth("Batch size", "배치 크기")},
	{setting: protocol.RateSetting, ID: "rate", Group: EverydayGroup, described: 3,
		name:  i18n.InBoth("Learning rate", "학습률 (learning rate)"),
		help:  i18n.InBoth("Size of an update; can be changed during training", "한 번에 고치는 크기. 학습 중에도 바꿀 수 있습니다"),
		short: i18n.InBoth("Learning rate", "학습률"),
		Live:  true},
	{setting: protocol.SeedSetting, ID: "seed", Group: EverydayGroup, described: 4,
		name:  i18n.InBoth("Seed", "시드 (seed)"),
		help:  i18n.InBoth("Same seed, same result", "시드가 같으면 결과도 같습니다"),
		short: i18n.InBoth("Seed", "시드")},

	{setting: protocol.OptimizerSetting, ID: "optimizer", Group: learningGroup, described: 5,
		name:  i18n.InBoth("Optimizer", "옵티마이저 (optimizer)"),
		help:  i18n.InBoth("How the gradient becomes an update; momentum is 0.9", "기울기를 보고 가중치를 고치는 방법. 모멘텀은 0.9입니다"),
		short: i18n.InBoth("Optimizer", "옵티마이저"),
		Choices: []option{
			{"adam", same("Adam")},
			{"sgd", same("SGD")},
			{"momentum", same("SGD momentum")},
			{"nesterov", same("SGD Nesterov")},
			{"rmsprop", same("RMSprop")},
			{"adagrad", same("Adagrad")},
			{"adamw", same("AdamW")},
			{"nadam", same("Nadam")},
		}},
	{setting: protocol.ScheduleSetting, ID: "schedule", Group: learningGroup, described: 15,
		name:  i18n.InBoth("Learning rate over time", "학습률 변화 (schedule)"),
		help:  i18n.InBoth("Falling makes the updates smaller towards the end", "낮추면 끝으로 갈수록 조금씩 고칩니다"),
		short: i18n.InBoth("Learning rate over time", "학습률 변화"),
		Choices: []option{
			{"constant", i18n.InBoth("Constant", "일정하게")},
			{"cosine", i18n.InBoth("Falling (cosine)", "점점 낮게 (cosine)")},
		}},
	{setting: protocol.InitializerSetting, ID: "initializer", Group: learningGroup, described: 6,
		name:  i18n.InBoth("Weight initialization", "가중치 초기화 (initializer)"),
		help:  i18n.InBoth("How the weights start out", "가중치의 처음 값을 정하는 방법"),
		short: i18n.InBoth("Weight initialization", "가중치 초기화"),
		Choices: []option{
			{"glorot_uniform", same("Glorot uniform")},
			{"glorot_normal", same("Glorot normal")},
			{"he_uniform", same("He uniform")},
			{"he_normal", same("He normal")},
			{"lecun_uniform", same("LeCun uniform")},
			{"lecun_normal", same("LeCun normal")},
			{"normal1", same("Normal, σ = 1")},
			{"zeros", same("Zeros")},
		}},
	{setting: protocol.ActivationSetting, ID: "activation", Group: learningGroup, described: 7,
		name:  i18n.InBoth("Activation of all layers", "모든 층의 활성화 함수 (activation)"),
		help:  i18n.InBoth("Without one, layers would add up to a single linear one", "없으면 층을 쌓아도 선형 층 하나와 같습니다"),
		short: i18n.InBoth("Activation", "활성화 함수"),
		Choices: []option{
			{"relu", same("ReLU")},
			{"leaky_relu", same("Leaky ReLU")},
			{"elu", same("ELU")},
			{"gelu", same("GELU")},
			{"silu", same("SiLU")},
			{"tanh", same("tanh")},
			{"sigmoid", same("sigmoid")},
			{"linear", same("linear")},
		},
		ofLayers: func(layers []protocol.Layer) float64 {
			if a, same := protocol.HiddenActivation(layers); same {
				return float64(a)
			}
			return differing
		},
		toLayers: func(layers []protocol.Layer, v float64) []protocol.Layer {
			return protocol.WithActivation(layers, protocol.Activation(v))
		}},
	{setting: protocol.MembersSetting, ID: "members", Group: learningGroup, described: 16,
		name:  i18n.InBoth("Networks (ensemble)", "신경망 수 (앙상블, ensemble)"),
		help:  i18n.InBoth("Several are trained, and answer with the mean of their probabilities", "여러 개를 학습해 확률의 평균으로 답합니다"),
		short: i18n.InBoth("Networks", "신경망 수")},

	{setting: protocol.NormalizationSetting, ID: "normalization", Group: regularizationGroup, described: 8,
		name:  i18n.InBoth("Batch normalization", "배치 정규화 (batch normalization)"),
		help:  i18n.InBoth("Keeps the values between layers centred and similar in size", "층 사이 값의 중심과 크기를 고르게 맞춥니다"),
		short: i18n.InBoth("Batch normalization", "배치 정규화"),
		Choices: []option{
			{"off", i18n.InBoth("Off", "사용 안 함")},
			{"on", i18n.InBoth("Each layer", "층마다 사용")},
		},
		ofLayers: func(layers []protocol.Layer) float64 {
			switch {
			case protocol.Normalized(layers):
				return 1
			case slices.ContainsFunc(layers, func(l protocol.Layer) bool { return l.Kind == protocol.BatchNormalization }):
				return differing
			}
			return 0
		},
		toLayers: func(layers []protocol.Layer, v float64) []protocol.Layer {
			return protocol.WithNormalization(layers, v == 1)
		}},
	{setting: protocol.DropoutSetting, ID: "dropout", Group: regularizationGroup, described: 9,
		name:     i18n.InBoth("Dropout", "드롭아웃 (dropout)"),
		help:     i18n.InBoth("Share of values turned off before the last layer; 0 is off", "마지막 층 앞에서 무작위로 끄는 값의 비율. 0이면 쓰지 않습니다"),
		short:    i18n.InBoth("Dropout", "드롭아웃"),
		ofLayers: func(layers []protocol.Layer) float64 { return float64(protocol.DropoutRate(layers)) },
		toLayers: func(layers []protocol.Layer, v float64) []protocol.Layer {
			return protocol.WithDropout(layers, float32(v))
		}},
	{setting: protocol.L2Setting, ID: "l2", Group: regularizationGroup, described: 11,
		name:  i18n.InBoth("L2 penalty", "L2 규제 (L2 penalty)"),
		help:  i18n.InBoth("Keeps weights small; 0 is off, 0.001 is usual", "가중치가 커지지 않게 합니다. 0이면 쓰지 않고, 보통 0.001입니다"),
		short: i18n.InBoth("L2", "L2 규제")},
	{setting: protocol.SmoothingSetting, ID: "smoothing", Group: regularizationGroup, described: 12,
		name:  i18n.InBoth("Label smoothing", "레이블 스무딩 (label smoothing)"),
		help:  i18n.InBoth("How much of a label is spread over all digits; 0 is off", "정답의 확률을 모든 숫자에 나눠 주는 정도. 0이면 쓰지 않습니다"),
		short: i18n.InBoth("Label smoothing", "레이블 스무딩")},

	{setting: protocol.DataSetting, ID: "data", Group: dataGroup, described: 17,
		name:  i18n.InBoth("Data", "데이터"),
		help:  i18n.InBoth("What the network learns from", "신경망이 배우는 숫자"),
		short: i18n.InBoth("Data", "데이터"),
		Choices: []option{
			{"digits", i18n.InBoth("Digits: 1,797 of 8×8", "숫자: 8×8 1,797개")},
			{"mnist", i18n.InBoth("MNIST: 70,000 of 28×28", "MNIST: 28×28 70,000개")},
			{"opened", i18n.InBoth("Your files: 28×28", "내가 연 파일: 28×28")},
			{"opened8", i18n.InBoth("Your files: 8×8", "내가 연 파일: 8×8")},
		}},
	{setting: protocol.AugmentationSetting, ID: "augmentation", Group: dataGroup, described: 10,
		name:  i18n.InBoth("Augmentation", "데이터 증강 (augmentation)"),
		help:  i18n.InBoth("Turns, shifts and warps the digits anew each epoch", "에포크마다 숫자를 새로 돌리고 옮기고 휩니다"),
		short: i18n.InBoth("Augmentation", "데이터 증강"),
		Choices: []option{
			{"none", i18n.InBoth("Off", "사용 안 함")},
			{"gentle", i18n.InBoth("Gentle", "약하게")},
			{"strong", i18n.InBoth("Strong", "강하게")},
			{"strokes", i18n.InBoth("Strokes", "획 바꾸기")},
		}},
	{setting: protocol.TestSetting, ID: "test", Group: dataGroup, described: 13,
		name:  i18n.InBoth("Test share (%)", "테스트 비율 (%)"),
		help:  i18n.InBoth("Of all digits; read once, when training is done", "전체 숫자에서 떼어 두는 비율. 학습이 끝나면 한 번 읽습니다"),
		short: i18n.InBoth("Test share", "테스트 비율"),
		unit:  "%"},
	{setting: protocol.ValidationSetting, ID: "validation", Group: dataGroup, described: 14,
		name:  i18n.InBoth("Validation share (%)", "검증 비율 (%)"),
		help:  i18n.InBoth("Of the remaining digits; only looked at, after each epoch", "나머지에서 떼어 두는 비율. 에포크마다 보기만 합니다"),
		short: i18n.InBoth("Validation share", "검증 비율"),
		unit:  "%"},
}

// Forms is the table by setting.
var Forms = func() (forms [protocol.SettingCount]form) {
	for _, f := range table {
		forms[f.setting] = f
	}
	return forms
}()

// Name is that of the field.
func (f *form) Name(t i18n.Common) string { return f.name.In(t.Language()) }

// Help says below the field what the setting is.
func (f *form) Help(t i18n.Common) string { return f.help.In(t.Language()) }

// Options are the names of the values that may be chosen, or nil where a number is typed.
func (f *form) Options(t i18n.Common) (names []string) {
	for _, o := range f.Choices {
		names = append(names, o.name.In(t.Language()))
	}
	return names
}

// Option is the name of a value; a question mark for one of another version.
func (f *form) Option(v int, t i18n.Common) string {
	if v < 0 || v >= len(f.Choices) {
		return "?"
	}
	return f.Choices[v].name.In(t.Language())
}

// Index is which of the choices has a word in a link, or -1.
func (f *form) Index(word string) int {
	return slices.IndexFunc(f.Choices, func(o option) bool { return o.Word == word })
}

// Decimal reports whether a number is typed that need not be whole.
func (f *form) Decimal() bool { return !f.setting.Limits().Whole }

// said writes a value as a description of a run does.
func (f *form) said(v float64, t i18n.Common) string {
	if f.Choices != nil {
		return f.Option(int(v), t)
	}
	return f.text(v) + f.unit
}

// get reads the setting.
func (f *form) get(of *protocol.Settings) float64 {
	if f.ofLayers != nil {
		return f.ofLayers(of.Layers)
	}
	return f.setting.Get(of)
}

// put writes the setting.
func (f *form) put(of *protocol.Settings, v float64) {
	if f.toLayers != nil {
		of.Layers = f.toLayers(of.Layers, v)
		return
	}
	f.setting.Set(of, v)
}

// A setting of the layers may differ between them: then it has no value, and its field says mixed.
const (
	differing = -1.
	mixed     = "mixed"
)

// text writes a value as it stands in the field.
func (f *form) text(v float64) string {
	switch {
	case f.Choices != nil && v >= 0 && int(v) < len(f.Choices):
		return f.Choices[int(v)].Word
	case f.Choices != nil:
		return mixed
	}
	return numberText(v, f.setting.Limits())
}

// parse reads what stands in the field; it is false for what the setting does not allow. A value comes out as the settings
// will hold it.
func (f *form) parse(typed string) (v float64, ok bool) {
	if f.Choices != nil {
		i := f.Index(strings.TrimSpace(typed))
		return float64(i), i >= 0
	}
	limits := f.setting.Limits()
	v, ok = parseNumber(typed, limits)
	return v, ok && limits.Allow(v)
}
