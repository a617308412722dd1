package ui

import (
	"testing"

	"digitlab/wasm/ui/i18n/i18ntest"
)

func TestWordsOfCurves(t *testing.T) {
	i18ntest.Check(t, curvesTexts.English, curvesTexts.Korean, nil)
}
