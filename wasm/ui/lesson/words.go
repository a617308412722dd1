package lesson

import "strings"

// article is the lesson's text in a language, which only the server has. Texts are paragraphs with little markup: {name} is one of facts,
// `code`, *a term where it is first used*. A paragraph such as =softmax is a formula, one of formulas.
type article struct {
	Title, Description string // of the document
	Headline           string
	Lead               []string
	Lab, Lesson        string // the links in the bar
	Contents           string // heading of the table of contents
	Skip               string
	Progress           string // of the questions answered, with {right} and {all}
	Continue           string // a link to where the reader was
	Language           string // name of the group of both languages
	Theme              string
	Project, Unproject string
	ProjectHelp        string
	Previous, Next     string
	Code               string
	Copy, Copied       string
	Questions          string
	Check              string
	Answer             string // label of the field for a number
	Hint               string
	Right, Wrong       string
	OpenLab            string // the link to the lab with what is set
	Loading            string // with {percent}
	Unsupported        string
	Lockdown           string
	Lost               string // a file did not come
	Altered, Stalled   string
	Ended, TryAgain    string
	Footer             string
	Cells              cellText
	Sections           [sectionCount]sectionText
}

// cellText is what is said about the cells of code and what they print.
type cellText struct {
	Help               string
	Output             string // of what the page computes
	Recorded           string // of what was recorded
	RecordedKeras      string // which Keras prints in nearly the same way
	Now, NowIn         string // of what this browser has computed; with {seconds}
	Computing, Changed string
	Failed             string
	Run                string // the button
	Notebook           string // heading of what is done with all cells
	NotebookHelp       string
	CopyKeras, CopyGo  string
	SaveNotebook       string
}

type sectionText struct {
	Title     string
	Text      []string
	Questions []questionText
}

type questionText struct {
	Ask     string
	Choices []string
	Hint    string
	Why     string // shown when the answer is right
}

// labels are the words of the figures, which the browser has too. What is in braces is filled in.
type labels struct {
	Shift, Digit, Label                                 string
	TestShare, ValidationShare                          string
	Kernel, Size, Stride, Padding, Filters, Place       string
	Patterns                                            [patternCount]string
	Paddings                                            [2]string
	Input, Pooling, PoolSize, Window                    string
	PoolKinds                                           [2]string
	Element, Logit, Units, Sure, Batch, Epochs, Epoch   string
	Right, Method                                       string
	Methods                                             [methodCount]string
	Layer, Output, Parameters, Sum                      string
	Training, Validation, Test, Loss, Accuracy, Network string

	Train                                    string // the button
	RunRecorded, RunBegins, RunGoes, RunDone string // about the run whose curves are drawn
	RunFailed                                string
	Scale, Learnt                            string // of the curves
	Scales                                   [2]string
	Try                                      tryLabels // of the methods
	Pad                                      padLabels // of the pad
	Example, Clear                           string
	Examples                                 [ownDrawing + 1]string
	ReadNothing, Reads, Guesses              string // about what is read on the pad

	// One sentence for each figure, which says what is to be seen.
	Says [sectionCount]string
}

// fill fills in what is in braces: name, value, name, value, …
func fill(text string, pairs ...string) string {
	for i := 0; i < len(pairs); i += 2 {
		text = strings.ReplaceAll(text, "{"+pairs[i]+"}", pairs[i+1])
	}
	return unbroken(text)
}

// unbroken keeps on one line what a browser would break: a number and its percent sign, and a Korean particle and the sign before it, after
// which word-break: keep-all allows a break.
func unbroken(text string) string {
	var b strings.Builder
	var before rune
	for _, r := range strings.ReplaceAll(text, " %", "\u00a0%") {
		if (before == '%' || before == ')') && '가' <= r && r <= '힣' {
			b.WriteRune('\u2060') // word joiner
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}
