package lesson

// tryLabels are the words of the methods that are tried.
type tryLabels struct {
	Changes         [methodCount]string // what a method changes, as a sentence
	Recorded, Own   string              // the legend
	All, Stop       string              // buttons
	Progress        string              // name of the bar
	Nothing, Begins string
	Goes            string // with {percent} and {seconds}
	Failed          string
	Alone           string // {own} with {seed}
	Beside          string // and beside it {base}: a difference of {digits}
	Mean            string // over {n} seeds {mean} and {baseMean}
}

var englishTry = tryLabels{
	Changes: [methodCount]string{
		"Nothing is changed: this is the tutorial’s network.",
		"The first weights are drawn wider: He normal in place of Glorot uniform.",
		"tanh in place of ReLU, after the convolution and in the dense layer.",
		"SGD with momentum in place of Adam, with the same learning rate.",
		"After the convolution and the dense layer, the values of each batch are brought to mean 0 and spread 1.",
		"In each step a quarter of the dense layer’s values is left out, chosen at random.",
		"Five networks with different seeds, and the mean of their probabilities.",
		"In each epoch the training digits are turned, shifted and warped a little, each time differently.",
	},
	Recorded: "recorded: mean and spread of ten seeds", Own: "trained by you, one seed each",
	All: "Train all seven", Stop: "Stop", Progress: "Training of the methods",
	Nothing: "Train it here: your result appears as a diamond below the recorded one.",
	Begins:  "The training engine is on its way.",
	Goes:    "{percent} % is done, about {seconds} s are left.",
	Failed:  "Something could not be trained here. Try again, or use the lab.",
	Alone:   "You have just trained it with seed {seed}: {own} %.",
	Beside:  "You have just trained it with seed {seed}: {own} %. Without the change it is {base} %. The difference in right digits: {digits}.",
	Mean:    "Mean of {n} seeds: {mean} %, without the change {baseMean} %.",
}

var koreanTry = tryLabels{
	Changes: [methodCount]string{
		"아무것도 바꾸지 않은 튜토리얼의 신경망입니다.",
		"가중치의 초깃값을 더 넓게 뽑습니다. Glorot 균등 대신 He 정규 분포를 씁니다.",
		"합성곱 층과 완전 연결 층에서 ReLU 대신 tanh를 씁니다.",
		"Adam 대신 모멘텀 SGD를 씁니다. 학습률은 같습니다.",
		"합성곱 층과 완전 연결 층 뒤에서 배치마다 값의 평균을 0, 표준편차를 1로 맞춥니다.",
		"스텝마다 완전 연결 층의 값 4분의 1을 무작위로 골라 쓰지 않습니다.",
		"시드가 다른 신경망 5개의 확률을 평균합니다.",
		"에포크마다 학습 숫자를 조금씩 돌리고 옮기고 구부립니다. 매번 다르게 합니다.",
	},
	Recorded: "기록한 결과: 시드 10개의 평균과 표준편차", Own: "여러분이 학습한 결과: 시드마다 하나",
	All: "일곱 가지 모두 학습하기", Stop: "멈추기", Progress: "방법별 학습",
	Nothing: "여기서 학습하면 결과가 기록한 결과 아래에 마름모로 나타납니다.",
	Begins:  "학습 엔진을 불러오고 있습니다.",
	Goes:    "{percent}% 마쳤고 {seconds}초쯤 남았습니다.",
	Failed:  "학습하지 못한 것이 있습니다. 다시 해 보거나 실험실을 쓰세요.",
	Alone:   "방금 시드 {seed}로 학습했습니다. 테스트 정확도 {own}%.",
	Beside:  "방금 시드 {seed}로 학습했습니다. 테스트 정확도 {own}%, 바꾸지 않으면 {base}%. 맞힌 숫자의 차이: {digits}개.",
	Mean:    "시드 {n}개의 평균은 {mean}%, 바꾸지 않으면 {baseMean}%입니다.",
}
