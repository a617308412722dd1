package chart

import (
	"digitlab/wasm/ui/i18n"
)

// words are the words in the charts.
type words interface {
	i18n.Common

	AccuracyAxis() string
	AccuracyAxisInLittle() string
	ValidationOf(run string) string
	PictureTitle() string
}

var Texts = i18n.InBoth[words](&english{}, &korean{})
