package i18n

import "digitlab/wasm/protocol"

// Common is the words that two or more features share. A sentence with values is a method with parameters: sentences are never put
// together from parts, because word order differs between languages.
//
// Words may end up in attributes, which go-app does not escape when it renders on the server: no quotes, no backslashes.
type Common interface {
	Language() Language
	Code() string // BCP 47

	ControlsLoading() string

	Clear() string
	Undo() string
	Close() string

	Loss() string
	Accuracy() string
	Epoch() string
	Training() string
	Validation() string
	Test() string
	Seconds() string

	ShowMore(more, left int) string

	RunProblem(protocol.RunProblem) string

	Detail() string                                                  // before an English text for developers, which follows a sentence
	NotSavable(file string, sharable, asText, asPicture bool) string // it can be shared; a text or a picture of it is shown
	Share() string
	CopyText() string
}
