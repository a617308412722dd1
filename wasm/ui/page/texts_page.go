package page

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
)

// pageWords are those of the header, the notices and the footer.
type pageWords interface {
	i18n.CommonWords

	Title() string
	Description() string

	Headline() string
	SubHeadline(digits string, side int, parameters string) string
	LanguageGroup() string
	ThemeButton(theme) string
	StripLabel() string

	Loading(percent int) string
	Unsupported() string

	Failure(protocol.Reason) string
	Restart() string
	NotSaved(why string) string
	OfflineReady() string
	NewVersion() string
	OfflineNow(ready bool) string
	Unloaded(altered bool) string
	TryAgain() string
	Footer() string

	LinkRefused() string
}

var pageTexts = i18n.InBoth[pageWords](&englishPage{}, &koreanPage{})
