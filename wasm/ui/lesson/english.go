package lesson

var englishLabels = labels{
	Shift: "Move to the right, pixels", Digit: "Digit", Label: "Label",
	TestShare: "Test, percent of all digits", ValidationShare: "Validation, percent of the rest",
	Kernel: "Pattern", Size: "Kernel size", Stride: "Stride", Padding: "Padding", Filters: "Filters", Place: "Place of the kernel",
	Patterns: [patternCount]string{"vertical edge", "horizontal edge", "blur"},
	Paddings: [2]string{"valid: inside alone", "same: zeros around"},
	Input:    "Input x", Pooling: "Pooling", PoolSize: "Window size", Window: "Place of the window",
	PoolKinds: [2]string{"maximum", "average"},
	Element:   "Place in the row, from 0", Logit: "Logit of class {class}", Units: "Dense units", Sure: "Probability of the right label, percent", Batch: "Batch size", Epochs: "Epochs",
	Epoch: "Epoch", Right: "Right answers", Method: "Change",
	Methods: [methodCount]string{"none", "He normal initialisation", "tanh in place of ReLU", "SGD with momentum", "batch normalisation", "dropout", "ensemble of five", "data augmentation"},
	Layer:   "Layer", Output: "Output", Parameters: "Parameters", Sum: "Sum",
	Training: "Training", Validation: "Validation", Test: "Test", Loss: "Loss", Accuracy: "Accuracy, %", Network: "tutorial",
	Train: "Train it here", RunRecorded: "The curves are of a recorded run. Train the network here, and watch yours.",
	RunBegins: "The training engine is on its way.", RunGoes: "Epoch {epoch} of {epochs}: validation accuracy {accuracy} %.",
	RunDone:   "Trained just now in this browser: {epochs} epochs in {seconds}\u00a0s of computing, {accuracy} % on the test digits.",
	RunFailed: "Training could not run here. The lab says more.",
	Scale:     "Loss axis", Scales: [2]string{"all", "10 times larger"}, Learnt: "Training digits",
	Try: englishTry, Pad: englishPad,
	Example: "Example", Clear: "Clear", Examples: [ownDrawing + 1]string{"a small 4", "a 7 in the corner", "a large 2", ownDrawing: "your own"},
	ReadNothing: "Draw a digit in the left box, or choose an example: the network in this browser reads it.",
	Reads:       "Only shrunk, it reads {a} ({sureA} %). Prepared as the data was, it reads {b} ({sureB} %).",
	Guesses:     "The network is not trained yet, so it guesses: {a} ({sureA} %) and {b} ({sureB} %). Train it first.",
	Says: [sectionCount]string{
		whySection:      "Moved to the right by {n}, the digit changes {changed} of the {all} numbers that a dense network gets (orange marks).",
		dataSection:     "Image {n} is a {label}. {zeros} of its {all} values are 0, the largest is {max}, and their sum is {sum}.",
		shapeSection:    "The label {label} becomes {classes} numbers: a 1 in place {label}, counted from 0, and zeros elsewhere.",
		splitSection:    "{digits} digits: {test} for the test; of the other {rest}, {fit} for training and {validation} for validation.",
		convSection:     "A kernel of {size}×{size} makes a map of {out}×{out}. At row {row}, column {column} the sum is {sum}. {filters} such filters have ({weights} + 1) × {filters} = {params} parameters.",
		reluSection:     "ReLU({x}) = {y}. Of the {all} values of this map, {negative} are negative and become 0.",
		poolSection:     "Windows of {size}×{size} make a map of {out}×{out}. The window at row {row}, column {column} gives {value}.",
		flattenSection:  "Place {n} (of 0 to {last}) holds the value in row {row}, column {column} of map {filter}. Rows, columns and maps are counted from 1.",
		denseSection:    "Softmax turns the three logits into {p0} %, {p1} % and {p2} %. Together they are 100 %.",
		countSection:    "The network has {total} parameters.",
		compileSection:  "A digit whose right label gets {p} % has a loss of {loss}.",
		fitSection:      "{fit} digits in batches of {batch}. Steps in an epoch: {steps}, the last with {last} digits. Steps in all (epochs: {epochs}): {all}.",
		curvesSection:   "After epoch {epoch}: training loss {a}, accuracy {b} %; validation loss {c}, accuracy {d} %.",
		evaluateSection: "{right} of {test} right is {share} %. With so few digits the true accuracy may be anywhere from {low} to {high} % (95 % confidence).",
		drawSection:     "Left: the drawing. Middle: only shrunk to {side}×{side}. Right: prepared as the data was. Below: what the network reads in each.",
		methodsSection:  "{change} Recorded with {n} seeds: {mean} ± {spread} % of the test digits.",
	},
}

