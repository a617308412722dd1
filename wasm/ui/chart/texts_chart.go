package chart

import (
	"digitlab/wasm/ui/i18n"
)

// chartWords are those in the charts.
type chartWords interface {
	i18n.CommonWords

	AccuracyAxis() string
	ValidationOf(run string) string
	PictureTitle() string
}

var ChartTexts = i18n.InBoth[chartWords](&englishChart{}, &koreanChart{})
