package page

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
)

// words are the words of the header, the notices and the footer.
type words interface {
	i18n.Common

	Title() string
	Description() string

	Headline() string
	SubHeadline(digits string, side int, parameters string) string
	Lab() string // the links to both pages
	Lesson() string
	LanguageGroup() string
	ThemeButton(dom.Theme) string

	Panels() string
	Views() string
	View(view) string

	Unsupported() string

	Failure(protocol.Reason) string
	Restart() string
	NotSaved(why protocol.StorageProblem) string
	OfflineReady() string
	NewVersion() string
	OfflineNow(ready bool) string
	Unloaded(dom.Problem) string
	TryAgain() string
	Footer() string

	LinkRefused() string

	InApp() string
	LeaveApp() string
	Unkept(remembered, runs bool) string // one of them is true
	LockdownMode() string
}

var texts = i18n.InBoth[words](&english{}, &korean{})
