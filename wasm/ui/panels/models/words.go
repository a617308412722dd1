package models

import (
	"digitlab/nn32/formats/code"
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/settings"
)

// words are the words of the panel.
type words interface {
	settings.Words

	Tab() string
	Heading() string

	OutHeading() string
	OutHelp() string
	Which() string
	Present(moment string) string
	At(m protocol.Moment, epochs int, imported bool) string
	For(format string) string // what a format is for
	Written(file, kilobytes, moment string) string
	NotWritten(format string) string

	InHeading() string
	InHelp() string
	Open() string
	ScaleHelp() string
	Opened(parameters, accuracy string, ink int, stated, sums bool) string
	NotOpened() string
	Unreadable() string
	WeightsAlone() string
	TooLarge(megabytes string) string
	Unfit(m Misfit) string

	CodeHeading() string
	CodeHelp() string
	Source(name string, notebook, program bool) string
	NoCode() string
	NotFineTuned() string
	Hash(hash string) string
	Copy() string
	Copied() string
	CopyDenied() string
	SaveAs(file string) string
	InitialWeights() string
	RunHelp(program bool) string
	CodeNote(n code.Note) string
}

var texts = i18n.InBoth[words](&english{}, &korean{})
