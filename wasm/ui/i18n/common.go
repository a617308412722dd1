package i18n

import "digitlab/wasm/protocol"

// Common are what two or more features say.
// A sentence that needs values is a method with named slots: words are never glued together around them.
//
// Words end up in attributes, which go-app does not escape when it renders on the server: no quotes, no backslashes.
type Common interface {
	Language() Language
	Code() string // BCP 47

	ControlsLoading() string

	Clear() string
	Undo() string

	Loss() string
	Accuracy() string
	Epoch() string
	Training() string
	Validation() string
	Test() string
	Seconds() string

	ShowMore(more, left int) string

	RunProblem(protocol.RunProblem) string
}