var english = article{
	Title:       "Lesson: a CNN for handwritten digits, step by step – Digit Lab",
	Description: "Learn how a convolutional neural network reads handwritten digits: kernel, pooling, softmax, loss, epochs and overfitting, each with a figure to change, Keras code and questions.",
	Headline:    "How a network learns to read digits",
	Lead: []string{
		"In {digits} small pictures, a network of {params} parameters learns to tell ten digits apart. This lesson builds it in {sections} steps. Each step has a figure that you can change, the code, and a few questions. The network is that of a Korean Keras tutorial, here called the tutorial.",
		"You need no installation and no earlier knowledge but what a sum is. Plan for 40 minutes.",
	},
	Lab: "Lab", Lesson: "Lesson", Contents: "Contents", Skip: "Skip to the text",
	Progress: "{right} of {all} questions answered", Continue: "Continue where you were", Language: "Language", Theme: "Light or dark",
	Project: "Present", Unproject: "End presentation", ProjectHelp: "One section on each screen. Arrow keys turn the page, Escape ends it.",
	Previous: "Previous", Next: "Next", Code: "Code", Copy: "Copy", Copied: "Copied",
	Questions: "Try it", Check: "Check", Answer: "Your answer", Hint: "Hint", Right: "Right.", Wrong: "Not yet. The hint may help.",
	OpenLab: "Open these settings in the lab", Loading: "The figures come alive: {percent} %",
	Unsupported: "This browser cannot run the figures. The text, the pictures and the code are all here.",
	Lockdown:    "WebAssembly is turned off here, as Lockdown Mode does. The text, the pictures and the code are all here.",
	Lost:        "A part of the page did not arrive. The text is complete; for the figures, try again.",
	Altered:     "A file from the server is not the one that belongs to this page, so it was not used. The text is complete.",
	Stalled:     "The figures make no progress in loading. The text is complete; for the figures, try again.",
	Ended:       "The figures have stopped working. The text is complete; for the figures, try again.",
	TryAgain:    "Try again",
	Footer:      "Digits: UCI optical recognition of handwritten digits (Alpaydin and Kaynak), as in scikit-learn, CC BY 4.0.",
	Cells: cellText{
		Help:   "Below each cell is what it prints. What this browser has computed itself is marked. Keras begins with other random numbers, so that it prints losses and accuracies that differ a little.",
		Output: "Output", Recorded: "Recorded with nn32", RecordedKeras: "Recorded with nn32; Keras prints similar numbers",
		Now: "Computed by this browser just now", NowIn: "Computed by this browser just now, in {seconds}\u00a0s", Computing: "Computing…", Changed: "The settings have changed. Run it again.",
		Failed: "This browser could not compute it.", Run: "Run", Notebook: "All cells together",
		NotebookHelp: "All Keras cells together are a notebook that runs as it stands. All Go cells together are a program: put it into the folder of this project and run it there.",
		CopyKeras:    "Copy the whole notebook", CopyGo: "Copy the Go program", SaveNotebook: "Save as notebook (.ipynb)",
	},
	Sections: [sectionCount]sectionText{
		whySection: {
			Title: "Why a picture needs more than a dense network",
			Text: []string{
				"A network of dense layers, also called an *MLP*, takes a picture as one long row of numbers. For a picture of {side}×{side} pixels that is {inputs} inputs. A layer consists of *units*. Each unit multiplies every input by a *weight*, adds the products, and adds one more number, its *bias*. Weights and biases are the network’s *parameters*: training sets them.",
				"Each pixel has its own weights, so the network learns what pixel 27 means, and nothing about pixel 28 beside it.",
				"Move the digit by one pixel. You see the same digit; the dense network gets mostly other numbers, and has to learn the digit again in each place. A *convolutional neural network* (CNN) looks for small patterns instead, wherever they are.",
				"A dense network can still do well on digits that are all centred. Our example with layers of {mlpUnits} and {mlpSecond} units needs {mlpParams} parameters; the CNN of this lesson has {params}.",
			},
			Questions: []questionText{
				{Ask: "How many inputs does a dense network have for one picture of {side}×{side}?", Hint: "One input for each pixel: rows times columns.", Why: "Each pixel is one input, and the row of numbers no longer says which pixels are neighbours."},
				{Ask: "Move a digit so that more than {mostly} of the {inputs} inputs change.", Hint: "Try a 7 or a 5, and move it by two pixels. Empty pixels that stay empty do not count.", Why: "To your eye nothing has happened. To a dense network more than half of its input is new."},
				{Ask: "A dense layer of {mlpUnits} units takes all {inputs} inputs. How many parameters does it have, biases included?", Hint: "Each unit has a weight for each input, and one bias: ({inputs} + 1) × {mlpUnits}.", Why: "That one layer has almost as many parameters as the whole CNN."},
			},
		},
		dataSection: {
			Title: "Look at the data first",
			Text: []string{
				"scikit-learn comes with {digits} handwritten digits. Each is a picture of {side}×{side} pixels, and each pixel is a number from 0 (no ink) to {ink} (all ink). Image 0 is a 0.",
				"The numbers come from larger pictures of 32×32 dots: the ink was counted in squares of 4×4, which is why {ink} is the most. The tutorial feeds them to the network as they are, without scaling.",
			},
			Questions: []questionText{
				{Ask: "How many numbers are there in all {digits} pictures together?", Hint: "{digits} × {side} × {side}.", Why: "For a network that is little: a photo from a phone alone has a hundred times as many."},
				{Ask: "Find the digit with the most ink among these ten.", Hint: "The sentence under the figure gives the sum of the values. A digit made of two loops has much ink.", Why: "The 8 it is. A network could use ink as a first hint, but not more."},
				{Ask: "What does a pixel with the value 8 mean?", Choices: []string{"It belongs to the digit 8", "Half of its dots are ink", "It is in row 8"}, Hint: "The values count dots of ink in a square of 4×4.", Why: "8 of 16 dots are ink, so the pixel is grey."},
			},
		},
		shapeSection: {
			Title: "The channel axis, and labels as vectors",
			Text: []string{
				"A convolution expects pictures with a *channel* axis: three channels for red, green and blue, one for grey. `load_digits` gives ({digits}, {side}, {side}), so we add an axis at the end: ({digits}, {side}, {side}, 1). No number changes; only the shape does. Without it Keras stops at the first layer and says that it expected one axis more.",
				"The network has {classes} outputs, one for each digit. So each label becomes a *one-hot* vector: {classes} numbers, of which one is 1. If you keep the labels as plain numbers, use the loss `sparse_categorical_crossentropy`; with `categorical_crossentropy` the shapes do not fit.",
			},
			Questions: []questionText{
				{Ask: "How many axes does X have after the channel axis is added?", Hint: "Pictures, rows, columns, channels.", Why: "The order is: which picture, row, column, channel."},
				{Ask: "Choose the label whose vector has its 1 in the last place.", Hint: "The places are counted from 0, so the last one is {lastClass}.", Why: "Place {lastClass} of 0 to {lastClass}: the digit 9."},
				{Ask: "What happens if you leave out the channel axis?", Choices: []string{"The first Conv2D raises an error about the shape", "Training works but takes longer", "The pictures are rotated"}, Hint: "Conv2D in Keras counts the axes of its input.", Why: "A clear error at once is better than a silent mistake."},
			},
		},
		splitSection: {
			Title: "Training, validation, test",
			Text: []string{
				"A network can learn digits by heart. Whether it can read digits that it has never seen shows only on digits that were kept apart. So {testPercent} % are put aside as *test* data: {test} of {digits}. `random_state={seed}` makes the choice the same each time.",
				"Of the remaining {rest}, Keras takes the last {validationPercent} % for *validation*: {fit} digits are trained on, {validation} are looked at after each epoch. You may change your settings by the validation digits as often as you like. The test digits are for the end.",
			},
			Questions: []questionText{
				{Ask: "How many digits are in the test if it takes {otherTest} % of {digits}? scikit-learn rounds up.", Hint: "{digits} × 0.2, and up to the next whole number. You can also set it in the figure.", Why: "More digits are left to learn from, and the test result becomes less certain."},
				{Ask: "Make the three parts equal, to within {evenly} digits.", Hint: "A third of all for the test. Of the rest, how much is the second third?", Why: "The validation part is a share of what is left, so it takes half of that."},
				{Ask: "Why do we not choose the learning rate by the test digits?", Choices: []string{"They are too few", "Keras forbids it", "The result on them would look better than it is"}, Hint: "Think of an exam whose questions you have used for practice.", Why: "What you chose by the test digits fits these digits, and says less about new ones."},
			},
		},
		convSection: {
			Title: "Convolution by hand",
			Text: []string{
				"A *kernel* is a small square of weights. It is put on the picture; each weight is multiplied by the pixel under it; the products are added. That sum is one value of a *feature map*. Then the kernel moves on. Where the picture looks like the kernel, the sum is large.",
				"=conv",
				"Here *x* are the pixels, *w* the weights and *b* the bias: one number for each filter, added to every sum. In the figure it is 0.",
				"Four choices decide what comes out. *Kernel size*: how much it sees at once. *Number of filters*: how many kernels, and so how many maps. *Stride*: how far it moves each time. *Padding*: `valid` uses only the places where the kernel fits, `same` puts zeros around the picture.",
				"The tutorial uses {filters} filters of {kernel}×{kernel} with stride 1 and `valid`, so {filters} maps of {map}×{map}. Nobody writes the weights: the network learns them.",
			},
			Questions: []questionText{
				{Ask: "Make the kernel {large}×{large}, with stride 1 and padding valid. How does the map change?", Hint: "Set the kernel size to {large}. Look at the size of the map.", Why: "A {large}×{large} kernel fits in only 4×4 places: side − kernel + 1."},
				{Ask: "With a {kernel}×{kernel} kernel, keep the map at {side}×{side}.", Hint: "One choice puts zeros around the picture.", Why: "With padding same and stride 1 the map is as large as the picture."},
				{Ask: "How many parameters do {filters} filters of {large}×{large} have, biases included?", Hint: "Each filter: {largeWeights} weights and one bias.", Why: "{filters} × ({largeWeights} + 1). The size of the picture does not matter."},
				{Ask: "Find a digit that the horizontal edge likes: a {kernel}×{kernel} kernel’s map with a value of {likes} or more.", Hint: "Choose the pattern “horizontal edge”, then try the digits. Long flat strokes with nothing above them are best.", Why: "Where the pattern is in the picture the sum is large. That is all a filter does."},
			},
		},
		reluSection: {
			Title: "ReLU: keep what is positive",
			Text: []string{
				"After the sum comes an *activation function*. ReLU is the simplest: a positive number stays, a negative one becomes 0.",
				"=relu",
				"It says: “the pattern is here, this strongly, or it is not here at all.” Without such a bend, two layers in a row could be written as one, however many you stack.",
			},
			Questions: []questionText{
				{Ask: "Set x so that ReLU gives 4.", Hint: "A positive number stays what it is.", Why: "Above 0 the output is the input."},
				{Ask: "Find a pattern whose map ReLU leaves as it is.", Hint: "Which kernel has no negative weights?", Why: "A blur adds pixels, which are never negative, so ReLU has nothing to remove."},
				{Ask: "Why is an activation function between layers needed?", Choices: []string{"It makes training faster by skipping zeros", "Without it, all layers together are only one linear step", "It keeps the weights positive"}, Hint: "What is a sum of weighted sums?", Why: "A weighted sum of weighted sums is again a weighted sum."},
			},
		},
		poolSection: {
			Title: "Pooling: smaller maps",
			Text: []string{
				"*Max pooling* takes the largest value of each window, *average pooling* the mean. With windows of {pool}×{pool} a map of {map}×{map} becomes {pooled}×{pooled}.",
				"The map is then a quarter as large, and it matters less where exactly a pattern is: if the digit moves by a pixel, the largest value often stays in the same window. There is nothing to learn in this layer.",
			},
			Questions: []questionText{
				{Ask: "Set the window so that the pooled map has 2×2 values.", Hint: "What does {map} have to be divided by?", Why: "Windows of 3×3 leave 2×2 values."},
				{Ask: "How many parameters has a pooling layer?", Hint: "Is there any weight in taking the largest?", Why: "A maximum has no weights."},
				{Ask: "Three values in a window are 0 and one is 8. What do maximum and average give?", Choices: []string{"8 and 2", "8 and 8", "2 and 8"}, Hint: "The average is the sum divided by four.", Why: "The maximum keeps a strong pattern, the average makes it weaker."},
			},
		},
		flattenSection: {
			Title: "Flatten: from maps to a row",
			Text: []string{
				"After pooling there are {filters} maps of {pooled}×{pooled}. A dense layer wants one row of numbers. *Flatten* writes them one after the other: {pooled} × {pooled} × {filters} = {flat} numbers. Nothing is computed, nothing is lost.",
				"Keras goes row by row, and at each place through all maps. That is why neighbours in the row come from different maps.",
			},
			Questions: []questionText{
				{Ask: "Find the place of the middle value (row 2, column 2) of map 1.", Hint: "Four places come before it, each with {filters} maps.", Why: "4 places × {filters} maps = {middle}."},
				{Ask: "Now find the place of the last value (row {pooled}, column {pooled}) of map 1.", Hint: "Eight places come before it. The row ends with the last map at this place, not with map 1.", Why: "After it come the values of the other maps at the same place: nine more numbers."},
				{Ask: "What goes wrong without Flatten?", Choices: []string{"The network has no parameters", "Dense works on each place alone, and the output has the wrong shape", "The maps get larger"}, Hint: "Dense works along the last axis only.", Why: "Keras then gives {classes} numbers for each of the {pooled}×{pooled} places, which do not fit the labels."},
			},
		},
		denseSection: {
			Title: "Dense and softmax: from numbers to probabilities",
			Text: []string{
				"A *dense* layer of {units} units mixes all {flat} numbers: each unit has a weight for each. A last layer of {classes} units gives one number for each digit, a *logit*.",
				"*Softmax* turns logits into probabilities: all positive, and together 1. The largest logit wins, and the distance to the others decides how clearly.",
				"=softmax",
			},
			Questions: []questionText{
				{Ask: "Set the logits so that class 1 gets at least {winning} %.", Hint: "Only the distances count. Put the logit of class 1 about 3 above the others.", Why: "e³ is about 20, so a distance of 3 means 20 to 1."},
				{Ask: "All {classes} logits are equal. How many percent does each class get?", Hint: "They share 100 %.", Why: "A network that knows nothing is right one time in {classes}."},
				{Ask: "You add 5 to every logit. What changes?", Choices: []string{"Nothing", "All probabilities grow", "The largest one grows"}, Hint: "e⁵ is a factor above and below the fraction.", Why: "The factor cancels out; only differences count."},
			},
		},
		countSection: {
			Title: "Count the parameters",
			Text: []string{
				"Each number that training may change is a parameter. The convolution has {filters} filters with {weights} weights and a bias: {convParams}. Pooling and Flatten have none. Dense has ({flat} + 1) × {units} = {denseParams}, and the last layer ({units} + 1) × {classes} = {lastParams}. Together {params}.",
				"Compare this with `model.summary()`. Whoever can compute its last column has understood the network.",
			},
			Questions: []questionText{
				{Ask: "Double the filters, and leave the rest as in the tutorial. How many parameters are there in all?", Hint: "Set 20 filters, kernel {kernel} and {units} units in the figure, and read the total.", Why: "The maps double, so Dense gets twice the inputs: most of the growth is there."},
				{Ask: "Make a network of fewer than {few} parameters with at least 4 filters.", Hint: "Take units from Dense first.", Why: "Small networks train fast and may be good enough."},
				{Ask: "Make the network smaller than the tutorial’s {params} parameters without taking away filters or units.", Hint: "What happens to the maps when the kernel grows?", Why: "With a kernel of 5×5 the maps shrink to 4×4, so Dense gets fewer inputs. That saves far more than the kernels cost."},
				{Ask: "Which layer has the most parameters in the tutorial’s network?", Choices: []string{"Conv2D", "MaxPooling2D", "The first Dense", "The last Dense"}, Hint: "Look for the largest number in the table.", Why: "{denseParams} of {params}. Convolutions are cheap because they use the same weights everywhere."},
			},
		},
		compileSection: {
			Title: "Compile: what is wrong, and how to get better",
			Text: []string{
				"The *loss* says how wrong a prediction is. Cross-entropy looks only at the probability of the right label: at 100 % the loss is 0, at {chance} % it is {chanceLoss}, and near 0 % it grows without limit. Being sure and wrong costs most.",
				"=loss",
				"The *optimizer* changes each weight a little in the direction in which the loss falls. Adam also remembers earlier steps and gives each weight its own step size. The *learning rate* {rate} says how far to go.",
			},
			Questions: []questionText{
				{Ask: "What is the loss when the right label gets 10 %? Two decimals.", Hint: "Set 10 in the figure, or compute −ln 0.1.", Why: "That is also the loss of guessing among {classes} digits: where training begins."},
				{Ask: "Set the probability so that the loss is under {lossGoal}.", Hint: "Go towards 100 %.", Why: "From {lossSure} % on. To push the loss further down, a network has to be very sure."},
				{Ask: "What happens with a learning rate that is far too large?", Choices: []string{"Training is slow but safe", "The loss jumps about or grows", "The network uses fewer weights"}, Hint: "Imagine steps that are longer than the valley is wide.", Why: "Each step goes past the lowest point. Try it in the lab."},
			},
		},
		fitSection: {
			Title: "Fit: batches and epochs",
			Text: []string{
				"Training takes {batch} digits at a time, a *batch*, computes the loss and how it depends on each weight (its *gradient*), and changes the weights once: a *step*. When all {fit} digits have had their turn, an *epoch* is over. That is {steps} steps, of which the last has {lastBatch} digits. The digits are shuffled anew in each epoch.",
				"{epochs} epochs are {allSteps} steps. The whole run takes about half a second of computing in your browser; it is shown more slowly, so that you can watch. Change the batch size, and train again.",
			},
			Questions: []questionText{
				{Ask: "Set batches of {otherBatch}. How many steps has an epoch then?", Hint: "The sentence under the figure counts them. Or divide {fit} by {otherBatch}, and round up.", Why: "Five full batches, and a small one with the rest."},
				{Ask: "Train the network here until it gets at least {goal} % on the test digits.", Hint: "Batches of {batch} and 30 epochs are enough. Then press “Train it here”.", Why: "Your browser has just done what the tutorial does."},
				{Ask: "Now train one that gets less than {poor} %, with the same digits.", Hint: "Give it too few steps: large batches, or few epochs.", Why: "What counts is how often the weights are changed. A large batch changes them rarely."},
			},
		},
		curvesSection: {
			Title: "Read the curves",
			Text: []string{
				"After each epoch two points are added: the loss on the training digits and the loss on the validation digits. Both fall at first. When the training loss goes on falling while the validation loss stays or rises, the network learns its digits by heart: *overfitting*.",
				"The tutorial’s network is small and the task easy, so its validation loss hardly rises. With fewer digits to learn from, small batches and many epochs it does: try it here. The rise is small beside the first losses, so magnify the axis.",
			},
			Questions: []questionText{
				{Ask: "Find the first epoch after which the validation accuracy is at least {good} %.", Hint: "Move the epoch slowly from the left and read the sentence. If your last run does not get so far, train a longer one here.", Why: "Most of the learning happens in the first few epochs."},
				{Ask: "Make it overfit: train here so that the validation loss ends at least {rises} % above its lowest value.", Hint: "Learn from {fewDigits} digits, in batches of 5, for {mostEpochs} epochs.", Why: "The training loss goes on falling while the validation loss rises: the network learns its few digits by heart."},
				{Ask: "What helps against overfitting?", Choices: []string{"More or varied data, dropout, or stopping earlier", "More epochs", "A larger network"}, Hint: "Make learning by heart harder, or end it in time.", Why: "All of them make it harder, or useless, to learn single digits by heart."},
			},
		},
		evaluateSection: {
			Title: "Evaluate: how good is it?",
			Text: []string{
				"`model.evaluate` on the {test} test digits gave {published} % in the tutorial: one run. Here, {seeds} runs with different seeds gave {mean} ± {spread} %, from {lowest} to {highest} %. The tutorial’s number is a quite ordinary one of these. A *seed* is the number from which all random choices follow: the first weights, and the order of the digits.",
				"In the figure the pale band goes from the lowest to the highest of these results, and the darker band is their mean ± spread. The line with a dot is what you set.",
				"So a single number means little. A second run differs by half a percent without any change. And the test itself has only {test} digits: one digit is {each} %.",
			},
			Questions: []questionText{
				{Ask: "How many of the {test} test digits are right at {published} %?", Hint: "{test} × {publishedShare}.", Why: "{wrong} digits are wrong. Look at them in the lab: some are hard for people too."},
				{Ask: "Find how many must be right so that the whole interval lies above {published} %.", Hint: "The lower end of the interval has to pass the mark of the tutorial.", Why: "Only a large difference can be shown with {test} digits and one run."},
				{Ask: "One run gives 97.1 %, another with a new setting 97.6 %. Is the setting better?", Choices: []string{"Yes, by 0.5 %", "One cannot say yet: seeds differ by as much", "No, it is worse"}, Hint: "Compare with ± {spread}.", Why: "Train several seeds of each and compare the means."},
			},
		},
		drawSection: {
			Title: "Your own digit",
			Text: []string{
				"The network knows only pictures that were made in one way: the digit cut out, stretched to the full height, its strokes made equally thick, set upright, and counted in squares. A drawing that is merely shrunk looks different to it: of strangers’ drawings it then reads about one in four. Prepared as the data was, it reads about four in five.",
				"That is a lesson for every use of a network: *new data must be made like the training data*. Draw a digit here and compare. In the lab, “Why?” shows each stage.",
			},
			Questions: []questionText{
				{Ask: "Draw a {asked} that the network reads as a {asked} with at least {sure} %, prepared as the data was.", Hint: "Train it first. Then draw large and plain, or set the cells by the keyboard.", Why: "It has never seen your writing, only that of other people."},
				{Ask: "Find a drawing, yours or an example, that is read differently when it is only shrunk, though prepared it is read with at least {sure} %.", Hint: "Draw it small, or in a corner.", Why: "You draw the same digit; the network gets other numbers."},
				{Ask: "Make a single dot. What does the network read in it?", Hint: "Tap once, or fill one cell by the keyboard.", Why: "Some digit: softmax shares 100 % among ten digits, whatever the picture is. It cannot say that a dot is none."},
				{Ask: "What helps most to read your own handwriting?", Choices: []string{"More epochs", "A smaller learning rate", "A few samples of your own in the training"}, Hint: "From whom has the network learnt so far?", Why: "One of each digit makes a clear difference. The lab has it under “My handwriting”."},
			},
		},
		methodsSection: {
			Title: "Seven ways to change it",
			Text: []string{
				"Textbooks name seven things to try: initialisation, activation, optimizer, batch normalisation, dropout, ensembles and more data. Choose one and train it here: nothing else is changed, so the difference comes from the change, or from chance.",
				"The figure also shows what was recorded of each with {tries} seeds. Without a change it is {base} %. Most changes lie within each other’s spread. Two help here: data augmentation with {best} %, and {ensemble} networks together with {together} %.",
				"Your first seed is {seed}, and with the same seed each browser gets the same network, to the last bit. Train again, and the next seed has its turn.",
			},
			Questions: []questionText{
				{Ask: "Find the change that makes the network clearly worse, and train it here.", Hint: "Look for the lowest recorded mean.", Why: "A wider start is too wide for inputs from 0 to {ink}. With scaled inputs or deeper networks it may help."},
				{Ask: "Train each of the seven at least once.", Hint: "The second button does all of them. It takes some seconds.", Why: "That is all there is to such a comparison: one change at a time, the same digits, the same seed."},
				{Ask: "Train one of them with {severalSeeds} seeds, and watch how far its results lie apart.", Hint: "Choose one, and press the button again when it is done.", Why: "One result says little. The mean of several says more."},
				{Ask: "Batch normalisation: {normMean} ± {normSpread}; none: {baseMean} ± {baseSpread}. What does that say?", Choices: []string{"Batch normalisation is better", "The difference lies within the spread", "Something was measured wrongly"}, Hint: "How large is the difference, and how large is the spread?", Why: "With more seeds a small difference may become clear. The lab tests it for you."},
			},
		},
		nextSection: {
			Title: "Where to go on",
			Text: []string{
				"You have seen every part of the network: kernel, map, activation, pool, Flatten, Dense, softmax, loss, batch, epoch, test. Train it yourself now. In the lab the curves, the kernels and the reading of your own drawing move before your eyes.",
				"Ideas: make it overfit. Leave out the pool. Replace ReLU with a sigmoid. Compare ten seeds. Then save the network and open it in Keras.",
				"If you want to explain it to somebody: say what a kernel is, what an epoch is, and what overfitting is. If you can, the lesson has done its work.",
			},
		},
	},
}
